"""What waits to be written, and the statements that write it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.session import Session
from bot.storage.database import Statement
from bot.storage.record import month_of
from bot.storage.seal import Seal


@dataclass(slots=True, eq=False)
class Change:
    """The new settings of one chat, None to delete. `done` says whether it is on disk; after
    a False it is tried again."""

    session: Session | None
    statements: list[Statement]
    done: asyncio.Future[bool]


@dataclass(slots=True, eq=False)
class Job:
    """Other statements of one transaction, tried once."""

    statements: list[Statement]
    done: asyncio.Future[bool]


def settings_statements(
    seal: Seal, chat_id: int, session: Session | None, now: datetime
) -> list[Statement]:
    """Rows under older keys are deleted either way. Raises ValueError: they do not fit."""
    current, *older = seal.row_keys(chat_id)
    if session is None:
        return [_delete(key) for key in (current, *older)]
    sealed = seal.seal_session(current, session, month_of(now))
    upsert = (
        "INSERT INTO settings VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET sealed = excluded.sealed"
    )
    return [(upsert, (current, sealed)), *(_delete(key) for key in older)]


def settle(done: asyncio.Future[bool], outcome: bool) -> None:
    if not done.done():
        done.set_result(outcome)


def _delete(key: bytes) -> Statement:
    return "DELETE FROM settings WHERE key = ?", (key,)
