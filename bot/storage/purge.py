"""What is too old goes: open questions after 24 hours, settings after 180 days, published counts
after 24 months."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.dialogue.session import Session, fresh
from bot.storage.database import Database, Statement
from bot.storage.record import KEEP_DAYS, expired
from bot.storage.seal import Seal

KEEP_RELEASES = timedelta(days=730)
_BATCH = 500
_STRANGERS = "unreadable-since"


async def purge(database: Database, seal: Seal, now: datetime) -> None:
    """Raises sqlite3's errors.

    Rows that no key opens hold nothing anybody can read, but their age is unknown. They go
    180 days after they were first noticed, so that a right key file may still come back.
    """
    today = now.astimezone(UTC).date()
    notes = await database.read("SELECT value FROM note WHERE name = ?", (_STRANGERS,))
    since = datetime.fromisoformat(notes[0][0]).date() if notes else None
    strangers_too = since is not None and today - since > timedelta(days=KEEP_DAYS)
    strangers = 0
    last = b""
    while True:
        rows = await database.read(
            "SELECT key, sealed FROM settings WHERE key > ? ORDER BY key LIMIT ?", (last, _BATCH)
        )
        if not rows:
            break
        last = rows[-1][0]
        old: list[Statement] = []
        for key, sealed in rows:
            opened = seal.open_session(key, sealed)
            readable = opened is not None or seal.readable(key, sealed)
            strangers += not readable
            # `sealed` too: the person may have come back since we read.
            if (opened is not None and expired(opened[1], now)) or (not readable and strangers_too):
                old.append(("DELETE FROM settings WHERE key = ? AND sealed = ?", (key, sealed)))
            elif opened is not None and (rest := fresh(opened[0], now)) != opened[0]:
                old.append(_without_question(seal, key, sealed, rest, opened[1]))
        if old:
            await database.write(old)
    stay = strangers > 0 and not strangers_too
    await database.write(
        _notes(stay, since is None, today.isoformat())
        + _old_releases((today - KEEP_RELEASES).isoformat())
    )


def _without_question(
    seal: Seal, key: bytes, sealed: bytes, session: Session, month: int
) -> Statement:
    if session == Session():  # nothing else was ever said
        return "DELETE FROM settings WHERE key = ? AND sealed = ?", (key, sealed)
    again = seal.seal_session(key, session, month)
    return "UPDATE settings SET sealed = ? WHERE key = ? AND sealed = ?", (again, key, sealed)


def _notes(strangers: bool, new: bool, today: str) -> list[Statement]:
    if not strangers:
        return [("DELETE FROM note WHERE name = ?", (_STRANGERS,))]
    return [("INSERT INTO note VALUES (?, ?)", (_STRANGERS, today))] if new else []


def _old_releases(before: str) -> list[Statement]:
    return [
        ("DELETE FROM released WHERE start < ?", (before,)),
        ("DELETE FROM topic_week WHERE week < ?", (before,)),
        ("DELETE FROM who_month WHERE month < ?", (before,)),
        ("DELETE FROM region_month WHERE month < ?", (before,)),
    ]
