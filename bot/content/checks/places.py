"""Places stand in districts that exist, on their own map, with numbers as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.checks.freshness import AHEAD
from bot.content.facts import is_phone
from bot.content.model import Issue
from bot.content.schema_places import PlaceFile
from bot.content.tree import Entry, Tree

name = "places"

# south, west, north, east of each country, rounded outwards to tenths of a degree
_BOXES = {
    "tj": (36.6, 67.3, 41.1, 75.2),
    "uz": (37.1, 55.9, 45.7, 73.2),
    "kg": (39.1, 69.2, 43.4, 80.4),
}
_EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
_TELEGRAM = re.compile(r"@?[A-Za-z][A-Za-z0-9_]{3,31}")
Steps = tuple[str | int, ...]


def check(tree: Tree) -> Iterable[Issue]:
    yield from _regions(tree)
    regions, districts = _known(tree)
    seen: dict[str, str] = {}
    for entry in tree.of("places"):
        for index, place in enumerate(entry.file.places):
            at = ("places", index)
            if place.id in seen:
                yield _issue(
                    entry,
                    at,
                    f"место «{place.id}» уже есть: {seen[place.id]}",
                    f"the place `{place.id}` is given twice: {seen[place.id]}",
                )
            seen.setdefault(place.id, f"{entry.path}:{entry.line(*at)}")
            yield from _where(entry, at, place, regions, districts)
            yield from _phones(tree, entry, at, place)
            yield from _point(entry, at, place)
            yield from _use(entry, at, place)
    yield from _words(tree)


def _known(tree: Tree) -> tuple[dict[str, str], dict[str, str]]:
    """Region id → country, district id → region id."""
    regions: dict[str, str] = {}
    districts: dict[str, str] = {}
    for entry in tree.of("districts"):
        for region in entry.file.regions:
            regions[region.id] = entry.id
            districts.update({district.id: region.id for district in region.districts})
    return regions, districts


def _regions(tree: Tree) -> Iterator[Issue]:
    seen: dict[str, str] = {}
    for entry in tree.of("districts"):
        for index, region in enumerate(entry.file.regions):
            at: Steps = ("regions", index)
            parts: list[tuple[Steps, Any]] = [(at, region)]
            parts += [
                ((*at, "districts", number), district)
                for number, district in enumerate(region.districts)
            ]
            for steps, part in parts:
                if part.id in seen:
                    yield _issue(
                        entry,
                        steps,
                        f"имя «{part.id}» уже есть: {seen[part.id]}",
                        f"the id `{part.id}` is given twice: {seen[part.id]}",
                    )
                seen.setdefault(part.id, f"{entry.path}:{entry.line(*steps)}")
                yield from _inside(entry, (*steps, "lat"), entry.id, part.lat, part.lon)


def _where(
    entry: Entry[Any],
    at: Steps,
    place: PlaceFile,
    regions: dict[str, str],
    districts: dict[str, str],
) -> Iterator[Issue]:
    if regions.get(place.region) != entry.id:
        yield _issue(
            entry,
            (*at, "region"),
            f"области «{place.region}» нет в этой стране",
            f"there is no region `{place.region}` in this country",
        )
    elif place.district is not None and districts.get(place.district) != place.region:
        yield _issue(
            entry,
            (*at, "district"),
            f"района «{place.district}» нет в области «{place.region}»",
            f"there is no district `{place.district}` in the region `{place.region}`",
        )


def _phones(tree: Tree, entry: Entry[Any], at: Steps, place: PlaceFile) -> Iterator[Issue]:
    for number, phone in enumerate(place.phones):
        here = (*at, "phones", number)
        if not is_phone(phone.number):
            yield _issue(
                entry,
                (*here, "number"),
                f"«{phone.number}» не похоже на телефон: цифры, пробелы, дефисы, скобки",
                f"`{phone.number}` does not look like a phone: digits, spaces, hyphens, brackets",
            )
        if phone.tested is not None and phone.tested > tree.today + AHEAD:
            yield _issue(
                entry,
                (*here, "tested"),
                f"день звонка {phone.tested} ещё не наступил",
                f"the day of the call, {phone.tested}, is in the future",
            )
        if phone.answers != "unknown" and phone.tested is None:
            yield _issue(
                entry,
                (*here, "answers"),
                "отвечает ли телефон, известно только после звонка: напишите tested",
                "whether a phone answers is known only after a call: add `tested`",
            )


def _point(entry: Entry[Any], at: Steps, place: PlaceFile) -> Iterator[Issue]:
    if (place.lat is None) != (place.lon is None):
        yield _issue(entry, at, "нужны обе координаты: lat и lon", "both lat and lon are needed")
    elif place.lat is not None and place.lon is not None:
        yield from _inside(entry, (*at, "lat"), entry.id, place.lat, place.lon)
    elif place.precision != "unknown":
        yield _issue(
            entry,
            (*at, "precision"),
            "координат нет: precision должно быть unknown",
            "there is no point: precision must be `unknown`",
        )


def _inside(
    entry: Entry[Any], steps: Steps, country: str, lat: float, lon: float
) -> Iterator[Issue]:
    south, west, north, east = _BOXES[country]
    if not (south <= lat <= north and west <= lon <= east):
        yield _issue(
            entry,
            steps,
            f"точка {lat}, {lon} не в этой стране; не перепутаны ли широта и долгота?",
            f"the point {lat}, {lon} is not in this country; are lat and lon swapped?",
        )


def _use(entry: Entry[Any], at: Steps, file: PlaceFile) -> Iterator[Issue]:
    if file.email is not None and not _EMAIL.fullmatch(file.email):
        yield _issue(
            entry, (*at, "email"), f"«{file.email}» — не почта", f"`{file.email}` is not an e-mail"
        )
    if file.telegram is not None and not _TELEGRAM.fullmatch(file.telegram):
        yield _issue(
            entry,
            (*at, "telegram"),
            f"«{file.telegram}» — не имя в Telegram",
            f"`{file.telegram}` is not a Telegram name",
        )


def _words(tree: Tree) -> Iterator[Issue]:
    """Types and services have a Russian word."""
    words = tree.source("place-words").get("places")
    if words is None:
        return
    for entry in tree.of("places", "offices"):
        for index, one in enumerate(getattr(entry.file, entry.kind)):
            at = (entry.kind, index)
            if one.type not in words.file.types:
                yield _issue(
                    entry,
                    (*at, "type"),
                    f"вида «{one.type}» нет в {words.path}",
                    f"the type `{one.type}` is not in {words.path}",
                )
            for number, service in enumerate(one.services):
                if service not in words.file.services:
                    yield _issue(
                        entry,
                        (*at, "services", number),
                        f"услуги «{service}» нет в {words.path}",
                        f"the service `{service}` is not in {words.path}",
                    )


def _issue(entry: Entry[Any], steps: Steps, message: str, message_en: str) -> Issue:
    return Issue(name, entry.path, entry.line(*steps), message, message_en)
