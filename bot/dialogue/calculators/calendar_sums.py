"""Sums with days and months that several calculators share. All of them err on the early side."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def add_months(day: date, months: int) -> date:
    """The same day some months later; the last day of a shorter month (31 January → 28 February).

    Raises OverflowError beyond the year 9999.
    """
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    if not 1 <= year <= date.max.year:
        raise OverflowError("beyond the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day_of(start: date, months: int) -> date:
    """The last day of a period of whole months of which `start` is the first day: from the 10th
    to the 9th. From the 31st it ends earlier in a short month, never later."""
    return add_months(start, months) - timedelta(days=1)
