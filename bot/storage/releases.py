"""Published counts in SQL: three tables, each with its own columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bot.dialogue.ports import Release
from bot.errors import StateError
from bot.storage.database import Statement

_COLUMNS = {
    "topic_week": ("week", "topic"),
    "who_month": ("month", "language", "origin"),
    "region_month": ("month", "region"),
}
_BUSY = 2.0  # seconds


def insert_release(release: Release) -> list[Statement]:
    """Store one draw, unless this period was drawn before: a second draw of the same counts
    would let anybody average the noise away."""
    columns = _COLUMNS[release.table]
    marks = ", ".join("?" for _ in columns)
    start = release.start.isoformat()
    statements: list[Statement] = [
        (
            # Names of tables and columns come from the table above, values are bound.
            f"INSERT INTO {release.table} ({', '.join(columns)}, n) SELECT {marks}, ?"  # noqa: S608
            " WHERE NOT EXISTS (SELECT 1 FROM released WHERE what = ? AND start = ?)",
            (start, *cell, n, release.table, start),
        )
        for cell, n in sorted(release.counts.items())
    ]
    statements.append(
        ("INSERT OR IGNORE INTO released VALUES (?, ?, ?)", (release.table, start, release.weeks))
    )
    return statements


def read_releases(database: Path) -> list[Release]:
    """Everything published, oldest first; nothing where there is no database yet. Reads
    beside a running bot. Raises `StateError`."""
    try:
        if not database.exists():
            return []
        connection = sqlite3.connect(
            f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY
        )
        try:
            return list(_read(connection))
        finally:
            connection.close()
    except (sqlite3.Error, OSError) as error:
        if "no such table" in str(error):
            return []
        raise StateError(f"the database {database} cannot be read: {error}") from None


def _read(connection: sqlite3.Connection) -> Iterable[Release]:
    periods = connection.execute("SELECT what, start, weeks FROM released ORDER BY start, what")
    for table, start, weeks in periods.fetchall():
        columns = _COLUMNS.get(table)
        if columns is None:
            continue
        rows = connection.execute(
            f"SELECT {', '.join(columns[1:])}, n FROM {table}"  # noqa: S608
            f" WHERE {columns[0]} = ? ORDER BY n DESC, {', '.join(columns[1:])}",
            (start,),
        )
        yield Release(
            table, date.fromisoformat(start), weeks, {tuple(row[:-1]): row[-1] for row in rows}
        )
