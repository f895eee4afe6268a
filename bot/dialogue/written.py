"""Answers and worked-out values as a language writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.content.flow import Question
from bot.dialogue.answers import Answer, Money, Trip
from bot.dialogue.calculators.contract import Quantity, Value
from bot.i18n import Interface


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
