"""A source whose site may be closed to the reader is named, never offered to open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.content.blocks import spans_of
from bot.content.model import Content
from bot.dialogue.actions import Screen
from bot.dialogue.buttons import to
from bot.dialogue.engine import respond
from bot.dialogue.events import Press
from bot.dialogue.session import Session
from tests.conftest import NOW


def urls(content: Content, target: str) -> list[str]:
    (screen,) = respond(content, Session(locale="ru"), Press(to("i", target)), NOW).replies
    assert isinstance(screen, Screen)
    return [span.url for block in screen.body for span in spans_of(block) if span.url]


def test_no_sources_screen_offers_a_closed_site(content: Content) -> None:
    assert "azattyk.org" in content.names_only
    found = [url for one in content.all_listed() for url in urls(content, one.id)]
    assert len(found) > 100
    assert [url for url in found if any(site in url for site in content.names_only)] == []


@pytest.mark.parametrize("site", ["www.azattyk.org", "azattyk.org"])
def test_also_its_subdomains_and_no_other_site(content: Content, site: str) -> None:
    page = content.pages["patent"]
    named = replace(page.sources[0], url=f"https://{site}/a/1")
    other = replace(page.sources[0], url="https://not-azattyk.org/a/1")
    pages = {**content.pages, "patent": replace(page, sources=(named, other))}
    assert urls(replace(content, pages=pages), "patent") == ["https://not-azattyk.org/a/1"]
