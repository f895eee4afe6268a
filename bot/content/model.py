"""The content tree in memory: frozen, plain, one noun a class.

Everything here is made once by `bot.content.load` and then only read. Words live per
language (`ru`, `tg`, `uz`, `ky`); a *locale* is a language plus script: Uzbek Cyrillic
(`uz-Cyrl`) is generated from Uzbek Latin and has no files of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.content.asking import Phrases
from bot.content.flow import (
    Choice,
    Flow,
    FlowWords,
    Outcome,
    OutcomeWords,
    Question,
    QuestionWords,
)
from bot.content.in_section import InSection, TranslationStatus
from bot.content.lists import (
    Checklist,
    ChecklistWords,
    Course,
    CourseWords,
    EntryWords,
    Lesson,
    LessonWords,
)
from bot.content.place import (
    City,
    District,
    Office,
    Phone,
    Place,
    PlaceWords,
    Region,
    Settlement,
    Source,
)

if TYPE_CHECKING:
    from bot.content.dated import DatedNotice
    from bot.content.glossary import Term
    from bot.content.needs import Hotline, Need, NeedWords, Programme, Visit
    from bot.i18n import Interface

# What lies in `in_section`, `place`, `flow` and `lists` is part of the model.
__all__ = [
    "Checklist",
    "ChecklistWords",
    "Choice",
    "City",
    "Course",
    "CourseWords",
    "District",
    "EntryWords",
    "Flow",
    "FlowWords",
    "Lesson",
    "LessonWords",
    "Office",
    "Outcome",
    "OutcomeWords",
    "Phone",
    "Place",
    "PlaceWords",
    "Question",
    "QuestionWords",
    "Region",
    "Settlement",
    "Source",
    "TranslationStatus",
]

SOURCE_LANGUAGE = "ru"
LANGUAGES = ("ru", "tg", "uz", "ky")
LOCALES = ("ru", "tg", "uz", "uz-Cyrl", "ky")
ORIGINS = ("tj", "uz", "kg")
STAGES = ("before", "away", "back")


@dataclass(frozen=True, slots=True)
class Issue:
    """What a check found. `path` is relative to the content folder; `line` counts from 1."""

    check: str
    path: str
    line: int
    message: str
    message_en: str
    error: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A folder of pages. `words` per language."""

    id: str
    order: int
    icon: str
    words: Mapping[str, SectionWords]
    status: Mapping[str, TranslationStatus]


@dataclass(frozen=True, slots=True)
class SectionWords:
    title: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(InSection):
    """One page in all languages."""

    words: Mapping[str, PageWords]


@dataclass(frozen=True, slots=True)
class PageWords:
    """`body` is the Markdown subset of `bot.content.markup`, facts still as `{placeholders}`.

    `steps` is the optional card: bring, where, cost, deadline.
    """

    title: str
    summary: str
    body: str
    steps: Mapping[str, str] = field(default_factory=dict)
    ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactValue:
    """A value from `start` to `end`, both inclusive; None is open.

    `value` is a Decimal for money, percent, days, months, years and number, else a str.
    """

    start: date | None
    end: date | None
    value: Decimal | str
    currency: str | None  # RUB, TJS, UZS, KGS … for money
    source: Source


@dataclass(frozen=True, slots=True)
class Fact:
    id: str
    unit: str  # money | percent | days | months | years | time | date | number | phone | url
    values: tuple[FactValue, ...]

    def on(self, day: date) -> FactValue | None:
        """The value of that day, or None: never «the last known one»."""
        for value in self.values:
            if (value.start is None or value.start <= day) and (
                value.end is None or day <= value.end
            ):
                return value
        return None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the bot says, as one value. `revision` changes with any file of the tree."""

    revision: str
    sections: Mapping[str, Section]  # in order
    pages: Mapping[str, Page]  # in order within their section
    flows: Mapping[str, Flow]
    facts: Mapping[str, Fact]
    places: tuple[Place, ...]
    regions: tuple[Region, ...]
    offices: tuple[Office, ...]
    place_words: Mapping[str, PlaceWords]  # by language
    interfaces: Mapping[str, Interface]  # by locale
    topics: tuple[str, ...]  # the closed list, at most 64
    settlements: tuple[Settlement, ...] = ()
    cities: tuple[City, ...] = ()  # of Russia
    needs: tuple[Need, ...] = ()  # in order
    programmes: tuple[Programme, ...] = ()
    need_words: Mapping[str, NeedWords] = field(default_factory=dict)  # by language
    hotlines: tuple[Hotline, ...] = ()
    visits: tuple[Visit, ...] = ()
    notices: tuple[DatedNotice, ...] = ()
    notice_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # language → id
    glossary: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)  # language → id
    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    courses: Mapping[str, Course] = field(default_factory=dict)
    phrases: Phrases = field(default_factory=Phrases)
    names_only: frozenset[str] = frozenset()  # sites of sources that are named without a link

    def listed(self, target: str) -> Listed | None:
        """What a section lists under this id; ids are unique across all kinds."""
        return (
            self.pages.get(target)
            or self.flows.get(target)
            or self.checklists.get(target)
            or self.courses.get(target)
        )

    def all_listed(self) -> tuple[Listed, ...]:
        """Everything that stands in a section and can be searched, sections in order by kind."""
        kinds = (self.pages, self.flows, self.checklists, self.courses)
        return tuple(one for kind in kinds for one in kind.values())


Listed = Page | Flow | Checklist | Course
