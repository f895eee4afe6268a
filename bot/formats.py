"""Numbers, dates, money and measures as each language writes them.

Babel's number patterns are right for all five locales and are used. Its Tajik, Uzbek and
Kyrgyz words are not («05 Феврал 2026», «90 d», «3.4 km», the ISO code instead of the
currency), so months, units and currencies stand in `bot.format_words`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal

from bot.format_words import WORDS, Forms

Number = int | float | Decimal
_BABEL = {"ru": "ru", "tg": "tg", "uz": "uz_Latn", "uz-Cyrl": "uz_Cyrl", "ky": "ky"}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")


def russian_form(of: Number) -> int:
    """CLDR's Russian rule without fractions: 0 год, 1 года, 2 лет."""
    n = abs(int(of))
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


def two_forms(n: Number) -> int:
    return int(n != 1)


@dataclass(frozen=True, slots=True)
class PluralRule:
    """`header` is the pinned Plural-Forms line of `ui.po`; `form` the same rule in Python."""

    count: int
    header: str
    form: Callable[[Number], int]


_TWO = PluralRule(2, "nplurals=2; plural=(n != 1);", two_forms)
PLURALS: Mapping[str, PluralRule] = {
    "ru": PluralRule(
        3,
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
        russian_form,
    ),
    "tg": _TWO,  # CLDR has no rule for Tajik and pybabel guesses another one
    "uz": _TWO,
    "ky": _TWO,
}


class Formats:
    """How one locale (of LOCALES) writes what is not words."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self._words = WORDS[locale]
        self._babel = _BABEL[locale]

    def number(self, n: Number) -> str:
        """`12 500`, `0,115`: a non-breaking space between thousands, at most four decimals, which
        is what may be typed."""
        amount = Decimal(str(n))
        return str(format_decimal(amount, format="#,##0.####", locale=self._babel))

    def date(self, value: date | str) -> str:
        """A day, or an ISO date that may lack its day or month: `2026`, `2026-02`.

        Raises ValueError for anything else.
        """
        text = value.isoformat()[:10] if isinstance(value, date) else value
        found = _DATE.fullmatch(text)
        if found is None:
            raise ValueError(f"not an ISO date: {text!r}")
        year, month, day = (int(part) if part else None for part in found.groups())
        date(year or 0, month or 1, day or 1)  # ValueError for 30 February
        words = self._words
        if month is None:
            return words.year.format(y=year)
        if day is None:
            return words.month.format(y=year, m=words.lone_months[month - 1])
        return words.day.format(y=year, m=words.months[month - 1], d=day)

    def money(self, amount: Number, currency: str, decimals: int = 2) -> str:
        """`12 500 рублей`. An unknown currency keeps its ISO code. Whole sums have no kopecks.

        `decimals`: the most that are shown; beyond two only where they are no zeros.
        """
        amount = Decimal(str(amount))
        pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
        pattern += "#" * (decimals - 2) if "." in pattern else ""
        number = format_decimal(amount, format=pattern, locale=self._babel)
        forms = self._words.currencies.get(currency, (currency,))
        return f"{number} {_form(forms, amount)}"

    def percent(self, amount: Number) -> str:
        """`amount` in per cent: 13 gives `13 %` in Russian and `13%` elsewhere."""
        return self.number(amount) + self._words.percent

    def duration(self, n: Number, unit: str) -> str:
        """`unit` is days, months or years."""
        return f"{self.number(n)} {_form(self._words.units[unit], Decimal(str(n)))}"

    def distance(self, km: float) -> str:
        """Whole kilometres, at least 1: «about» and «less than» are the caller's words."""
        whole = max(1, int(Decimal(str(km)).to_integral_value(ROUND_HALF_UP)))
        return f"{self.number(whole)} {self._words.km}"

    def time(self, value: time | str) -> str:
        """24 hours in all languages: `09:00`; `9:00-17:30` becomes `09:00–17:30`.

        Raises ValueError for an hour or minute that no clock shows (24:00 is an end of day).
        """
        text = value.isoformat("minutes") if isinstance(value, time) else value
        return "–".join(_clock(part.strip()) for part in re.split("[-–—]", text))


def _form(forms: Forms, n: Decimal) -> str:
    if len(forms) == 1:
        return forms[0]
    return forms[russian_form(n) if n == n.to_integral_value() else 1]  # «1,5 года»


def _clock(text: str) -> str:
    found = _TIME.fullmatch(text)
    if found is None or not ((int(found[1]) < 24 and int(found[2]) < 60) or text == "24:00"):
        raise ValueError(f"not a time of day: {text!r}")
    return f"{int(found[1]):02}:{found[2]}"
