"""The words of the content for one reader: language, script, facts of the day.

Where a language has no file, the Russian words stand in. Uzbek Cyrillic is made from Uzbek
Latin here: plain texts at once, Markdown (bodies, steps, questions) in `blocks`, after parsing,
so that links, placeholders and code stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from bot.content.markup import (
    Block,
    Paragraph,
    Span,
    fill,
    map_text,
    parse,
    placeholders,
    to_plain,
)
from bot.content.model import (
    SOURCE_LANGUAGE,
    Checklist,
    ChecklistWords,
    Content,
    Course,
    CourseWords,
    Fact,
    Flow,
    FlowWords,
    Listed,
    Page,
    PageWords,
    PlaceWords,
    Section,
    SectionWords,
    TranslationStatus,
)
from bot.cyrillic import is_cyrillic, to_cyrillic
from bot.i18n import Interface

_NO_VALUES: Mapping[str, str] = {}
_NO_WORDS = PlaceWords({}, {}, {})
_NONE_PINNED: Mapping[str, str] = {}
_Words = TypeVar("_Words")


def language_of(locale: str) -> str:
    """The folder the words come from: `uz-Cyrl` is made from `uz`."""
    return locale.partition("-")[0]


def status(of: Listed | Section, locale: str) -> TranslationStatus:
    return of.status.get(language_of(locale), TranslationStatus.MISSING)


def page_words(content: Content, page: Page, locale: str) -> PageWords:
    """Title and summary in the reader's script; body and steps are for `blocks`."""
    words, say = _pick(content, page.words, locale)
    return replace(words, title=say(words.title), summary=say(words.summary))


def section_words(content: Content, section: Section, locale: str) -> SectionWords:
    words, say = _pick(content, section.words, locale)
    return SectionWords(say(words.title), say(words.summary))


def flow_words(content: Content, flow: Flow, locale: str) -> FlowWords:
    """Titles and answers in the reader's script; all other texts are for `blocks`."""
    words, say = _pick(content, flow.words, locale)
    return replace(
        words,
        title=say(words.title),
        summary=say(words.summary),
        questions={
            question_id: replace(
                question,
                choices={choice_id: say(label) for choice_id, label in question.choices.items()},
            )
            for question_id, question in words.questions.items()
        },
        outcomes={
            outcome_id: replace(outcome, title=say(outcome.title))
            for outcome_id, outcome in words.outcomes.items()
        },
    )


def checklist_words(content: Content, checklist: Checklist, locale: str) -> ChecklistWords:
    """Title and entries in the reader's script; all other texts are for `blocks`."""
    words, say = _pick(content, checklist.words, locale)
    return replace(
        words,
        title=say(words.title),
        summary=say(words.summary),
        entries={key: replace(one, text=say(one.text)) for key, one in words.entries.items()},
    )


def course_words(content: Content, course: Course, locale: str) -> CourseWords:
    """Titles and answers in the reader's script; all other texts are for `blocks`."""
    words, say = _pick(content, course.words, locale)
    return replace(
        words,
        title=say(words.title),
        summary=say(words.summary),
        lessons={
            lesson_id: replace(
                lesson,
                title=say(lesson.title),
                choices={key: say(label) for key, label in lesson.choices.items()},
            )
            for lesson_id, lesson in words.lessons.items()
        },
    )


def title_of(content: Content, target: Listed, locale: str) -> str:
    """The title in the reader's language and script."""
    words = target.words.get(language_of(locale))
    if words is None:
        return target.words[SOURCE_LANGUAGE].title
    return content.interfaces[locale].in_script(words.title)


def summary_of(content: Content, target: Listed, locale: str) -> str:
    """The line under the title, in the reader's language and script."""
    words = target.words.get(language_of(locale))
    if words is None:
        return target.words[SOURCE_LANGUAGE].summary
    return content.interfaces[locale].in_script(words.summary)


