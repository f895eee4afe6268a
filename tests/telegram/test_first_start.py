"""The very first start has to learn the questions first: buttons are answered meanwhile."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from bot.content import words
from bot.content.model import Content
from tests.conftest import ROOT
from tests.faults.program import ask, program
from tests.telegram.double import Double


@pytest.mark.timeout(180)
async def test_buttons_are_answered_while_the_questions_are_learned(
    telegram: Double, tmp_path: Path, content: Content
) -> None:
    root = tmp_path / "content"
    shutil.copytree(ROOT / "content", root, ignore=shutil.ignore_patterns(".cache"))
    async with program(telegram, tmp_path, SAFAR_CONTENT=root) as bot:
        await bot.serving()
        telegram.text(1, "патент")
        title = words.page_words(content, content.pages["patent"], "ky").title
        learned = root / ".cache"
        waits, number = [], 2
        while not list(learned.glob("asking-*")):
            began = time.monotonic()
            _, seconds = await ask(telegram, number, "h")
            waits.append(seconds)
            assert time.monotonic() - began < 60
            number += 1
        await telegram.until(lambda: bool(telegram.texts(1)), 60)
        assert title in str(telegram.made("sendMessage")[-1].params)
    print(f"{len(waits)} taps while learning, the slowest {max(waits):.2f} s")
    assert len(waits) >= 5  # a loop that is held up lets one or two through at the end
