"""Telegram as the tests see it: the sandbox over real HTTP, and updates to push into it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

from bot.sandbox.journal import Entry
from bot.sandbox.limits import Limits
from bot.sandbox.server import Running as Listening
from bot.sandbox.server import Sandbox

Json = dict[str, Any]

ME = {"id": 1000000001, "is_bot": True, "first_name": "Safar", "username": "SafarSandboxBot"}
DATE = 1_790_000_000


class Double:
    def __init__(self, sandbox: Sandbox, listening: Listening) -> None:
        self.world = sandbox.world
        self.token = sandbox.world.token
        self.url = listening.url
        self._listening = listening
        self._serial = 0

    @classmethod
    @contextlib.asynccontextmanager
    async def serve(cls, limits: Limits | None = None) -> AsyncIterator[Double]:
        sandbox = Sandbox(limits=limits)
        async with sandbox.serve() as listening:
            yield cls(sandbox, listening)

    def push(self, update: Json) -> int:
        """Queue an update; its id."""
        (update_id,) = self._listening.push(update)
        assert update_id is not None
        return update_id

    def text(self, chat_id: int, text: str) -> int:
        return self.push({"message": message(chat_id, self._next(), text=text)})

    def press(self, chat_id: int, data: str) -> int:
        """A press of a button under a message of its own: the message has the update's id."""
        return self.push({"callback_query": callback(chat_id, data, self._next())})

    def fail(self, method: str, **fields: Any) -> None:
        """See `bot.sandbox.faults`."""
        self._listening.fault(method=method, **fields)

    def made(self, method: str) -> list[Entry]:
        return self.world.journal.calls(method)

    def texts(self, chat_id: int | None = None) -> list[str]:
        """The texts sent, in order; repeated and refused ones too."""
        return [
            entry.params["text"]
            for entry in self.made("sendMessage")
            if chat_id is None or int(entry.params["chat_id"]) == chat_id
        ]

    def shown(self, chat_id: int) -> list[str]:
        """What stands in the chat from the bot, edits included."""
        return [m.body.get("text", "") for m in self.world.history(chat_id) if m.own]

    @property
    def pending(self) -> list[int]:
        """Updates not confirmed."""
        return [queued.update_id for queued in self.world.updates.waiting()]

    async def until(self, holds: Callable[[], bool], seconds: float = 20.0) -> None:
        await self._listening.until(holds, seconds)

    def _next(self) -> int:
        self._serial += 1
        return 10_000 + self._serial


def chat(chat_id: int) -> Json:
    if chat_id < 0:
        return {"id": chat_id, "type": "group", "title": "CanaryGroup"}
    return {"id": chat_id, "type": "private", "first_name": "CanaryName"}


def user(chat_id: int, language: str = "ky") -> Json:
    return {"id": abs(chat_id), "is_bot": False, "first_name": "CanaryName",
            "language_code": language}  # fmt: skip


def message(chat_id: int, message_id: int = 1, **fields: Any) -> Json:
    return {"message_id": message_id, "date": DATE, "chat": chat(chat_id),
            "from": user(chat_id), **fields}  # fmt: skip


def callback(chat_id: int, data: str, message_id: int = 5) -> Json:
    old = message(chat_id, message_id, text="old") | {"from": ME}
    return {"id": f"{chat_id}{message_id}", "from": user(chat_id), "chat_instance": "1",
            "data": data, "message": old}  # fmt: skip


def member(chat_id: int, status: str, old: str = "member") -> Json:
    def state(value: str) -> Json:
        return {"user": ME, "status": value, **({"until_date": 0} if value == "kicked" else {})}

    return {"chat": chat(chat_id), "from": user(chat_id), "date": DATE,
            "old_chat_member": state(old), "new_chat_member": state(status)}  # fmt: skip
