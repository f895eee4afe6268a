"""What pages, flows, checklists and courses have in common: a section lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from bot.content.place import Source


class TranslationStatus(StrEnum):
    UP_TO_DATE = "up-to-date"
    OUTDATED = "outdated"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class InSection:
    """`words`, which each kind adds, holds only the languages that have a file."""

    id: str
    section: str
    order: int
    topic: str
    origins: frozenset[str]  # empty: everybody
    stages: frozenset[str]  # empty: everybody
    links: tuple[str, ...]  # page, flow, list or section ids
    reviewed: date
    review_every: int  # days
    sources: tuple[Source, ...]
    status: Mapping[str, TranslationStatus]
    path: Path  # relative to the content folder
