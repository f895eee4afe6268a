"""Copies of the database to put away, and back: by default published counts and nothing else.

The keys are never part of a copy. Nor is the tally of the running week: a copy outlives the week,
and a tally that outlives its week could one day be opened and read without noise.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StateError
from bot.storage.migrations import MIGRATIONS

PUBLISHED = ("released", "topic_week", "who_month", "region_month")
NEVER = ("tally",)
_BUSY = 10.0  # seconds to wait for a writer


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy holds: periods published, and rows of people's sealed settings."""

    periods: int
    people: int


def back_up(database: Path, file: Path, *, with_settings: bool) -> Contents:
    """Copy a database, also beside a running bot, into a new file (0600).

    Raises `StateError`: no database, one that cannot be read, or a file that exists already.
    """
    if not database.exists():
        raise StateError(f"there is no database {database} to back up")
    try:
        _create(file)
    except OSError as error:
        raise StateError(f"the backup {file} cannot be made: {_reason(error)}") from None
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
            _read_into(copy, database)
            _empty(copy, with_settings=with_settings)
            copy.execute("VACUUM INTO ?", (str(file),))
            _sync(file)
            return _contents(copy)
    except (sqlite3.Error, OSError) as error:
        file.unlink(missing_ok=True)
        raise StateError(f"{database} cannot be backed up to {file}: {_reason(error)}") from None


def restore(file: Path, database: Path) -> Contents:
    """Put a copy in the place of the database. The caller holds the lock of the folder.

    Raises `StateError` where it is not a whole backup of this or an older Safar; then nothing
    has changed.
    """
    if not file.is_file():
        raise StateError(f"there is no backup {file}")
    fresh = database.with_name(database.name + ".restoring")
    try:
        fresh.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(":memory:", isolation_level=None)) as copy,
            closing(sqlite3.connect(":memory:", isolation_level=None)) as restored,
        ):
            _read_into(copy, file)
            copy.execute("PRAGMA trusted_schema = OFF").fetchall()
            _fill(restored, copy, file)
            _create(fresh)
            restored.execute("VACUUM INTO ?", (str(fresh),))
            _sync(fresh)
            contents = _contents(restored)
        for rest in ("-wal", "-shm", "-journal"):
            database.with_name(database.name + rest).unlink(missing_ok=True)
        os.replace(fresh, database)
        return contents
    except (sqlite3.Error, OSError) as error:
        fresh.unlink(missing_ok=True)
        raise StateError(f"{file} cannot be restored: {_reason(error)}") from None


def _read_into(copy: sqlite3.Connection, database: Path) -> None:
    """A whole and consistent picture in RAM: what is left out never reaches the disk."""
    source = sqlite3.connect(
        f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY, isolation_level=None
    )
    with closing(source):
        source.backup(copy)


def _empty(copy: sqlite3.Connection, *, with_settings: bool) -> None:
    copy.execute("PRAGMA secure_delete = ON").fetchall()
    for table in _tables(copy):
        if table in NEVER or (table not in PUBLISHED and not with_settings):
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of our own schema


def _fill(fresh: sqlite3.Connection, copy: sqlite3.Connection, file: Path) -> None:
    """Rows only, into a schema of our own making: a file that somebody prepared brings no
    trigger, view or table with it."""
    if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise StateError(f"{file} is damaged")
    (version,) = copy.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise StateError(f"{file} was made by a newer Safar (schema {version})")
    for step in MIGRATIONS[:version]:
        for statement in step:
            fresh.execute(statement)
    fresh.execute(f"PRAGMA user_version = {version}")
    tables = _tables(fresh)
    if not tables or not tables <= _tables(copy):
        raise StateError(f"{file} is not a backup of Safar")
    for table in tables - {*NEVER}:
        columns = [row[1] for row in fresh.execute(f"PRAGMA table_info({table})")]
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        rows = copy.execute(f"SELECT {names} FROM {table}")  # noqa: S608 - names of our schema
        fresh.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608


def _tables(database: sqlite3.Connection) -> set[str]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {name for (name,) in found if not name.startswith("sqlite_")}


def _contents(copy: sqlite3.Connection) -> Contents:
    (periods,) = copy.execute("SELECT count(*) FROM released").fetchone()
    (people,) = copy.execute("SELECT count(*) FROM settings").fetchone()
    return Contents(periods, people)


def _create(file: Path) -> None:
    """Private from its first moment; refuses one that exists."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _sync(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _reason(error: Exception) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else str(error)
