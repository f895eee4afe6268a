"""Answers and worked-out values as a language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.content.flow import Question
from bot.dialogue.answers import Answer, Money, Trip
from bot.dialogue.calculators.contract import Quantity, Value
from bot.dialogue.rates import Rate
from bot.i18n import Interface


def rate_text(rate: Rate, say: Interface) -> str:
    """`1 сомони = 8,40 рублей`."""
    left = say.money(rate.left.amount, rate.left.currency)
    return f"{left} = {say.money(rate.right.amount, rate.right.currency, decimals=4)}"


def answer_text(answer: Answer, question: Question, say: Interface) -> str:
    """A typed answer as this language writes it."""
    match answer:
        case Money():
            return say.money(answer.amount, answer.currency)
        case Decimal():
            if question.unit in ("days", "months", "years"):
                return say.duration(answer, question.unit)
            return say.percent(answer) if question.unit == "percent" else say.number(answer)
        case date():
            return say.date(answer)
        case tuple():
            return "; ".join(_trip_text(trip, say) for trip in answer)
    return answer


def share_text(answer: Answer, whole: Money | None, say: Interface) -> str:
    """` (1 %)` for a part of a whole in the same money; nothing where that is less than shown."""
    if whole is None or not isinstance(answer, Money) or answer.currency != whole.currency:
        return ""
    share = (answer.amount / whole.amount * 100).quantize(Decimal("0.01"))
    return f" ({say.percent(share.normalize())})" if share else ""


def value_texts(value: Value, say: Interface) -> tuple[str, str]:
    """A value of a calculator with its unit, and bare."""
    match value:
        case Money():
            return say.money(value.amount, value.currency), say.number(value.amount)
        case Quantity():
            number = say.number(value.amount)
            if value.unit in ("days", "months", "years"):
                return say.duration(value.amount, value.unit), number
            return (say.percent(value.amount) if value.unit == "percent" else number), number
    return say.date(value), say.date(value)


def _trip_text(trip: Trip, say: Interface) -> str:
    left = say.date(trip.exit) if trip.exit else say("flow", "until now")
    return f"{say.date(trip.entry)} – {left}"
