"""Until which day to register after entering Russia.

15 days for citizens of Tajikistan and Uzbekistan (bilateral agreements), 30 for workers from
Kyrgyzstan and their families (EAEU treaty, article 97). Sources differ on whether the day of
entry counts, so it counts here: the earlier day is the safe one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.dialogue.calculators.contract import (
    Answer,
    FactReader,
    Quantity,
    Result,
    given,
    last_day,
)

_FACTS = {"tj": "registration-tj-uz", "uz": "registration-tj-uz", "kg": "registration-kg"}
_SOON = 3  # days


def compute(answers: Mapping[str, Answer], facts: FactReader, today: date) -> Result:
    term = facts.days(_FACTS[given(answers, "citizen", str)])
    last = last_day(given(answers, "entered", date), term)
    left = (last - today).days
    found = "passed" if left < 0 else "last-days" if left <= _SOON else "ahead"
    return Result(
        (found,),
        {
            "term": Quantity(term, "days"),
            "last-day": last,
            "days-left": Quantity(max(left, 0), "days"),
            "days-late": Quantity(max(-left, 0), "days"),
        },
    )
