"""A running sandbox, an unmodified bot on it, and a judge of every call the bot makes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import Bot

from bot.sandbox import TOKEN, Limits, Running, Sandbox
from tests.bot_api.judge import judge

QUICK = Limits(
    repeat_hold=0,
    repeat_single=0,
    conflict_pause=0,
    webhook_interval=0,
    webhook_retry=0.01,
    webhook_retry_max=0.05,
)


class Clock:
    """A clock that goes when a test says so."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def running(clock: Clock) -> AsyncIterator[Running]:
    async with Sandbox(limits=QUICK, clock=clock).serve() as sandbox:
        yield sandbox
        accepted = [
            entry for entry in sandbox.calls() if entry.answer and entry.answer["status"] == 200
        ]
        for entry in accepted:
            found = judge(entry.method, entry.params, entry.files)
            wrong = [problem for problem in found if problem["level"] in ("reject", "spec")]
            assert not wrong, f"accepted, though the Bot API would not: {entry.method} {wrong}"


@pytest.fixture
async def bot(running: Running) -> AsyncIterator[Bot]:
    made = Bot(TOKEN, base_url=f"{running.url}/bot", base_file_url=f"{running.url}/file/bot")
    async with made:
        yield made


@pytest.fixture
async def page(running: Running) -> AsyncIterator[httpx.AsyncClient]:
    """The chat page's side: the same origin, as a browser would ask."""
    headers = {"Origin": running.url, "Sec-Fetch-Site": "same-origin"}
    async with httpx.AsyncClient(base_url=running.url, headers=headers, trust_env=False) as client:
        yield client


@pytest.fixture
async def started(page: httpx.AsyncClient) -> int:
    """The id of a person who pressed START; their message is number 1."""
    await page.post("/api/users/1001/start", json={})
    return 1001
