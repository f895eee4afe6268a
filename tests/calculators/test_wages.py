"""Wages: rate × work − paid; court within a year of the day they were due (law D06); work may
stop after 15 days of delay (D05)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.dialogue.calculators.contract import Money
from tests.calculators.conftest import Compute, plain, rub

TODAY = "2026-11-22"
CASES = [
    # rate, worked, paid, due, owed, court by, finds
    (60000, "2", 0, "2026-11-01", "120000 RUB", "2027-10-31", "owed court-ahead may-stop"),
    (60000, "2", 50000, "2026-11-01", "70000 RUB", "2027-10-31", "owed court-ahead may-stop"),
    (3000, "22", 0, "2026-11-15", "66000 RUB", "2027-11-14", "owed court-ahead"),
    (350, "176", 10000, "2026-11-07", "51600 RUB", "2027-11-06", "owed court-ahead"),
    (350, "176", 10000, "2026-11-06", "51600 RUB", "2027-11-05", "owed court-ahead may-stop"),
    (2500, "10.5", 0, "2026-11-20", "26250 RUB", "2027-11-19", "owed court-ahead"),
    (2500, "0.5", 0, "2026-11-22", "1250 RUB", "2027-11-21", "owed court-ahead not-due"),
    (2500, "1", 0, "2026-12-15", "2500 RUB", "2027-12-14", "owed court-ahead not-due"),
    (60000, "1", 0, "2025-12-01", "60000 RUB", "2026-11-30", "owed court-soon may-stop"),
    (60000, "1", 0, "2026-01-21", "60000 RUB", "2027-01-20", "owed court-soon may-stop"),
    (60000, "1", 0, "2026-01-23", "60000 RUB", "2027-01-22", "owed court-ahead may-stop"),
    (60000, "1", 0, "2025-11-23", "60000 RUB", "2026-11-22", "owed court-soon may-stop"),
    (60000, "1", 0, "2025-11-22", "60000 RUB", "2026-11-21", "owed court-passed may-stop"),
    (60000, "1", 0, "2024-02-29", "60000 RUB", "2025-02-27", "owed court-passed may-stop"),
    ("0.01", "3", 0, "2026-11-22", "0.03 RUB", "2027-11-21", "owed court-ahead not-due"),
    (
        9999999999,
        "12",
        1,
        "2026-11-22",
        "119999999987 RUB",
        "2027-11-21",
        "owed court-ahead not-due",
    ),
]


@pytest.mark.parametrize(("rate", "worked", "paid", "due", "owed", "court", "finds"), CASES)
def test_table(
    compute: Compute,
    rate: int | str,
    worked: str,
    paid: int,
    due: str,
    owed: str,
    court: str,
    finds: str,
) -> None:
    result = compute(
        "wages-owed",
        TODAY,
        rate=rub(rate),
        per="day",
        days=Decimal(worked),
        paid=rub(paid),
        due=date.fromisoformat(due),
    )
    values = plain(result)
    assert (values["owed"], values["court-by"]) == (owed, court)
    assert " ".join(result.finds) == finds


@pytest.mark.parametrize("paid", [60000, 60001, 10**12])
def test_nothing_is_owed(compute: Compute, paid: int) -> None:
    result = compute(
        "wages-owed",
        TODAY,
        rate=rub(60000),
        per="whole",
        paid=rub(paid),
        due=date(2026, 1, 1),
    )
    assert result.finds == ("nothing-owed",)


def test_two_currencies_are_not_mixed(compute: Compute) -> None:
    answers = {"rate": rub(100), "per": "whole", "due": date(2026, 1, 1)}
    some, none = Money(Decimal(5), "TJS"), Money(Decimal(0), "TJS")
    assert compute("wages-owed", TODAY, paid=some, **answers).finds == ("two-currencies",)
    assert "owed" in compute("wages-owed", TODAY, paid=none, **answers).finds


@pytest.mark.parametrize(
    ("per", "counted", "worked", "rate", "owed"),
    [
        ("month", "months", "2.5", 60000, "150000 RUB"),
        ("day", "days", "22", 3000, "66000 RUB"),
        ("hour", "hours", "176", 350, "61600 RUB"),
        ("whole", "months", "7", 80000, "80000 RUB"),  # a sum for all of it: nothing is counted
    ],
)
def test_work_is_counted_as_it_is_paid(
    compute: Compute, per: str, counted: str, worked: str, rate: int, owed: str
) -> None:
    answers = {
        "per": per,
        counted: Decimal(worked),
        "rate": rub(rate),
        "paid": rub(0),
        "due": date(2026, 11, 1),
    }
    assert plain(compute("wages-owed", TODAY, **answers))["owed"] == owed
