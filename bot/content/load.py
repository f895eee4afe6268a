"""The content tree: files → checks → one frozen `Content`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bot.content import checks
from bot.content.dated import to_dated_notices
from bot.content.facts import to_fact, to_source
from bot.content.glossary import to_terms
from bot.content.model import (
    LANGUAGES,
    SOURCE_LANGUAGE,
    Choice,
    Content,
    Flow,
    FlowWords,
    Issue,
    Outcome,
    OutcomeWords,
    Page,
    PageWords,
    PlaceWords,
    Question,
    QuestionWords,
    Section,
    SectionWords,
    TranslationStatus,
)
from bot.content.needs import to_hotline, to_need, to_need_words, to_programme, to_visit
from bot.content.places import to_office, to_place, to_region, to_settlements
from bot.content.schema import FlowFile, FlowWordsFile, PageFile, PageWordsFile
from bot.content.stamp import status_of
from bot.content.texts import covers
from bot.content.tree import Entry, Tree, read_files
from bot.errors import ContentError
from bot.i18n import read_interfaces

Translations = Mapping[str, Entry[Any]]


def read_tree(root: Path, today: date) -> tuple[Content | None, tuple[Issue, ...]]:
    """Everything that is wrong with a tree, errors first, and the tree when it can be served.

    `today` decides what is due for review; only warnings depend on it, but for days in the
    future. Raises nothing for what an editor can do wrong.
    """
    tree = read_files(root, today)
    issues = checks.run(tree)
    if any(issue.error for issue in issues):
        return None, issues
    return to_content(tree), issues


def load(root: Path, today: date) -> Content:
    """The content, or ContentError with every error. Warnings are dropped."""
    content, issues = read_tree(root, today)
    if content is None:
        raise ContentError(tuple(issue for issue in issues if issue.error))
    return content


def to_content(tree: Tree) -> Content:
    """Only for a tree without errors."""
    sections = sorted(_sections(tree), key=lambda section: (section.order, section.id))
    place = {section.id: index for index, section in enumerate(sections)}
    pages = sorted(_pages(tree), key=lambda page: (place[page.section], page.order, page.id))
    flows = sorted(_flows(tree), key=lambda flow: (place[flow.section], flow.order, flow.id))
    facts = [to_fact(fact) for entry in tree.of("facts") for fact in entry.file.facts]
    topics = next(iter(tree.of("topics")))
    return Content(
        revision=tree.revision,
        sections={section.id: section for section in sections},
        pages={page.id: page for page in pages},
        flows={flow.id: flow for flow in flows},
        facts={fact.id: fact for fact in facts},
        places=tuple(
            to_place(place_file, entry.id)
            for entry in tree.of("places")
            for place_file in entry.file.places
        ),
        regions=tuple(
            to_region(region, entry.id)
            for entry in tree.of("districts")
            for region in entry.file.regions
        ),
        offices=tuple(
            to_office(office) for entry in tree.of("offices") for office in entry.file.offices
        ),
        place_words={
            entry.language: PlaceWords(
                entry.file.types,
                entry.file.services,
                {str(country): word for country, word in entry.file.countries.items()},
            )
            for entry in tree.of("place-words")
        },
        interfaces=read_interfaces(tree.root),
        topics=topics.file.topics,
        settlements=tuple(
            settlement
            for entry in tree.of("settlements")
            for settlement in to_settlements(entry.file)
        ),
        needs=tuple(to_need(n) for entry in tree.of("needs") for n in entry.file.needs),
        programmes=tuple(
            to_programme(p) for entry in tree.of("needs") for p in entry.file.programmes
        ),
        need_words={entry.language: to_need_words(entry.file) for entry in tree.of("need-words")},
        hotlines=tuple(to_hotline(h) for entry in tree.of("hotlines") for h in entry.file.hotlines),
        visits=tuple(to_visit(v) for entry in tree.of("events") for v in entry.file.events),
        notices=tuple(
            notice for entry in tree.of("notices") for notice in to_dated_notices(entry.file)
        ),
        notice_words={entry.language: entry.file.notices for entry in tree.of("notice-words")},
        glossary={entry.language: to_terms(entry.file) for entry in tree.of("glossary-words")},
    )


def _statuses(source: Entry[Any], words: Translations) -> dict[str, TranslationStatus]:
    status = {
        language: status_of(source.file, words[language].file if language in words else None)
        for language in LANGUAGES
        if language != SOURCE_LANGUAGE
    }
    return {SOURCE_LANGUAGE: TranslationStatus.UP_TO_DATE, **status}


def _sections(tree: Tree) -> list[Section]:
    translated = tree.words("section-words")
    return [
        Section(
            id=entry.id,
            order=entry.file.order,
            icon=entry.file.icon,
            words={
                one.language: SectionWords(one.file.title, one.file.summary)
                for one in (entry, *translated.get(entry.id, {}).values())
            },
            status=_statuses(entry, translated.get(entry.id, {})),
        )
        for entry in tree.source("section").values()
    ]


def _pages(tree: Tree) -> list[Page]:
    translated = tree.words("page-words")
    return [_page(entry, translated.get(entry.id, {})) for entry in tree.source("page").values()]


def _page(entry: Entry[PageFile], words: Translations) -> Page:
    file = entry.file
    return Page(
        id=entry.id,
        section=entry.section,
        order=file.order,
        topic=file.topic,
        origins=frozenset(file.for_.origin),
        stages=frozenset(file.for_.stage),
        links=file.links,
        reviewed=file.reviewed,
        review_every=file.review_every,
        sources=tuple(to_source(source) for source in file.sources),
        words={one.language: _page_words(one.file) for one in (entry, *words.values())},
        status=_statuses(entry, words),
        path=Path(entry.path),
    )


def _page_words(file: PageFile | PageWordsFile) -> PageWords:
    return PageWords(file.title, file.summary, file.body, file.steps.texts(), file.ask)


def _flows(tree: Tree) -> list[Flow]:
    translated = tree.words("flow-words")
    return [
        _flow(entry, _complete(entry, translated.get(entry.id, {})))
        for entry in tree.source("flow").values()
    ]


def _complete(source: Entry[FlowFile], words: Translations) -> Translations:
    """A flow is asked in one language: one that lacks a question of today counts as missing."""
    return {language: entry for language, entry in words.items() if covers(entry.file, source.file)}


def _flow(entry: Entry[FlowFile], words: Translations) -> Flow:
    file = entry.file
    return Flow(
        id=entry.id,
        section=file.section,
        order=file.order,
        topic=file.topic,
        revision=flow_revision(file),
        questions=tuple(
            Question(
                question_id,
                tuple(
                    Choice(choice_id, None if choice.to == "end" else choice.to, choice.finds)
                    for choice_id, choice in question.choices.items()
                ),
            )
            for question_id, question in file.questions.items()
        ),
        outcomes=tuple(
            Outcome(outcome_id, outcome.links) for outcome_id, outcome in file.outcomes.items()
        ),
        otherwise=file.otherwise,
        links=file.links,
        reviewed=file.reviewed,
        review_every=file.review_every,
        sources=tuple(to_source(source) for source in file.sources),
        words={one.language: _flow_words(one.file) for one in (entry, *words.values())},
        status=_statuses(entry, words),
        path=Path(entry.path),
    )


def _flow_words(file: FlowFile | FlowWordsFile) -> FlowWords:
    return FlowWords(
        title=file.title,
        summary=file.summary,
        intro=file.intro,
        questions={
            question_id: QuestionWords(
                question.text,
                question.help or "",
                {
                    choice_id: choice if isinstance(choice, str) else choice.text
                    for choice_id, choice in question.choices.items()
                },
            )
            for question_id, question in file.questions.items()
        },
        outcomes={
            outcome_id: OutcomeWords(outcome.title, outcome.body)
            for outcome_id, outcome in file.outcomes.items()
        },
        closing=file.closing,
        ask=file.ask,
    )


def flow_revision(file: FlowFile) -> str:
    """4 hex digits over the structure: where it differs, answers in old buttons are void."""
    structure = [
        [
            [question_id, [[c, choice.to, choice.finds] for c, choice in question.choices.items()]]
            for question_id, question in file.questions.items()
        ],
        list(file.outcomes),
        file.otherwise,
    ]
    return hashlib.sha256(json.dumps(structure).encode()).hexdigest()[:4]
