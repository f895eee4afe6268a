"""A person's settings: all that is ever kept, and only after they change something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

KEEP_HOURS = 24


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of a flow that waits for a typed answer: dates and numbers, never words.

    answers: those before it, coded as in `bot.dialogue.answers`. hour: when it was asked, in
    whole hours since 1970, UTC. serial: a mark of the message that led here (0: a press), so
    that the same message delivered twice answers once.
    """

    flow: str
    revision: str
    answers: str
    hour: int = 0
    serial: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """None means: not said. `hint` is Telegram's `language_code` and is never stored.

    locale: one of `LOCALES`; origin: one of `ORIGINS`; region: a region id;
    stage: one of `STAGES`. open: kept until answered, closed or 24 hours old.
    """

    locale: str | None = None
    origin: str | None = None
    region: str | None = None
    stage: str | None = None
    open: OpenQuestion | None = None


def hour_of(now: datetime) -> int:
    return int(now.timestamp()) // 3600


def closed(session: Session) -> Session:
    """Without the open question."""
    return replace(session, open=None) if session.open else session


def fresh(session: Session, now: datetime) -> Session:
    """Without an open question that is too old. Only its hour is known, so it counts from the
    start of that hour: never kept for longer than 24 hours."""
    asked = session.open
    return closed(session) if asked and hour_of(now) - asked.hour >= KEEP_HOURS else session
