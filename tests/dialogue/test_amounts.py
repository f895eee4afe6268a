"""Sums of money and numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.model import LOCALES, Content
from bot.dialogue.amounts import read_money, read_number
from bot.dialogue.answers import CURRENCIES, Money


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("50000", 50_000, "RUB"), ("50 000", 50_000, "RUB"), ("50 000 руб", 50_000, "RUB"),
        ("50 000 руб.", 50_000, "RUB"), ("50\u00a0000\u202fрублей", 50_000, "RUB"),
        ("50.000", 50_000, "RUB"), ("50,000 р", 50_000, "RUB"), ("50'000 ₽", 50_000, "RUB"),
        ("50к", 50_000, "RUB"), ("50 k", 50_000, "RUB"), ("50 тыс. руб.", 50_000, "RUB"),
        ("50 т.р.", 50_000, "RUB"), ("50тр", 50_000, "RUB"), ("1.000.000", 1_000_000, "RUB"),
        ("1,5 млн сум", 1_500_000, "UZS"), ("1.5 mln so'm", 1_500_000, "UZS"),
        ("20 ming soʻm", 20_000, "UZS"), ("2 млн. сўм", 2_000_000, "UZS"),
        ("3 000 сомонӣ", 3_000, "TJS"), ("5 ҳазор сомонӣ", 5_000, "TJS"),
        ("500 somoni", 500, "TJS"), ("500 сом", 500, "KGS"), ("10 миң сом", 10_000, "KGS"),
        ("$300", 300, "USD"), ("300 долларов", 300, "USD"), ("300$", 300, "USD"),
        ("€ 20", 20, "EUR"), ("100 тенге", 100, "KZT"), ("0", 0, "RUB"),
        ("примерно 40 000", 40_000, "RUB"), ("12 500,50", 12_501, "RUB"),
        ("12 500,49 руб", 12_500, "RUB"), ("1 000 000 000", 10**9, "RUB"),
    ],
)  # fmt: skip
def test_sums(text: str, amount: int, currency: str) -> None:
    assert read_money(text, "RUB") == Money(Decimal(amount), currency)


def test_som_is_the_one_the_question_is_about() -> None:
    assert read_money("500 som", "UZS") == Money(Decimal(500), "UZS")
    assert read_money("500 som", "KGS") == Money(Decimal(500), "KGS")
    assert read_money("500 сом", "UZS") == Money(Decimal(500), "UZS")
    assert read_money("500 сом", "TJS") == Money(Decimal(500), "KGS")
    assert read_money("500", "TJS") == Money(Decimal(500), "TJS")


@pytest.mark.parametrize(
    "text", ["нет", "Нет.", "бесплатно", "нест", "йӯқ", "yoʻq", "yo'q", "йўқ", "жок", "0", "0 руб"]
)
def test_none_is_nothing(text: str) -> None:
    assert read_money(text, "RUB") == Money(Decimal(0), "RUB")


def test_kopecks_where_they_are_kept() -> None:
    assert read_money("12 500,50 руб", "RUB", decimals=2) == Money(Decimal("12500.5"), "RUB")


@pytest.mark.parametrize(
    "text",
    [
        "", "патент", "-5", "50-60", "1 5", "5 0000", "1e9", "много", "50 000 руб и ещё",
        "$50 руб", "50 рублей долларов", "1,2,3", "1.2.3", "0x10", "∞", "9" * 20, "50 000" * 20,
    ],
)  # fmt: skip
def test_what_is_no_sum(text: str) -> None:
    assert read_money(text, "RUB") is None


@pytest.mark.parametrize(
    ("text", "unit", "decimals", "number"),
    [
        ("30", "days", 0, "30"), ("30 дней", "days", 0, "30"), ("30 рӯз", "days", 0, "30"),
        ("30 kun", "days", 0, "30"), ("30-күн", "days", 0, "30"), ("6 мес.", "months", 0, "6"),
        ("6 моҳ", "months", 0, "6"), ("6 oy", "months", 0, "6"), ("6 ай", "months", 0, "6"),
        ("12,5 %", "percent", 1, "12.5"), ("12.5%", "percent", 2, "12.5"),
        ("24 foiz", "percent", 1, "24"), ("3 человека", "people", 0, "3"),
        ("3 нафар", "people", 0, "3"), ("6,855", "number", 3, "6.855"),
        ("0,134", "number", 4, "0.134"), ("18 лет", "years", 0, "18"),
        ("1 год", "months", 0, "12"), ("2,5 yil", "months", 0, "30"), ("2 жыл", "months", 0, "24"),
        ("176 часов", "number", 1, "176"), ("7,5 soat", "number", 1, "7.5"),
    ],
)  # fmt: skip
def test_numbers(text: str, unit: str, decimals: int, number: str) -> None:
    assert read_number(text, unit, decimals) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "unit", "decimals"),
    [("2 года", "days", 0), ("1,3 года", "months", 0), ("12,5", "days", 0),
     ("шесть", "months", 0), ("6 или 7", "months", 0), ("", "number", 0), ("0,12345", "number", 4)],
)  # fmt: skip
def test_what_is_no_such_number(text: str, unit: str, decimals: int) -> None:
    assert read_number(text, unit, decimals) is None


@given(st.integers(0, 10**9), st.sampled_from(sorted(CURRENCIES)))
def test_what_we_write_we_can_read(content: Content, amount: int, currency: str) -> None:
    for locale in LOCALES:
        written = content.interfaces[locale].money(Decimal(amount), currency)
        assert read_money(written, currency) == Money(Decimal(amount), currency), written


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    read_money(text, "RUB")
    read_number(text, "days", 2)
