"""Delivery to a webhook: order, retries, the answer's own method (rules 57–63)."""

from __future__ import annotations

import asyncio
import dataclasses
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest, RetryAfter

from bot.sandbox import TOKEN, Running, Sandbox
from bot.sandbox.server import _listen, _Server
from bot.sandbox.signal import Signal
from tests.sandbox.conftest import QUICK, Clock
from tests.sandbox.test_fetching import message


class Hook:
    """A bot's webhook that answers as told."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answers: list[Response] = []
        self.hold: asyncio.Event | None = None
        self.changed = Signal()
        self.url = ""

    async def take(self, request: Request) -> Response:
        self.got.append(json.loads(await request.body()))
        self.headers.append(dict(request.headers))
        self.changed.tell()
        if self.hold and self.got[-1].get("message", {}).get("text") == "1":
            await self.hold.wait()
        return self.answers.pop(0) if self.answers else Response()

    async def count(self, number: int) -> None:
        assert await self.changed.wait(lambda: len(self.got) >= number, 5), self.got

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    made = Hook()
    app = Starlette(routes=[Route("/hook", made.take, methods=["POST"])])
    listening = _listen("127.0.0.1", 0)
    server = _Server(
        uvicorn.Config(
            app, lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=1
        )
    )
    task = asyncio.create_task(server.serve(sockets=[listening]))
    await server.up.wait()
    made.url = f"http://127.0.0.1:{listening.getsockname()[1]}/hook"
    yield made
    if made.hold:
        made.hold.set()
    server.should_exit = True
    await task


async def set_hook(running: Running, hook: Hook, **more: Any) -> None:
    """Not through the judge: http on loopback is the sandbox's own switch."""
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(
            f"{running.url}/bot{TOKEN}/setWebhook", json={"url": hook.url, **more}
        )
        assert answer.json()["result"] is True
    running.world.journal.clear()


async def test_delivery_and_secret(running: Running, hook: Hook) -> None:
    running.push(message(1))
    await set_hook(running, hook, secret_token="a-b_C")
    running.push(message(2))
    await hook.count(2)
    assert hook.texts == ["1", "2"]
    assert hook.headers[0]["x-telegram-bot-api-secret-token"] == "a-b_C"
    assert hook.headers[0]["content-type"] == "application/json"
    await running.until(lambda: not len(running.world.updates))


async def test_the_same_update_again_until_it_is_taken(
    running: Running,
    hook: Hook,
    bot: Bot,
) -> None:
    hook.answers = [
        Response(status_code=500),
        Response(status_code=503),
        Response(status_code=429, headers={"Retry-After": "0"}),
    ]
    running.push(message(1), message(2))
    await set_hook(running, hook)
    await hook.count(5)
    assert hook.texts == ["1", "1", "1", "1", "2"]
    await running.until(lambda: not len(running.world.updates))
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 429 Too Many Requests"
    assert info.pending_update_count == 0


async def test_a_stuck_chat_holds_only_itself(running: Running, hook: Hook) -> None:
    hook.hold = asyncio.Event()
    running.push(message(1, user=7), message(2, user=7), message(3, user=8))
    press = {"callback_query": {"id": "5", "from": message(1)["message"]["from"], "data": "x"}}
    running.push(press)
    await set_hook(running, hook)
    await hook.count(3)
    # A tap overtakes the text of the same person (rule 61).
    assert {u.get("message", {"text": "tap"})["text"] for u in hook.got} == {"1", "3", "tap"}
    hook.hold.set()
    await hook.count(4)
    assert hook.got[3]["message"]["text"] == "2"


async def test_one_connection_means_one_at_a_time(running: Running, hook: Hook) -> None:
    hook.hold = asyncio.Event()
    running.push(message(1, user=7), message(2, user=8))
    await set_hook(running, hook, max_connections=1)
    await hook.count(1)
    assert hook.texts == ["1"]
    hook.hold.set()
    await hook.count(2)


async def test_a_method_in_the_answer(running: Running, hook: Hook) -> None:
    hook.answers = [
        JSONResponse({"method": "sendMessage", "chat_id": 7, "text": "from the answer"}),
        JSONResponse({"method": "getMe"}),
        JSONResponse({"method": "deleteWebhook"}),
    ]
    running.push(message(1), message(2), message(3))
    await set_hook(running, hook)
    await running.until(lambda: not len(running.world.updates))
    assert [m.body["text"] for m in running.world.history(7) if m.own] == ["from the answer"]
    assert [entry.method for entry in running.calls()] == ["sendMessage"]
    assert running.world.updates.webhook_url == hook.url


async def test_removed_webhook_is_silent(running: Running, hook: Hook, bot: Bot) -> None:
    await set_hook(running, hook)
    assert await bot.delete_webhook()
    running.push(message(1))
    assert len(await bot.get_updates()) == 1
    assert hook.got == []


async def test_nobody_listens(running: Running, hook: Hook, bot: Bot) -> None:
    hook.url = hook.url.replace("/hook", "/nowhere")
    running.push(message(1))
    await set_hook(running, hook)
    await running.until(lambda: running.world.hook.error is not None)
    assert "404 Not Found" in (await bot.get_webhook_info()).last_error_message
    assert len(running.world.updates) == 1


async def test_webhook_is_set_once_a_second(clock: Clock) -> None:
    limits = dataclasses.replace(QUICK, webhook_interval=1, webhook_loopback=False)
    async with (
        Sandbox(limits=limits, clock=clock).serve() as running,
        Bot(TOKEN, base_url=f"{running.url}/bot") as bot,
    ):
        await bot.set_webhook("https://example.org")
        with pytest.raises(RetryAfter):
            await bot.set_webhook("https://example.org")
        clock.now += 2
        assert await bot.set_webhook("https://example.org")
        clock.now += 2
        with pytest.raises(BadRequest, match="https url must be provided"):
            await bot.set_webhook("http://127.0.0.1/x")
