"""Translations say as much as the Russian files, with the same facts in the same places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.blocks import PLACEHOLDER
from bot.content.model import LANGUAGES, SOURCE_LANGUAGE, Issue, TranslationStatus
from bot.content.stamp import SOURCES, status_of, translations
from bot.content.texts import Passage, comparable_steps, passages
from bot.content.tree import Entry, Tree

name = "translations"


def check(tree: Tree) -> Iterable[Issue]:
    for source, entry in translations(tree):
        yield from _pieces(source, entry)
        yield from _stamp(source, entry)
    for entry in tree.of(*SOURCES):
        yield from _stamp_in_russian(entry)
    yield from _missing(tree)


def _by_steps(entry: Entry[Any]) -> dict[tuple[str | int, ...], Passage]:
    """Texts that both sides must have. `help` too: a warning left out is a warning lost."""
    return {
        comparable_steps(passage): passage
        for passage in passages(entry.file)
        if passage.role != "ask"
    }


def _pieces(source: Entry[Any], entry: Entry[Any]) -> Iterator[Issue]:
    russian, translated = _by_steps(source), _by_steps(entry)
    for steps, passage in russian.items():
        where = " → ".join(map(str, steps))
        if steps not in translated:
            yield Issue(
                name,
                entry.path,
                entry.line(*steps),
                f"нет перевода: «{where}» есть в русском файле",
                f"not translated: `{where}` is in the Russian file",
            )
            continue
        yield from _placeholders(entry, passage, translated[steps])
    for steps in translated:
        if steps not in russian:
            where = " → ".join(map(str, steps))
            yield Issue(
                name,
                entry.path,
                entry.line(*steps),
                f"лишнее: «{where}» нет в русском файле",
                f"one too many: `{where}` is not in the Russian file",
            )


def _facts(text: str) -> set[str]:
    """Ids of the facts; `:n` is dropped, as the form of a value is each language's own."""
    return {fact.removesuffix(":n") for fact in PLACEHOLDER.findall(text)}


def _placeholders(entry: Entry[Any], russian: Passage, translated: Passage) -> Iterator[Issue]:
    wanted, given = _facts(russian.text), _facts(translated.text)
    line = entry.line(*translated.steps)
    for fact in sorted(wanted - given):
        yield Issue(
            name,
            entry.path,
            line,
            f"в переводе нет {{{fact}}}, а в русском тексте есть",
            f"the translation lacks {{{fact}}}, which the Russian text has",
        )
    for fact in sorted(given - wanted):
        yield Issue(
            name,
            entry.path,
            line,
            f"в русском тексте нет {{{fact}}}, а в переводе есть",
            f"the translation has {{{fact}}}, which the Russian text lacks",
        )


def _stamp(source: Entry[Any], entry: Entry[Any]) -> Iterator[Issue]:
    if status_of(source.file, entry.file) is TranslationStatus.UP_TO_DATE:
        return
    if entry.file.translates is None:
        yield Issue(
            name,
            entry.path,
            1,
            "нет отметки translates; сверьте перевод с русским и выполните safar stamp",
            "no `translates`; compare with the Russian text, then run `safar stamp`",
            error=False,
        )
        return
    yield Issue(
        name,
        entry.path,
        entry.line("translates"),
        "перевод устарел: русский текст изменился; поправьте и выполните safar stamp",
        "outdated: the Russian words have changed; update, then run `safar stamp`",
        error=False,
    )


def _stamp_in_russian(entry: Entry[Any]) -> Iterator[Issue]:
    """Only place words share one shape between Russian and the translations."""
    if entry.language == SOURCE_LANGUAGE and getattr(entry.file, "translates", None) is not None:
        yield Issue(
            name,
            entry.path,
            entry.line("translates"),
            "в русском файле translates не нужен",
            "a Russian file needs no `translates`",
        )


def _missing(tree: Tree) -> Iterator[Issue]:
    for words_kind, kind in SOURCES.items():
        present = {
            (slot.id, slot.language) for slot in tree.slots.values() if slot.kind == words_kind
        }
        for source in tree.source(kind).values():
            for language in LANGUAGES:
                if language == SOURCE_LANGUAGE or (source.id, language) in present:
                    continue
                yield Issue(
                    name,
                    source.path,
                    1,
                    f"нет перевода: {language}",
                    f"no translation: {language}",
                    error=False,
                )
