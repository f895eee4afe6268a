"""Registration (law B01, B02, B04) and its end (B14)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.calculators.conftest import Compute, plain

REGISTER = [
    # citizen, entered, today, last day, finds
    ("tj", "2026-03-01", "2026-03-01", "2026-03-15", "ahead"),
    ("uz", "2026-03-01", "2026-03-11", "2026-03-15", "ahead"),
    ("uz", "2026-03-01", "2026-03-12", "2026-03-15", "last-days"),
    ("tj", "2026-03-01", "2026-03-15", "2026-03-15", "last-days"),
    ("tj", "2026-03-01", "2026-03-16", "2026-03-15", "passed"),
    ("kg", "2026-03-01", "2026-03-16", "2026-03-30", "ahead"),
    ("kg", "2026-03-01", "2026-03-27", "2026-03-30", "last-days"),
    ("kg", "2026-03-01", "2026-03-31", "2026-03-30", "passed"),
    ("tj", "2026-02-20", "2026-02-21", "2026-03-06", "ahead"),  # 28 days in February
    ("tj", "2028-02-20", "2028-02-21", "2028-03-05", "ahead"),  # 29 in a leap year
    ("uz", "2026-12-25", "2026-12-26", "2027-01-08", "ahead"),  # across the year's end
    ("kg", "2026-12-25", "2027-01-24", "2027-01-23", "passed"),
    ("kg", "2026-01-31", "2026-02-01", "2026-03-01", "ahead"),
    ("tj", "2026-11-22", "2026-11-22", "2026-12-06", "ahead"),
    ("uz", "2025-11-22", "2026-11-22", "2025-12-06", "passed"),
]
EXTEND = [
    # until, today, finds, left, late
    ("2026-12-31", "2026-11-22", "ahead", 39, 0),
    ("2026-12-03", "2026-11-22", "ahead", 11, 0),
    ("2026-12-02", "2026-11-22", "last-days", 10, 0),
    ("2026-11-22", "2026-11-22", "last-days", 0, 0),
    ("2026-11-21", "2026-11-22", "passed", 0, 1),
    ("2025-11-22", "2026-11-22", "passed", 0, 365),
    ("2028-03-01", "2028-02-28", "last-days", 2, 0),
    ("2026-03-01", "2026-02-28", "last-days", 1, 0),
    ("2027-01-01", "2026-12-31", "last-days", 1, 0),
    ("2026-01-01", "2026-12-31", "passed", 0, 364),
    ("2027-11-22", "2026-11-22", "ahead", 365, 0),
    ("2028-11-22", "2027-11-22", "ahead", 366, 0),
    ("2026-11-30", "2026-11-22", "last-days", 8, 0),
    ("2026-12-15", "2026-11-22", "ahead", 23, 0),
    ("2026-10-31", "2026-11-22", "passed", 0, 22),
]


@pytest.mark.parametrize(("citizen", "entered", "today", "last", "found"), REGISTER)
def test_registration(
    compute: Compute, citizen: str, entered: str, today: str, last: str, found: str
) -> None:
    result = compute(
        "registration-deadline", today, citizen=citizen, entered=date.fromisoformat(entered)
    )
    assert (plain(result)["last-day"], result.finds) == (last, (found,))


@pytest.mark.parametrize(("until", "today", "found", "left", "late"), EXTEND)
def test_extension(
    compute: Compute, until: str, today: str, found: str, left: int, late: int
) -> None:
    result = compute("extension-deadline", today, until=date.fromisoformat(until))
    values = plain(result)
    assert (result.finds, values["days-left"], values["days-late"]) == ((found,), left, late)
