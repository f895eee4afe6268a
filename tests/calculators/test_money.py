"""Transfers, a family's budget, a saving goal: arithmetic, worked out by hand in each row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.dialogue.calculators.contract import Money
from tests.calculators.conftest import Compute, plain, rub

TODAY = "2026-11-22"
D = Decimal
ONE = [
    # home, amount, fee, rate, arrives
    ("tj", 10000, 100, "0.115", "1138.5 TJS"),  # 9,900 × 0.115
    ("tj", 10000, 0, "0.115", "1150 TJS"),
    ("uz", 10000, 150, "158.25", "1558762.5 UZS"),  # 9,850 × 158.25
    ("kg", 5000, 50, "1.09", "5395.5 KGS"),  # 4,950 × 1.09
    ("kg", 1, 0, "1.099", "1.09 KGS"),  # never rounded up
    ("uz", 9999999999, 0, "158", "1579999999842 UZS"),
    ("tj", "0.5", "0.4", "0.115", "0.01 TJS"),
]
TWO = [
    # fee and rate of the first, of the second, found, difference
    (100, "0.115", 0, "0.113", "first", "8.5 TJS"),  # 1,138.50 and 1,130
    (0, "0.113", 100, "0.115", "second", "8.5 TJS"),
    (0, "0.115", 0, "0.115", "same", "0 TJS"),
    (500, "0.12", 0, "0.114", "same", "0 TJS"),  # both 1,140
    (0, "0.1", 1, "0.1", "first", "0.1 TJS"),
]
BUDGET = [
    # income, food, home, debt, children, other → found, left or short, share
    (60000, 20000, 15000, 0, 5000, 5000, "plus", 15000, 25),
    (60000, 20000, 15000, 10000, 10000, 5000, "zero", 0, 0),
    (60000, 30000, 15000, 10000, 10000, 5000, "minus", 10000, 0),
    (0, 0, 0, 0, 0, 0, "zero", 0, 0),
    (0, 1, 0, 0, 0, 0, "minus", 1, 0),
    (100, 0, 0, 0, 0, 0, "plus", 100, 100),
    (30000, 10000, 10000, 0, 0, 1, "plus", 9999, 33),  # 33.33 % is told as 33 %
]
GOAL = [
    # goal, have, answer → found, values
    (100000, 0, 10000, "term", {"months": 10.0, "reached-on": "2027-09-22"}),
    (100000, 95000, 10000, "term", {"months": 1.0, "reached-on": "2026-12-22"}),
    (100001, 0, 10000, "term", {"months": 11.0, "reached-on": "2027-10-22"}),
    (100000, 100000, 10000, "reached", {}),
    (100000, 100001, 10000, "reached", {}),
    (100000, 0, 0, "never", {"missing": "100000 RUB"}),
    (9999999999, 0, 1, "never", {}),
]
EACH = [
    (100000, 0, 10, "10000 RUB"),
    (100000, 40000, 12, "5000 RUB"),
    (100000, 0, 3, "33334 RUB"),  # rounded up: three times 33,333 is not enough
    (100, 99, 12, "1 RUB"),
]


@pytest.mark.parametrize(("home", "amount", "fee", "rate", "arrives"), ONE)
def test_one_offer(
    compute: Compute, home: str, amount: str | int, fee: str | int, rate: str, arrives: str
) -> None:
    result = compute(
        "transfer-offers",
        TODAY,
        home=home,
        amount=rub(amount),
        offers="one",
        fee_a=rub(fee),
        rate_a=D(rate),
    )
    assert (result.finds, plain(result)["first"]) == (("one",), arrives)


@pytest.mark.parametrize(("fee_a", "rate_a", "fee_b", "rate_b", "found", "difference"), TWO)
def test_two_offers(
    compute: Compute, fee_a: int, rate_a: str, fee_b: int, rate_b: str, found: str, difference: str
) -> None:
    result = compute(
        "transfer-offers",
        TODAY,
        home="tj",
        amount=rub(10000),
        offers="two",
        fee_a=rub(fee_a),
        rate_a=D(rate_a),
        fee_b=rub(fee_b),
        rate_b=D(rate_b),
    )
    assert (result.finds, plain(result)["difference"]) == ((found,), difference)


@pytest.mark.parametrize(
    ("fee_a", "rate_a", "fee_b", "rate_b", "found"),
    [
        (0, "8.4", 0, "0.115", "doubtful"),
        (0, "0.115", 0, "8.4", "doubtful"),
        (0, "8.4", 0, "8.4", "doubtful"),
        (0, "0.23", 0, "0.115", "first"),  # exactly twice
        (0, "0.2301", 0, "0.115", "far-apart"),
        (0, "0.115", 5001, "0.115", "far-apart"),
    ],
)
def test_a_slip_never_recommends_a_way(
    compute: Compute, fee_a: int, rate_a: str, fee_b: int, rate_b: str, found: str
) -> None:
    result = compute(
        "transfer-offers", TODAY, home="tj", amount=rub(10000), offers="two",
        fee_a=rub(fee_a), rate_a=D(rate_a), fee_b=rub(fee_b), rate_b=D(rate_b),
    )  # fmt: skip
    assert result.finds == (found,)


def test_one_offer_with_a_slip(compute: Compute) -> None:
    result = compute(
        "transfer-offers", TODAY, home="uz", amount=rub(10000), offers="one",
        fee_a=rub(0), rate_a=D("0.0067"),
    )  # fmt: skip
    assert (result.finds, result.values) == (("doubtful",), {})


@pytest.mark.parametrize("fee", [rub(100), rub(101), Money(D(1), "TJS")])
def test_a_fee_that_leaves_nothing(compute: Compute, fee: Money) -> None:
    result = compute(
        "transfer-offers",
        TODAY,
        home="tj",
        amount=rub(100),
        offers="one",
        fee_a=fee,
        rate_a=D("0.1"),
    )
    assert result.finds == ("fee-too-big",)


def test_money_of_home_is_not_what_is_sent(compute: Compute) -> None:
    result = compute(
        "transfer-offers",
        TODAY,
        home="tj",
        amount=Money(D(1000), "TJS"),
        offers="one",
        fee_a=Money(D(0), "TJS"),
        rate_a=D("0.115"),
    )
    assert result.finds == ("fee-too-big",)


@pytest.mark.parametrize(
    ("income", "food", "home", "debt", "children", "other", "found", "amount", "share"), BUDGET
)
def test_budget(
    compute: Compute,
    income: int,
    food: int,
    home: int,
    debt: int,
    children: int,
    other: int,
    found: str,
    amount: int,
    share: int,
) -> None:
    result = compute(
        "family-budget",
        TODAY,
        income=rub(income),
        food=rub(food),
        home=rub(home),
        debt=rub(debt),
        children=rub(children),
        other=rub(other),
    )
    values = result.values
    assert result.finds == (found,)
    assert values["short" if found == "minus" else "left"] == rub(amount)
    assert plain(result)["share"] == share
    assert values["year"] == rub(12 * amount if found == "plus" else 0)


@pytest.mark.parametrize("where", ["food", "home", "debt", "children", "other"])
def test_a_budget_has_one_currency(compute: Compute, where: str) -> None:
    answers = {name: rub(0) for name in ("income", "food", "home", "debt", "children", "other")}
    answers[where] = Money(D(5), "UZS")
    assert compute("family-budget", TODAY, **answers).finds == ("two-currencies",)


@pytest.mark.parametrize(("goal", "have", "monthly", "found", "wanted"), GOAL)
def test_how_long(
    compute: Compute, goal: int, have: int, monthly: int, found: str, wanted: dict[str, object]
) -> None:
    result = compute(
        "saving-goal",
        TODAY,
        goal=rub(goal),
        have=rub(have),
        know="monthly",
        monthly=rub(monthly),
    )
    assert result.finds == (found,)
    assert wanted.items() <= plain(result).items()


@pytest.mark.parametrize(("goal", "have", "months", "monthly"), EACH)
def test_how_much_a_month(
    compute: Compute, goal: int, have: int, months: int, monthly: str
) -> None:
    result = compute(
        "saving-goal", TODAY, goal=rub(goal), have=rub(have), know="months", months=D(months)
    )
    assert (result.finds, plain(result)["monthly"]) == (("monthly",), monthly)


@pytest.mark.parametrize(("have", "monthly"), [("TJS", "RUB"), ("RUB", "TJS")])
def test_a_goal_has_one_currency(compute: Compute, have: str, monthly: str) -> None:
    result = compute(
        "saving-goal",
        TODAY,
        goal=rub(100),
        have=Money(D(1), have),
        know="monthly",
        monthly=Money(D(1), monthly),
    )
    assert result.finds == ("two-currencies",)


def test_the_last_day_of_a_long_month(compute: Compute) -> None:
    result = compute(
        "saving-goal", "2026-12-31", goal=rub(2), have=rub(0), know="monthly", monthly=rub(1)
    )
    assert result.values["reached-on"] == date(2027, 2, 28)
