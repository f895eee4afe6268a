"""Every piece of text of a file, with where it stands and what it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.content.fields import Shape
from bot.content.schema import (
    PageFile,
    PageWordsFile,
    SectionFile,
    SectionWordsFile,
    StepsFile,
)
from bot.content.schema_flows import FlowFile, FlowWordsFile
from bot.content.schema_lists import (
    ChecklistFile,
    ChecklistWordsFile,
    CourseFile,
    CourseWordsFile,
)
from bot.content.schema_needs import HotlinesFile, NeedWordsFile, VisitsFile
from bot.content.schema_neutral import PlaceWordsFile
from bot.content.schema_places import DistrictsFile, OfficesFile, PlacesFile
from bot.content.schema_words import GlossaryFile, NoticeWordsFile

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """`steps` lead to it in the file. Roles: title, summary, choice, label, prose, ask, name.

    Prose is Markdown; the others are plain. `language` is set for names of places only;
    elsewhere the folder tells it.
    """

    steps: Steps
    text: str
    role: str
    language: str = ""


def passages(file: Shape) -> Iterator[Passage]:
    """All texts of a file, in the order in which a person meets them."""
    if isinstance(file, SectionFile | SectionWordsFile):
        yield from _head(file)
    elif isinstance(file, PageFile | PageWordsFile):
        yield from _head(file)
        yield Passage(("body",), file.body, "prose")
        yield from _steps(file.steps)
        yield from _ask(file)
    elif isinstance(file, FlowFile | FlowWordsFile):
        yield from _flow(file)
    elif isinstance(file, ChecklistFile | ChecklistWordsFile):
        yield from _checklist(file)
    elif isinstance(file, CourseFile | CourseWordsFile):
        yield from _course(file)
    elif isinstance(file, PlaceWordsFile):
        for key in ("types", "services", "countries"):
            for name, label in getattr(file, key).items():
                yield Passage((key, name), label, "label")
    elif isinstance(file, NeedWordsFile):
        yield from _needs(file)
    elif isinstance(file, GlossaryFile):
        yield from _glossary(file)
    elif isinstance(file, NoticeWordsFile):
        for notice_id, text in file.notices.items():
            yield Passage(("notices", notice_id), text, "prose")
    elif isinstance(file, PlacesFile | DistrictsFile | OfficesFile | HotlinesFile | VisitsFile):
        yield from _names(file)


def _head(file: Any) -> Iterator[Passage]:
    yield Passage(("title",), file.title, "title")
    yield Passage(("summary",), file.summary, "summary")


def _steps(steps: StepsFile) -> Iterator[Passage]:
    for step, text in steps.texts().items():
        yield Passage(("steps", step), text, "prose")


def _ask(file: Any) -> Iterator[Passage]:
    for index, question in enumerate(file.ask):
        yield Passage(("ask", index), question, "ask")


def _flow(file: FlowFile | FlowWordsFile) -> Iterator[Passage]:
    yield from _head(file)
    yield Passage(("intro",), file.intro, "prose")
    for question_id, question in file.questions.items():
        at = ("questions", question_id)
        yield Passage((*at, "text"), question.text, "prose")
        if question.help is not None:
            yield Passage((*at, "help"), question.help, "prose")
        if question.error is not None:
            yield Passage((*at, "error"), question.error, "prose")
        for choice_id, choice in question.choices.items():
            where = (*at, "choices", choice_id)
            if isinstance(choice, str):
                yield Passage(where, choice, "choice")
            else:
                yield Passage((*where, "text"), choice.text, "choice")
    for outcome_id, outcome in file.outcomes.items():
        yield Passage(("outcomes", outcome_id, "title"), outcome.title, "title")
        yield Passage(("outcomes", outcome_id, "body"), outcome.body, "prose")
    yield Passage(("closing",), file.closing, "prose")
    if file.stopped is not None:
        yield Passage(("stopped",), file.stopped, "prose")
    yield from _ask(file)


def _checklist(file: ChecklistFile | ChecklistWordsFile) -> Iterator[Passage]:
    yield from _head(file)
    yield Passage(("intro",), file.intro, "prose")
    for entry_id, entry in file.entries.items():
        yield Passage(("entries", entry_id, "text"), entry.text, "choice")
        if entry.help is not None:
            yield Passage(("entries", entry_id, "help"), entry.help, "prose")
    yield Passage(("closing",), file.closing, "prose")
    yield from _ask(file)


def _course(file: CourseFile | CourseWordsFile) -> Iterator[Passage]:
    yield from _head(file)
    yield Passage(("intro",), file.intro, "prose")
    for lesson_id, lesson in file.lessons.items():
        at = ("lessons", lesson_id)
        yield Passage((*at, "title"), lesson.title, "title")
        for index, screen in enumerate(lesson.screens):
            yield Passage((*at, "screens", index), screen, "prose")
        yield Passage((*at, "question", "text"), lesson.question.text, "prose")
        for choice_id, choice in lesson.question.choices.items():
            where = (*at, "question", "choices", choice_id)
            yield Passage((*where, "text"), choice.text, "choice")
            yield Passage((*where, "why"), choice.why, "prose")
    yield from _ask(file)


def _needs(file: NeedWordsFile) -> Iterator[Passage]:
    for need_id, need in file.needs.items():
        yield Passage(("needs", need_id, "title"), need.title, "label")
        yield Passage(("needs", need_id, "bring"), need.bring, "prose")
    for programme_id, programme in file.programmes.items():
        at = ("programmes", programme_id)
        yield Passage((*at, "title"), programme.title, "title")
        yield Passage((*at, "body"), programme.body, "prose")


def _glossary(file: GlossaryFile) -> Iterator[Passage]:
    for term_id, term in file.terms.items():
        yield Passage(("terms", term_id, "term"), term.term, "term")
        yield Passage(("terms", term_id, "explain"), term.explain, "explain")


def _names(
    file: PlacesFile | DistrictsFile | OfficesFile | HotlinesFile | VisitsFile,
) -> Iterator[Passage]:
    if isinstance(file, PlacesFile):
        yield from _addressed("places", file.places)
    elif isinstance(file, HotlinesFile):
        yield from _addressed("hotlines", file.hotlines)
    elif isinstance(file, VisitsFile):
        yield from _addressed("events", file.events)
    elif isinstance(file, OfficesFile):
        for index, office in enumerate(file.offices):
            yield from _by_language(("offices", index, "names"), office.names)
    else:
        for index, region in enumerate(file.regions):
            at = ("regions", index)
            yield from _by_language((*at, "names"), region.names)
            for number, district in enumerate(region.districts):
                where = (*at, "districts", number, "names")
                yield from _by_language(where, district.names)


def _addressed(key: str, found: Iterable[Any]) -> Iterator[Passage]:
    for index, one in enumerate(found):
        yield from _by_language((key, index, "names"), one.names)
        yield from _by_language((key, index, "address"), one.address)


def _by_language(steps: Steps, names: Any) -> Iterator[Passage]:
    for language, name in names.items():
        yield Passage((*steps, language), name, "name", language)


def comparable_steps(passage: Passage) -> Steps:
    """Steps without the difference between Russian and the translations: a Russian choice is
    `{text: …, to: …}`, a translated one is only its text."""
    if passage.role == "choice" and passage.steps[-1] == "text" and len(passage.steps) == 5:
        return passage.steps[:-1]
    return passage.steps


def by_steps(file: Shape) -> dict[Steps, Passage]:
    """What a translation must have: all texts but `ask`, which is each language's own."""
    return {
        comparable_steps(passage): passage for passage in passages(file) if passage.role != "ask"
    }


def covers(translation: Shape, source: Shape) -> bool:
    """Every text of the Russian file is translated."""
    return by_steps(source).keys() <= by_steps(translation).keys()
