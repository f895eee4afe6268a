"""How many days are left until a registration ends. It is extended before that day; for holders
of a patent it reaches only as far as the patent is paid (law B14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.dialogue.calculators.contract import Answer, FactReader, Quantity, Result, given

_SOON = 10  # days


def compute(answers: Mapping[str, Answer], _facts: FactReader, today: date) -> Result:
    until = given(answers, "until", date)
    left = (until - today).days
    return Result(
        ("passed" if left < 0 else "last-days" if left <= _SOON else "ahead",),
        {
            "until": until,
            "days-left": Quantity(max(left, 0), "days"),
            "days-late": Quantity(max(-left, 0), "days"),
        },
    )
