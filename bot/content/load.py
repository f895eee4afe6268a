"""The content tree: files → checks → one frozen `Content`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.content import checks
from bot.content.asking import to_phrases
from bot.content.dated import to_dated_notices
from bot.content.facts import to_fact
from bot.content.glossary import to_terms
from bot.content.load_flows import to_flow
from bot.content.load_lists import to_checklist, to_course
from bot.content.model import (
    Content,
    Issue,
    Listed,
    Page,
    PageWords,
    PlaceWords,
    Section,
    SectionWords,
)
from bot.content.needs import to_hotline, to_need, to_need_words, to_programme, to_visit
from bot.content.places import to_city, to_office, to_place, to_region, to_settlements
from bot.content.schema import PageFile, PageWordsFile
from bot.content.translated import Translations, in_section, statuses, translated
from bot.content.tree import Entry, Tree, read_files
from bot.errors import ContentError
from bot.i18n import read_interfaces


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
    flows = [to_flow(*pair) for pair in translated(tree, "flow")]
    checklists = [to_checklist(*pair) for pair in translated(tree, "checklist")]
    courses = [to_course(*pair) for pair in translated(tree, "course")]

    def standing(one: Listed) -> tuple[int, int, str]:
        return place[one.section], one.order, one.id

    facts = [to_fact(fact) for entry in tree.of("facts") for fact in entry.file.facts]
    topics = next(iter(tree.of("topics")))
    return Content(
        revision=tree.revision,
        sections={section.id: section for section in sections},
        pages={page.id: page for page in pages},
        flows={flow.id: flow for flow in sorted(flows, key=standing)},
        checklists={one.id: one for one in sorted(checklists, key=standing)},
        courses={one.id: one for one in sorted(courses, key=standing)},
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
        names_only=frozenset(site for entry in tree.of("hosts") for site in entry.file.names_only),
        settlements=tuple(
            settlement
            for entry in tree.of("settlements")
            for settlement in to_settlements(entry.file)
        ),
        cities=tuple(to_city(c) for entry in tree.of("abroad") for c in entry.file.cities),
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
        phrases=to_phrases(tree),
    )


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
            status=statuses(entry, translated.get(entry.id, {})),
        )
        for entry in tree.source("section").values()
    ]


def _pages(tree: Tree) -> list[Page]:
    translated = tree.words("page-words")
    return [_page(entry, translated.get(entry.id, {})) for entry in tree.source("page").values()]


def _page(entry: Entry[PageFile], words: Translations) -> Page:
    return Page(
        **in_section(entry, words),
        words={one.language: _page_words(one.file) for one in (entry, *words.values())},
    )


def _page_words(file: PageFile | PageWordsFile) -> PageWords:
    return PageWords(file.title, file.summary, file.body, file.steps.texts(), file.ask)
