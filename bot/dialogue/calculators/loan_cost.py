"""What a loan really costs: all that is paid, what is paid on top, and the true yearly rate.

For equal monthly payments. A fee at the start lessens what is received, whether the lender keeps
it or asks for it apart. Of two offers the one with the lower yearly rate is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.dialogue.calculators.annual_rate import annual_rate
from bot.dialogue.calculators.contract import (
    Answer,
    FactReader,
    Money,
    Quantity,
    Result,
    Value,
    given,
)


def compute(answers: Mapping[str, Answer], _facts: FactReader, _today: date) -> Result:
    first = _offer(answers, "a")
    if given(answers, "offers", str) == "one":
        return Result((_kind(first),), first or {})
    second = _offer(answers, "b")
    if first is None or second is None:
        return Result(("not-so",))
    values = first | {f"{name}-2": value for name, value in second.items()}
    if _currency(first) != _currency(second):
        return Result(("two-currencies",), values)
    one, two = _rate(first), _rate(second)
    found = "same" if one == two else "first" if one < two else "second"
    return Result((found,), values)


def _offer(answers: Mapping[str, Answer], offer: str) -> dict[str, Value] | None:
    """None where the figures cannot be of one loan: other currencies, a fee as big as the loan,
    payments that do not return it, or a rate beyond any sense."""
    amount = given(answers, f"amount-{offer}", Money)
    payment = given(answers, f"payment-{offer}", Money)
    fee = given(answers, f"fee-{offer}", Money)
    months = int(given(answers, f"months-{offer}", Decimal))
    others = [one for one in (payment, fee) if one.amount]
    if any(one.currency != amount.currency for one in others):
        return None
    paid = payment.amount * months
    if paid < amount.amount:
        return None
    rate = annual_rate(amount.amount - fee.amount, payment.amount, months)
    if rate is None:
        return None
    return {
        "received": Money(amount.amount - fee.amount, amount.currency),
        "paid": Money(paid, amount.currency),
        "on-top": Money(paid - amount.amount + fee.amount, amount.currency),
        "rate": Quantity(rate, "percent"),
    }


def _kind(offer: dict[str, Value] | None) -> str:
    if offer is None:
        return "not-so"
    return "costs" if _rate(offer) else "free"


def _rate(offer: dict[str, Value]) -> Decimal:
    rate = offer["rate"]
    assert isinstance(rate, Quantity)
    return Decimal(rate.amount)


def _currency(offer: dict[str, Value]) -> str:
    paid = offer["paid"]
    assert isinstance(paid, Money)
    return paid.currency
