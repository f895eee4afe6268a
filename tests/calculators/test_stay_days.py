"""Days in Russia: 90 in all per calendar year (law B10), leaving resets nothing (B11).

Both days of crossing the border count. Each row is worked out by hand: the days of the months.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.calculators import CALCULATORS
from bot.dialogue.calculators.contract import FactReader, Quantity, Result, Trip
from tests.calculators.conftest import Compute, facts, plain

CASES = [
    # today, trips, used, left, finds, last day
    ("2026-03-31", "2026-03-01 …", 31, 59, "below until", "2026-05-29"),
    ("2026-03-31", "2026-03-31 …", 1, 89, "below until", "2026-06-28"),
    ("2026-03-31", "2026-01-01 2026-03-31", 90, 0, "last-days", None),
    ("2026-04-01", "2026-01-01 …", 91, 0, "over", None),
    ("2026-03-31", "2026-01-01 …", 90, 0, "last-days until", "2026-03-31"),
    ("2026-03-22", "2026-01-01 …", 81, 9, "last-days until", "2026-03-31"),
    # leap year: January 31 + February 29 + March 30
    ("2028-03-30", "2028-01-01 …", 90, 0, "last-days until", "2028-03-30"),
    # the days of the year before do not count, nor those after the exit
    ("2026-02-10", "2025-10-01 2026-01-10", 10, 80, "below outside", None),
    ("2026-02-10", "2025-10-01 2025-12-31", 0, 90, "below outside", None),
    # leaving and coming back goes on counting
    ("2026-05-10", "2026-01-01 2026-01-31, 2026-05-01 …", 41, 49, "below until", "2026-06-28"),
    # out in the morning and in again on one day is one day
    ("2026-02-05", "2026-01-01 2026-01-31, 2026-01-31 …", 36, 54, "below until", "2026-03-31"),
    # one day in Russia
    ("2026-02-05", "2026-02-05 2026-02-05", 1, 89, "below", None),
    # a planned trip counts too
    ("2026-02-05", "2026-03-01 2026-03-31", 0, 59, "below outside", None),
    ("2026-02-05", "2026-03-01 2026-06-30", 0, 0, "over outside", None),
    # near the end of the year the count starts anew before the limit
    ("2026-12-20", "2026-12-01 …", 20, 70, "below new-year", None),
    # three trips: 31 + 28 + 5
    (
        "2026-06-05",
        "2026-01-01 2026-01-31, 2026-02-01 2026-02-28, 2026-06-01 …",
        64,
        26,
        "below until",
        "2026-07-01",
    ),
]


def trips(text: str) -> tuple[Trip, ...]:
    days = [one.split() for one in text.split(", ")]
    return tuple(
        Trip(date.fromisoformat(entry), None if out == "…" else date.fromisoformat(out))
        for entry, out in days
    )


@pytest.mark.parametrize(("today", "typed", "used", "left", "finds", "last"), CASES)
def test_table(
    compute: Compute, today: str, typed: str, used: int, left: int, finds: str, last: str | None
) -> None:
    result = compute("stay-days", today, trips=trips(typed))
    values = plain(result)
    assert (values["used"], values["left"]) == (used, left)
    assert " ".join(result.finds) == finds
    assert values.get("last-day") == last


def test_over_says_by_how_many(compute: Compute) -> None:
    result = compute("stay-days", "2026-04-10", trips=trips("2026-01-01 …"))
    assert plain(result)["over"] == 10


DAY = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def total(result: Result) -> int:
    value = result.values["total"]
    assert isinstance(value, Quantity)
    return int(value.amount)


@given(entry=DAY, stay=st.integers(0, 200), longer=st.integers(0, 100), today=DAY)
def test_a_longer_stay_never_gives_fewer_days(
    entry: date, stay: int, longer: int, today: date
) -> None:
    def run(days: int) -> Result:
        trip = Trip(entry, entry + timedelta(days=days))
        return CALCULATORS["stay-days"]({"trips": (trip,)}, FactReader(facts(), today), today)

    assert total(run(stay + longer)) >= total(run(stay))


@given(
    entry=DAY, stay=st.integers(0, 120), gap=st.integers(1, 50), more=st.integers(0, 90), today=DAY
)
def test_another_trip_never_gives_fewer_days(
    entry: date, stay: int, gap: int, more: int, today: date
) -> None:
    first = Trip(entry, entry + timedelta(days=stay))
    start = entry + timedelta(days=stay + gap)
    second = Trip(start, start + timedelta(days=more))

    def run(*all_trips: Trip) -> Result:
        return CALCULATORS["stay-days"]({"trips": all_trips}, FactReader(facts(), today), today)

    assert total(run(first, second)) >= total(run(first))
