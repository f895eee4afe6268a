"""A page on a mock sandbox, at a phone's and at a desktop's size."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.mock import MockSandbox

SIZES = {"phone": (360, 740), "desktop": (1280, 800)}
Open = Callable[..., Page]


@pytest.fixture
def mock() -> Iterator[MockSandbox]:
    sandbox = MockSandbox()
    with sandbox.serve() as url:
        sandbox.url = url
        yield sandbox


@pytest.fixture
def open_page(mock: MockSandbox, browser: Browser) -> Iterator[Open]:
    """`open_page(path="", size="phone", scheme="light", locale="ru-RU")` → the page with its chat.

    At the end of the test: nothing has left the origin and no script has failed.
    """
    contexts, requests, errors = [], [], []

    def open_(
        path: str = "", *, size: str = "phone", scheme: str = "light", locale: str = "ru-RU",
        **options: object,
    ) -> Page:  # fmt: skip
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale=locale,
            timezone_id="UTC", reduced_motion="reduce", **options,
        )  # fmt: skip
        contexts.append(context)
        context.on("request", lambda request: requests.append(request.url))
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if is_refusal(line.text) else None)
        page.goto(mock.url + path)
        expect(page.locator(".bot-status").first).to_have_text(("бот", "bot")[locale == "en-US"])
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not errors
    assert [url for url in requests if not url.startswith(mock.url)] == []
    assert requests


def is_refusal(line: str) -> bool:
    """Whether the browser's console says that the page broke its own content policy."""
    return "Content Security Policy" in line
