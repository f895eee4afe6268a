"""What a calculator is: one pure function from answers, dated facts and a day to a result.

    def compute(answers: Mapping[str, Answer], facts: FactReader, today: date) -> Result

It is called only when every question that its `Form` (`bot.content.calculators`) does not call
optional was answered. It reads rules and rates through `facts` alone; a fact without a value
for the day stops it by itself. It decides nothing: no «you are legal», only counts and days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from bot.content.model import Fact, FactValue, Source
from bot.dialogue.answers import Answer, Money, Trip

_Kind = TypeVar("_Kind")

__all__ = [
    "Answer",
    "Calculator",
    "FactReader",
    "Money",
    "Quantity",
    "Result",
    "Stopped",
    "Trip",
    "Value",
    "given",
    "last_day",
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """`unit`: days | months | years | percent | number."""

    amount: Decimal | int
    unit: str


Value = Money | Quantity | date


@dataclass(frozen=True, slots=True)
class Result:
    """finds: outcome ids of the flow. values: what `{=name}` in them becomes."""

    finds: tuple[str, ...]
    values: Mapping[str, Value] = field(default_factory=dict)


class Stopped(Exception):
    """A fact has no value for the day. `ended`: the last day of the value before it, if any."""

    def __init__(self, fact_id: str, ended: date | None = None) -> None:
        super().__init__(fact_id)
        self.fact_id = fact_id
        self.ended = ended


class FactReader:
    """Values of one day, and which sources they came from.

    Every method raises `Stopped` where there is no value for `on` (today unless given), and
    TypeError where the fact has another unit: a mistake of ours.
    """

    def __init__(self, facts: Mapping[str, Fact], today: date) -> None:
        self._facts = facts
        self._today = today
        self._sources: list[Source] = []

    @property
    def sources(self) -> tuple[Source, ...]:
        """Of all values read so far, each once."""
        return tuple(self._sources)

    def days(self, fact_id: str, on: date | None = None) -> int:
        return int(self._decimal(fact_id, "days", on))

    def months(self, fact_id: str, on: date | None = None) -> int:
        return int(self._decimal(fact_id, "months", on))

    def years(self, fact_id: str, on: date | None = None) -> int:
        return int(self._decimal(fact_id, "years", on))

    def number(self, fact_id: str, on: date | None = None) -> Decimal:
        return self._decimal(fact_id, "number", on)

    def percent(self, fact_id: str, on: date | None = None) -> Decimal:
        """In per cent: 13 is 13 %."""
        return self._decimal(fact_id, "percent", on)

    def money(self, fact_id: str, on: date | None = None) -> Money:
        value = self._value(fact_id, "money", on)
        return Money(Decimal(value.value), value.currency or "")

    def day(self, fact_id: str, on: date | None = None) -> date:
        """Only for a fact that names a whole day."""
        return date.fromisoformat(str(self._value(fact_id, "date", on).value))

    def has(self, fact_id: str, on: date | None = None) -> bool:
        """Whether there is such a fact with a value for the day."""
        fact = self._facts.get(fact_id)
        return fact is not None and fact.on(on or self._today) is not None

    def _decimal(self, fact_id: str, unit: str, on: date | None) -> Decimal:
        return Decimal(self._value(fact_id, unit, on).value)

    def _value(self, fact_id: str, unit: str, on: date | None) -> FactValue:
        day = on or self._today
        fact = self._facts.get(fact_id)
        if fact is None:
            raise Stopped(fact_id)
        if fact.unit != unit:
            raise TypeError(f"{fact_id} is {fact.unit}, not {unit}")
        value = fact.on(day)
        if value is None:
            ends = [old.end for old in fact.values if old.end and old.end < day]
            raise Stopped(fact_id, max(ends, default=None))
        if value.source not in self._sources:
            self._sources.append(value.source)
        return value


Calculator = Callable[[Mapping[str, Answer], FactReader, date], Result]


def given(answers: Mapping[str, Answer], question: str, kind: type[_Kind]) -> _Kind:
    """The answer to a question, of the type its kind has: str, Decimal, Money, date, tuple.

    Raises KeyError where it was not asked on this path, TypeError for another type.
    """
    answer = answers[question]
    if not isinstance(answer, kind):
        raise TypeError(f"the answer to {question} is no {kind.__name__}")
    return answer


def last_day(start: date, days: int) -> date:
    """The last of `days` days of which `start` is the first."""
    return start + timedelta(days=days - 1)
