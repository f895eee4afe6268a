"""What is left of a month's money after a family's spending."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_DOWN, Decimal

from bot.dialogue.calculators.contract import (
    Answer,
    FactReader,
    Money,
    Quantity,
    Result,
    Value,
    given,
)

_SPENT = ("food", "home", "debt", "children", "other")


def compute(answers: Mapping[str, Answer], _facts: FactReader, _today: date) -> Result:
    income = given(answers, "income", Money)
    spent = [given(answers, question, Money) for question in _SPENT]
    if any(one.amount and one.currency != income.currency for one in spent):
        return Result(("two-currencies",))
    total = sum((one.amount for one in spent), Decimal(0))
    left = income.amount - total
    values: dict[str, Value] = {
        "income": income,
        "spent": Money(total, income.currency),
        "left": Money(max(left, Decimal(0)), income.currency),
        "short": Money(max(-left, Decimal(0)), income.currency),
        "year": Money(max(left, Decimal(0)) * 12, income.currency),
        "share": Quantity(_share(left, income.amount), "percent"),
    }
    return Result(("minus" if left < 0 else "plus" if left else "zero",), values)


def _share(left: Decimal, income: Decimal) -> Decimal:
    if income <= 0 or left <= 0:
        return Decimal(0)
    return (left / income * 100).quantize(Decimal(1), ROUND_DOWN)
