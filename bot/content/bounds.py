"""The least and the greatest answer of a typed question, as an editor writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

_RELATIVE = re.compile(r"today(?:\s*([+-])\s*(\d{1,5}))?")


@dataclass(frozen=True, slots=True)
class DayBound:
    """A fixed day, or so many days from today where `fixed` is None."""

    fixed: date | None
    offset: int = 0

    def on(self, today: date) -> date:
        return self.fixed or today + timedelta(days=self.offset)


Bound = Decimal | DayBound


def coded_length(kind: str, greatest: Decimal, decimals: int, trips: int) -> int:
    """The most characters that an answer becomes in a button (`bot.dialogue.answers`)."""
    if kind in ("number", "money"):
        whole, digits = int(greatest), 1
        while whole >= 36:
            whole, digits = whole // 36, digits + 1
        return digits + (1 + decimals if decimals else 0) + 1
    return {"choice": 1, "date": 3}.get(kind, 1 + 5 * trips)


def read_bound(kind: str, text: str) -> Bound:
    """A bound of that kind of question. Raises ValueError."""
    if kind in ("date", "dates"):
        relative = _RELATIVE.fullmatch(text.strip())
        if relative is None:
            return DayBound(date.fromisoformat(text.strip()))
        days = int(relative[2] or 0)
        return DayBound(None, -days if relative[1] == "-" else days)
    try:
        number = Decimal(text.replace(" ", ""))
    except InvalidOperation:
        raise ValueError(f"not a number: {text!r}") from None
    if not number.is_finite() or number < 0:
        raise ValueError(f"not a bound: {text!r}")
    return number
