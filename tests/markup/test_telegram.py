"""Telegram's own parser on what we render: it takes everything and shows what we count."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.blocks import entity_count
from bot.content.markup import Block, parse, to_plain, to_telegram_html, visible_length
from tests.markup.test_parse import PAGE
from tests.markup.texts import WILD, blocks
from tests.telegram_html import check, shown


def test_parser_tells_good_from_bad() -> None:
    """The oracle itself: without this the tests below could pass by a parser that is not there."""
    assert not check("<b>раз").ok
    assert not check("раз<br>два").ok
    assert not check("a < b").ok
    assert check('<a href="tel:103">раз</a>').warnings
    assert check("<b>раз</b>").entities[0]["type"]["@type"] == "textEntityTypeBold"


@settings(max_examples=400, deadline=None)
@given(blocks(WILD))
def test_telegram_shows_the_plain_text(of: tuple[Block, ...]) -> None:
    plain = to_plain(of)
    checked = check(to_telegram_html(of))
    if shown(plain) is None:
        assert not checked.ok
        assert checked.error == "Bad Request: text must be non-empty" or plain == ""
        return
    assert checked.ok, checked.error
    assert checked.text is not None
    assert checked.text.strip(" \n") == str(shown(plain)).strip(" \n")
    assert checked.len <= visible_length(of) == len(plain)


@settings(max_examples=200, deadline=None)
@given(blocks(st.sampled_from(["слово", "a & b", "<b>", "🆘 SOS"])))
def test_links_stay_and_styles_are_counted(of: tuple[Block, ...]) -> None:
    checked = check(to_telegram_html(of))
    assert of == () or checked.ok
    assert not [
        w
        for w in checked.warnings
        if w.startswith(("lost", "bad-link", "visible-tag")) and "<b>" not in to_plain(of)
    ]
    assert len(checked.entities) <= entity_count(of)


def test_page_keeps_every_style() -> None:
    checked = check(to_telegram_html(parse(PAGE.replace("{mvd-site}", "https://mvd.ru"))))
    kinds = [entity["type"]["@type"].removeprefix("textEntityType") for entity in checked.entities]
    assert kinds == ["Bold", "Italic", "Code", "Bold", "TextUrl", "TextUrl", "BlockQuote"]
    assert checked.warnings == []
