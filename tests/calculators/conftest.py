"""Sums are tested with facts of their own, so that an editor's new figure breaks no test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import pytest

from bot.content.model import Fact, FactValue, Source
from bot.dialogue.calculators import CALCULATORS
from bot.dialogue.calculators.contract import Answer, FactReader, Money, Quantity, Result

SOURCE = Source("a law", None, "2026-01", "high")
RULES: Mapping[str, tuple[str, int, str | None]] = {
    "registration-tj-uz": ("days", 15, None),
    "registration-kg": ("days", 30, None),
    "stay-limit": ("days", 90, None),
    "patent-apply": ("days", 30, None),
    "wage-court": ("years", 1, None),
    "wage-stop-work": ("days", 15, None),
    "patent-duty": ("money", 4200, "RUB"),
    "patent-moscow": ("money", 10000, "RUB"),
    "patent-cheapest": ("money", 3400, "RUB"),
    "patent-dearest": ("money", 27300, "RUB"),
}
ENDS = date(2026, 12, 31)

Compute = Callable[..., Result]


def facts(ends: date | None = None) -> dict[str, Fact]:
    return {
        name: Fact(name, unit, (FactValue(None, ends, Decimal(value), currency, SOURCE),))
        for name, (unit, value, currency) in RULES.items()
    }


@pytest.fixture
def compute() -> Compute:
    """`compute("stay-days", today, trips=…)`; `_` in a name of a question stands for `-`."""

    def run(name: str, today: str | date, **answers: Answer) -> Result:
        day = date.fromisoformat(today) if isinstance(today, str) else today
        given = {question.replace("_", "-"): answer for question, answer in answers.items()}
        return CALCULATORS[name](given, FactReader(facts(), day), day)

    return run


def rub(amount: str | int) -> Money:
    return Money(Decimal(amount), "RUB")


def plain(result: Result) -> dict[str, object]:
    """Values as plain numbers, texts and days, for tables."""
    out: dict[str, object] = {}
    for name, value in result.values.items():
        if isinstance(value, Money):
            out[name] = f"{value.amount.normalize():f} {value.currency}"
        elif isinstance(value, Quantity):
            out[name] = float(value.amount)
        else:
            out[name] = value.isoformat()
    return out
