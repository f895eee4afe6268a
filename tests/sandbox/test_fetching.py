"""getUpdates: what is confirmed, who is refused, what is dropped (rules 51–56)."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.error import Conflict, TelegramError

from bot.sandbox import TOKEN, Running, Sandbox
from tests.sandbox.conftest import QUICK, Clock


def message(number: int, user: int = 7) -> dict[str, Any]:
    person = {"id": user, "is_bot": False, "first_name": "P"}
    return {
        "message": {
            "message_id": number,
            "date": 1_800_000_000,
            "text": str(number),
            "from": person,
            "chat": {"id": user, "type": "private"},
        }
    }


async def test_offset_confirms(bot: Bot, running: Running) -> None:
    ids = running.push(*(message(n) for n in range(1, 6)))
    assert [u.update_id for u in await bot.get_updates(limit=2)] == ids[:2]
    assert [u.update_id for u in await bot.get_updates(offset=ids[2])] == ids[2:]
    assert len(running.world.updates) == 3
    assert running.world.updates.confirmed == ids[2]
    assert [u.update_id for u in await bot.get_updates(offset=-2)] == ids[3:]
    assert len(running.world.updates) == 2
    # Far from the queue an offset is read as its head, and confirms nothing.
    assert len(await bot.get_updates(offset=ids[4] + 1000)) == 2
    assert await bot.get_updates(offset=ids[4] + 1) == ()
    assert len(running.world.updates) == 0


async def test_long_poll_wakes(bot: Bot, running: Running) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await running.until(lambda: bool(running.calls("getUpdates")))
    running.push(message(1))
    assert len(await asyncio.wait_for(poll, 5)) == 1


async def test_second_poller_ends_the_first(bot: Bot, running: Running) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await running.until(lambda: len(running.calls("getUpdates")) == 1)
    async with Bot(TOKEN, base_url=f"{running.url}/bot") as other:
        second = asyncio.create_task(other.get_updates(timeout=20))
        with pytest.raises(Conflict, match="terminated by other getUpdates request; make sure"):
            await asyncio.wait_for(first, 5)
        running.push(message(1))
        assert len(await asyncio.wait_for(second, 5)) == 1


async def test_webhook_and_polling_exclude_each_other(bot: Bot, running: Running) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await running.until(lambda: len(running.calls("getUpdates")) == 1)
    await bot.set_webhook("https://example.org/hook")
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await asyncio.wait_for(poll, 5)
    with pytest.raises(Conflict, match="use deleteWebhook to delete the webhook first"):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == "https://example.org/hook"
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_lives_of_updates(bot: Bot, running: Running, clock: Clock) -> None:
    press = {
        "callback_query": {
            "id": "5",
            "from": message(1)["message"]["from"],
            "data": "x",
            "chat_instance": "1",
        }
    }
    running.push(message(1), press)
    assert len(await bot.get_updates()) == 2
    clock.now += 151
    assert [bool(u.message) for u in await bot.get_updates()] == [True]
    clock.now += 86_400
    assert await bot.get_updates() == ()


async def test_allowed_updates_are_remembered(
    bot: Bot,
    running: Running,
    started: int,
    page: httpx.AsyncClient,
) -> None:
    await bot.get_updates(offset=-1, allowed_updates=["my_chat_member"])
    await bot.get_updates()
    await page.post(f"/api/users/{started}/send", json={"text": "unheard"})
    await page.post(f"/api/users/{started}/block", json={"blocked": True})
    updates = await bot.get_updates()
    assert updates[-1].my_chat_member.new_chat_member.status == "kicked"
    assert not any(u.message and u.message.text == "unheard" for u in updates)


async def test_a_raw_update_is_delivered_as_it_is(
    running: Running,
    page: httpx.AsyncClient,
) -> None:
    poison = {"message": {"message_id": 5, "chat": {"id": 7, "type": "private"}}, "update_id": 9}
    odd = {"message": {"date": "x", "text": "\ud800"}, "update_id": 10}
    answer = await page.post("/control/updates", content=json.dumps([poison, odd]))
    assert answer.json() == {"update_ids": [9, 10]}
    raw = (await page.post(f"/bot{TOKEN}/getUpdates")).json()["result"]
    assert raw == [poison, odd]


async def test_whoever_a_raw_update_speaks_of_can_be_answered(bot: Bot, running: Running) -> None:
    shown = {**message(40, 50)["message"], "from": running.world.profile.as_user()}
    running.push(
        {
            "callback_query": {
                "id": "5",
                "data": "x",
                "message": shown,
                "chat_instance": "1",
                "from": message(1, 50)["message"]["from"],
            }
        }
    )
    assert (await bot.edit_message_text("new", 50, 40)).text == "new"
    assert await bot.answer_callback_query("5")
    assert (await bot.send_message(50, "x")).message_id == 41


async def test_same_offset_again_is_held_and_gives_one(clock: Clock) -> None:
    limits = dataclasses.replace(QUICK, repeat_hold=0.2, repeat_single=5)
    async with Sandbox(limits=limits, clock=clock).serve() as running:
        bot = Bot(TOKEN, base_url=f"{running.url}/bot")
        async with bot:
            assert await bot.get_updates() == ()
            held = asyncio.create_task(bot.get_updates())
            await running.until(lambda: len(running.calls("getUpdates")) == 2)
            running.push(message(1), message(2), message(3))
            assert len(await asyncio.wait_for(held, 5)) == 1


async def test_further_conflicts_are_delayed(clock: Clock) -> None:
    limits = dataclasses.replace(QUICK, conflict_pause=0.3)
    async with Sandbox(limits=limits, clock=clock).serve() as running:
        bot = Bot(TOKEN, base_url=f"{running.url}/bot")
        async with bot:
            await bot.set_webhook("https://example.org/hook")
            took = []
            for _ in range(2):
                begin = asyncio.get_running_loop().time()
                with pytest.raises(Conflict):
                    await bot.get_updates()
                took.append(asyncio.get_running_loop().time() - begin)
    assert took[1] >= 0.3 > took[0]


async def test_stopping_ends_a_long_poll(clock: Clock) -> None:
    bot = None
    async with Sandbox(limits=QUICK, clock=clock).serve() as running:
        bot = Bot(TOKEN, base_url=f"{running.url}/bot")
        await bot.initialize()
        poll = asyncio.create_task(bot.get_updates(timeout=50))
        await running.until(lambda: bool(running.calls("getUpdates")))
        begin = asyncio.get_running_loop().time()
    with contextlib.suppress(TelegramError):
        await poll
    assert asyncio.get_running_loop().time() - begin < 3
    await bot.shutdown()
