"""What a patent costs for some months: the monthly payment and, for a new one, the duty.

The price of Moscow is sourced (law B29), the duty too (B09); for other regions only the
cheapest and the dearest are known (B31), so the sum is a range. Who knows the monthly price of
their region gets a sum from it. Prices are set for a year: without one for today the calculator
stops, except for a price that the person typed.
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
    with_or_without = "with-duty" if new else "without-duty"

    def total(monthly: Money) -> Money:
        return Money(monthly.amount * months + extra, monthly.currency)

    region = given(answers, "region", str)
    if region == "elsewhere":
        cheapest, dearest = facts.money("patent-cheapest"), facts.money("patent-dearest")
        values = {"least": total(cheapest), "most": total(dearest), "duty": duty}
        return Result((region, with_or_without), values)
    monthly = facts.money("patent-moscow") if region == "moscow" else given(answers, "price", Money)
    if monthly.currency != duty.currency:
        return Result(("not-roubles",))
    values = {"monthly": monthly, "total": total(monthly), "duty": duty}
    return Result((region, with_or_without), values)
