"""Months, units and currencies in each locale, after the style guide for editors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NBSP = "\u00a0"
Forms = tuple[str, ...]
"""One noun per plural form of the language; a single one where the noun never changes."""


@dataclass(frozen=True, slots=True)
class FormatWords:
    """`day`, `month`, `year`: patterns of a full and of the two kinds of partial date."""

    day: str
    month: str
    year: str
    months: tuple[str, ...]  # in a full date
    lone_months: tuple[str, ...]  # in `month`
    units: Mapping[str, Forms]
    currencies: Mapping[str, Forms]
    km: str = "км"
    percent: str = "%"


def _twelve(months: str) -> tuple[str, ...]:
    return tuple(months.split())


_UZ_MONTHS = _twelve("yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr")
_RU_MONTHS = _twelve(
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
)
_TG_MONTHS = _twelve(
    "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри"
)
_KY_MONTHS = _twelve(
    "январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры"
)

WORDS: Mapping[str, FormatWords] = {
    "ru": FormatWords(
        day="{d} {m} {y}",
        month="{m} {y}",
        year="{y} год",
        months=_twelve(
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
        ),
        lone_months=_RU_MONTHS,
        units={
            "days": ("день", "дня", "дней"),
            "months": ("месяц", "месяца", "месяцев"),
            "years": ("год", "года", "лет"),
        },
        currencies={
            "RUB": ("рубль", "рубля", "рублей"),
            "TJS": ("сомони",),
            "UZS": ("сум", "сума", "сумов"),
            "KGS": ("сом", "сома", "сомов"),
            "KZT": ("тенге",),
            "USD": ("доллар", "доллара", "долларов"),
            "EUR": ("евро",),
        },
        percent=NBSP + "%",
    ),
    "tg": FormatWords(
        day="{d} {m} соли {y}",
        month="{m} соли {y}",
        year="соли {y}",
        months=_TG_MONTHS,
        lone_months=_TG_MONTHS,
        units={"days": ("рӯз",), "months": ("моҳ",), "years": ("сол",)},
        currencies={
            "RUB": ("рубл",),
            "TJS": ("сомонӣ",),
            "UZS": ("сӯм",),
            "KGS": ("сом",),
            "KZT": ("тенге",),
            "USD": ("доллар",),
            "EUR": ("евро",),
        },
    ),
    "uz": FormatWords(
        day="{y}-yil {d}-{m}",
        month="{y}-yil {m}",
        year="{y}-yil",
        months=_UZ_MONTHS,
        lone_months=_UZ_MONTHS,
        units={"days": ("kun",), "months": ("oy",), "years": ("yil",)},
        currencies={
            "RUB": ("rubl",),
            "TJS": ("somoni",),
            "UZS": ("soʻm",),
            "KGS": ("som",),
            "KZT": ("tenge",),
            "USD": ("dollar",),
            "EUR": ("yevro",),
        },
        km="km",
    ),
    "uz-Cyrl": FormatWords(
        day="{y} йил {d} {m}",
        month="{y} йил {m}",
        year="{y} йил",
        months=_RU_MONTHS,
        lone_months=_RU_MONTHS,
        units={"days": ("кун",), "months": ("ой",), "years": ("йил",)},
        currencies={
            "RUB": ("рубль",),
            "TJS": ("сомони",),
            "UZS": ("сўм",),
            "KGS": ("сом",),
            "KZT": ("тенге",),
            "USD": ("доллар",),
            "EUR": ("евро",),
        },
    ),
    "ky": FormatWords(
        day="{y}-жылдын {d}-{m}",
        month="{y}-жылдын {m}",
        year="{y}-жыл",
        months=_KY_MONTHS,
        lone_months=_KY_MONTHS,
        units={"days": ("күн",), "months": ("ай",), "years": ("жыл",)},
        currencies={
            "RUB": ("рубль",),
            "TJS": ("сомони",),
            "UZS": ("сум",),
            "KGS": ("сом",),
            "KZT": ("теңге",),
            "USD": ("доллар",),
            "EUR": ("евро",),
        },
    ),
}
