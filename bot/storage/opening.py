"""Opening the database, whatever state a crash or a bad disk left it in."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.errors import StateError
from bot.storage.database import Database, code_of, is_corrupt, is_full, open_database
from bot.storage.folder import free_reserve, quarantine
from bot.storage.migrations import Step

_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN)


async def open_or_heal(path: Path, steps: Sequence[Step], now: datetime) -> Database | None:
    """A damaged file is set aside and replaced; on a full disk the reserve is freed.

    None: locked, or still no room; try again later. Raises `StateError` where an operator
    must act.
    """
    for _ in range(2):
        try:
            return await open_database(path, steps)
        except (sqlite3.Error, OSError) as error:
            if is_corrupt(error):
                quarantine(path, now)
            elif is_full(error) or isinstance(error, OSError):
                free_reserve(path.parent)
            elif code_of(error) in _FORBIDDEN:
                raise StateError(
                    f"the database {path} cannot be opened or written: give it to the user who "
                    "runs Safar"
                ) from None
            else:
                return None
    return None
