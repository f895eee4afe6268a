"""The index of the shipped content, learned once for all tests here."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.dialogue.asking.asked import prepare


@pytest.fixture(scope="session", autouse=True)
def prepared(content: Content) -> None:
    prepare(content)
