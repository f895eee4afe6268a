"""The same interface without a disk: for tests and previews."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.ports import Release
from bot.dialogue.session import Session


class MemoryStore:
    """`SettingsStore` and `TallyShelf` in RAM. `releases` is what was published."""

    def __init__(self) -> None:
        self._sessions: dict[int, Session] = {}
        self._tally: bytes | None = None
        self.releases: list[Release] = []

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def get(self, chat_id: int) -> Session:
        return self._sessions.get(chat_id, Session())

    async def put(self, chat_id: int, session: Session) -> None:
        if session == Session():
            self._sessions.pop(chat_id, None)
        else:
            self._sessions[chat_id] = session

    async def forget(self, chat_id: int) -> None:
        self._sessions.pop(chat_id, None)

    async def read_tally(self) -> bytes | None:
        return self._tally

    async def write_tally(self, tally: bytes) -> None:
        self._tally = tally

    async def release(self, releases: Sequence[Release], tally: bytes) -> None:
        drawn = {(old.table, old.start) for old in self.releases}
        self.releases += [new for new in releases if (new.table, new.start) not in drawn]
        self._tally = tally
