"""Texts fit on a small screen and into Telegram's messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.markup import MarkupError, visible_length
from bot.content.model import SOURCE_LANGUAGE, Issue
from bot.content.texts import Passage, passages
from bot.content.tree import Entry, Tree
from bot.content.words import parsed

name = "limits"

MAX_VISIBLE = 4096
# role of a text → characters, what it is called
_ROLES = {
    "title": (64, "заголовок", "the title"),
    "summary": (120, "строка под заголовком", "the summary"),
    "choice": (60, "ответ", "the answer"),
    "label": (48, "надпись", "the label"),
    "term": (32, "слово", "the term"),
    "explain": (180, "пояснение", "the explanation"),
}
# A title of a page, flow or section is a button too; two lines of a phone hold 64.
_KINDS = (
    "section",
    "section-words",
    "page",
    "page-words",
    "flow",
    "flow-words",
    "checklist",
    "checklist-words",
    "course",
    "course-words",
    "place-words",
    "need-words",
    "notice-words",
    "glossary-words",
)


def check(tree: Tree) -> Iterable[Issue]:
    for entry in tree.of(*_KINDS):
        for passage in passages(entry.file):
            yield from _passage(entry, passage)
    for entry in tree.of("section"):
        if len(entry.file.icon) > 8 or any(letter.isalnum() for letter in entry.file.icon):
            yield Issue(
                name,
                entry.path,
                entry.line("icon"),
                "icon — это один эмодзи",
                "the icon is one emoji",
            )


def _passage(entry: Entry[Any], passage: Passage) -> Iterator[Issue]:
    if passage.role == "prose":
        yield from _prose(entry, passage)
        return
    if passage.role not in _ROLES:
        return
    limit, word, word_en = _ROLES[passage.role]
    size = len(passage.text)
    if size > limit:
        yield Issue(
            name,
            entry.path,
            entry.line(*passage.steps),
            f"{word} длиннее {limit} знаков (сейчас {size})",
            f"{word_en} is longer than {limit} characters (it has {size})",
        )


def _prose(entry: Entry[Any], passage: Passage) -> Iterator[Issue]:
    if len(passage.text) <= MAX_VISIBLE:  # marks only add to what is visible
        return
    if entry.language != SOURCE_LANGUAGE:
        return  # only the Russian text can be made shorter
    try:
        size = visible_length(parsed(passage.text))
    except MarkupError:
        return
    if size > MAX_VISIBLE:
        yield Issue(
            name,
            entry.path,
            entry.line(*passage.steps),
            f"длинный текст: {size} знаков; в Telegram он уйдёт частями по {MAX_VISIBLE}",
            f"a long text: {size} characters; Telegram gets it in parts of {MAX_VISIBLE}",
            error=False,
        )
