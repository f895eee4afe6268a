"""Changed files are picked up; a bad tree leaves the old one serving."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from bot.content.load import load
from bot.content.watch import Reload, changes
from tests.content.conftest import TODAY
from tests.content.test_stamp import PAGE, edit

DEADLINE = 20.0


@asynccontextmanager
async def watching(root: Path) -> AsyncIterator[asyncio.Queue[Reload]]:
    """Reloads as they come. Touches a file until the watcher is known to be awake."""
    found: asyncio.Queue[Reload] = asyncio.Queue()
    stop = asyncio.Event()

    async def run() -> None:
        async for reload in changes(root, today=lambda: TODAY, stop=stop, debounce=0.05):
            found.put_nowait(reload)

    task = asyncio.create_task(run())
    awake = root / "topics.yaml"
    text = awake.read_text(encoding="utf-8")
    async with asyncio.timeout(DEADLINE):
        while found.empty():
            with awake.open("a", encoding="utf-8") as file:
                file.write("# awake?\n")
            await asyncio.wait({task}, timeout=0.1)
        awake.write_text(text, encoding="utf-8")
        revision = load(root, TODAY).revision
        while (await found.get()).content is None or not _is_last(found, revision, root):
            pass
    try:
        yield found
    finally:
        stop.set()
        async with asyncio.timeout(DEADLINE):
            await task


def _is_last(found: asyncio.Queue[Reload], revision: str, root: Path) -> bool:
    return found.empty() and load(root, TODAY).revision == revision


async def until(found: asyncio.Queue[Reload], revision: str) -> Reload:
    """The reload of this revision; earlier ones may come from the wake-up."""
    async with asyncio.timeout(DEADLINE):
        while True:
            reload = await found.get()
            if reload.content is not None and reload.content.revision == revision:
                return reload


async def until_bad(found: asyncio.Queue[Reload]) -> Reload:
    async with asyncio.timeout(DEADLINE):
        while True:
            reload = await found.get()
            if reload.content is None:
                return reload


async def test_a_change_comes_as_a_whole_new_content(tree: Path) -> None:
    async with watching(tree) as found:
        edit(tree / PAGE, "title: Патент", "title: Патент и чек")
        reload = await until(found, load(tree, TODAY).revision)
    assert reload.content is not None
    assert reload.content.pages["patent"].words["ru"].title == "Патент и чек"


async def test_a_bad_tree_is_told_once_as_safar_check_tells_it(
    tree: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "safar.content"):
        async with watching(tree) as found:
            caplog.clear()
            edit(tree / PAGE, "topic: patent", "topic: patents")
            bad = await until_bad(found)
            warnings = [one for one in caplog.records if one.levelno == logging.WARNING]
            edit(tree / PAGE, "topic: patents", "topic: patent")
            good = await until(found, load(tree, TODAY).revision)
    (issue,) = [issue for issue in bad.issues if issue.error]
    assert issue.path == PAGE
    assert [one.getMessage() for one in warnings] == [
        "content not reloaded, the old one is still served: 1 error(s)",
        f"{PAGE}:3: {issue.message}",
    ]
    assert good.content is not None


async def test_of_many_mistakes_the_first_are_told(
    tree: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "safar.content"):
        async with watching(tree) as found:
            edit(tree / PAGE, "Храните чек.", "Храните чек 10 дней, 20, 30, 40 или 50.")
            bad = await until_bad(found)
            while sum(one.error for one in bad.issues) < 5:  # of a file half written
                bad = await until_bad(found)
    errors = [issue for issue in bad.issues if issue.error]
    said = [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING][-5:]
    assert len(errors) > 3
    assert said == [
        f"content not reloaded, the old one is still served: {len(errors)} error(s)",
        *(f"{issue.path}:{issue.line}: {issue.message}" for issue in errors[:3]),
        f"и ещё {len(errors) - 3}; все покажет safar check",
    ]


async def test_the_same_content_again_is_not_yielded(tree: Path) -> None:
    """`today` is asked once for each burst, so it tells when a touch has been noticed."""
    bursts, stop = 0, asyncio.Event()
    found: list[Reload] = []

    def today() -> date:
        nonlocal bursts
        bursts += 1
        return TODAY

    async def run(revision: str) -> None:
        async for reload in changes(tree, revision=revision, today=today, stop=stop, debounce=0.05):
            found.append(reload)

    task = asyncio.create_task(run(load(tree, TODAY).revision))
    async with asyncio.timeout(DEADLINE):
        while bursts < 2:
            (tree / PAGE).touch()
            await asyncio.wait({task}, timeout=0.1)
        edit(tree / "facts/money.yaml", "value: 10000", "value: 12000")
        while not found:
            await asyncio.wait({task}, timeout=0.05)
        stop.set()
        await task
    assert len(found) == 1
    assert found[0].content is not None
    assert found[0].content.revision == load(tree, TODAY).revision
