"""Checklists and courses in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content.place import Source

if TYPE_CHECKING:
    from bot.content.model import TranslationStatus


@dataclass(frozen=True, slots=True)
class Checklist:
    """Things to do, at most 32. `entries`: id → links, in order; `revision` (4 hex digits)
    changes with the ids and their order."""

    id: str
    section: str
    order: int
    topic: str
    origins: frozenset[str]  # empty: everybody
    stages: frozenset[str]
    revision: str
    entries: Mapping[str, tuple[str, ...]]
    links: tuple[str, ...]
    reviewed: date
    review_every: int
    sources: tuple[Source, ...]
    words: Mapping[str, ChecklistWords]
    status: Mapping[str, TranslationStatus]
    path: Path


@dataclass(frozen=True, slots=True)
class EntryWords:
    """`text` is plain: a button. `help` is Markdown, or empty."""

    text: str
    help: str


@dataclass(frozen=True, slots=True)
class ChecklistWords:
    title: str
    summary: str
    intro: str
    entries: Mapping[str, EntryWords]
    closing: str
    ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """`right`: the ids of right answers; `choices`: of all, in order."""

    id: str
    screens: int
    choices: tuple[str, ...]
    right: frozenset[str]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    id: str
    section: str
    order: int
    topic: str
    origins: frozenset[str]  # empty: everybody
    stages: frozenset[str]
    lessons: tuple[Lesson, ...]
    links: tuple[str, ...]
    reviewed: date
    review_every: int
    sources: tuple[Source, ...]
    words: Mapping[str, CourseWords]
    status: Mapping[str, TranslationStatus]
    path: Path


@dataclass(frozen=True, slots=True)
class LessonWords:
    """screens, question and reasons are Markdown; title and choices are plain."""

    title: str
    screens: tuple[str, ...]
    question: str
    choices: Mapping[str, str]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CourseWords:
    title: str
    summary: str
    intro: str
    lessons: Mapping[str, LessonWords]
    ask: tuple[str, ...] = ()
