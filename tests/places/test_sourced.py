"""Nothing of what the sources say got lost or changed on the way into content/places.

`sourced.tsv` was written from the collected sources, not from content/: id, country, status and
the digits of every number as printed. A number that somebody called may be new; every other one
must be a number of the source.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
with (HERE / "sourced.tsv").open(encoding="utf-8", newline="") as file:
    SOURCED = list(csv.DictReader(file, delimiter="\t"))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def test_the_fixture_is_whole() -> None:
    assert Counter(row["country"] for row in SOURCED) == {"tj": 55, "uz": 58, "kg": 54}


@pytest.mark.parametrize("row", SOURCED, ids=lambda row: row["id"])
def test_a_sourced_place_is_in_with_its_numbers(
    row: dict[str, str], places: dict[str, Any]
) -> None:
    place = places[row["id"]]
    assert place.country == row["country"]
    sourced = set((row["phones"] or "").split())
    assert {_digits(phone.number) for phone in place.phones} >= sourced, "a number is missing"
    untested = {_digits(phone.number) for phone in place.phones if phone.tested is None}
    assert untested <= sourced, "a number that is not in the source"


def test_a_place_only_announced_or_gone_is_not_called_working(places: dict[str, Any]) -> None:
    for row in SOURCED:
        place = places[row["id"]]
        if row["status"] in ("planned", "stale") and place.status in ("operating", "older"):
            assert any(phone.tested for phone in place.phones), (
                f"{place.id} works only if somebody called it"
            )


def test_no_number_is_called_good_without_a_call(places: dict[str, Any]) -> None:
    for place in places.values():
        for phone in place.phones:
            assert phone.answers == "unknown" or phone.tested is not None, place.id


def test_every_district_is_in(districts: dict[str, Any]) -> None:
    expected = (HERE / "districts.txt").read_text(encoding="utf-8").split()
    assert len(expected) == 338
    assert set(expected) <= set(districts)
    assert Counter(districts[one].country for one in expected) == {"tj": 65, "kg": 63, "uz": 210}
