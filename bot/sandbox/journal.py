"""Every call the sandbox got, in RAM, for tests to look at."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

from bot.sandbox.signal import Signal


@dataclass
class Entry:
    """One call. `answer` is `{"status", "body"}`; None while it waits, or when it got none."""

    number: int
    method: str
    params: dict[str, str]
    files: dict[str, dict[str, Any]]
    time: float
    answer: dict[str, Any] | None = None
    fault: str = ""

    def as_json(self) -> dict[str, Any]:
        return vars(self)


class Journal:
    def __init__(self, keep: int) -> None:
        self._entries: deque[Entry] = deque(maxlen=keep)
        self._count = 0
        self.changed = Signal()

    def add(
        self,
        method: str,
        params: dict[str, str],
        files: dict[str, dict[str, Any]],
        time: float,
    ) -> Entry:
        self._count += 1
        entry = Entry(self._count, method, params, files, time)
        self._entries.append(entry)
        self.changed.tell()
        return entry

    def answered(self, entry: Entry, status: int, body: Any) -> None:
        entry.answer = {"status": status, "body": body}
        self.changed.tell()

    def calls(self, method: str = "") -> list[Entry]:
        """The calls so far, of one method or of all, oldest first."""
        wanted = method.lower()
        return [e for e in self._entries if not wanted or e.method.lower() == wanted]

    def clear(self) -> None:
        self._entries.clear()
        self.changed.tell()
