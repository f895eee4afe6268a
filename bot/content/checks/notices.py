"""Dated notices have an end, a text, and pages that exist. Figures may stand in them, phones not:
one wrong digit in one of the languages sends people to a stranger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.model import SOURCE_LANGUAGE, Issue
from bot.content.texts import Passage, passages
from bot.content.tree import Entry, Tree

name = "notices"

_PHONE = re.compile(r"(?<![\w.,:/-])\+?\(?\d[\d ()–-]{5,}\d(?![\w:/-])")
_DATE = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])")


def check(tree: Tree) -> Iterable[Issue]:
    dated = {notice.id for entry in tree.of("notices") for notice in entry.file.notices}
    russian = next((e for e in tree.of("notice-words") if e.language == SOURCE_LANGUAGE), None)
    worded = set(russian.file.notices) if russian else set()
    for entry in tree.of("notices"):
        yield from _dates(tree, entry, worded)
    if russian:
        for notice in sorted(worded - dated):
            yield Issue(
                name,
                russian.path,
                russian.line("notices", notice),
                f"у объявления «{notice}» нет дат в notices.yaml",
                f"the notice `{notice}` has no dates in notices.yaml",
            )
    for entry in tree.of("notice-words"):
        for passage in passages(entry.file):
            yield from _phones(entry, passage)


def _dates(tree: Tree, entry: Entry[Any], worded: set[str]) -> Iterator[Issue]:
    pages = tree.ids("page")
    seen: set[str] = set()
    for index, notice in enumerate(entry.file.notices):
        at = ("notices", index)
        if notice.id in seen:
            yield _issue(entry, at, f"«{notice.id}» есть дважды", f"`{notice.id}` is there twice")
        seen.add(notice.id)
        if notice.to < notice.from_:
            yield _issue(
                entry,
                (*at, "to"),
                f"последний день {notice.to} раньше первого {notice.from_}",
                f"the last day {notice.to} is before the first, {notice.from_}",
            )
        if notice.id not in worded:
            yield _issue(
                entry,
                at,
                f"у объявления «{notice.id}» нет текста в ru/notices.yaml",
                f"the notice `{notice.id}` has no text in ru/notices.yaml",
            )
        for page in notice.pages:
            if page not in pages:
                yield _issue(
                    entry, (*at, "pages"), f"страницы «{page}» нет", f"there is no page `{page}`"
                )


def _phones(entry: Entry[Any], passage: Passage) -> Iterator[Issue]:
    start = entry.node.text_line(*passage.steps)
    text = _DATE.sub(lambda found: "·" * len(found[0]), passage.text)
    for found in _PHONE.finditer(text):
        yield Issue(
            name,
            entry.path,
            start + text.count("\n", 0, found.start()),
            f"«{found[0]}» похоже на телефон; заведите факт и напишите {{имя-факта}}",
            f"`{found[0]}` looks like a phone; make it a fact, {{fact-id}}",
        )


def _issue(entry: Entry[Any], steps: tuple[str | int, ...], ru: str, en: str) -> Issue:
    return Issue(name, entry.path, entry.line(*steps), ru, en)
