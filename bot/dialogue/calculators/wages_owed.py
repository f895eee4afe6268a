"""What an employer still owes, and by when to go to court.

Owed is the agreed rate for the work done less what was paid, before any tax. The rate is for a
month, a day, an hour or the whole work, and the work is counted in the same. Court about wages:
one year from the day when they had to be paid (law D06); work may be suspended when pay is more
than 15 days late, after telling the employer in writing (D05).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

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

_SOON = 60  # days: papers for a court take weeks
_CENT = Decimal("0.01")
_COUNTED = {"month": "months", "day": "days", "hour": "hours"}  # what of, by `per`


def compute(answers: Mapping[str, Answer], facts: FactReader, today: date) -> Result:
    rate, paid = given(answers, "rate", Money), given(answers, "paid", Money)
    if rate.currency != paid.currency and paid.amount:
        return Result(("two-currencies",))
    counted = _COUNTED.get(given(answers, "per", str))
    worked = given(answers, counted, Decimal) if counted else Decimal(1)
    earned = (rate.amount * worked).quantize(_CENT)
    owed = earned - paid.amount
    if owed <= 0:
        return Result(("nothing-owed",), {"earned": Money(earned, rate.currency)})
    due = given(answers, "due", date)
    years, patience = facts.years("wage-court"), facts.days("wage-stop-work")
    court = add_months(due, 12 * years) - timedelta(days=1)
    late, left = (today - due).days, (court - today).days
    values: dict[str, Value] = {
        "earned": Money(earned, rate.currency),
        "owed": Money(owed, rate.currency),
        "court-by": court,
        "days-left": Quantity(max(left, 0), "days"),
        "days-late": Quantity(max(late, 0), "days"),
        "stop-after": Quantity(patience, "days"),
    }
    when = "court-passed" if left < 0 else "court-soon" if left <= _SOON else "court-ahead"
    found = ["owed", when]
    if late > patience:
        found.append("may-stop")
    elif late <= 0:
        found.append("not-due")
    return Result(tuple(found), values)
