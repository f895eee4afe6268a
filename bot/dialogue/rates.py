"""Rates of exchange that can hardly be right, and what was likely meant by them.

No rate is held here, only how many zeros one unit of a currency has against another: rates move
within hours, zeros do not. People say «8,4 roubles for a somoni» where a question asks how many
somoni are given for a rouble.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.dialogue.answers import Answer, Money

HOME = {"tj": "TJS", "uz": "UZS", "kg": "KGS"}
_ZEROS = {"RUB": 0, "KGS": 0, "TJS": 1, "KZT": -1, "UZS": -2, "USD": 2, "EUR": 2}
_FAR = 5  # times more or less than the power of ten
_LOTS = (1, 100, 1000)  # how many units a rate is told for
_KEPT = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Rate:
    """As it may be said: so much of one money is so much of another. `answer`: home money for
    one unit of the money sent."""

    left: Money
    right: Money
    answer: Decimal


@dataclass(frozen=True, slots=True)
class Doubt:
    """`typed`: the answer taken by its word. `meant`: what was likelier, perhaps nothing."""

    typed: Rate
    meant: tuple[Rate, ...]


def doubtful(rate: Decimal, sent: str, home: str) -> bool:
    """Whether a rate (home money for one unit sent; codes of currencies) is far from any."""
    usual = Decimal(10) ** (_ZEROS[sent] - _ZEROS[home])
    return not usual / _FAR <= rate <= usual * _FAR


def doubt(rate: Decimal, sent: str, home: str) -> Doubt | None:
    """None for a rate that may be right."""
    if not rate or not doubtful(rate, sent, home):
        return None
    lots = [Decimal(lot) for lot in _LOTS]
    said = [Rate(Money(lot, home), Money(rate, sent), lot / rate) for lot in lots]
    said += [Rate(Money(lot, sent), Money(rate, home), rate / lot) for lot in lots[1:]]
    meant = tuple(
        Rate(one.left, one.right, one.answer.quantize(_KEPT, ROUND_HALF_UP))
        for one in said
        if not doubtful(one.answer, sent, home)
    )
    return Doubt(Rate(Money(lots[0], sent), Money(rate, home), rate), meant)


def doubt_of(
    calculator: str | None, given: Mapping[str, Answer], question: str, answer: Answer
) -> Doubt | None:
    """A typed rate of a transfer that can hardly be right; None for any other answer."""
    if calculator != "transfer-offers" or not question.startswith("rate-"):
        return None
    amount, home = given.get("amount"), given.get("home")
    if not (isinstance(answer, Decimal) and isinstance(amount, Money) and isinstance(home, str)):
        return None
    return doubt(answer, amount.currency, HOME[home]) if amount.currency != HOME[home] else None
