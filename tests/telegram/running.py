"""`serve` with a trivial dialogue: it echoes what it got."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from bot.config import Settings
from bot.content.markup import Paragraph, Span
from bot.content.model import Content
from bot.dialogue.actions import Button, Screen, Turn
from bot.dialogue.events import Blocked, Command, Event, Group, Press, Text
from bot.dialogue.ports import StoreUnavailable
from bot.dialogue.session import Session
from bot.telegram.serve import serve
from tests.telegram.double import Double


class Words:
    """Stands for `Content`: any interface text is its own English."""

    revision = "0"

    class _Anything:
        def __getitem__(self, _locale: str) -> Callable[..., str]:
            return lambda _context, text, **_values: text

    interfaces = _Anything()


CONTENT = cast(Content, Words())


class Store:
    def __init__(self) -> None:
        self.rows: dict[int, Session] = {}
        self.puts = 0
        self.forgotten: list[int] = []
        self.broken: Exception | None = None
        self.broken_for = 0  # calls

    def _work(self) -> None:
        if self.broken_for:
            self.broken_for -= 1
            raise StoreUnavailable
        if self.broken:
            raise self.broken

    async def get(self, chat_id: int) -> Session:
        self._work()
        return self.rows.get(chat_id, Session())

    async def put(self, chat_id: int, session: Session) -> None:
        self._work()
        self.puts += 1
        self.rows[chat_id] = session

    async def forget(self, chat_id: int) -> None:
        self._work()
        self.forgotten.append(chat_id)
        self.rows.pop(chat_id, None)


class Topics:
    def __init__(self) -> None:
        self.counted: list[tuple[int, tuple[str, ...]]] = []
        self.profiles: list[tuple[int, Session]] = []
        self.forgotten: list[int] = []

    def count(self, chat_id: int, topics: Any) -> None:
        self.counted.append((chat_id, tuple(topics)))

    def seen(self, chat_id: int, session: Session) -> None:
        self.profiles.append((chat_id, session))

    def forget(self, chat_id: int) -> None:
        self.forgotten.append(chat_id)


def words(text: str) -> tuple[Paragraph]:
    return (Paragraph((Span(text),)),)


def screen(text: str, *buttons: Button) -> Screen:
    return Screen("echo", words(text), (buttons,) if buttons else ())


def echo(
    _content: Content, session: Session, event: Event, _now: datetime, _hint: str = ""
) -> Turn:
    """Texts and presses come back; a text also becomes the session's region."""
    match event:
        case Text(text):
            if text == "raise":
                raise ValueError(text)
            return Turn(replace(session, region=text), (screen(text),), topics=("echo",))
        case Press(data):
            return Turn(session, (screen(data, Button("again", data="h")),), toast="toast")
        case Command("forget"):
            return Turn(Session(), (screen("forgotten"),), forget=True)
        case Blocked():
            return Turn(Session(), forget=True)
        case Group():
            return Turn(session, (screen("only in private"),), leave=True)
    return Turn(session, (screen(type(event).__name__),))


def settings(**changes: Any) -> Settings:
    fast: dict[str, Any] = {
        "poll_timeout": 5, "retry_max": 1, "call_timeout": 2, "flood_burst": 1000, "drain": 5,
    }  # fmt: skip
    return Settings(_env_file=None, **(fast | changes))


class Running:
    def __init__(self, telegram: Double) -> None:
        self.telegram = telegram
        self.store = Store()
        self.topics = Topics()
        self.respond: Any = echo
        self._stop = asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    def start(self, **changes: Any) -> None:
        self.task = asyncio.create_task(
            serve(
                settings(**changes), lambda: CONTENT, self.respond, self.store, self.topics,
                api_url=self.telegram.url, token=self.telegram.token, stop=self._stop,
            )
        )  # fmt: skip

    async def stop(self) -> None:
        """What SIGTERM does; raises what `serve` raised."""
        self._stop.set()
        if self.task and not self.task.done():
            await asyncio.wait_for(self.task, 30)
