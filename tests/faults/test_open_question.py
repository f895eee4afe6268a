"""Killed between a question and its answer: the person goes on where they were."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.dialogue.session import OpenQuestion
from bot.storage.seal import Seal
from tests.content.conftest import BASE
from tests.faults.kept import keys_of, settings_of
from tests.faults.program import Program, all_confirmed, edits, press, program, shown
from tests.telegram.double import Double

CHAT = 7
FLOW = """\
title: Дни
summary: Две даты
topic: patent
section: rights
intro: Напишите две даты.
questions:
  first:
    kind: date
    text: Первый день?
    error: Не понял. Напишите, например, `12.03.2026`.
    to: second
  second:
    kind: date
    text: Второй день?
    error: Не понял. Напишите, например, `12.03.2026`.
    to: end
outcomes:
  both: {title: Оба дня, body: "С {=first} по {=second}."}
otherwise: both
closing: Больше мы не знаем.
reviewed: 2026-03-01
review-every: 365
sources: [{name: Закон, confidence: high}]
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree, quick to start with, and a flow of two typed days."""
    root = tmp_path / "content"
    shutil.copytree(BASE, root)
    (root / "ru" / "flows" / "two-days.yaml").write_text(FLOW, encoding="utf-8")
    return root


async def said(telegram: Double, text: str, count: int) -> str:
    """The answer to a typed text: the `count`-th message sent."""
    telegram.text(CHAT, text)
    await telegram.until(lambda: len(telegram.texts(CHAT)) >= count)
    return telegram.texts(CHAT)[-1]


async def killed(bot: Program) -> None:
    bot.kill()
    await bot.ends()


@pytest.mark.fault("F01")
async def test_killed_between_the_questions(telegram: Double, tree: Path, tmp_path: Path) -> None:
    async with program(telegram, tmp_path, SAFAR_CONTENT=tree) as bot:
        await bot.serving()
        await shown(telegram, press(telegram, CHAT, "l:ru"))
        entry = await shown(telegram, press(telegram, CHAT, "f:two-days"))
        assert "Первый день?" in entry.params["text"]
        await telegram.until(lambda: all_confirmed(telegram))
        await killed(bot)
    async with program(telegram, tmp_path, SAFAR_CONTENT=tree) as bot:
        await bot.serving()
        assert "Второй день?" in await said(telegram, "12.03.2026", 1)
        await telegram.until(lambda: all_confirmed(telegram))
        await killed(bot)
    async with program(telegram, tmp_path, SAFAR_CONTENT=tree) as bot:
        await bot.serving()
        assert "С 12 марта 2026 по 1 апреля 2026." in await said(telegram, "1 апреля 2026", 2)
        await telegram.until(lambda: all_confirmed(telegram))
        bot.terminate()
        assert await bot.ends() == 0
    session = await settings_of(bot.state, CHAT)
    assert session.open is None
    assert session.locale == "ru"


@pytest.mark.fault("F01")
async def test_an_answer_delivered_again_after_a_kill_counts_once(
    telegram: Double, tree: Path, tmp_path: Path
) -> None:
    """Killed after the answer was stored and before it was confirmed: Telegram brings the same
    text again, and it must not become the answer to the next question."""
    async with program(telegram, tmp_path, SAFAR_CONTENT=tree) as bot:
        await bot.serving()
        await shown(telegram, press(telegram, CHAT, "l:ru"))
        await shown(telegram, press(telegram, CHAT, "f:two-days"))
        await telegram.until(lambda: all_confirmed(telegram))
        # An update before it that cannot be finished: nothing after it is confirmed.
        telegram.fail("editMessageText", action="slow", seconds=60, times=1)
        press(telegram, CHAT + 1, "h")
        await telegram.until(lambda: len(edits(telegram, CHAT + 1)) > 0)
        assert "Второй день?" in await said(telegram, "12.03.2026", 1)
        await telegram.until(lambda: bool((asked := waiting(bot.state)) and asked.answers))
        await killed(bot)
    assert len(telegram.pending) >= 2
    async with program(telegram, tmp_path, SAFAR_CONTENT=tree) as bot:
        await bot.serving()
        await telegram.until(lambda: all_confirmed(telegram), 40)
        assert "Второй день?" in telegram.texts(CHAT)[-1]
        assert "С 12 марта 2026 по 1 апреля 2026." in await said(telegram, "1 апреля 2026", 3)
        assert not [text for text in telegram.texts(CHAT) if "по 12 марта" in text]


def waiting(state: Path) -> OpenQuestion | None:
    """The open question as it lies on the disk now."""
    seal = Seal(keys_of(state))
    key, *_ = seal.row_keys(CHAT)
    database = sqlite3.connect(f"file:{state / 'safar.db'}?mode=ro", uri=True)
    try:
        rows = database.execute("SELECT sealed FROM settings WHERE key = ?", (key,)).fetchall()
    finally:
        database.close()
    found = seal.open_session(key, rows[0][0]) if rows else None
    return found[0].open if found else None
