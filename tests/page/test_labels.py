"""The longest button of every script fits two lines of a 360-pixel phone.

The pictures of them are written beside the test's own temporary files; `make screenshots` keeps
the bot's screens themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.content.model import LOCALES, Content
from bot.dialogue.actions import Button, Screen
from bot.dialogue.engine import respond
from bot.dialogue.events import Press
from bot.dialogue.session import Session
from tests.conftest import NOW
from tests.page.conftest import Open
from tests.page.mock import MockSandbox

_MANY = 40  # screens of one verb: districts are alike
_LONGEST = 40
_LINE = 15 * 1.25  # pixels: font size × line height of a key


def rows_of(content: Content, locale: str) -> Iterator[tuple[Button, ...]]:
    """The rows of all screens that presses lead to, each screen looked at once."""
    waiting, seen, verbs = ["h", "x", "l", "e", "v", "q", "c", "n"], set[str](), Counter[str]()
    while waiting:
        data = waiting.pop()
        verb = data.partition(":")[0]
        if verbs[verb] >= _MANY and verb not in "psfkj":
            continue
        verbs[verb] += 1
        turn = respond(content, Session(locale=locale), Press(data), NOW)
        for reply in turn.replies:
            if isinstance(reply, Screen) and reply.id not in seen:
                seen.add(reply.id)
                for row in reply.buttons:
                    yield row
                    waiting += [button.data for button in row if button.data]


@pytest.mark.parametrize("locale", LOCALES)
def test_two_lines_are_enough(
    content: Content, locale: str, mock: MockSandbox, open_page: Open, tmp_path: Path
) -> None:
    rows = {tuple(button.label for button in row) for row in rows_of(content, locale)}
    assert len(rows) > 100
    widest = sorted(rows, key=lambda row: -max(map(len, row)) * len(row))[:_LONGEST]
    keys = [[{"text": label, "callback_data": "h"} for label in row] for row in widest]
    mock.say(1001, locale, reply_markup={"inline_keyboard": keys})
    page = open_page()
    expect(page.locator(".key")).to_have_count(sum(map(len, widest)))
    page.locator(".key").first.scroll_into_view_if_needed()
    page.screenshot(path=tmp_path / f"labels-{locale}.png")
    heights = page.locator(".key-label").evaluate_all(
        "all => all.map(n => [n.textContent, n.getBoundingClientRect().height])"
    )
    assert [label for label, height in heights if height > 2 * _LINE + 1] == []
