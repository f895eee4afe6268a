"""The last day to apply for a patent, or the last day to pay for the next month.

Apply within 30 calendar days of entry (law B23); the day of entry counts here, which is the
earlier side. Pay before the paid period ends: issued on the 10th, pay by the 9th (B32).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.dialogue.calculators.calendar_sums import last_day_of
from bot.dialogue.calculators.contract import Answer, FactReader, Quantity, Result, given, last_day

_SOON = 7  # days: the sources advise a reminder so long before


def compute(answers: Mapping[str, Answer], facts: FactReader, today: date) -> Result:
    if given(answers, "have", str) == "no":
        last, kind = last_day(given(answers, "entered", date), facts.days("patent-apply")), "apply"
    else:
        months = int(given(answers, "months", Decimal))
        last, kind = last_day_of(given(answers, "paid-from", date), months), "pay"
    left = (last - today).days
    when = "passed" if left < 0 else "last-days" if left <= _SOON else "ahead"
    return Result(
        (f"{kind}-{when}",),
        {
            "last-day": last,
            "days-left": Quantity(max(left, 0), "days"),
            "days-late": Quantity(max(-left, 0), "days"),
        },
    )
