"""The store when the disk, another process or the file itself is against it."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.dialogue.ports import StoreUnavailable
from bot.dialogue.session import Session
from bot.errors import StateError
from bot.storage.database import open_database
from bot.storage.keys import Keys
from bot.storage.migrations import MIGRATIONS
from bot.storage.seal import Seal

from .conftest import DEADLINE, residue, until

ROOT = Path(__file__).resolve().parents[2]
ME, OTHER, NEW = 5_377_001_234, 5_377_005_678, 5_377_009_999
RU = Session(locale="ru", origin="tj", region="tj-sughd", stage="away")
KY = Session(locale="ky", origin="kg")


def marks(keys: Keys, chat_id: int) -> list[bytes]:
    return [
        str(chat_id).encode(),
        chat_id.to_bytes(8, "little"),
        chat_id.to_bytes(8, "big"),
        *Seal(keys).row_keys(chat_id),
    ]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Somebody else holds the write lock, from another thread's connection."""
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        held.set()
        release.wait(DEADLINE)
        connection.execute("ROLLBACK")
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(DEADLINE)
    try:
        yield
    finally:
        release.set()
        thread.join()


def fill(folder: Path) -> Path:
    """Leave not one byte."""
    filler = folder.parent / folder.name / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while file.write(b"x" * size):
                    pass
            except OSError:
                continue
    return filler


async def stored(store, chat_id: int) -> bool:
    """It is on disk, not only in RAM."""
    store._cache.clear()
    return chat_id not in store._writer.waiting and await store.get(chat_id) != Session()


@pytest.mark.fault("F42")
async def test_locked_answers_flow_and_the_change_is_written_later(opened, state, caplog) -> None:
    async with opened() as store:
        await store.put(OTHER, RU)
        store._cache.clear()
        await until(lambda: store._writer._purged is not None)
        with locked(state / "safar.db"):
            for chat_id, expected in ((OTHER, RU), (NEW, Session())):
                start = time.perf_counter()
                assert await store.get(chat_id) == expected
                assert time.perf_counter() - start < 0.3
            start = time.perf_counter()
            with pytest.raises(StoreUnavailable):
                await store.put(ME, KY)
            assert time.perf_counter() - start < 1.5
            assert await store.get(ME) == KY  # the person goes on in the chosen language
            with pytest.raises(StoreUnavailable):
                await store.write_tally(b"")
            with pytest.raises(StoreUnavailable):
                await store.forget(OTHER)
            assert await store.get(OTHER) == Session()
        await until(lambda: not store._writer.waiting)
        assert await stored(store, ME)
        assert not await stored(store, OTHER)
    assert caplog.text.count("Answers go on without it") == 1


@pytest.mark.fault("F42")
async def test_locked_altogether_at_start(opened, state, clock) -> None:
    async with opened() as store:
        await store.put(ME, RU)
    lock = sqlite3.connect(state / "safar.db", isolation_level=None)
    lock.execute("PRAGMA locking_mode = EXCLUSIVE")
    lock.execute("BEGIN EXCLUSIVE")
    async with opened() as store:
        start = time.perf_counter()
        with pytest.raises(StoreUnavailable):
            await store.get(ME)
        with pytest.raises(StoreUnavailable):
            await store.get(OTHER)
        assert time.perf_counter() - start < 0.3
        lock.execute("ROLLBACK")
        lock.close()

        async def back() -> bool:
            try:
                return await store.get(ME) == RU
            except StoreUnavailable:
                return False

        await until(back)


async def test_a_hanging_disk_holds_nobody_up(opened, monkeypatch) -> None:
    async with opened(patience=0.05, write_patience=0.05, forget_patience=0.1) as store:
        await until(lambda: store._writer._purged is not None)
        await until(lambda: not store._writer._unswept)
        never = asyncio.Event()

        async def hang(*_: object) -> None:
            await never.wait()

        monkeypatch.setattr(store._writer.database, "read", hang)
        monkeypatch.setattr(store._writer.database, "write", hang)
        start = time.perf_counter()
        for chat_id in range(20):
            with pytest.raises(StoreUnavailable):
                await store.get(chat_id)
        with pytest.raises(StoreUnavailable):
            await store.put(ME, RU)
        with pytest.raises(StoreUnavailable):
            await store.forget(ME)
        assert time.perf_counter() - start < 1
        never.set()


@pytest.mark.fault("F41")
async def test_full_disk(opened, small_disk: Path, keys: Keys) -> None:
    async with opened(state=small_disk) as store:
        await store.put(ME, RU)
        await store.put(OTHER, RU)
        await until(lambda: not store._writer._unswept)
        filler = fill(small_disk)
        store._cache.clear()
        assert await store.get(OTHER) == RU
        assert await store.get(NEW) == Session()
        with pytest.raises(StoreUnavailable):
            await store.put(NEW, KY)
        assert await store.get(NEW) == KY
        assert (small_disk / "reserve").exists()  # only a deletion may use it
        start = time.perf_counter()
        await store.forget(ME)
        assert time.perf_counter() - start < 5
        assert residue(small_disk, marks(keys, ME)) == []
        assert await store.get(OTHER) == RU
        filler.unlink()
        await until(lambda: not store._writer.waiting)
        assert await stored(store, NEW)
        assert (small_disk / "reserve").exists()


