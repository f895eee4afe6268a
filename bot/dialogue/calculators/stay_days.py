"""How many days of this calendar year were spent in Russia, and how many are left.

Not more than 90 days in total per calendar year without a ground such as a patent (law B10);
leaving does not reset the count (B11). Whether the days of entry and of exit count is not in
our sources, so both count: more days used is the safe side. A day that ends one trip and
begins the next counts once. Grounds, and days of other years, are beyond this sum.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from bot.dialogue.calculators.contract import (
    Answer,
    FactReader,
    Quantity,
    Result,
    Trip,
    Value,
    given,
)

_SOON = 10  # days


def compute(answers: Mapping[str, Answer], facts: FactReader, today: date) -> Result:
    """Counts days up to today and, for trips that are planned, days to come."""
    limit = facts.days("stay-limit")
    trips: tuple[Trip, ...] = given(answers, "trips", tuple)
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    days = {day for trip in trips for day in _days(trip, first, last, today)}
    used = sum(day <= today for day in days)
    left = limit - len(days)
    values: dict[str, Value] = {
        "used": Quantity(used, "days"),
        "planned": Quantity(len(days) - used, "days"),
        "total": Quantity(len(days), "days"),
        "limit": Quantity(limit, "days"),
        "left": Quantity(max(left, 0), "days"),
        "over": Quantity(max(-left, 0), "days"),
    }
    inside = any(
        trip.entry <= today and (trip.exit is None or trip.exit >= today) for trip in trips
    )
    found = ["over" if left < 0 else "last-days" if left <= _SOON else "below"]
    staying = trips[-1].exit is None and trips[-1].entry <= today
    if staying and left >= 0:
        end = today + timedelta(days=left)
        if end <= last:
            values["last-day"] = end
            found.append("until")
        else:
            found.append("new-year")
    elif not inside:
        found.append("outside")
    return Result(tuple(found), values)


def _days(trip: Trip, first: date, last: date, today: date) -> set[date]:
    """The days of a trip within the year; one that goes on is counted until today."""
    start = max(trip.entry, first)
    end = min(trip.exit or max(today, trip.entry), last)
    return {start + timedelta(days=number) for number in range((end - start).days + 1)}
