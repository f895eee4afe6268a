"""The disk, another process or the database file itself is against it: answers go on."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.content import words
from bot.content.markup import to_plain
from bot.content.model import Content
from bot.dialogue import notices
from bot.dialogue.session import Session
from bot.sandbox.journal import Entry
from tests.conftest import NOW
from tests.faults.fair import fair
from tests.faults.kept import keep, on_disk, residue_of, rows_of, settings_of
from tests.faults.program import (
    ask,
    edits,
    percentile,
    press,
    program,
    rounds,
)
from tests.storage.test_faults import (
    break_header,
    break_page,
    cut_short,
    fill,
    replace_with_text,
)
from tests.telegram.double import Double

ME, OTHER, NEW = 5_377_001_234, 5_377_005_678, 5_377_009_999
PAGES = ("patent", "check-ban", "police-check", "legal-aid", "stay-90-days")
KY = Session(locale="ky")


def title(content: Content, page: str) -> str:
    return words.page_words(content, content.pages[page], "ky").title


async def ask_page(telegram: Double, content: Content, chat_id: int, number: int) -> float:
    """Ask for a page and read it; the seconds that took."""
    page = PAGES[number % len(PAGES)]
    answer, seconds = await ask(telegram, chat_id, f"p:{page}")
    assert title(content, page) in answer.params["text"]
    return seconds


def says(telegram: Double, chat_id: int, words: str) -> bool:
    """Whether a message of its own, not an edit, holds these words."""
    return any(words in text for text in telegram.texts(chat_id))


def not_saved(content: Content) -> str:
    return to_plain(notices.not_saved(content, KY).body)[:40]


def edit_text(entry: Entry) -> str:
    return entry.params["text"]


# --- F42: locked


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Somebody else holds the write lock."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@pytest.mark.fault("F42")
async def test_locked_for_ten_seconds(telegram: Double, tmp_path: Path, content: Content) -> None:
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await ask(telegram, OTHER, "l:ky")
        await ask_page(telegram, content, ME, 0)
        times = []
        with locked(bot.state / "safar.db"):
            press(telegram, NEW, "l:ky")
            for number in rounds(10):
                # Now and then somebody whose settings are still to be read.
                chat_id = NEW + number if number % 3 else OTHER
                times.append(await ask_page(telegram, content, chat_id, number))
            assert says(telegram, NEW, not_saved(content))
            assert not on_disk(bot.state, NEW)
        assert percentile(times, 0.95) <= fair(0.3)
        print(f"{len(times)} pages, p95 {percentile(times, 0.95) * 1000:.0f} ms, "
              f"longest {max(times) * 1000:.0f} ms")  # fmt: skip
        await bot.says("The database is well again")
        bot.terminate()
        assert await bot.ends() == 0
    assert await settings_of(bot.state, NEW) == KY


# --- F41: full


@pytest.mark.fault("F41")
async def test_full_disk(
    telegram: Double, tmp_path: Path, content: Content, small_disk: Path
) -> None:
    async with program(telegram, tmp_path, SAFAR_STATE=small_disk) as bot:
        await bot.serving()
        for chat_id in (ME, OTHER):
            await ask(telegram, chat_id, "l:ky")
        await telegram.until(lambda: not telegram.pending)
        # What the sweep after a write frees later would let the next write through.
        log = small_disk / "safar.db-wal"
        await telegram.until(lambda: not log.exists() or not log.stat().st_size)
        filler = fill(small_disk)
        for number in range(30):
            await ask_page(telegram, content, ME if number % 2 else NEW + number, number)
        press(telegram, NEW, "l:ky")
        await telegram.until(lambda: says(telegram, NEW, not_saved(content)))

        answer, seconds = await ask(telegram, ME, "d")
        forgotten = notices.forgotten(notices.view_of(content, KY, NOW.date()))
        assert to_plain(forgotten.body)[:20] in edit_text(answer)
        assert seconds < fair(5)
        assert residue_of(small_disk, ME) == []
        filler.unlink()
        await bot.says("The database is well again")
        bot.terminate()
        assert await bot.ends() == 0
        assert rows_of(small_disk) == 2
        assert await settings_of(small_disk, NEW) == KY
        assert await settings_of(small_disk, ME) == Session()


@pytest.mark.fault("F41")
async def test_full_disk_at_the_start(
    telegram: Double, tmp_path: Path, content: Content, small_disk: Path
) -> None:
    async with program(telegram, tmp_path, SAFAR_STATE=small_disk) as bot:
        await bot.serving()
        await ask(telegram, ME, "l:ky")
        bot.terminate()
        await bot.ends()
    fill(small_disk)
    async with program(telegram, tmp_path, SAFAR_STATE=small_disk) as bot:
        await bot.serving()
        await ask_page(telegram, content, ME, 0)
        await ask(telegram, ME, "d")
        assert residue_of(small_disk, ME) == []


# --- F43: damaged, missing


def take_away(path: Path) -> None:
    path.unlink()


@pytest.fixture
async def used(tmp_path: Path) -> Path:
    """A state folder with the settings of a hundred people, where the program will look."""
    state = tmp_path / "state"
    await keep(state, {OTHER + number: Session(locale="tg") for number in range(100)})
    return state


@pytest.mark.fault("F43")
@pytest.mark.parametrize(
    "harm", [break_header, break_page, cut_short, replace_with_text, take_away]
)
async def test_damaged_or_missing_at_the_start(
    telegram: Double,
    tmp_path: Path,
    content: Content,
    used: Path,
    harm: Callable[[Path], None],
) -> None:
    harm(used / "safar.db")
    asked = press(telegram, OTHER, "p:patent")
    async with program(telegram, tmp_path) as bot:
        await telegram.until(lambda: bool(edits(telegram)))
        up = time.monotonic() - bot.started
        assert up <= fair(10)  # reads and checks the whole content first
        print(f"up after {up:.1f} s")
        (answer,) = edits(telegram)
        assert answer.params["message_id"] == str(asked)
        assert title(content, "patent") in edit_text(answer)
        aside = [name for name in os.listdir(used) if ".broken-" in name]
        assert bool(aside) is (harm is not take_away)
        assert bot.log.count("moved aside") == len(aside)
        await ask(telegram, ME, "l:ky")
        bot.terminate()
        assert await bot.ends() == 0
    assert await settings_of(used, ME) == KY


@pytest.mark.fault("F43")
async def test_damaged_while_running(
    telegram: Double, tmp_path: Path, content: Content, used: Path
) -> None:
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await ask_page(telegram, content, ME, 0)
        with (used / "safar.db").open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
        # SQLite keeps pages in memory until somebody else has written: this is the somebody.
        other = sqlite3.connect(used / "safar.db", isolation_level=None)
        other.execute("PRAGMA user_version = 1")
        other.close()
        for number in range(20):
            await ask_page(telegram, content, OTHER + number, number)
        press(telegram, NEW, "l:ky")
        await telegram.until(lambda: says(telegram, NEW, not_saved(content)))
        assert bot.log.count("DAMAGED") == 1
        _, seconds = await ask(telegram, NEW, "h")
        assert seconds < 1
        bot.terminate()
        assert await bot.ends() == 0
    async with program(telegram, tmp_path) as bot:  # a restart heals
        await bot.says("moved aside")
        await bot.serving()
        await ask(telegram, NEW, "l:ky")
        bot.terminate()
        await bot.ends()
    assert await settings_of(used, NEW) == KY


@pytest.mark.fault("F43")
async def test_deleted_while_running(
    telegram: Double, tmp_path: Path, content: Content, used: Path
) -> None:
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await ask_page(telegram, content, ME, 0)
        for name in os.listdir(used):
            if name.startswith("safar.db"):
                os.unlink(used / name)
        await ask(telegram, NEW, "l:ky")
        await ask_page(telegram, content, OTHER, 1)
        await bot.says("is gone")
        bot.terminate()
        assert await bot.ends() == 0
    assert await settings_of(used, NEW) == KY


# --- F44: an end with an open database


@pytest.mark.fault("F44")
@pytest.mark.parametrize("why", ["token", "port"])
async def test_a_start_that_fails_with_the_database_open_ends(
    telegram: Double, tmp_path: Path, used: Path, why: str
) -> None:
    settings: dict[str, object] = {}
    if why == "token":
        telegram.fail("*", status=401, times=None)
    else:  # the port of the webhook; it is bound after the database was opened
        port = telegram.url.rpartition(":")[2]
        settings = {"SAFAR_WEBHOOK_URL": "https://example.org/hook", "SAFAR_WEBHOOK_PORT": port,
                    "SAFAR_WEBHOOK_SECRET": "s" * 32}  # fmt: skip
    async with program(telegram, tmp_path, **settings) as bot:
        code = await bot.ends()
        took = time.monotonic() - bot.started
    assert code == {"token": 5, "port": 4}[why]
    assert took <= fair(5)
    assert rows_of(used) == 100


@pytest.mark.fault("F44")
async def test_a_stop_while_the_database_is_locked_ends(
    telegram: Double, tmp_path: Path, content: Content
) -> None:
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await ask_page(telegram, content, ME, 0)
        with locked(bot.state / "safar.db"):
            press(telegram, ME, "l:ky")
            await telegram.until(lambda: says(telegram, ME, not_saved(content)))
            began = time.monotonic()
            bot.terminate()
            assert await bot.ends() == 0
            assert time.monotonic() - began < 10


# --- F46: another schema


@pytest.mark.fault("F46")
async def test_a_newer_schema_is_refused_and_left_alone(
    telegram: Double, tmp_path: Path, used: Path
) -> None:
    database = sqlite3.connect(used / "safar.db")
    database.execute("PRAGMA user_version = 99")
    database.close()
    before = _digest(used / "safar.db")
    async with program(telegram, tmp_path) as bot:
        assert await bot.ends() == 3
    (line,) = [line for line in bot.process.log if "newer Safar" in line]
    assert "99" in line
    assert _digest(used / "safar.db") == before


@pytest.mark.fault("F46")
async def test_an_older_schema_is_brought_forward(telegram: Double, tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    sqlite3.connect(state / "safar.db").close()  # version 0: the only older one there is
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await ask(telegram, ME, "l:ky")
        bot.terminate()
        assert await bot.ends() == 0
    assert await settings_of(state, ME) == KY


@pytest.mark.fault("F46")
async def test_killed_while_the_schema_is_made(telegram: Double, tmp_path: Path) -> None:
    """First starts, each cut short at another moment; then one that works. Twenty kills in the
    middle of a longer migration: `tests/storage`."""
    for attempt in range(4):
        shutil.rmtree(tmp_path / "state", ignore_errors=True)
        async with program(telegram, tmp_path) as bot:
            path = bot.state / "safar.db"
            for _ in rounds(20):
                if path.exists() and path.stat().st_size >= 4096 * attempt:
                    break
            os.kill(bot.pid, signal.SIGKILL)
            await bot.ends()
        if path.exists():
            database = sqlite3.connect(path)
            (version,) = database.execute("PRAGMA user_version").fetchone()
            tables = database.execute("SELECT name FROM sqlite_master").fetchall()
            database.close()
            assert bool(tables) is (version > 0)
    async with program(telegram, tmp_path) as bot:
        await bot.serving()
        await ask(telegram, ME, "l:ky")
        bot.terminate()
        assert await bot.ends() == 0
    assert await settings_of(bot.state, ME) == KY


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- F47: not ours


@pytest.mark.fault("F47")
@pytest.mark.parametrize("case", ["read-only", "owner", "file"])
async def test_a_state_folder_that_is_not_ours(telegram: Double, tmp_path: Path, case: str) -> None:
    state = tmp_path / "state"
    os.mkdir(state)
    if case == "read-only":
        os.chmod(state, 0o500)
    elif os.geteuid() != 0:
        pytest.skip("needs a second user")
    elif case == "owner":
        os.chown(state, 65534, 65534)
        os.chmod(state, 0o700)
    else:
        (state / "safar.db").touch(mode=0o600)
        os.chown(state / "safar.db", 65534, 65534)
    async with program(telegram, tmp_path, "tests.faults.bound_program") as bot:
        assert await bot.ends() == 3
        took = time.monotonic() - bot.started
    assert took < fair(5)
    os.chmod(state, 0o700)
    assert len(bot.process.log) == 1
    assert str(state) in bot.log
    assert "give it to the user who runs Safar" in bot.log