@pytest.mark.fault("F41")
async def test_full_disk_at_start(opened, small_disk: Path, keys: Keys) -> None:
    async with opened(state=small_disk) as store:
        await store.put(ME, RU)
    fill(small_disk)
    async with opened(state=small_disk) as store:
        assert await store.get(ME) == RU
        await store.forget(ME)
        assert residue(small_disk, marks(keys, ME)) == []


def break_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xff" * 100)


def break_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * 4096)


def cut_short(path: Path) -> None:
    os.truncate(path, 4096 * 3 + 100)


def replace_with_text(path: Path) -> None:
    path.write_text("this is no database, " * 1000)


@pytest.mark.fault("F43")
@pytest.mark.parametrize("harm", [break_header, break_page, cut_short, replace_with_text])
async def test_corrupt_at_start(opened, state, harm, caplog) -> None:
    async with opened() as store:
        for n in range(100):
            await store.put(ME + n, RU)
    harm(state / "safar.db")
    start = time.perf_counter()
    async with opened() as store:
        assert time.perf_counter() - start < 5
        aside = [p for p in state.iterdir() if ".broken-" in p.name]
        assert len(aside) == 1
        assert "moved aside" in caplog.text
        assert await store.get(ME) == Session()
        await store.put(ME, KY)
        await until(lambda: not store._writer.waiting)
        assert await stored(store, ME)


@pytest.mark.fault("F43")
async def test_what_was_set_aside_goes_after_30_days(opened, state, clock) -> None:
    async with opened():
        pass
    break_header(state / "safar.db")
    async with opened():
        pass
    aside = next(p for p in state.iterdir() if ".broken-" in p.name)
    for day, there in ((2, True), (3, False)):
        clock.now = clock.now.replace(month=4, day=day) if there else clock.now.replace(day=5)
        async with opened():
            assert aside.exists() is there


@pytest.mark.fault("F43")
async def test_missing_at_start_is_a_first_start(opened, state) -> None:
    async with opened() as store:
        await store.put(ME, RU)
    (state / "safar.db").unlink()
    async with opened() as store:
        assert await store.get(ME) == Session()


@pytest.mark.fault("F43")
async def test_deleted_while_running(opened, state, caplog) -> None:
    async with opened() as store:
        await store.put(ME, RU)
        for path in state.glob("safar.db*"):
            path.unlink()
        await store.put(OTHER, KY)
        assert "is gone" in caplog.text
        assert await store.get(ME) == RU  # from RAM
    async with opened() as store:
        assert await store.get(OTHER) == KY


@pytest.mark.fault("F43")
@pytest.mark.parametrize("met_by", ["a read", "a write"])
async def test_corrupt_while_running_is_read_only(opened, state, caplog, met_by) -> None:
    async with opened() as store:
        for n in range(100):
            await store.put(ME + n, RU)
        await until(lambda: not store._writer._unswept)
        store._cache.clear()
        assert await store.get(ME) == RU
        size = (state / "safar.db").stat().st_size
        with (state / "safar.db").open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
        # SQLite keeps pages in memory: let both connections look again.
        other = sqlite3.connect(state / "safar.db", isolation_level=None)
        other.execute("CREATE TABLE IF NOT EXISTS released (x)")
        other.execute("PRAGMA user_version = 1")
        other.close()
        if met_by == "a read":
            with pytest.raises(StoreUnavailable):
                await store.get(ME + 1)
        with pytest.raises(StoreUnavailable):
            await store.put(OTHER, KY)
        assert await store.get(ME) == RU  # from RAM
        assert await store.get(OTHER) == KY
        assert caplog.text.count("DAMAGED") == 1
    async with opened() as store:  # a restart heals
        await store.put(OTHER, KY)


async def test_what_fails_in_the_middle_leaves_nothing_behind(opened) -> None:
    async with opened() as store:
        good = ("INSERT INTO note VALUES ('half', '')", ())
        assert not await store._writer.job([good, ("INSERT INTO nowhere VALUES (1)", ())])
        await store.put(ME, RU)
        database = store._writer.database
        assert await database.read("SELECT * FROM note WHERE name = 'half'") == []
        for connection in (database._reader, database._writer):
            rows = await connection.execute_fetchall("PRAGMA secure_delete")
            assert [tuple(row) for row in rows] == [(1,)]


STUCK = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.storage.keys import new_keys
from bot.storage.sqlite import SqliteStore

async def main():
    now = lambda: datetime.now(UTC)
    store = SqliteStore(Path(sys.argv[1]) / "safar.db", new_keys(now().date()), now=now)
    await store.open()
    raise RuntimeError("start-up fails with an open connection")

