"""The true yearly rate: payments, discounted, equal what was received (Directive 2008/48/EC,
Annex I). The rows are checked the other way round: the payment of an annuity at a known monthly
rate i is A·i / (1 − (1 + i)^−n), and its yearly rate is (1 + i)^12 − 1."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.calculators.annual_rate import annual_rate
from bot.dialogue.calculators.contract import Money
from tests.calculators.conftest import Compute, plain, rub

D = Decimal
TODAY = "2026-11-22"
ANNUITIES = [
    # amount, monthly rate in %, months, yearly rate in %
    (100000, "1", 12, "12.7"),  # 1.01^12 = 1.1268
    (100000, "1", 60, "12.7"),
    (100000, "2", 12, "26.8"),
    (100000, "2", 1, "26.8"),
    (100000, "3", 24, "42.6"),
    (5000, "5", 6, "79.6"),
    (5000, "10", 3, "213.8"),
    (30000, "30", 1, "2229.8"),  # 1 % a day, simple, over a month
    (1000000000, "1.5", 36, "19.6"),
    (100, "0.5", 12, "6.2"),
]
ROWS = [
    # amount, fee, payment, months, finds, values
    (100000, 0, 10000, 10, "free", {"rate": 0.0, "on-top": "0 RUB"}),
    (100000, 0, "8884.88", 12, "costs", {"rate": 12.7, "on-top": "6618.56 RUB"}),
    (100000, 5000, 10000, 10, "costs", {"received": "95000 RUB", "on-top": "5000 RUB"}),
    (10000, 0, 13000, 1, "costs", {"rate": 2229.8, "on-top": "3000 RUB"}),
    (100000, 0, 9000, 10, "not-so", {}),  # 90,000 does not return 100,000
    (100000, 100000, 10000, 10, "not-so", {}),  # the fee takes it all
    (1, 0, 99999999, 1, "not-so", {}),  # no rate says anything here
]


@pytest.mark.parametrize(("amount", "monthly", "months", "yearly"), ANNUITIES)
def test_annuities(amount: int, monthly: str, months: int, yearly: str) -> None:
    rate = D(monthly) / 100
    payment = D(amount) * rate / (1 - (1 + rate) ** -months)
    assert annual_rate(D(amount), payment, months) == D(yearly)


@pytest.mark.parametrize(("amount", "fee", "payment", "months", "found", "wanted"), ROWS)
def test_one_loan(
    compute: Compute,
    amount: int,
    fee: int,
    payment: str | int,
    months: int,
    found: str,
    wanted: dict[str, object],
) -> None:
    result = compute(
        "loan-cost",
        TODAY,
        offers="one",
        amount_a=rub(amount),
        fee_a=rub(fee),
        payment_a=rub(payment),
        months_a=D(months),
    )
    assert result.finds == (found,)
    assert wanted.items() <= plain(result).items()


def two(compute: Compute, first: tuple[int, int], second: tuple[int, int]) -> str:
    return compute(
        "loan-cost",
        TODAY,
        offers="two",
        amount_a=rub(100000),
        fee_a=rub(first[0]),
        payment_a=rub(first[1]),
        months_a=D(12),
        amount_b=rub(100000),
        fee_b=rub(second[0]),
        payment_b=rub(second[1]),
        months_b=D(12),
    ).finds[0]


def test_two_loans(compute: Compute) -> None:
    assert two(compute, (0, 9000), (0, 9500)) == "first"
    assert two(compute, (10000, 9000), (0, 9100)) == "second"  # a small payment hid a fee
    assert two(compute, (0, 9000), (0, 9000)) == "same"
    assert two(compute, (0, 9000), (0, 1000)) == "not-so"


def test_currencies(compute: Compute) -> None:
    som = Money(D(9000), "KGS")
    one = {"offers": "one", "amount_a": rub(100000), "fee_a": rub(0), "months_a": D(12)}
    assert compute("loan-cost", TODAY, payment_a=som, **one).finds == ("not-so",)
    two = {"amount_b": Money(D(100000), "KGS"), "fee_b": rub(0), "months_b": D(12)}
    both = compute(
        "loan-cost",
        TODAY,
        payment_a=rub(9000),
        payment_b=Money(D(9500), "KGS"),
        **one | {"offers": "two"},
        **two,
    )
    assert both.finds == ("two-currencies",)
    shown = plain(both)
    assert (shown["on-top"], shown["on-top-2"]) == ("8000 RUB", "14000 KGS")


@given(
    amount=st.integers(1000, 10**9),
    months=st.integers(1, 360),
    share=st.integers(0, 300),
    more=st.integers(0, 300),
)
def test_a_dearer_loan_never_shows_a_lower_rate(
    amount: int, months: int, share: int, more: int
) -> None:
    payment = D(amount) * (100 + share) / 100 / months
    dearer = D(amount) * (100 + share + more) / 100 / months
    low, high = annual_rate(D(amount), payment, months), annual_rate(D(amount), dearer, months)
    assert high is None or (low is not None and low <= high)


@given(amount=st.integers(1000, 10**9), months=st.integers(1, 120), fee=st.integers(0, 90))
def test_a_fee_never_makes_it_cheaper(amount: int, months: int, fee: int) -> None:
    payment = D(amount) * 120 / 100 / months
    without = annual_rate(D(amount), payment, months)
    with_fee = annual_rate(D(amount) * (100 - fee) / 100, payment, months)
    assert with_fee is None or (without is not None and without <= with_fee)
