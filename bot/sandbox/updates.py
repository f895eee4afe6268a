"""The queue of updates and the one who fetches them (rules 51–56)."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.limits import Limits
from bot.sandbox.refusals import Refusal, refuse
from bot.sandbox.signal import Signal

Json = dict[str, Any]
UNASKED = ("chat_member", "message_reaction", "message_reaction_count")
MAX_QUEUE = 100_000
FUTURE, PAST = 10, 2 * MAX_QUEUE


@dataclass(frozen=True, eq=False)
class Queued:
    """One waiting update; `lane` is the queue a webhook keeps in order (rule 61)."""

    update_id: int
    body: Json
    lane: str
    expires: float


class Updates:
    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self.limits, self.clock = limits, clock
        self.allowed: list[str] = []
        self.confirmed = 0
        self.webhook_url = ""
        self.changed = Signal()
        self._queue: list[Queued] = []
        self._next_id = 100_000_000 + secrets.randbelow(800_000_000)
        self._poll: object | None = None
        self._ended: dict[object, str] = {}
        self._conflict_until = 0.0
        self._previous: tuple[int, float] | None = None

    def __len__(self) -> int:
        return len(self.waiting())

    def waiting(self) -> list[Queued]:
        now = self.clock()
        if any(queued.expires <= now for queued in self._queue):
            self._queue = [queued for queued in self._queue if queued.expires > now]
        return list(self._queue)

    def push(self, body: Json, *, raw: bool = False) -> int | None:
        """Queue an update; its id, or None when its kind is not asked for (rule 55).

        A `raw` update is queued as it is, also malformed, with its own update_id if it has one.
        """
        kind = next((key for key in body if key != "update_id"), "")
        if not raw and not self.asks_for(kind):
            return None
        given = body.get("update_id")
        update_id = given if raw and isinstance(given, int) else self._next_id
        self._next_id = max(self._next_id, update_id + 1)
        life = self.limits.update_life
        if kind == "callback_query":
            life = self.limits.callback_life
        content = body.get(kind)
        self._queue.append(
            Queued(
                update_id,
                {"update_id": update_id, **body},
                _lane(kind, content),
                self.clock() + life,
            )
        )
        del self._queue[:-MAX_QUEUE]
        self.changed.tell()
        return update_id

    def asks_for(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in UNASKED

    def drop(self, gone: Iterable[Queued] | None = None) -> None:
        """Forget these updates, or all."""
        self._queue = [] if gone is None else [q for q in self._queue if q not in list(gone)]
        self.changed.tell()

    def end_poll(self, reason: str) -> None:
        """Answer the waiting getUpdates with the refusal `reason` (rule 54)."""
        if self._poll is not None:
            self._ended[self._poll] = reason
            self._poll = None
            self.changed.tell()

    async def fetch(
        self,
        offset: int,
        limit: int,
        wait: int,
        closing: Callable[[], bool],
    ) -> list[Json]:
        """What getUpdates answers. Raises `Refusal` 409."""
        if self.webhook_url:
            raise await self._conflict("webhook-active")
        self.end_poll("two-pollers")
        now = asyncio.get_running_loop().time()
        hold: float = wait
        if self._previous and self._previous[0] == offset:
            since = now - self._previous[1]
            if wait < 3 and since < self.limits.repeat_hold:
                hold = self.limits.repeat_hold
            if since < self.limits.repeat_single:
                limit = 1
        self._previous = (offset, now)
        start = self._confirm(offset)
        poll = object()
        if hold > 0 and not self._from(start):
            self._poll = poll
            try:
                await self.changed.wait(
                    lambda: poll in self._ended or closing() or bool(self._from(start)), hold
                )
            finally:
                if self._poll is poll:
                    self._poll = None
                reason = self._ended.pop(poll, "")
            if reason:
                raise await self._conflict(reason)
        return [queued.body for queued in self._from(start)[:limit]]

    def _from(self, start: int) -> list[Queued]:
        return [queued for queued in self.waiting() if queued.update_id >= start]

    def _confirm(self, offset: int) -> int:
        """Forget what `offset` confirms; the least id to answer with (rule 52)."""
        if offset < 0:
            left = self.waiting()[offset:]
            offset = left[0].update_id if left else self._next_id
        elif offset > self._next_id + FUTURE or offset < self._next_id - PAST:
            return 0
        if offset > 0:
            self.confirmed = max(self.confirmed, offset)
            self._queue = [queued for queued in self._queue if queued.update_id >= offset]
            self.changed.tell()
        return offset

    async def _conflict(self, reason: str) -> Refusal:
        """The 409; further ones within the pause are delayed (rule 54)."""
        loop = asyncio.get_running_loop()
        if loop.time() < self._conflict_until:
            await asyncio.sleep(self.limits.conflict_pause)
        else:
            self._conflict_until = loop.time() + self.limits.conflict_pause
        return refuse(reason)


def _lane(kind: str, content: Any) -> str:
    """Messages keep order within a chat, presses and the rest within a person (rule 61)."""
    if not isinstance(content, dict):
        return kind
    chat, person = content.get("chat"), content.get("from")
    if isinstance(chat, dict) and "message" in kind:
        return f"chat {chat.get('id')}"
    return f"user {person.get('id')}" if isinstance(person, dict) else kind
