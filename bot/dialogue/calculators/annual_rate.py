"""The true yearly rate of a loan with equal monthly payments, all fees counted.

The effective annual rate of European consumer law (Directive 2008/48/EC, Annex I): the rate at
which the payments, discounted, equal the money received. It is what a year of this money costs,
not a bank's advertised figure.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_HIGHEST = 10.0  # a month: 1,000 %, above which a figure says nothing
_STEPS = 200


def annual_rate(received: Decimal, payment: Decimal, months: int) -> Decimal | None:
    """In per cent, one decimal; 0 where nothing is paid on top.

    None where nothing is received or the rate is beyond any sense (1,000 % a month).
    """
    if received <= 0 or months <= 0:
        return None
    if payment * months <= received:
        return Decimal(0)
    want, pay = float(received), float(payment)
    low, high = 0.0, _HIGHEST
    if _worth(pay, months, high) > want:
        return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _worth(pay, months, middle) > want else (low, middle)
    rate = ((1 + Decimal(repr(high))) ** 12 - 1) * 100
    return rate.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _worth(payment: float, months: int, rate: float) -> float:
    """What the payments are worth on the first day at a monthly rate above 0."""
    if rate == 0:
        return payment * months
    return float(payment * (1 - (1 + rate) ** -months) / rate)
