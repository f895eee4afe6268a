"""What a person has answered, and the few characters it becomes in a button.

    choice   one character: 0-9a-z, the place of the choice in the file
    date     three base-36 digits: days since 1940-01-01
    number   base-36 whole part, then `.` and decimals if any, then `N`
    money    the same, ended by the letter of the currency: R T U K Z D E
    dates    their count, then for each trip three digits of entry and two of the days to the
             exit (`zz`: not left yet)

The kind of the question tells how to read its answer; nothing else separates them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

FIRST_DAY = date(1940, 1, 1)
LAST_DAY = FIRST_DAY + timedelta(days=36**3 - 1)
LONGEST_TRIP = 36**2 - 2  # days
MAX_TRIPS = 9
CURRENCIES = {"RUB": "R", "TJS": "T", "UZS": "U", "KGS": "K", "KZT": "Z", "USD": "D", "EUR": "E"}
_BY_LETTER = {letter: currency for currency, letter in CURRENCIES.items()}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_NUMBER = re.compile(r"([0-9a-z]{1,10})(?:\.(\d{1,6}))?([A-Z])")
_DAY = re.compile(r"[0-9a-z]{3}")


@dataclass(frozen=True, slots=True)
class Money:
    """`currency`: an ISO code, one of CURRENCIES for what a person types."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Trip:
    """The days of crossing the border; `exit` is None for somebody who has not left yet."""

    entry: date
    exit: date | None


Answer = str | Decimal | Money | date | tuple[Trip, ...]
"""By kind: choice (its id), number, money, date, dates (in order, never overlapping)."""


def encode(kind: str, answer: Answer, choices: Sequence[str] = ()) -> str:
    """The code of an answer. Raises ValueError for one that has none."""
    match answer:
        case str() if kind == "choice":
            return _DIGITS[choices.index(answer)]
        case Decimal() if kind == "number":
            return _amount(answer) + "N"
        case Money() if kind == "money":
            return _amount(answer.amount) + CURRENCIES[answer.currency]
        case date() if kind == "date":
            return _day(answer)
        case tuple() if kind == "dates" and 0 < len(answer) <= MAX_TRIPS:
            return str(len(answer)) + "".join(_trip(trip) for trip in answer)
    raise ValueError(f"not an answer to {kind}")


def decode(kind: str, code: str, choices: Sequence[str] = ()) -> tuple[Answer, int] | None:
    """The answer that `code` begins with and how many characters it took; None: no such."""
    if kind == "choice":
        place = _DIGITS.find(code[:1]) if code else -1
        return (choices[place], 1) if 0 <= place < len(choices) else None
    if kind == "date":
        day = _read_day(code[:3])
        return (day, 3) if day else None
    if kind == "dates":
        return _read_trips(code)
    found = _NUMBER.match(code)
    if found is None:
        return None
    amount = Decimal(f"{int(found[1], 36)}.{found[2] or 0}")
    if not found[2]:
        amount = Decimal(int(found[1], 36))
    if kind == "number":
        return (amount, found.end()) if found[3] == "N" else None
    currency = _BY_LETTER.get(found[3])
    return (Money(amount, currency), found.end()) if currency else None


def base36(number: int, width: int = 1) -> str:
    """Raises ValueError for a negative number."""
    if number < 0:
        raise ValueError("a negative number has no code")
    out = ""
    while number:
        number, rest = divmod(number, 36)
        out = _DIGITS[rest] + out
    return out.rjust(width, "0")


def _amount(amount: Decimal) -> str:
    whole, _, decimals = f"{amount:f}".partition(".")
    decimals = decimals.rstrip("0")
    if len(decimals) > 6:
        raise ValueError("too many decimals")
    return base36(int(whole)) + (f".{decimals}" if decimals else "")


def _day(day: date) -> str:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("a day without a code")
    return base36((day - FIRST_DAY).days, 3)


def _read_day(code: str) -> date | None:
    return FIRST_DAY + timedelta(days=int(code, 36)) if _DAY.fullmatch(code) else None


def _trip(trip: Trip) -> str:
    if trip.exit is None:
        return _day(trip.entry) + "zz"
    days = (trip.exit - trip.entry).days
    if days > LONGEST_TRIP:
        raise ValueError("a trip without a code")
    return _day(trip.entry) + base36(days, 2)


def _read_trips(code: str) -> tuple[tuple[Trip, ...], int] | None:
    count = int(code[0]) if code[:1] in set("123456789") else 0
    end = 1 + 5 * count
    if not count or len(code) < end:
        return None
    trips: list[Trip] = []
    for start in range(1, end, 5):
        entry, stay = _read_day(code[start : start + 3]), code[start + 3 : start + 5]
        if entry is None or not re.fullmatch(r"[0-9a-z]{2}", stay):
            return None
        left = None if stay == "zz" else entry + timedelta(days=int(stay, 36))
        before = trips[-1] if trips else None
        if before and (before.exit is None or entry < before.exit):
            return None
        trips.append(Trip(entry, left))
    return tuple(trips), end
