"""`safar backup` and `safar restore`: what is in the file, and what is never in it."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.dialogue.ports import Release
from bot.dialogue.session import Session
from bot.errors import LockError, StateError
from bot.storage.keys import read_keys
from bot.storage.releases import read_releases
from bot.storage.seal import Seal
from bot.storage.sqlite import SqliteStore
from bot.telegram.lock import sole_user
from tests.process import SAFAR, environment, sandbox_safar

NOW = datetime(2026, 3, 9, tzinfo=UTC)
ME = 5_377_001_234
RU = Session(locale="ru", origin="tj", region="tj-sughd", stage="away")
WEEK = Release("topic_week", date(2026, 3, 2), 1, {("sos",): 25, ("patent",): 10})
Run = Callable[..., str]


def now() -> datetime:
    return NOW


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


async def filled(state: Path) -> None:
    keys = read_keys(state, now=NOW, environ={})
    async with SqliteStore(state / "safar.db", keys, now=now) as store:
        for person in range(50):
            await store.put(ME + person, RU)
        await store.release([WEEK], b"tally of the running week")


async def read(state: Path) -> Session:
    keys = read_keys(state, now=NOW, environ={})
    async with SqliteStore(state / "safar.db", keys, now=now) as store:
        return await store.get(ME)


@pytest.fixture
def run(tmp_path: Path, state: Path) -> Run:
    """`safar …` in a process of its own: what it said, its exit code checked."""

    def call(*words: str, code: int = 0, at: Path = state) -> str:
        done = subprocess.run(
            [SAFAR, *words], cwd=tmp_path, env=environment(SAFAR_STATE=str(at)),
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    return call


def rows(file: Path) -> dict[str, int]:
    database = sqlite3.connect(file)
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    counts = {
        name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in tables
    }
    database.close()
    return counts


@pytest.mark.fault("P09")
async def test_by_default_nobody_is_in_it(state: Path, tmp_path: Path, run: Run) -> None:
    await filled(state)
    file = tmp_path / "away" / "safar.backup"
    file.parent.mkdir()
    assert "1 published periods" in run("backup", str(file))
    assert rows(file) == {
        "settings": 0, "tally": 0, "note": 0, "released": 1, "topic_week": 2,
        "who_month": 0, "region_month": 0,
    }  # fmt: skip
    keys = read_keys(state, now=NOW, environ={})
    everything = file.read_bytes()
    assert not [p for p in range(50) if Seal(keys).row_keys(ME + p)[0] in everything]
    database = sqlite3.connect(state / "safar.db")
    sealed = [
        row[0]
        for row in database.execute(
            "SELECT sealed FROM settings UNION ALL SELECT substr(sealed, 1, 64) FROM tally"
        )
    ]
    database.close()
    assert len(sealed) == 51
    assert not [one for one in sealed if one[:32] in everything]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


async def test_the_size_tells_nothing_of_people(state: Path, tmp_path: Path, run: Run) -> None:
    await filled(state)
    other = tmp_path / "other"
    async with SqliteStore(
        other / "safar.db", read_keys(other, now=NOW, environ={}), now=now
    ) as store:
        await store.release([WEEK], b"")
    run("backup", str(tmp_path / "a"))
    run("backup", str(tmp_path / "b"), at=other)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


async def test_with_settings_sealed_and_never_keys(state: Path, tmp_path: Path, run: Run) -> None:
    await filled(state)
    file = tmp_path / "all.backup"
    said = run("backup", str(file), "--with-settings")
    assert "sealed settings of 50 people" in said
    assert "/forget does not reach this file" in said
    assert rows(file)["settings"] == 50
    assert rows(file)["tally"] == 0
    keys = read_keys(state, now=NOW, environ={})
    everything = file.read_bytes()
    for secret in (keys.current.pepper, keys.current.seal, keys.current.tally):
        assert secret not in everything
        assert secret.hex().encode() not in everything
    assert b"tj-sughd" not in everything


@pytest.mark.parametrize("words", [(), ("--with-settings",)])
async def test_there_and_back(
    state: Path, tmp_path: Path, run: Run, words: tuple[str, ...]
) -> None:
    await filled(state)
    file = tmp_path / "safar.backup"
    run("backup", str(file), *words)
    (state / "safar.db").unlink()
    said = run("restore", str(file))
    assert "1 published periods" in said
    assert ("asked to be forgotten" in said) == bool(words)
    assert read_releases(state / "safar.db") == [WEEK]
    assert await read(state) == (RU if words else Session())
    # A period published before stays as it was drawn, also after a restore.
    async with SqliteStore(
        state / "safar.db", read_keys(state, now=NOW, environ={}), now=now
    ) as store:
        await store.release([Release("topic_week", WEEK.start, 1, {("sos",): 100})], b"")
    assert read_releases(state / "safar.db") == [WEEK]


async def test_under_other_keys_everybody_looks_new(state: Path, tmp_path: Path, run: Run) -> None:
    await filled(state)
    run("backup", str(tmp_path / "a"), "--with-settings")
    elsewhere = tmp_path / "elsewhere"
    run("restore", str(tmp_path / "a"), at=elsewhere)
    assert await read(elsewhere) == Session()


async def test_an_existing_file_is_not_touched(state: Path, tmp_path: Path, run: Run) -> None:
    await filled(state)
    (tmp_path / "a").write_text("mine")
    assert "File exists" in run("backup", str(tmp_path / "a"), code=3)
    assert (tmp_path / "a").read_text() == "mine"
    assert "there is no database" in run("backup", str(tmp_path / "b"), at=tmp_path, code=3)
    assert not (tmp_path / "b").exists()


async def test_a_database_that_is_there_is_overwritten_only_when_told(
    state: Path, tmp_path: Path, run: Run
) -> None:
    await filled(state)
    run("backup", str(tmp_path / "a"))
    assert "--replace" in run("restore", str(tmp_path / "a"), code=3)
    assert rows(state / "safar.db")["settings"] == 50
    run("restore", str(tmp_path / "a"), "--replace")
    assert rows(state / "safar.db")["settings"] == 0
    assert stat.S_IMODE((state / "safar.db").stat().st_mode) == 0o600


def test_never_over_a_running_bot(tmp_path: Path, run: Run) -> None:
    with sandbox_safar(tmp_path) as process:
        state = process.state / "sandbox"
        run("backup", str(tmp_path / "a"), at=state)  # a copy may be made at any time
        before = (state / "safar.db").stat().st_ino
        said = run("restore", str(tmp_path / "a"), "--replace", at=state, code=LockError.exit_code)
        assert "already running" in said
        assert (state / "safar.db").stat().st_ino == before
        with pytest.raises(LockError), sole_user(state):
            raise AssertionError


def damaged(file: Path) -> None:
    file.write_bytes(b"nonsense" * 1000)


def newer(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 99")


def foreign(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE notes (words TEXT)")


@pytest.mark.parametrize(("spoil", "says"), [
    (damaged, "not a database"), (newer, "newer Safar"), (foreign, "not a backup of Safar"),
    (Path.unlink, "there is no backup"),
])  # fmt: skip
async def test_what_is_no_backup_changes_nothing(
    state: Path, tmp_path: Path, run: Run, spoil: Callable[[Path], None], says: str
) -> None:
    await filled(state)
    file = tmp_path / "a"
    run("backup", str(file))
    spoil(file)
    before = (state / "safar.db").read_bytes()
    assert says in run("restore", str(file), "--replace", code=StateError.exit_code)
    assert (state / "safar.db").read_bytes() == before
    assert "safar.db.restoring" not in os.listdir(state)


async def test_a_prepared_file_brings_no_trigger(state: Path, tmp_path: Path, run: Run) -> None:
    await filled(state)
    file = tmp_path / "a"
    run("backup", str(file))
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE spy (key BLOB)")
        database.execute(
            "CREATE TRIGGER watch AFTER INSERT ON settings BEGIN"
            " INSERT INTO spy VALUES (new.key); END"
        )
        database.execute("INSERT INTO tally VALUES (0, x'00')")
    run("restore", str(file), "--replace")
    with sqlite3.connect(state / "safar.db") as database:
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    assert "spy" not in names
    assert "watch" not in names
    assert rows(state / "safar.db")["tally"] == 0
