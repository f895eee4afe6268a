"""A stand-in for the sandbox: the page's API over real HTTP, and a hand on every event it gets."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

PAGE = Path(__file__).parents[2] / "bot" / "sandbox" / "page"
TOWNS = [
    {"id": "dushanbe", "name": "Душанбе", "country": "Таджикистан", "lat": 38.5598, "lon": 68.7870},
    {"id": "osh", "name": "Ош", "country": "Кыргызстан", "lat": 40.5283, "lon": 72.7985},
    {"id": "samarkand", "name": "Самарканд", "country": "Узбекистан", "lat": 39.6542, "lon": 66.9597},
]
BOT = {
    "name": "Сафар",
    "username": "safar_test_bot",
    "description": "Помогаю перед отъездом, в пути и дома.\nНичего о вас не храню.",
    "short_description": "",
    "commands": [
        {"command": "start", "description": "Начать сначала"},
        {"command": "sos", "description": "Срочная помощь"},
        {"command": "settings", "description": "Настройки"},
    ],
}
NOON = 1_772_445_600  # 2 March 2026, 10:00 UTC


@dataclass
class Chat:
    """What one person sees, and the streams open on it."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    keyboard: dict[str, Any] | None = None
    blocked: bool = False
    streams: list[asyncio.Queue[tuple[str, dict[str, Any]] | None]] = field(default_factory=list)


class MockSandbox:
    """Holds the chats; `calls` are the page's acts as (user, verb, body), in order."""

    def __init__(self) -> None:
        self.users: list[dict[str, Any]] = [
            {"id": 1001, "first_name": "Рустам", "language_code": "ru"},
            {"id": 1002, "first_name": "Зарина", "language_code": "tg"},
        ]
        self.chats: dict[int, Chat] = defaultdict(Chat)
        self.calls: list[tuple[int, str, dict[str, Any]]] = []
        self.refuse_streams = False
        self.queries = 0

    def message(self, text: str | None = None, **fields: Any) -> dict[str, Any]:
        """A Bot API message from the bot, with the next free id."""
        known = [m["message_id"] for chat in self.chats.values() for m in chat.messages]
        body = {"message_id": max(known, default=0) + 1, "date": NOON, **fields}
        return body if text is None else {**body, "text": text}

    def push(self, user: int, event: str, body: dict[str, Any]) -> None:
        """Sends one event to every stream of this person."""
        for stream in self.chats[user].streams:
            stream.put_nowait((event, body))

    def say(self, user: int, text: str | None = None, **fields: Any) -> dict[str, Any]:
        """The bot (or with out=True the person) writes; `keyboard` rides on the event."""
        extra = {"keyboard": fields.pop("keyboard")} if "keyboard" in fields else {}
        message = self.message(text, **fields)
        self.chats[user].messages.append(message)
        self.chats[user].keyboard = extra.get("keyboard", self.chats[user].keyboard)
        self.push(user, "message", {"message": message, **extra})
        return message

    def edit(self, user: int, message: dict[str, Any], **fields: Any) -> None:
        """The message in place, with these fields changed."""
        message.update(fields)
        self.push(user, "edit", {"message": message})

    def drop_streams(self) -> None:
        """Ends every open stream, as a restart of the server does."""
        for chat in self.chats.values():
            for stream in chat.streams:
                stream.put_nowait(None)

    async def _events(self, user: int) -> AsyncIterator[str]:
        chat = self.chats[user]
        stream: asyncio.Queue[tuple[str, dict[str, Any]] | None] = asyncio.Queue()
        chat.streams.append(stream)
        snapshot = {
            "bot": BOT,
            "messages": chat.messages,
            "blocked": chat.blocked,
            "keyboard": chat.keyboard,
        }
        try:
            yield f"event: snapshot\ndata: {json.dumps(snapshot)}\n\n"
            while (entry := await stream.get()) is not None:
                yield f"event: {entry[0]}\ndata: {json.dumps(entry[1])}\n\n"
        finally:
            chat.streams.remove(stream)

    async def _stream(self, request: Request) -> Response:
        if self.refuse_streams:
            return Response(status_code=503)
        return StreamingResponse(
            self._events(request.path_params["user"]), media_type="text/event-stream"
        )

    async def _users(self, request: Request) -> Response:
        if request.method == "POST":
            user = {"id": 1001 + len(self.users), **await request.json()}
            self.users.append(user)
            return JSONResponse(user)
        return JSONResponse(self.users)

    async def _user(self, request: Request) -> Response:
        user = next(u for u in self.users if u["id"] == request.path_params["user"])
        user.update(await request.json())
        return JSONResponse(user)

    async def _towns(self, request: Request) -> Response:
        query = request.query_params["q"].casefold()
        return JSONResponse([town for town in TOWNS if query in str(town["name"]).casefold()])

    async def _act(self, request: Request) -> Response:
        user, verb = request.path_params["user"], request.path_params["verb"]
        body = await request.json()
        self.calls.append((user, verb, body))
        if verb == "press":
            self.queries += 1
            return JSONResponse({"callback_query_id": str(self.queries)})
        if verb in ("send", "start"):
            text = body.get("text") or f"/start {body.get('payload', '')}".strip()
            self.say(user, text, out=True)
        if verb == "clear":
            self.chats[user].messages.clear()
        return JSONResponse({"ok": True})

    def app(self) -> Starlette:
        """The ASGI application: the API and the shipped page."""
        return Starlette(
            routes=[
                Route("/api/users", self._users, methods=["GET", "POST"]),
                Route("/api/users/{user:int}", self._user, methods=["PATCH"]),
                Route("/api/users/{user:int}/events", self._stream),
                Route("/api/users/{user:int}/{verb}", self._act, methods=["POST"]),
                Route("/api/towns", self._towns),
                Mount("/", StaticFiles(directory=PAGE, html=True)),
            ]
        )
