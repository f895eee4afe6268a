"""Patent: apply within 30 days of entry (law B23), pay before the paid period ends (B32), prices
of Moscow and of the regions (B29, B31), duty (B09)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.dialogue.calculators import CALCULATORS
from bot.dialogue.calculators.contract import FactReader, Money
from tests.calculators.conftest import Compute, facts, plain, rub

APPLY = [
    # entered, today, last day, finds, left or late
    ("2026-03-01", "2026-03-01", "2026-03-30", "apply-ahead", 29),
    ("2026-03-01", "2026-03-22", "2026-03-30", "apply-ahead", 8),
    ("2026-03-01", "2026-03-23", "2026-03-30", "apply-last-days", 7),
    ("2026-03-01", "2026-03-30", "2026-03-30", "apply-last-days", 0),
    ("2026-03-01", "2026-03-31", "2026-03-30", "apply-passed", 1),
    ("2026-02-01", "2026-02-01", "2026-03-02", "apply-ahead", 29),  # February has 28 days
    ("2028-02-01", "2028-02-01", "2028-03-01", "apply-ahead", 29),  # and 29 in a leap year
    ("2026-12-15", "2026-12-31", "2027-01-13", "apply-ahead", 13),  # across the year's end
]
PAY = [
    # paid from, months, today, last day, finds
    ("2026-03-10", 1, "2026-03-20", "2026-04-09", "pay-ahead"),  # «on the 10th, by the 9th»
    ("2026-03-10", 1, "2026-04-02", "2026-04-09", "pay-last-days"),
    ("2026-03-10", 1, "2026-04-09", "2026-04-09", "pay-last-days"),
    ("2026-03-10", 1, "2026-04-10", "2026-04-09", "pay-passed"),
    ("2026-01-31", 1, "2026-02-01", "2026-02-27", "pay-ahead"),  # the earlier day: no 31 February
    ("2028-01-31", 1, "2028-02-01", "2028-02-28", "pay-ahead"),
    ("2026-01-01", 1, "2026-01-05", "2026-01-31", "pay-ahead"),
    ("2026-12-15", 1, "2026-12-20", "2027-01-14", "pay-ahead"),
    ("2026-03-10", 12, "2026-04-02", "2027-03-09", "pay-ahead"),
    ("2024-02-29", 12, "2024-03-01", "2025-02-27", "pay-ahead"),
    ("2026-05-31", 4, "2026-06-01", "2026-09-29", "pay-ahead"),  # 31 May + 4: 30 September − 1
]
COST = [
    # region, kind, months, values
    ("moscow", "new", 1, {"total": "14200 RUB", "monthly": "10000 RUB"}),  # 10,000 + 4,200
    ("moscow", "running", 1, {"total": "10000 RUB"}),
    ("moscow", "running", 3, {"total": "30000 RUB"}),
    ("moscow", "new", 12, {"total": "124200 RUB"}),
    ("elsewhere", "new", 1, {"least": "7600 RUB", "most": "31500 RUB"}),
    ("elsewhere", "running", 1, {"least": "3400 RUB", "most": "27300 RUB"}),
    ("elsewhere", "running", 12, {"least": "40800 RUB", "most": "327600 RUB"}),
]

OWN_PRICE = [
    # kind, months, price of a month, total
    ("running", 1, 8000, "8000 RUB"),
    ("running", 3, 6739, "20217 RUB"),
    ("new", 1, 8000, "12200 RUB"),  # 8,000 + 4,200
    ("new", 12, 27300, "331800 RUB"),  # the dearest region: 327,600 + 4,200
]


@pytest.mark.parametrize(("entered", "today", "last", "found", "days"), APPLY)
def test_apply(
    compute: Compute, entered: str, today: str, last: str, found: str, days: int
) -> None:
    result = compute("patent-dates", today, have="no", entered=date.fromisoformat(entered))
    values = plain(result)
    assert (values["last-day"], result.finds) == (last, (found,))
    assert values["days-late" if found == "apply-passed" else "days-left"] == days


@pytest.mark.parametrize(("start", "months", "today", "last", "found"), PAY)
def test_pay(compute: Compute, start: str, months: int, today: str, last: str, found: str) -> None:
    result = compute(
        "patent-dates",
        today,
        have="yes",
        paid_from=date.fromisoformat(start),
        months=Decimal(months),
    )
    assert (plain(result)["last-day"], result.finds) == (last, (found,))


@pytest.mark.parametrize(("region", "kind", "months", "wanted"), COST)
def test_cost(
    compute: Compute, region: str, kind: str, months: int, wanted: dict[str, str]
) -> None:
    result = compute("patent-cost", "2026-11-22", region=region, kind=kind, months=Decimal(months))
    assert wanted.items() <= plain(result).items()
    assert result.finds == (region, "with-duty" if kind == "new" else "without-duty")
    assert result.values["duty"] == rub(4200)


@pytest.mark.parametrize(("kind", "months", "price", "total"), OWN_PRICE)
def test_cost_from_a_known_price(
    compute: Compute, kind: str, months: int, price: int, total: str
) -> None:
    result = compute(
        "patent-cost",
        "2026-11-22",
        region="known",
        kind=kind,
        months=Decimal(months),
        price=rub(price),
    )
    assert plain(result)["total"] == total
    assert result.finds == ("known", "with-duty" if kind == "new" else "without-duty")


def test_a_known_price_needs_no_price_of_ours() -> None:
    answers = {
        "region": "known",
        "kind": "running",
        "months": Decimal(2),
        "price": rub(9000),
    }
    rules = {name: fact for name, fact in facts().items() if name == "patent-duty"}
    day = date(2026, 11, 22)
    result = CALCULATORS["patent-cost"](answers, FactReader(rules, day), day)
    assert plain(result)["total"] == "18000 RUB"


def test_the_duty_is_not_added_to_another_currency(compute: Compute) -> None:
    result = compute(
        "patent-cost",
        "2026-11-22",
        region="known",
        kind="new",
        months=Decimal(1),
        price=Money(Decimal(900), "TJS"),
    )
    assert result.finds == ("not-roubles",)
    assert not result.values


@pytest.mark.parametrize("months", range(1, 12))
def test_more_months_never_cost_less_or_end_earlier(compute: Compute, months: int) -> None:
    def total(count: int) -> Decimal:
        result = compute(
            "patent-cost", "2026-11-22", region="moscow", kind="new", months=Decimal(count)
        )
        value = result.values["total"]
        assert not isinstance(value, date)
        return Decimal(value.amount)

    def last(count: int) -> date:
        result = compute(
            "patent-dates",
            "2026-11-22",
            have="yes",
            paid_from=date(2026, 8, 31),
            months=Decimal(count),
        )
        value = result.values["last-day"]
        assert isinstance(value, date)
        return value

    assert total(months + 1) > total(months)
    assert last(months + 1) > last(months)
