"""A stand-in for the sandbox: the page's API over real HTTP, and a hand on every event it gets."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

PAGE = Path(__file__).parents[2] / "bot" / "sandbox" / "page"
TOWNS = [
    {"id": "dushanbe", "name": "Душанбе", "country": "tj", "lat": 38.5598, "lon": 68.7870},
    {"id": "osh", "name": "Ош", "country": "kg", "lat": 40.5283, "lon": 72.7985},
    {
        "id": "samarkand",
        "name": "Самарканд",
        "country": "uz",
        "lat": 39.6542,
        "lon": 66.9597,
    },
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
        self.groups: list[dict[str, Any]] = []
        self.refuse_streams = False
        self.queries = 0
        self.url = ""
        self.loop: asyncio.AbstractEventLoop | None = None
        self.called = threading.Condition()

    def message(self, text: str | None = None, **fields: Any) -> dict[str, Any]:
        """A Bot API message from the bot, with the next free id."""
        known = [m["message_id"] for chat in self.chats.values() for m in chat.messages]
        body = {"message_id": max(known, default=0) + 1, "date": NOON, **fields}
        return body if text is None else {**body, "text": text}

    def push(self, user: int, event: str, body: dict[str, Any]) -> None:
        """Sends one event to every stream of this person."""
        self._tell(user, (event, body))

    def _tell(self, user: int, entry: tuple[str, dict[str, Any]] | None) -> None:
        # Tests stand in another thread, and the next line may change what this one sends.
        frozen = json.loads(json.dumps(entry))
        for stream in list(self.chats[user].streams):
            assert self.loop
            self.loop.call_soon_threadsafe(stream.put_nowait, frozen)

    def call(self, verb: str, within: float = 5) -> tuple[int, dict[str, Any]]:
        """The next act with this verb, taken out of `calls`: (user, body)."""
        with self.called:
            wanted = self.called.wait_for(
                lambda: next((c for c in self.calls if c[1] == verb), None), within
            )
            assert wanted, f"no {verb} in {self.calls}"
            self.calls.remove(wanted)
            return wanted[0], wanted[2]

    @contextmanager
    def serve(self) -> Iterator[str]:
        """Listens on a free port of this machine, in a thread of its own; its address."""
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            config = uvicorn.Config(
                self.app(), log_level="warning", lifespan="off", timeout_graceful_shutdown=1
            )
            server = uvicorn.Server(config)
            up = threading.Event()

            async def run() -> None:
                self.loop = asyncio.get_running_loop()
                up.set()
                await server.serve(sockets=[listening])

            thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
            thread.start()
            assert up.wait(5)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
            server.should_exit = True
            self.drop_streams()
            thread.join(10)

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

    def snapshot(self, user: int) -> dict[str, Any]:
        """What a stream begins with."""
        chat = self.chats[user]
        return {
            "bot": BOT,
            "messages": chat.messages,
            "blocked": chat.blocked,
            "keyboard": chat.keyboard,
        }

    def drop_streams(self) -> None:
        """Ends every open stream, as a restart of the server does."""
        for user in list(self.chats):
            self._tell(user, None)

    async def _events(self, user: int) -> AsyncIterator[str]:
        chat = self.chats[user]
        stream: asyncio.Queue[tuple[str, dict[str, Any]] | None] = asyncio.Queue()
        chat.streams.append(stream)
        try:
            yield f"event: snapshot\ndata: {json.dumps(self.snapshot(user))}\n\n"
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
        with self.called:
            self.calls.append((user, verb, body))
            self.called.notify_all()
        if verb == "press":
            self.queries += 1
            return JSONResponse({"callback_query_id": str(self.queries)})
        if verb in ("send", "start"):
            text = body.get("text") or f"/start {body.get('payload', '')}".strip()
            self.say(user, text, out=True)
        if verb == "edit":
            message = next(
                m for m in self.chats[user].messages if m["message_id"] == body["message_id"]
            )
            self.edit(user, message, text=body["text"], edit_date=NOON)
        if verb == "block":
            self.chats[user].blocked = body["blocked"]
        if verb == "clear":
            self.chats[user].messages.clear()
            self.push(user, "snapshot", self.snapshot(user))
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
                Route("/api/groups", lambda _: JSONResponse(self.groups)),
                Mount("/", StaticFiles(directory=PAGE, html=True)),
            ]
        )
