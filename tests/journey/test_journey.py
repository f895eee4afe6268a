"""A person in a real browser, in each of five scripts: start → profile → page → back → the ban
questions to an outcome → location → a centre → /forget.

With SAFAR_SCREENSHOTS=<folder> each stage leaves a picture there (`make screenshots`).
"""

from __future__ import annotations

import json
import os
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.content import words
from bot.content.model import Content
from bot.dialogue.notices import view_of
from bot.dialogue.session import Session
from bot.dialogue.setup import LANGUAGE_NAMES, stage_labels
from tests.conftest import NOW
from tests.process import Process, sandbox_safar

LOCALES = {"ru": "ru", "tg": "tg", "uz": "uz", "uz-Cyrl": "uz", "ky": "ky"}
ORIGIN = {"ru": "tj", "tg": "tj", "uz": "uz", "uz-Cyrl": "uz", "ky": "kg"}
TOWN = {"tj": "Душанбе", "uz": "Самарканд", "kg": "Ош"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    # A browser taps faster than a person: the flood control has tests of its own.
    folder = tmp_path_factory.mktemp("journey")
    with sandbox_safar(folder, SAFAR_FLOOD_BURST="1000") as process:
        yield process


class Phone:
    """A chat at 360×740. `shoot` leaves a picture where that was asked for."""

    def __init__(self, page: Page, locale: str) -> None:
        self.page, self.locale = page, locale
        self.folder = os.environ.get("SAFAR_SCREENSHOTS")

    @property
    def last(self):  # type: ignore[no-untyped-def]
        return self.page.locator(".bubble").last

    def press(self, label: str, shows: str) -> None:
        """Press the newest button with that label; the text that follows must appear."""
        self.page.locator("button.key", has_text=label).last.click()
        self.sees(shows)

    def sees(self, text: str) -> None:
        expect(self.page.locator(".bubble").filter(has_text=text).last).to_be_visible(timeout=8000)

    def write(self, text: str) -> None:
        self.page.locator("textarea").fill(text)
        self.page.keyboard.press("Enter")

    def shoot(self, name: str) -> None:
        if not self.folder:
            return
        path = Path(self.folder) / f"{self.locale}-{name}.png"
        self.page.screenshot(path=path, animations="disabled")


def add_user(url: str, language_code: str) -> int:
    body = json.dumps({"first_name": "Али", "language_code": language_code}).encode()
    request = urllib.request.Request(f"{url}/api/users", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return int(json.load(answer)["id"])


@pytest.mark.parametrize("locale", LOCALES)
def test_journey(locale: str, content: Content, running: Process, browser: Browser) -> None:
    view = view_of(content, Session(locale=locale), NOW.date())
    _ = view.say
    origin = ORIGIN[locale]
    country = words.place_words(content, locale).countries
    page_words = words.page_words(content, content.pages["check-ban"], locale)
    section = words.section_words(content, content.sections["entry-bans"], locale)
    flow = content.flows["ban-risk"]
    flow_words = words.flow_words(content, flow, locale)

    url = running.url.rstrip("/")
    user = add_user(url, LOCALES[locale])
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=1, locale="ru-RU"
    )
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(url) else outside.append(r.url))
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{url}/?user={user}")
    phone = Phone(page, locale)

    page.get_by_role("button", name=re.compile("^(START|СТАРТ|НАЧАТЬ)$", re.I)).click()
    phone.sees(_("language", "Choose a language"))
    phone.shoot("language")
    phone.press(LANGUAGE_NAMES[locale], _("setup", "Which country are you from?"))
    phone.shoot("origin")
    phone.press(country[origin], _("setup", "Where are you now?"))
    phone.press(stage_labels(view)["away"], _("home", "What do you need?"))
    phone.shoot("home")
    phone.press(section.title, section.summary)
    phone.press(page_words.title, "📅")
    phone.shoot("page")
    phone.press(_("button", "‹ Back"), section.summary)
    phone.press(flow_words.title, _("flow", "Question {number}", number=1))
    phone.shoot("ban-question")
    for number in range(2, 25):
        keys = page.locator(".inline-keyboard").last.locator("button.key")
        before = phone.last.inner_text()
        keys.first.click()
        expect(phone.last).not_to_have_text(before, use_inner_text=True, timeout=8000)
        if _("flow", "Question {number}", number=number) not in phone.last.inner_text():
            break
    phone.sees("📅")
    phone.shoot("ban-end")
    phone.press(_("button", "☰ Menu"), _("home", "What do you need?"))
    phone.press(
        _("button", "Nearest centre"), _("centre", "Your location is used once and not kept.")
    )
    phone.press(
        _("button", "Send my location"),
        _("centre", "Press the button below. Telegram will ask if you want to send your location."),
    )
    phone.shoot("location")
    page.locator(".reply-keyboard button", has_text=_("button", "Send my location")).click()
    page.get_by_role("searchbox").fill(TOWN[origin])
    page.locator(".results button", has_text=TOWN[origin]).first.click()
    phone.sees(_("centre", "Distances are in a straight line."))
    phone.shoot("centre")
    phone.write("/forget")
    phone.sees(_("notice", "Done. I have forgotten you."))
    phone.shoot("forgotten")
    assert not outside
    assert not wrong
    context.close()
