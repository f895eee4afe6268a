"""Where places and districts are, and what they are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

# South, north, west, east, in degrees, rounded outwards.
BOXES = {
    "tj": (36.6, 41.1, 67.3, 75.2),
    "uz": (37.1, 45.6, 55.9, 73.2),
    "kg": (39.1, 43.3, 69.2, 80.3),
}
OWN_LANGUAGE = {"tj": "tg", "uz": "uz", "kg": "ky"}
FOREIGN_APOSTROPHES = set("'‘’`´")
# Latin letters by which a reader tells a name in Latin script.
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")


def _inside(country: str, lat: float, lon: float) -> bool:
    south, north, west, east = BOXES[country]
    return south <= lat <= north and west <= lon <= east


def test_every_point_is_in_its_country(
    places: dict[str, Any], regions: dict[str, Any], districts: dict[str, Any]
) -> None:
    everything = chain(places.values(), regions.values(), districts.values())
    for one in everything:
        if one.lat is not None:
            assert _inside(one.country, one.lat, one.lon), one.id


def test_the_box_can_fail() -> None:
    assert not _inside("tj", 42.87, 74.59), "Bishkek is not in Tajikistan"
    assert not _inside("kg", 74.59, 42.87), "latitude and longitude swapped"


def test_a_place_is_in_a_district_that_exists(
    places: dict[str, Any], regions: dict[str, Any], districts: dict[str, Any]
) -> None:
    for place in places.values():
        assert regions[place.region].country == place.country, place.id
        if place.district is not None:
            assert districts[place.district].region == place.region, place.id


def test_a_place_with_a_point_says_how_sure_it_is(places: dict[str, Any]) -> None:
    for place in places.values():
        assert (place.lat is None) == (place.lon is None), place.id
        assert (place.lat is None) == (place.precision == "unknown"), place.id


def test_a_place_without_a_district_stands_at_the_centre_of_its_region(
    places: dict[str, Any], regions: dict[str, Any]
) -> None:
    for place in places.values():
        if place.district is None and place.precision == "town":
            region = regions[place.region]
            assert (place.lat, place.lon) == (region.lat, region.lon), place.id


def test_regions_and_districts_have_a_russian_and_an_own_name(
    regions: dict[str, Any], districts: dict[str, Any]
) -> None:
    for one in chain(regions.values(), districts.values()):
        assert {"ru", OWN_LANGUAGE[one.country]} <= set(one.names), one.id


def test_a_name_says_what_the_type_says(districts: dict[str, Any]) -> None:
    for district in districts.values():
        if district.country == "uz":
            ends = {"city": "shahri", "district": "tumani"}[district.type]
            assert district.names["uz"].endswith(ends), district.id
            is_district = district.type == "district"
            assert ("район" in district.names["ru"]) == is_district, district.id


def test_other_names_repeat_nothing(districts: dict[str, Any]) -> None:
    for district in districts.values():
        every = [*set(district.names.values()), *district.other_names]
        assert len({name.casefold() for name in every}) == len(every), district.id


def _texts(*groups: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Id, language, text of every name and address."""
    for one in chain.from_iterable(group.values() for group in groups):
        for language, text in (*one.names.items(), *getattr(one, "address", {}).items()):
            yield one.id, language, text


def _mixed(text: str) -> list[str]:
    """Words that mix scripts: a Latin «p» in a Russian town is found by no search."""
    return [
        word for word in re.findall(r"\w+", text) if _LATIN.search(word) and _CYRILLIC.search(word)
    ]


def test_no_word_mixes_scripts(
    places: dict[str, Any], regions: dict[str, Any], districts: dict[str, Any]
) -> None:
    for where, _language, text in _texts(places, regions, districts):
        assert not _mixed(text), where
    for district in districts.values():
        assert not [name for name in district.other_names if _mixed(name)], district.id


def test_a_mixed_word_is_found() -> None:
    assert _mixed("Чиpчик") == ["Чиpчик"]


def test_uzbek_names_use_the_uzbek_letters(
    places: dict[str, Any], regions: dict[str, Any], districts: dict[str, Any]
) -> None:
    for where, language, text in _texts(places, regions, districts):
        if language == "uz":
            assert not FOREIGN_APOSTROPHES & set(text), where
            assert not _CYRILLIC.search(text), where


@pytest.mark.parametrize("language", ["ru", "tg", "ky", "uz-Cyrl"])
def test_cyrillic_names_are_in_cyrillic(
    language: str, regions: dict[str, Any], districts: dict[str, Any]
) -> None:
    for where, own, text in _texts(regions, districts):
        if own == language:
            assert all(
                "CYRILLIC" in unicodedata.name(letter) for letter in text if letter.isalpha()
            ), where
