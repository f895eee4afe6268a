"""What an editor has to do next: translations, reviews, facts, calls. For `safar status`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.content.model import LANGUAGES, SOURCE_LANGUAGE, TranslationStatus
from bot.content.places import to_place
from bot.content.stamp import SOURCES, status_of
from bot.content.tree import LISTED, Tree

SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class TranslationRow:
    """One Russian file and the state of its translations, by language."""

    path: str
    title: str
    states: dict[str, TranslationStatus]


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day. `day` may have passed."""

    path: str
    line: int
    what: str
    day: date


@dataclass(frozen=True, slots=True)
class Gap:
    """What is not known of a place, or not good enough. `what`: empty where the place says all."""

    path: str
    line: int
    place: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class UntestedPhone:
    path: str
    line: int
    place: str
    number: str


def translation_rows(tree: Tree) -> list[TranslationRow]:
    """All Russian files with words, in the order of their paths."""
    return sorted(_rows(tree), key=lambda row: row.path)


def _rows(tree: Tree) -> Iterator[TranslationRow]:
    for words_kind, kind in SOURCES.items():
        words = tree.words(words_kind)
        for source in tree.source(kind).values():
            translated = words.get(source.id, {})
            yield TranslationRow(
                source.path,
                getattr(source.file, "title", ""),
                {
                    language: status_of(source.file, _file(translated.get(language)))
                    for language in LANGUAGES
                    if language != SOURCE_LANGUAGE
                },
            )


def _file(entry: Any) -> Any:
    return None if entry is None else entry.file


def reviews_due(tree: Tree) -> list[Due]:
    """Pages and flows whose review is due within 30 days, or was, the oldest first."""
    soon = tree.today + timedelta(days=SOON_DAYS)
    found = (
        Due(
            entry.path,
            entry.line("reviewed"),
            entry.file.title,
            entry.file.reviewed + timedelta(days=entry.file.review_every),
        )
        for entry in tree.of(*LISTED)
    )
    return sorted((due for due in found if due.day <= soon), key=lambda due: (due.day, due.path))


def facts_ending(tree: Tree) -> list[Due]:
    """Facts whose last value ends within 30 days, or ended."""
    soon = tree.today + timedelta(days=SOON_DAYS)
    found = []
    for entry in tree.of("facts"):
        for index, fact in enumerate(entry.file.facts):
            end = fact.values[-1].to
            if end is not None and end <= soon:
                found.append(Due(entry.path, entry.line("facts", index), fact.id, end))
    return sorted(found, key=lambda due: (due.day, due.path))


def untested_phones(tree: Tree) -> list[UntestedPhone]:
    """Numbers nobody has called, of places people are sent to."""
    return [
        UntestedPhone(
            entry.path,
            entry.line("places", index, "phones", number, "number"),
            place.id,
            phone.number,
        )
        for entry in tree.of("places")
        for index, place in enumerate(entry.file.places)
        if place.status in ("operating", "older")
        for number, phone in enumerate(place.phones)
        if phone.tested is None
    ]


def unreachable_places(tree: Tree) -> list[Gap]:
    """Places that work, of which no source gives a phone, an address or a site."""
    return [
        Gap(entry.path, entry.line("places", index), file.id)
        for entry in tree.of("places")
        for index, file in enumerate(entry.file.places)
        if file.status == "operating" and not to_place(file, entry.id).reachable
    ]


def unprotected_sites(tree: Tree) -> list[Gap]:
    """Sites of places that are opened without https; somebody must try whether they know it."""
    return [
        Gap(entry.path, entry.line("places", index, "web"), file.id, file.web)
        for entry in tree.of("places")
        for index, file in enumerate(entry.file.places)
        if file.web is not None and file.web.startswith("http://")
    ]
