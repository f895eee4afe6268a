"""The sandbox as a server on this machine.

async with Sandbox().serve(port=0) as running:
    bot = Bot(TOKEN, base_url=f"{running.url}/bot", base_file_url=f"{running.url}/file/bot")
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import uvicorn
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.errors import PortError
from bot.sandbox.acts import ActError
from bot.sandbox.adopt import push_raw
from bot.sandbox.control import Control, on_wrong_form
from bot.sandbox.faults import Fault
from bot.sandbox.guard import Guard
from bot.sandbox.journal import Entry
from bot.sandbox.limits import TOKEN, Limits
from bot.sandbox.page_api import PageApi, Towns, on_act_error, on_form_error
from bot.sandbox.telegram_api import CUT, TelegramApi, not_found
from bot.sandbox.world import World

PAGE = Path(__file__).parent / "page"
Json = dict[str, Any]


class Running:
    """A sandbox that listens. `url` has no slash at its end."""

    def __init__(self, world: World, host: str, port: int) -> None:
        self.world, self.host, self.port = world, host, port
        shown = "127.0.0.1" if host in ("", "0.0.0.0", "::") else host  # noqa: S104
        self.url = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
        self.token = world.token

    def fault(self, **fields: Any) -> None:
        """Add a `Fault`, e.g. `fault(method="sendMessage", retry_after=2)`."""
        self.world.faults.add(Fault(**fields))

    def push(self, *updates: Json) -> list[int | None]:
        """Queue raw updates; their ids."""
        return [push_raw(self.world, update) for update in updates]

    def calls(self, method: str = "") -> list[Entry]:
        return self.world.journal.calls(method)

    async def until(self, holds: Callable[[], bool], within: float = 5.0) -> None:
        """Wait for a state of the sandbox. Raises `TimeoutError`."""
        world = self.world
        signals = (world.journal.changed, world.updates.changed, world.changed)
        tasks = [asyncio.ensure_future(signal.wait(holds, within)) for signal in signals]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
        if not holds():
            raise TimeoutError(f"did not come to hold within {within} s")


class Sandbox:
    """`towns(query, limit)` gives `[{id, name, country, lat, lon}]` for the chat page."""

    def __init__(
        self,
        token: str = TOKEN,
        limits: Limits | None = None,
        *,
        towns: Towns | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.world = World(token, limits, **({"clock": clock} if clock else {}))
        page, control = PageApi(self.world, towns), Control(self.world)
        self.app: ASGIApp = Starlette(
            routes=[
                *TelegramApi(self.world).routes,
                *page.routes,
                *control.routes,
                Route("/", _static),
                Route("/page/{name:path}", _static),
                Route("/{name:path}", _static, methods=["GET", "POST"]),
            ],
            middleware=[Middleware(Guard), Middleware(_Cut)],
            exception_handlers={
                ActError: on_act_error,
                LookupError: on_act_error,
                ValidationError: on_form_error,
                ValueError: on_wrong_form,
            },
        )

    @contextlib.asynccontextmanager
    async def serve(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Running]:
        """Listen until the block ends. Raises `PortError` when the address cannot be had."""
        listening = _listen(host, port)
        config = uvicorn.Config(
            self.app,
            http=_Http,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=2,
            timeout_keep_alive=75,
            server_header=False,
        )
        config.load()
        logging.getLogger("uvicorn").setLevel(logging.WARNING)
        server = _Server(config)
        self.world.closing = False
        task = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            await server.up.wait()
            yield Running(self.world, host, listening.getsockname()[1])
        finally:
            self.world.close()
            self.world.hook.remove()
            server.should_exit = True
            await task
            listening.close()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # signals belong to the program that runs the sandbox


class _Http(H11Protocol):
    """Tells the application its connection, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class _Cut:
    """Turns the answer that must not be into a closed connection."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        cut = False

        async def pass_on(message: Message) -> None:
            nonlocal cut
            if message["type"] == "http.response.start":
                cut = any(name == CUT.encode() for name, _ in message["headers"])
            if not cut:
                await send(message)

        await self.app(scope, receive, pass_on)
        if cut:
            scope["state"]["transport"].abort()
            while (await receive())["type"] != "http.disconnect":
                pass


async def _static(request: Request) -> Response:
    """A file of the chat page; what is no file is no path either (rule 1)."""
    name = request.path_params.get("name", "") or "index.html"
    path = (PAGE / name).resolve()
    if request.method != "GET" or not path.is_relative_to(PAGE) or not path.is_file():
        return not_found()
    return FileResponse(
        path,
        headers={
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        },
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle off only where TCP is named; with it every answer takes 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(1024)
    except OSError as error:
        listening.close()
        taken = error.errno == errno.EADDRINUSE
        reason = "is taken by another program" if taken else "cannot be listened on"
        raise PortError(f"{host}:{port} {reason}") from None
    listening.setblocking(False)
    return listening
