"""Every page fits a small screen and is three taps away, in every script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.content.markup import Heading, visible_length
from bot.content.model import LOCALES, Content
from bot.dialogue.actions import Button, Screen
from bot.dialogue.buttons import parse, to
from bot.dialogue.engine import respond
from bot.dialogue.events import Press
from bot.dialogue.session import Session
from tests.conftest import NOW

_TAPS = 3


def screen(content: Content, locale: str, data: str) -> Screen:
    (shown,) = respond(content, Session(locale=locale), Press(data), NOW).replies
    assert isinstance(shown, Screen)
    return shown


def buttons(of: Screen) -> Iterator[Button]:
    return (button for row in of.buttons for button in row)


def parts(content: Content, locale: str, page: str) -> Iterator[Screen]:
    number = 1
    while True:
        shown = screen(content, locale, to("p", page, number))
        yield shown
        number += 1
        if to("p", page, number) not in {button.data for button in buttons(shown)}:
            return


@pytest.mark.parametrize("locale", LOCALES)
def test_every_part_of_every_page_is_short(content: Content, locale: str) -> None:
    sizes = {
        (page, number): visible_length(part.body)
        for page in content.pages
        for number, part in enumerate(parts(content, locale, page), 1)
    }
    assert len(sizes) > len(content.pages)  # some are in parts
    assert {at: size for at, size in sizes.items() if size > 1500} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_no_part_ends_with_a_heading(content: Content, locale: str) -> None:
    for page in content.pages:
        for part in parts(content, locale, page):
            words = [b for b in part.body[1:] if not isinstance(b, Heading)]
            assert words, page


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_is_three_taps_from_the_menu(content: Content, locale: str) -> None:
    reached, edge = {"h"}, {"h"}
    for _ in range(_TAPS):
        shown = (screen(content, locale, data) for data in edge)
        edge = {
            button.data
            for one in shown
            for button in buttons(one)
            if button.data and (target := parse(button.data)) and target.verb in "hxsp"
        } - reached
        reached |= edge
    missing = {page for page in content.pages if to("p", page) not in reached} - {"sos"}
    assert missing == set()
