"""Dates, money, measures in every locale, exactly as the style guide has them."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from bot.formats import PLURALS, Formats

NBSP = "\u00a0"
ALL = {locale: Formats(locale) for locale in ("ru", "tg", "uz", "uz-Cyrl", "ky")}


def everywhere(**expected: str) -> list[tuple[Formats, str]]:
    named = {locale.replace("_", "-"): text for locale, text in expected.items()}
    assert named.keys() == ALL.keys()
    return [(ALL[locale], text.replace("_", NBSP)) for locale, text in named.items()]


@pytest.mark.parametrize(
    ("say", "text"),
    everywhere(
        ru="5 февраля 2026",
        tg="5 феврали соли 2026",
        uz="2026-yil 5-fevral",
        uz_Cyrl="2026 йил 5 февраль",
        ky="2026-жылдын 5-февралы",
    ),
)
def test_day(say: Formats, text: str) -> None:
    assert say.date("2026-02-05") == say.date(date(2026, 2, 5)) == text


@pytest.mark.parametrize(
    ("say", "text"),
    everywhere(
        ru="февраль 2026",
        tg="феврали соли 2026",
        uz="2026-yil fevral",
        uz_Cyrl="2026 йил февраль",
        ky="2026-жылдын февралы",
    ),
)
def test_month(say: Formats, text: str) -> None:
    assert say.date("2026-02") == text


@pytest.mark.parametrize(
    ("say", "text"),
    everywhere(ru="2026 год", tg="соли 2026", uz="2026-yil", uz_Cyrl="2026 йил", ky="2026-жыл"),
)
def test_year(say: Formats, text: str) -> None:
    assert say.date("2026") == text


MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "tg": "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри",
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "uz-Cyrl": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "ky": "январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры",
}


@pytest.mark.parametrize("locale", ALL)
def test_all_months(locale: str) -> None:
    for number, month in enumerate(MONTHS[locale].split(), 1):
        assert month in ALL[locale].date(date(2026, number, 28))


@pytest.mark.parametrize("wrong", ["", "26", "2026-2", "2026-13", "2026-02-30", "05.02.2026"])
def test_no_date(wrong: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the calendar's own words
        ALL["ru"].date(wrong)


@pytest.mark.parametrize(
    ("currency", "texts"),
    [
        ("RUB", ("рублей", "рубл", "rubl", "рубль", "рубль")),
        ("TJS", ("сомони", "сомонӣ", "somoni", "сомони", "сомони")),
        ("UZS", ("сумов", "сӯм", "soʻm", "сўм", "сум")),
        ("KGS", ("сомов", "сом", "som", "сом", "сом")),
        ("KZT", ("тенге", "тенге", "tenge", "тенге", "теңге")),
        ("USD", ("долларов", "доллар", "dollar", "доллар", "доллар")),
        ("EUR", ("евро", "евро", "yevro", "евро", "евро")),
        ("CNY", ("CNY",) * 5),
    ],
)
def test_money(currency: str, texts: tuple[str, ...]) -> None:
    for say, word in zip(ALL.values(), texts, strict=True):
        assert say.money(Decimal(12500), currency) == f"12{NBSP}500 {word}"
        assert say.money(Decimal("12500.00"), currency) == f"12{NBSP}500 {word}"


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1", "1 рубль"),
        ("2", "2 рубля"),
        ("5", "5 рублей"),
        ("11", "11 рублей"),
        ("12", "12 рублей"),
        ("21", "21 рубль"),
        ("111", "111 рублей"),
        ("4200", "4_200 рублей"),
        ("1.5", "1,50 рубля"),
        ("200000000", "200_000_000 рублей"),
    ],
)
def test_russian_money(amount: str, text: str) -> None:
    assert ALL["ru"].money(Decimal(amount), "RUB") == text.replace("_", NBSP)


@pytest.mark.parametrize(
    ("say", "text"),
    everywhere(ru="13,5_%", tg="13,5%", uz="13,5%", uz_Cyrl="13,5%", ky="13,5%"),
)
def test_percent(say: Formats, text: str) -> None:
    assert say.percent(Decimal("13.50")) == text


@pytest.mark.parametrize("say", ALL.values(), ids=ALL)
def test_number(say: Formats) -> None:
    assert say.number(90) == "90"
    assert say.number(Decimal("1234567.5")) == f"1{NBSP}234{NBSP}567,5"
    assert say.number(3.4) == "3,4"
    assert say.number(Decimal("0.1153")) == "0,1153"  # an exchange rate, as it was typed
    assert say.number(Decimal("30.00")) == "30"


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        ("days", ("5 дней", "5 рӯз", "5 kun", "5 кун", "5 күн")),
        ("months", ("5 месяцев", "5 моҳ", "5 oy", "5 ой", "5 ай")),
        ("years", ("5 лет", "5 сол", "5 yil", "5 йил", "5 жыл")),
    ],
)
def test_duration(unit: str, texts: tuple[str, ...]) -> None:
    assert tuple(say.duration(Decimal(5), unit) for say in ALL.values()) == texts


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, "1 год"),
        (2, "2 года"),
        (4, "4 года"),
        (5, "5 лет"),
        (11, "11 лет"),
        (21, "21 год"),
        (22, "22 года"),
        (112, "112 лет"),
        (0, "0 лет"),
        (1.5, "1,5 года"),
    ],
)
def test_russian_duration(n: float, text: str) -> None:
    assert ALL["ru"].duration(n, "years") == text


@pytest.mark.parametrize(
    ("say", "text"), everywhere(ru="40 км", tg="40 км", uz="40 km", uz_Cyrl="40 км", ky="40 км")
)
def test_distance(say: Formats, text: str) -> None:
    assert say.distance(40.4) == text
    assert say.distance(0.2) == say.distance(1.4) == text.replace("40", "1")
    assert say.distance(2.5) == text.replace("40", "3")
    assert say.distance(1234.4) == text.replace("40", f"1{NBSP}234")


@pytest.mark.parametrize("say", ALL.values(), ids=ALL)
def test_time(say: Formats) -> None:
    assert say.time("9:00") == say.time(time(9)) == "09:00"
    assert say.time("9:00-17:30") == say.time("09:00 – 17:30") == "09:00–17:30"
    assert say.time("00:00-24:00") == "00:00–24:00"


@pytest.mark.parametrize("wrong", ["", "9", "25:00", "24:01", "09:60", "9.30", "09:00-"])
def test_no_time(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a time"):
        ALL["ru"].time(wrong)


def test_plural_headers_agree_with_the_rules() -> None:
    from gettext import c2py

    for rule in PLURALS.values():
        count, expression = rule.header.removesuffix(";").split("; plural=")
        assert count == f"nplurals={rule.count}"
        theirs = c2py(expression)
        assert [theirs(n) for n in range(1000)] == [rule.form(n) for n in range(1000)]
