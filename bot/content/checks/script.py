"""No letters of another language, no Latin letters hidden inside Cyrillic words.

The lists come from the spelling of each language: Tajik ғ ӣ қ ӯ ҳ ҷ (never ї њ ќ ў љ of old
fonts), Kyrgyz ң ө ү (never Kazakh ә і ғ қ һ ұ), Uzbek Latin oʻ gʻ with U+02BB and ʼ U+02BC.
What stands in `code`, in «quotes» or in a web address, and Russian abbreviations in capitals,
may be in another language. `ask` is free: people type anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.labels import LabelError, read_labels
from bot.content.model import LANGUAGES, Issue
from bot.content.texts import Passage, passages
from bot.content.tree import Entry, Tree

name = "script"

_TAJIK, _KYRGYZ, _KAZAKH, _OLD_FONTS = "ғӣқӯҳҷ", "ңөү", "әіһұ", "їњќљ"
_FOREIGN = {
    "ru": _TAJIK + _KYRGYZ + _KAZAKH + _OLD_FONTS + "ўє",
    "tg": _KYRGYZ + _KAZAKH + _OLD_FONTS + "ўє",
    "ky": _TAJIK + _KAZAKH + _OLD_FONTS + "ўє",
    "uz-Cyrl": _KYRGYZ + _KAZAKH + _OLD_FONTS + "ӣӯҷ",
}
_SETS = {language: frozenset(f + f.upper()) for language, f in _FOREIGN.items()}

_FREE = re.compile(r"`[^`\n]*`|«[^»]*»|\{[^}]*\}|https?://\S+|\]\([^)]*\)|@\w+|\S+@\S+")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
_CAPITALS = re.compile(r"[А-ЯЁ]{2,}")
_WRONG_OG = re.compile(r"[oOgG]['’‘`´]")
# After o and g the tutuq ʼ is right too: moʼjiza.
_WRONG_TUTUQ = re.compile(r"(?<=[^\W\d_])(?<![oOgG])['’‘`´ʻ](?=[^\W\d_])")
_NEW_LATIN = re.compile(r"[şçğŏõŞÇĞŎÕ]")


def check(tree: Tree) -> Iterable[Issue]:
    for entry in tree.entries:
        for passage in passages(entry.file):
            if passage.role != "ask":
                yield from _passage(entry, passage)
    for language in LANGUAGES:
        yield from _labels(tree, language)


def _labels(tree: Tree, language: str) -> Iterator[Issue]:
    try:
        labels = read_labels(tree.root, language) or ()
    except LabelError:
        return  # the interface check tells it
    for label in labels:
        for text in label.texts:
            for _, message, message_en in _wrong(language, _blanked(text)):
                yield Issue(name, f"{language}/ui.po", label.line, message, message_en)


def _passage(entry: Entry[Any], passage: Passage) -> Iterator[Issue]:
    language = passage.language or entry.language
    start = entry.node.text_line(*passage.steps)
    text = _blanked(passage.text)
    for position, message, message_en in _wrong(language, text):
        line = start + text.count("\n", 0, position)
        yield Issue(name, entry.path, line, message, message_en)


def _blanked(text: str) -> str:
    """Spaces instead of what may be in any language; line breaks stay."""
    return _FREE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def _wrong(language: str, text: str) -> Iterator[tuple[int, str, str]]:
    for match in _WORD.finditer(text):
        word = match.group()
        latin, cyrillic = _LATIN.search(word), _CYRILLIC.search(word)
        if latin and cyrillic:
            yield (
                match.start(),
                f"«{word}»: латинские и русские буквы в одном слове ({_marked(word)})",
                f"`{word}`: Latin and Cyrillic letters in one word ({_marked(word)})",
            )
        elif language == "uz" and cyrillic and not _CAPITALS.fullmatch(word):
            yield (
                match.start(),
                f"«{word}»: кириллица в узбекском тексте; её сделает программа",
                f"`{word}`: Cyrillic in an Uzbek text; the program makes it",
            )
        foreign = sorted(set(word) & _SETS.get(language, frozenset()))
        if foreign:
            letters = ", ".join(foreign)
            yield (
                match.start(),
                f"«{word}»: чужая буква {letters} (язык {language})",
                f"`{word}`: {letters} is not a letter of this language ({language})",
            )
    if language == "uz":
        yield from _apostrophes(text)


def _apostrophes(text: str) -> Iterator[tuple[int, str, str]]:
    for match in _WRONG_OG.finditer(text):
        yield (
            match.start(),
            f"«{match.group()}»: пишут oʻ и gʻ со знаком ʻ (U+02BB)",
            f"`{match.group()}`: write oʻ and gʻ with ʻ (U+02BB)",
        )
    for match in _WRONG_TUTUQ.finditer(text):
        yield (
            match.start(),
            f"«{match.group()}»: внутри слова пишут ʼ (U+02BC)",
            f"`{match.group()}`: inside a word write ʼ (U+02BC)",
        )
    for match in _NEW_LATIN.finditer(text):
        yield (
            match.start(),
            f"«{match.group()}»: буква другого алфавита; пишут sh, ch, oʻ, gʻ",
            f"`{match.group()}`: a letter of another alphabet; write sh, ch, oʻ, gʻ",
        )


def _marked(word: str) -> str:
    """The letters of the rarer script, which are the likely mistake."""
    latin = [letter for letter in word if _LATIN.match(letter)]
    cyrillic = [letter for letter in word if _CYRILLIC.match(letter)]
    return ", ".join(dict.fromkeys(latin if len(latin) < len(cyrillic) else cyrillic))
