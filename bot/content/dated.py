"""Dated notices: a line above the menu and on some pages, from one day to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.content.schema_words import NoticesFile


@dataclass(frozen=True, slots=True)
class DatedNotice:
    """`start` and `end` are inclusive. `pages`: page ids that show it besides the menu."""

    id: str
    start: date
    end: date
    pages: frozenset[str]

    def on(self, day: date) -> bool:
        return self.start <= day <= self.end


def to_dated_notices(file: NoticesFile) -> tuple[DatedNotice, ...]:
    return tuple(
        DatedNotice(notice.id, notice.from_, notice.to, frozenset(notice.pages))
        for notice in file.notices
    )
