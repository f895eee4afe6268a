"""Checklists and courses in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.content.in_section import InSection


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(InSection):
    """Things to do, at most 32. `entries`: id → links, in order; `revision` (4 hex digits)
    changes with the ids and their order."""

    revision: str
    entries: Mapping[str, tuple[str, ...]]
    words: Mapping[str, ChecklistWords]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(InSection):
    lessons: tuple[Lesson, ...]
    words: Mapping[str, CourseWords]


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
