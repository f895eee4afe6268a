"""Killed again and again while people press buttons: nothing lost, nothing doubled."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections import Counter
from pathlib import Path

import pytest

from bot.content.load import load
from bot.dialogue.engine import respond
from bot.dialogue.events import Press
from bot.dialogue.session import Session
from bot.sandbox.journal import Entry
from tests.conftest import NOW
from tests.content.conftest import BASE
from tests.faults.kept import rows_of, sessions_of
from tests.faults.program import all_confirmed, edits, press, program
from tests.telegram.double import Double

KILLS, UPDATES, CHATS = 30, 1_500, 40
SETTINGS = ("l:ru", "l:tg", "l:uz", "l:uz-Cyrl", "l:ky", "o:tj", "o:uz", "o:kg", "t:before",
            "t:away", "t:back")  # fmt: skip
PAGES = ("h", "p:patent", "p:ban-flow", "s:rights", "c")


@pytest.mark.fault("F01")
@pytest.mark.timeout(400)
async def test_killed_thirty_times(telegram: Double, tmp_path: Path) -> None:
    content = load(BASE, NOW.date())  # a small tree: quick to start with
    rng = random.Random(30)
    telegram.fail("editMessageText", action="slow", seconds=0.03, times=None)
    asked: dict[int, list[tuple[int, str]]] = {chat_id: [] for chat_id in range(1, CHATS + 1)}
    order = [1 + number % CHATS for number in range(UPDATES)]
    rng.shuffle(order)
    coming = iter(order)

    def arrive(number: int) -> None:
        for chat_id in itertools.islice(coming, number):
            target = rng.choice(SETTINGS if rng.random() < 0.6 else PAGES)
            asked[chat_id].append((press(telegram, chat_id, target), target))

    made: list[Entry] = []
    may_repeat: Counter[int] = Counter()
    for _ in range(KILLS):
        arrive(25)
        async with program(telegram, tmp_path, SAFAR_CONTENT=BASE) as bot:
            enough = rng.randint(1, 80)
            arriving = asyncio.create_task(_arrive_slowly(arrive, 25))
            await telegram.until(lambda n=enough: len(edits(telegram)) >= n or _idle(telegram), 60)  # type: ignore[misc]
            bot.kill()
            await bot.ends()
            await arriving
        may_repeat.update(_in_flight(telegram))
        made += edits(telegram)
        telegram.world.journal.clear()
    assert next(coming, None) is None
    async with program(telegram, tmp_path, SAFAR_CONTENT=BASE) as bot:
        await bot.serving()
        await telegram.until(lambda: all_confirmed(telegram), 90)
        bot.terminate()
        assert await bot.ends() == 0
    made += edits(telegram)

    answers = Counter(int(entry.params["message_id"]) for entry in made)
    assert len(answers) == UPDATES  # none lost
    for message_id, times in answers.items():
        assert times <= 1 + may_repeat[message_id]
    for chat_id, presses in asked.items():
        mine = (e.params for e in made if e.params["chat_id"] == str(chat_id))
        first = dict.fromkeys(int(params["message_id"]) for params in mine)
        assert list(first) == [message_id for message_id, _ in presses]
    wanted = []
    for presses in asked.values():
        session = Session()
        for _, target in presses:
            session = respond(content, session, Press(target), NOW, "ky").session
        wanted.append(session)
    assert await sessions_of(bot.state, asked) == wanted
    assert rows_of(bot.state) == CHATS
    repeated = sum(answers.values()) - UPDATES
    print(f"{repeated} repeated replies; {sum(may_repeat.values())} in flight at the kills")


async def _arrive_slowly(arrive, number: int) -> None:  # type: ignore[no-untyped-def]
    for _ in range(number):
        arrive(1)
        await asyncio.sleep(0.01)  # people do not press all at once


def _idle(telegram: Double) -> bool:
    return bool(edits(telegram)) and all_confirmed(telegram)


def _in_flight(telegram: Double) -> list[int]:
    """The messages whose presses this process was given and had not confirmed."""
    given = {
        update["update_id"]: update["callback_query"]["message"]["message_id"]
        for entry in telegram.made("getUpdates")
        if entry.answer and entry.answer["status"] == 200
        for update in entry.answer["body"]["result"]
    }
    return [given[update_id] for update_id in telegram.pending if update_id in given]