asyncio.run(main())
"""


@pytest.mark.fault("F44")
def test_an_open_connection_keeps_no_failed_process_alive(state) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STUCK, str(state)],
        cwd=ROOT,
        timeout=DEADLINE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "start-up fails" in done.stderr


@pytest.mark.fault("F46")
async def test_a_newer_schema_is_refused_and_left_alone(opened, state) -> None:
    async with opened() as store:
        await store.put(ME, RU)
    newer = (*MIGRATIONS, ("CREATE TABLE later (x)",))
    async with opened(steps=newer):
        pass
    before = (state / "safar.db").read_bytes()
    with pytest.raises(StateError, match="newer Safar") as refused:
        async with opened():
            pass
    assert "\n" not in str(refused.value)
    assert (state / "safar.db").read_bytes() == before


@pytest.mark.fault("F46")
async def test_an_older_schema_is_brought_forward(opened) -> None:
    async with opened() as store:
        await store.put(ME, RU)
    async with opened(steps=(*MIGRATIONS, ("CREATE TABLE later (x)",))) as store:
        assert await store.get(ME) == RU


@pytest.mark.fault("F46")
async def test_a_step_that_fails_changes_nothing(state) -> None:
    state.mkdir()
    path = state / "safar.db"
    await (await open_database(path)).close()
    before = sqlite3.connect(path).execute("SELECT sql FROM sqlite_master").fetchall()
    with pytest.raises(sqlite3.OperationalError):
        await open_database(path, (*MIGRATIONS, ("CREATE TABLE good (x)", "CREATE TABLE")))
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT sql FROM sqlite_master").fetchall() == before
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    connection.close()


MIGRATE = """
import asyncio, sys
from pathlib import Path
from bot.storage.database import open_database
from bot.storage.migrations import MIGRATIONS

rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
step = ("CREATE TABLE later (x)",) + (f"INSERT INTO later {rows} SELECT i FROM n",) * 400
print("go", flush=True)
asyncio.run(open_database(Path(sys.argv[1]), (*MIGRATIONS, step)))
"""


def kill_a_migration(path: Path, after: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", MIGRATE, str(path)], cwd=ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):  # it is still at work
            process.wait(after)
        process.send_signal(signal.SIGKILL)


@pytest.mark.fault("F46")
async def test_killed_during_a_migration(state) -> None:
    state.mkdir()
    path = state / "safar.db"
    for attempt in range(20):
        path.unlink(missing_ok=True)
        await (await open_database(path)).close()
        kill_a_migration(path, 0.004 * attempt)
        connection = sqlite3.connect(path)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'")
        assert tables.fetchone()[0] == version - len(MIGRATIONS)
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        connection.close()


REFUSED = """
import asyncio, os, sys
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from bot.errors import StateError
from bot.storage.keys import new_keys, read_keys
from bot.storage.sqlite import SqliteStore
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
now = lambda: datetime.now(UTC)
state = Path(sys.argv[2])

async def main():
    if sys.argv[3] == "keys":
        read_keys(state, now=now(), environ={})
    else:
        await SqliteStore(state / "safar.db", new_keys(now().date()), now=now).open()

try:
    asyncio.run(main())
except StateError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""


def as_nobody(state: Path, what: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", REFUSED, str(ROOT), str(state), what],
        cwd="/",
        timeout=DEADLINE,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Where another user could go, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.fault("F47")
@pytest.mark.parametrize("what", ["keys", "store"])
@pytest.mark.parametrize("case", ["read-only", "owner", "parent"])
def test_a_state_folder_that_is_not_ours(open_folder: Path, what: str, case: str) -> None:
    if case == "owner" and os.geteuid() != 0:
        pytest.skip("needs a second user")
    state = open_folder / "state"
    if case == "parent":
        open_folder.chmod(0o555)
    else:
        state.mkdir()
        state.chmod({"read-only": 0o555, "owner": 0o700}[case])
    done = as_nobody(state, what)
    open_folder.chmod(0o755)
    assert done.returncode == 3, done.stderr
    assert done.stderr.count("\n") == 1
    assert str(state) in done.stderr
    assert "SAFAR_STATE" in done.stderr


@pytest.mark.fault("F47")
async def test_something_else_in_the_place_of_the_database(opened, state) -> None:
    (state / "safar.db").mkdir(parents=True)
    with pytest.raises(StateError, match="cannot be opened"):
        async with opened():
            pass


@pytest.mark.parametrize(("name", "mode"), [("safar.db", 0o700), ("something-else", 0o755)])
async def test_a_folder_is_made_private_unless_others_use_it(
    opened, state, caplog, name, mode
) -> None:
    state.mkdir(mode=0o755)
    (state / name).touch()
    async with opened():
        pass
    assert state.stat().st_mode & 0o777 == mode
    assert ("open to other users" in caplog.text) is (mode == 0o755)


@pytest.mark.fault("F47")
@pytest.mark.parametrize(("what", "name"), [("keys", "safar.keys"), ("store", "safar.db")])
def test_a_file_of_somebody_else(open_folder: Path, what: str, name: str) -> None:
    state = open_folder / "state"
    state.mkdir()
    (state / name).touch()
    (state / name).chmod(0o000)
    state.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(state, 65534, 65534)
    done = as_nobody(state, what)
    assert done.returncode == 3, done.stderr
    assert done.stderr.count("\n") == 1
