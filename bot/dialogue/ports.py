"""What the outside must offer. Implemented in `bot.storage` and `bot.topics`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.dialogue.session import Session


class SettingsStore(Protocol):
    """Settings per chat. Every call may raise `StoreUnavailable`; nothing else."""

    async def get(self, chat_id: int) -> Session:
        """The stored settings, or an empty Session. Never waits long; after the first call
        for a chat it costs no query. On `StoreUnavailable` go on with an empty Session."""

    async def put(self, chat_id: int, session: Session) -> None:
        """Store; an empty Session deletes the row. On `StoreUnavailable` the settings hold
        in RAM and are written as soon as the database can: say «not saved yet»."""

    async def forget(self, chat_id: int) -> None:
        """Delete every trace and truncate the write-ahead log. Idempotent. On
        `StoreUnavailable` RAM is clean and the deletion is tried again until it succeeds."""


class TopicCounter(Protocol):
    """Counts topics in RAM; see the specification of the topic log in `docs/privacy.md`."""

    def count(self, chat_id: int, topics: Iterable[str]) -> None: ...

    def seen(self, chat_id: int, session: Session) -> None:
        """Count language × origin and region, once a day and person."""

    def forget(self, chat_id: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Release:
    """The published counts of one period: noisy, at least 10, rounded down to 5.

    table: `topic_week`, `who_month` or `region_month`; start: a Monday; weeks: 1 to 4.
    counts: cell → n; a cell is (topic,), (language, origin) or (region,).
    """

    table: str
    start: date
    weeks: int
    counts: Mapping[tuple[str, ...], int]


class TallyShelf(Protocol):
    """Where the sealed tally lies. Every call may raise `StoreUnavailable`."""

    async def read_tally(self) -> bytes | None:
        """What was written last; None where there is none or its key is lost."""

    async def write_tally(self, tally: bytes) -> None:
        """Seal it, padded to 16 KiB, over the one before."""

    async def release(self, releases: Sequence[Release], tally: bytes) -> None:
        """Publish and write the wiped tally in one step. A period published before stays as
        it was drawn first."""


class StoreUnavailable(Exception):
    """The database is locked, full, broken or gone. Answers go on without it."""
