"""How long saving for a goal takes, or how much to put aside each month. No interest: a bank's
rate may change, and money kept at home earns none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_CEILING, Decimal

from bot.dialogue.calculators.calendar_sums import add_months
from bot.dialogue.calculators.contract import (
    Answer,
    FactReader,
    Money,
    Quantity,
    Result,
    Value,
    given,
)

_LONGEST = 1200  # months: beyond a hundred years a date helps nobody


def compute(answers: Mapping[str, Answer], _facts: FactReader, today: date) -> Result:
    goal, have = given(answers, "goal", Money), given(answers, "have", Money)
    if have.amount and have.currency != goal.currency:
        return Result(("two-currencies",))
    missing = goal.amount - have.amount
    if missing <= 0:
        return Result(("reached",), {"goal": goal})
    values: dict[str, Value] = {"goal": goal, "missing": Money(missing, goal.currency)}
    if given(answers, "know", str) == "months":
        months = given(answers, "months", Decimal)
        each = (missing / months).to_integral_value(ROUND_CEILING)
        return Result(("monthly",), values | {"monthly": Money(each, goal.currency)})
    monthly = given(answers, "monthly", Money)
    if monthly.currency != goal.currency:
        return Result(("two-currencies",))
    if monthly.amount <= 0:
        return Result(("never",), values)
    count = int((missing / monthly.amount).to_integral_value(ROUND_CEILING))
    if count > _LONGEST:
        return Result(("never",), values)
    return Result(
        ("term",),
        values | {"months": Quantity(count, "months"), "reached-on": add_months(today, count)},
    )
