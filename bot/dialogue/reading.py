"""A typed text as the answer to a question, or None: then the question's own `error` is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.content.calculators import FORMS
from bot.content.flow import Flow, Question
from bot.dialogue.amounts import read_money, read_number, read_percent
from bot.dialogue.answers import FIRST_DAY, LAST_DAY, Answer, Money
from bot.dialogue.days import read_day, read_trips


def read(question: Question, text: str, today: date) -> Answer | None:
    """Never raises. The answer lies between the question's bounds."""
    match question.kind:
        case "number":
            number = read_number(text, question.unit, question.decimals)
            fits = number is not None and question.least <= number <= question.greatest
            return number if fits else None
        case "money":
            money = read_money(text, question.currency, question.decimals)
            fits = money is not None and question.least <= money.amount <= question.greatest
            return money if fits else None
        case "date":
            return read_day(text, today, *days(question, today))
        case "dates":
            return read_trips(text, today, *days(question, today), question.trips)
    return None


def answer_to(
    flow: Flow, given: Mapping[str, Answer], question: Question, text: str, today: date
) -> Answer | None:
    """`read`, where the answers before it say what currency is meant, and of which sum a per
    cent is."""
    answer = read(in_their_currency(flow, given, question), text, today)
    whole = whole_of(flow, given, question.id)
    percent = read_percent(text) if answer is None and whole else None
    if percent is None or whole is None:
        return answer
    share = (whole.amount * percent / 100).quantize(
        Decimal(1).scaleb(-question.decimals), ROUND_HALF_UP
    )
    fits = question.least <= share <= question.greatest
    return Money(share, whole.currency) if fits else None


def whole_of(flow: Flow, given: Mapping[str, Answer], question_id: str) -> Money | None:
    """The sum that was answered before, of which this question may be told as a share."""
    form = FORMS.get(flow.calculate or "")
    needed = form.questions.get(question_id) if form else None
    whole = given.get(needed.share_of) if needed else None
    return whole if isinstance(whole, Money) and whole.amount else None


def in_their_currency(flow: Flow, given: Mapping[str, Answer], question: Question) -> Question:
    """Who has named another currency than this flow's own need not name it in every answer."""
    for before, answer in reversed(list(given.items())):
        if isinstance(answer, Money) and flow.question(before).currency == question.currency:
            return replace(question, currency=answer.currency)
    return question


def days(question: Question, today: date) -> tuple[date, date]:
    """The first and the last day that the question allows."""
    first = question.first.on(today) if question.first else FIRST_DAY
    last = question.last.on(today) if question.last else LAST_DAY
    return max(first, FIRST_DAY), min(last, LAST_DAY)
