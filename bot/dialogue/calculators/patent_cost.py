"""What a patent costs for some months: the monthly payment and, for a new one, the duty.

The price of Moscow is sourced (law B29), the duty too (B09); for other regions only the
cheapest and the dearest are known (B31), so the sum is a range. Prices are set for a year:
without one for today the calculator stops.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bot.dialogue.calculators.contract import Answer, FactReader, Money, Result, given


def compute(answers: Mapping[str, Answer], facts: FactReader, _today: date) -> Result:
    months = given(answers, "months", Decimal)
    new = given(answers, "kind", str) == "new"
    duty = facts.money("patent-duty")
    extra = duty.amount if new else Decimal(0)

    def total(fact: str) -> Money:
        monthly = facts.money(fact)
        return Money(monthly.amount * months + extra, monthly.currency)

    if given(answers, "region", str) == "moscow":
        values = {
            "monthly": facts.money("patent-moscow"),
            "total": total("patent-moscow"),
        }
        return Result(("moscow", "with-duty" if new else "without-duty"), values | {"duty": duty})
    return Result(
        ("elsewhere", "with-duty" if new else "without-duty"),
        {
            "least": total("patent-cheapest"),
            "most": total("patent-dearest"),
            "duty": duty,
        },
    )
