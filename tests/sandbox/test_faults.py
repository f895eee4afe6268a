"""The sandbox misbehaves as told, and what a bot sees of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.sandbox import TOKEN, Running


async def test_faults_in_their_order(bot: Bot, running: Running, started: int) -> None:
    running.fault(method="sendMessage", status=502, times=2)
    running.fault(method="SENDMESSAGE", retry_after=7)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(started, "x")
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(started, "x")
    assert caught.value.retry_after == timedelta(seconds=7)
    assert (await bot.send_message(started, "x")).text == "x"
    assert await bot.get_me()
    assert [entry.fault for entry in running.calls("sendMessage")] == ["status"] * 3 + [""]


async def test_429_as_on_the_wire(running: Running, page: httpx.AsyncClient) -> None:
    running.fault(method="getMe", retry_after=3)
    answer = await page.get(f"/bot{TOKEN}/getMe")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3")
    assert answer.json() == {
        "ok": False,
        "error_code": 429,
        "parameters": {"retry_after": 3},
        "description": "Too Many Requests: retry after 3",
    }


async def test_refusals_of_ones_own_choice(bot: Bot, running: Running, started: int) -> None:
    running.fault(
        method="sendMessage",
        status=400,
        chat_id=started,
        description="Bad Request: can't parse entities: no reason",
    )
    running.fault(method="getMe", status=401)
    await bot.send_chat_action(started, "typing")
    with pytest.raises(BadRequest, match="parse entities"):
        await bot.send_message(started, "x")
    with pytest.raises(InvalidToken):
        await bot.get_me()


async def test_cut_and_garbled(bot: Bot, running: Running) -> None:
    running.fault(method="getMe", action="reset")
    with pytest.raises(NetworkError, match="ReadError"):
        await bot.get_me()
    running.fault(method="getMe", action="hang", seconds=0.05)
    with pytest.raises(NetworkError, match="disconnected"):
        await bot.get_me()
    running.fault(method="getMe", action="garbage")
    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.get_me()
    running.fault(method="getMe", status=502, body="<html>")
    with pytest.raises(NetworkError):
        await bot.get_me()
    assert await bot.get_me()


@pytest.mark.parametrize(("record", "copies"), [("before", 1), ("never", 0)])
async def test_hang_after_the_work_or_without(
    bot: Bot,
    running: Running,
    started: int,
    record: str,
    copies: int,
) -> None:
    running.fault(method="sendMessage", action="hang", record=record)
    with pytest.raises(TimedOut):
        await bot.send_message(started, "x", read_timeout=0.2)
    assert sum(m.own for m in running.world.history(started)) == copies
    assert running.calls("sendMessage")[0].answer is None


async def test_slow_takes_effect_late(bot: Bot, running: Running, started: int) -> None:
    running.fault(method="sendMessage", action="slow", seconds=0.2)
    sending = asyncio.create_task(bot.send_message(started, "x"))
    await running.until(lambda: bool(running.calls("sendMessage")))
    assert not any(m.own for m in running.world.history(started))
    assert (await sending).text == "x"


async def test_over_http(running: Running, page: httpx.AsyncClient) -> None:
    fault = {"method": "*", "times": None, "action": "status", "status": 503}
    waiting = (await page.post("/control/faults", json=fault)).json()
    assert waiting[0]["status"] == 503
    assert [(await page.get(f"/bot{TOKEN}/getMe")).status_code for _ in range(3)] == [503] * 3
    assert (await page.delete("/control/faults")).json() == []
    assert (await page.get(f"/bot{TOKEN}/getMe")).status_code == 200
    calls = (await page.get("/control/calls?method=getme")).json()
    assert [call["answer"]["status"] for call in calls] == [503, 503, 503, 200]
    assert (await page.get("/control/calls?least=4&wait=5")).status_code == 200
    assert (await page.delete("/control/calls")).json() == []
    wrong = await page.post("/control/faults", json={"action": "explode"})
    assert (wrong.status_code, "action" in wrong.json()["error"]) == (400, True)
    assert (await page.post("/control/faults", json={"action": "slow"})).status_code == 400


async def test_state_and_reset(
    bot: Bot,
    running: Running,
    started: int,
    page: httpx.AsyncClient,
) -> None:
    await bot.send_message(started, "x")
    state = (await page.get(f"/control/state?chat_id={started}")).json()
    assert (state["pending"], state["messages"], state["sent"]) == (1, {"1001": 2}, {"1001": 1})
    assert [m["out"] for m in state["history"]] == [True, False]
    await page.post("/control/reset")
    state = (await page.get("/control/state")).json()
    assert (state["pending"], state["messages"]) == (0, {})
    with pytest.raises(Exception, match="initiate"):
        await bot.send_message(started, "x")
