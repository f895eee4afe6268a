"""Long texts in parts: where they are cut, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.blocks import entity_count
from bot.content.markup import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Span,
    parse,
    split,
    to_plain,
    to_telegram_html,
    visible_length,
)
from tests.markup.texts import PROSE, WILD, blocks
from tests.telegram_html import check


def cut(markdown: str, limit: int) -> list[str]:
    return [to_plain(part) for part in split(parse(markdown), limit)]


def test_short_text_is_one_part() -> None:
    assert cut("Раз.\n\n## Два\n\nТри.", 100) == ["Раз.\n\nДва\n\nТри."]
    assert split((), 100) == [()]


def test_cut_before_a_heading_first() -> None:
    text = "Начало.\n\n## Раз\n\nОдин.\n\n## Два\n\nПервое.\n\nВторое."
    assert cut(text, 30) == ["Начало.\n\nРаз\n\nОдин.", "Два\n\nПервое.\n\nВторое."]


def test_then_between_blocks_and_a_heading_stays_with_its_text() -> None:
    assert cut("## Раз\n\nПервое слово.\n\nВторое слово.\n\nТретье слово.", 35) == [
        "Раз\n\nПервое слово.\n\nВторое слово.",
        "Третье слово.",
    ]
    parts = split(
        (Paragraph((Span("а" * 20),)), Heading((Span("б"),)), Paragraph((Span("в" * 20),))), 24
    )
    assert [type(part[0]).__name__ for part in parts] == ["Paragraph", "Heading"]


@pytest.mark.parametrize("lead", ["**If banned**", "**Work?**", "Bring:"])
def test_a_line_that_leads_on_stays_with_its_text(lead: str) -> None:
    first, second = split(parse(f"{'a' * 20}\n\n{lead}\n\n{'b' * 20}"), 40)
    assert to_plain(first) == "a" * 20
    assert to_plain(second).startswith(lead.strip("*"))


def test_a_sentence_in_bold_is_no_such_line() -> None:
    first, _ = split(parse(f"{'a' * 20}\n\n**Go home.**\n\n{'b' * 20}"), 40)
    assert to_plain(first).endswith("Go home.")


def test_then_between_entries_and_numbers_go_on() -> None:
    text = "Шаги:\n\n8. первый шаг\n9. второй шаг\n10. третий шаг\n11. четвёртый шаг"
    assert cut(text, 36) == [
        "Шаги:\n\n8. первый шаг\n9. второй шаг",
        "10. третий шаг\n11. четвёртый шаг",
    ]


def test_then_after_a_sentence() -> None:
    text = "Первое предложение. Второе (на ул. ленина). «Третье!» Четвёртое."
    assert cut(text, 50) == ["Первое предложение. Второе (на ул. ленина).", "«Третье!» Четвёртое."]
    assert cut(text, 36)[0] == "Первое предложение."  # not after «ул.»


def test_sentence_within_an_entry_has_no_second_number() -> None:
    text = "1. Раз два три. Четыре пять шесть.\n2. Семь."
    assert cut(text, 24) == ["1. Раз два три.", "Четыре пять шесть.", "2. Семь."]


def test_then_at_a_space_then_anywhere() -> None:
    assert cut("одно слово и ещё слово", 16) == ["одно слово и ещё", "слово"]
    assert cut("а" * 40, 16) == ["а" * 16, "а" * 16, "а" * 8]


def test_styles_survive_the_cut() -> None:
    parts = split(parse("**Жирное слово. Ещё слово.** [Ссылка одна. Вторая.](https://a.uz)"), 26)
    html = [to_telegram_html(part) for part in parts]
    assert html == [
        "<b>Жирное слово. Ещё слово.</b>",
        '<a href="https://a.uz">Ссылка одна. Вторая.</a>',
    ]


def test_no_more_styles_than_telegram_keeps() -> None:
    of = Bullets(tuple((Span("слово", bold=True), Span(" и")) for _ in range(250)))
    parts = split((of,), 4000)
    assert [entity_count(part) for part in parts] == [100, 100, 50]


def test_limit_must_leave_room() -> None:
    with pytest.raises(ValueError, match="at least 16"):
        split((), 15)


@settings(max_examples=300, deadline=None)
@given(blocks(PROSE, max_size=8), st.integers(16, 400))
def test_parts_fit_and_keep_every_word(of: tuple[Block, ...], limit: int) -> None:
    parts = split(of, limit)
    assert all(visible_length(part) <= limit for part in parts)
    whole = "".join(to_plain(of).split())
    assert "".join("".join(to_plain(part).split()) for part in parts) == whole


@settings(max_examples=150, deadline=None)
@given(blocks(PROSE, max_size=8), st.integers(120, 400))
def test_words_are_not_broken_when_they_fit(of: tuple[Block, ...], limit: int) -> None:
    words = [word for part in split(of, limit) for word in to_plain(part).split()]
    if max(map(len, to_plain(of).split()), default=0) < limit // 2:
        assert words == to_plain(of).split()


@settings(max_examples=200, deadline=None)
@given(blocks(WILD), st.integers(16, 90))
def test_wild_texts_end_and_fit(of: tuple[Block, ...], limit: int) -> None:
    for part in split(of, limit):
        assert visible_length(part) <= limit
        checked = check(to_telegram_html(part))
        assert checked.ok or checked.error in (
            "Bad Request: text must be non-empty",
            "Bad Request: message text is empty",
        )
