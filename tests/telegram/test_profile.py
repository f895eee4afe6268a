from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from telegram import Bot

from bot.content.model import Content
from bot.telegram.profile import profile, update_profile
from tests.telegram.double import Double


class Tongues:
    """Every text is the English one with the locale in front."""

    class _Anything:
        def __getitem__(self, locale: str) -> Any:
            return lambda _context, text, **_values: f"{locale} {text}"

    interfaces = _Anything()


TONGUES = cast(Content, Tongues())


@pytest.fixture
async def bot(telegram: Double) -> AsyncIterator[Bot]:
    async with Bot(telegram.token, base_url=f"{telegram.url}/bot") as bot:
        yield bot


def _writes(telegram: Double) -> list[str]:
    return [e.method for e in telegram.world.journal.calls() if e.method.startswith("set")]


async def test_every_language_and_the_default(telegram: Double, bot: Bot) -> None:
    await update_profile(bot, TONGUES)
    shown = telegram.world.profile
    for code, locale in (("", "ru"), ("ru", "ru"), ("tg", "tg"), ("uz", "uz"), ("ky", "ky")):
        for field in ("name", "description", "short_description"):
            assert shown.get(field, code).startswith(f"{locale} ")
        names = [command["command"] for command in shown.commands_for(1, code)]
        assert names == ["start", "help", "sos", "centre", "language", "settings", "privacy",
                         "forget"]  # fmt: skip


async def test_nothing_new_is_not_written_again(telegram: Double, bot: Bot) -> None:
    await update_profile(bot, TONGUES)
    written = len(_writes(telegram))
    await update_profile(bot, TONGUES)
    assert len(_writes(telegram)) == written > 0


async def test_only_what_changed_is_written(telegram: Double, bot: Bot) -> None:
    await update_profile(bot, TONGUES)
    written = len(_writes(telegram))
    telegram.world.profile.put("name", "ky", "Something else")
    await update_profile(bot, TONGUES)
    assert _writes(telegram)[written:] == ["setMyName"]


async def test_a_refusal_is_left_to_the_next_start(
    telegram: Double, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail("setMyName", retry_after=3000)
    await update_profile(bot, TONGUES)
    assert "profile was not updated: RetryAfter" in caplog.text


def test_the_shipped_words_fit(content: Content) -> None:
    for locale in ("ru", "tg", "uz", "ky"):
        made = profile(content, locale)
        assert 1 <= len(made.name) <= 64
        assert 1 <= len(made.short) < 120
        assert 1 <= len(made.description) < 512
        assert all(3 <= len(text) < 256 for _, text in made.commands)
