"""Facts: numbers, dates, phones and addresses stored once for all languages."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.content.model import Fact, FactValue, Source
from bot.content.schema import SourceFile
from bot.content.schema_neutral import FactFile

# Units whose value is a Decimal.
NUMERIC = frozenset({"money", "percent", "days", "months", "years", "number"})

# ASCII: `\d` is else a digit of any script, and no phone dials those.
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
_COUNT = re.compile(r"\d{1,5}", re.ASCII)
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
_PHONE = re.compile(r"\+?[\d(][\d ()–-]{1,28}", re.ASCII)
_HOST = r"[^\W_](?:[\w-]*[^\W_])?"
_URL = re.compile(rf"https://{_HOST}(?:\.{_HOST})+(?::\d{{2,5}})?(?:[/?#]\S*)?")

# What a value of the unit looks like: pattern, Russian, English.
_FORMS: dict[str, tuple[re.Pattern[str], str, str]] = {
    "money": (
        _NUMBER,
        "только число, без пробелов и «руб», например 12500 или 0.5",
        "only a number, no spaces, no currency, such as 12500 or 0.5",
    ),
    "percent": (
        _NUMBER,
        "только число, без знака %, например 13 или 0.5",
        "only a number, without the sign %, such as 13 or 0.5",
    ),
    "number": (_NUMBER, "число, например 12500 или 0.5", "a number such as 12500 or 0.5"),
    "days": (_COUNT, "целое число дней", "a whole number of days"),
    "months": (_COUNT, "целое число месяцев", "a whole number of months"),
    "years": (_COUNT, "целое число лет", "a whole number of years"),
    "date": (_DATE, "дата ГГГГ-ММ-ДД, ГГГГ-ММ или ГГГГ", "a date YYYY-MM-DD, YYYY-MM or YYYY"),
    "time": (_TIME, "время ЧЧ:ММ", "a time HH:MM"),
    "phone": (
        _PHONE,
        "телефон (цифры, пробелы, дефисы, скобки, плюс впереди)",
        "a phone (digits, spaces, hyphens, brackets, a leading plus)",
    ),
    "url": (_URL, "адрес https://…", "an address https://…"),
}


class FactValueError(ValueError):
    """The value does not fit its unit; says what would, in Russian and English."""

    def __init__(self, expected: str, expected_en: str) -> None:
        super().__init__(expected_en)
        self.expected = expected
        self.expected_en = expected_en


def read_value(unit: str, text: str) -> Decimal | str:
    """A value of that unit. Raises FactValueError."""
    pattern, expected, expected_en = _FORMS[unit]
    if not pattern.fullmatch(text):
        raise FactValueError(expected, expected_en)
    return Decimal(text) if unit in NUMERIC else text


def is_phone(number: str) -> bool:
    """Looks like a phone as a source prints it, short codes included."""
    return bool(_PHONE.fullmatch(number))


def is_url(text: str) -> bool:
    """A full https address with a host that has a dot; the host may hold any letters."""
    return bool(_URL.fullmatch(text))


def to_source(file: SourceFile) -> Source:
    return Source(file.name, file.url, file.seen, file.confidence)


def to_fact(file: FactFile) -> Fact:
    """Only for facts that passed the `facts` check."""
    return Fact(
        id=file.id,
        unit=file.unit,
        values=tuple(
            FactValue(
                start=value.from_,
                end=value.to,
                value=read_value(file.unit, value.value),
                currency=file.currency,
                source=to_source(value.source),
            )
            for value in file.values
        ),
    )
