"""A uvicorn server on a socket of ours: signals and logs belong to the program around it."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import Iterator
from math import ceil
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.errors import PortError

_KEEP_ALIVE = 75  # seconds; longer than a proxy keeps an idle connection (nginx: 60)
_MOST_HEADERS = 16 * 1024  # bytes


def bind(host: str, port: int) -> socket.socket:
    """A TCP socket with that address, not yet listening. Raises `PortError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle off only where TCP is named; with it every answer takes 40 ms.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where REUSEADDR would share the port
        made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        taken = error.errno == errno.EADDRINUSE
        reason = "is taken by another program" if taken else "cannot be listened on"
        raise PortError(f"{host}:{port} {reason}") from None
    made.setblocking(False)
    return made


class Server(uvicorn.Server):
    """`app` over HTTP/1.1. Times in seconds.

    arrival: within which a new connection must have sent the headers of its first request.
    grace: how long `should_exit` lets requests in work end.
    """

    def __init__(self, app: Any, *, arrival: float, grace: float) -> None:
        protocol = type("Patient", (_Patient,), {"arrival": arrival})
        super().__init__(
            uvicorn.Config(
                app, http=protocol, ws="none", lifespan="off", log_config=None,
                access_log=False, server_header=False, proxy_headers=False,
                timeout_keep_alive=_KEEP_ALIVE, timeout_graceful_shutdown=ceil(grace),
                h11_max_incomplete_event_size=_MOST_HEADERS,
            )
        )  # fmt: skip
        # Below ERROR it says one line for each request that is not HTTP: noise of scanners.
        logging.getLogger("uvicorn").setLevel(logging.ERROR)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Patient(H11Protocol):
    """Closes a connection that never asks: uvicorn itself would wait for ever."""

    arrival = 10.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.loop.call_later(self.arrival, self._give_up)

    def _give_up(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()