def phrases(target: Listed, language: str) -> tuple[str, ...]:
    """By what it is found in a language: title, summary and example questions; () without it."""
    words = target.words.get(language)
    return () if words is None else (words.title, words.summary, *words.ask)


def place_words(content: Content, locale: str) -> PlaceWords:
    """Every label that Russian has, in the reader's language where it is translated."""
    russian = content.place_words.get(SOURCE_LANGUAGE, _NO_WORDS)
    own = content.place_words.get(language_of(locale), _NO_WORDS)
    say = content.interfaces[locale].in_script

    def merged(source: Mapping[str, str], translated: Mapping[str, str]) -> dict[str, str]:
        return {**source, **{key: say(label) for key, label in translated.items()}}

    return PlaceWords(
        merged(russian.types, own.types),
        merged(russian.services, own.services),
        merged(russian.countries, own.countries),
    )


def name_of(names: Mapping[str, str], locale: str, pinned: Mapping[str, str] = _NONE_PINNED) -> str:
    """A proper name: the reader's, else the Russian, else the first there is.

    Uzbek Cyrillic prefers its own spelling over one made from Latin; `pinned` are the
    interface's, for loan words within a name.
    """
    if locale in names:
        return names[locale]
    if locale == "uz-Cyrl" and "uz" in names:
        return to_cyrillic(names["uz"], pinned)
    return names.get(SOURCE_LANGUAGE) or next(iter(names.values()), "")


def blocks(
    content: Content,
    markdown: str,
    locale: str,
    today: date,
    values: Mapping[str, str] = _NO_VALUES,
) -> tuple[Block, ...]:
    """A text of the content as blocks, with the facts of that day in this language.

    A fact without a value for the day is named as missing, and a last line says so. `values`:
    what a calculator worked out, by name without the `=` of `{=name}`.
    """
    say = content.interfaces[locale]
    out = parsed(markdown)
    if locale == "uz-Cyrl" and not is_cyrillic(to_plain(out)):
        out = map_text(out, say.in_script)
    wanted = placeholders(out)
    if not wanted:
        return out
    found = {
        name: values.get(name[1:], "—")
        if name.startswith("=")
        else _value(content, name, say, today)
        for name in wanted
    }
    out = fill(out, {name: text for name, text in found.items() if text is not None})
    missing = [name for name, text in found.items() if text is None]
    if not missing:
        return out
    unknown = say("fact", "not known today")
    note = say("fact", "⚠️ Our sources give no figure for today. Ask before you pay or act.")
    return (
        *fill(out, dict.fromkeys(missing, unknown)),
        Paragraph((Span(note, italic=True),)),
    )


@lru_cache(maxsize=16_384)
def parsed(markdown: str) -> tuple[Block, ...]:
    """`markup.parse`, remembered: the check at the start has parsed every text already, and
    a reload parses only what changed."""
    return parse(markdown)


def _value(content: Content, name: str, say: Interface, today: date) -> str | None:
    fact_id, _, form = name.partition(":")
    fact = content.facts.get(fact_id)
    return None if fact is None else fact_text(fact, say, today, bare=form == "n")


def fact_text(fact: Fact, say: Interface, today: date, *, bare: bool = False) -> str | None:
    """The value of that day as this language writes it, or None. `bare`: only the number."""
    found = fact.on(today)
    if found is None:
        return None
    value = found.value
    if isinstance(value, Decimal):
        if bare or fact.unit == "number":
            return say.number(value)
        if fact.unit == "money":
            return say.money(value, found.currency or "")
        if fact.unit == "percent":
            return say.percent(value)
        return say.duration(value, fact.unit)
    if fact.unit == "date":
        return say.date(value)
    return say.time(value) if fact.unit == "time" else value


def _pick(
    content: Content, words: Mapping[str, _Words], locale: str
) -> tuple[_Words, Callable[[str], str]]:
    """The words for a locale and how to write them: its own in its script, Russian as it is."""
    own = words.get(language_of(locale))
    if own is None:
        return words[SOURCE_LANGUAGE], str
    return own, content.interfaces[locale].in_script
