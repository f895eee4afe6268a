"""Periods of the topic log: whole weeks from Monday 00:00 UTC, alone or in fours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

_EPOCH = date(2024, 1, 1)  # a Monday; periods of four weeks count from here
MONTH_WEEKS = 4


def period_of(day: date, weeks: int) -> tuple[date, date]:
    """The first day of the period that holds `day`, and the first day after it."""
    length = 7 * weeks
    start = _EPOCH + timedelta(days=(day - _EPOCH).days // length * length)
    return start, start + timedelta(days=length)


def utc_day(now: datetime) -> date:
    return now.astimezone(UTC).date()
