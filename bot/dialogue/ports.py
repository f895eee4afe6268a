"""What the outside must offer. Implemented in `bot.storage` and `bot.topics`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bot.dialogue.session import Session


class SettingsStore(Protocol):
    """Settings per chat. Every call may raise `StoreUnavailable`; nothing else."""

    async def get(self, chat_id: int) -> Session:
        """The stored settings, or an empty Session."""

    async def put(self, chat_id: int, session: Session) -> None:
        """Store; an empty Session deletes the row."""

    async def forget(self, chat_id: int) -> None:
        """Delete every trace and truncate the write-ahead log. Idempotent."""


class TopicCounter(Protocol):
    """Counts topics in RAM; see the specification of the topic log in `docs/privacy.md`."""

    def count(self, chat_id: int, topics: Iterable[str]) -> None: ...

    def forget(self, chat_id: int) -> None: ...


class StoreUnavailable(Exception):
    """The database is locked, full, broken or gone. Answers go on without it."""
