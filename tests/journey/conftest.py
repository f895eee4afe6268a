"""A phone in a real browser, in front of one running sandbox."""

from __future__ import annotations

import json
import os
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.dialogue.setup import LANGUAGE_NAMES
from bot.i18n import Interface
from tests.process import Process, sandbox_safar

LOCALES = {"ru": "ru", "tg": "tg", "uz": "uz", "uz-Cyrl": "uz", "ky": "ky"}
ORIGIN = {"ru": "tj", "tg": "tj", "uz": "uz", "uz-Cyrl": "uz", "ky": "kg"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    # A browser taps faster than a person: the flood control has tests of its own.
    folder = tmp_path_factory.mktemp("journey")
    with sandbox_safar(folder, SAFAR_FLOOD_BURST="1000") as process:
        yield process


@pytest.fixture
def phone(locale: str, running: Process, browser: Browser) -> Iterator[Phone]:
    """Of a new person. At the end nothing was asked of another host and no script has failed."""
    url = running.url.rstrip("/")
    user = _add_user(url, LOCALES[locale])
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=1, locale="ru-RU"
    )
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(url) else outside.append(r.url))
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{url}/?user={user}")
    yield Phone(page, locale)
    assert not outside
    assert not wrong
    context.close()


class Phone:
    """A chat at 360×740. `shoot` leaves a picture where that was asked for."""

    def __init__(self, page: Page, locale: str) -> None:
        self.page, self.locale = page, locale
        self.folder = os.environ.get("SAFAR_SCREENSHOTS")

    def begin(self, say: Interface) -> None:
        """START, then the language: the next screen asks for the country."""
        self.page.get_by_role("button", name=re.compile("^(START|СТАРТ|НАЧАТЬ)$", re.I)).click()
        self.sees(say("language", "Choose a language"))
        self.shoot("language")
        self.press(LANGUAGE_NAMES[self.locale], say("setup", "Which country are you from?"))
        self.shoot("origin")

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


def _add_user(url: str, language_code: str) -> int:
    body = json.dumps({"first_name": "Али", "language_code": language_code}).encode()
    request = urllib.request.Request(f"{url}/api/users", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return int(json.load(answer)["id"])
