"""Telegram brings the updates: answered 200 after the work, so that what a crash interrupted is
delivered again. Update ids in work or done are remembered, so that a second delivery is not a
second effect; the lanes keep the order within a chat.

No call rides in the answer's body: a tap is acknowledged alongside the work, the body would
come after it, and its result would be thrown away.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import socket
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from telegram import Bot, Update

from bot.listening import Server
from bot.telegram.convert import lane_of
from bot.telegram.lanes import Lanes
from bot.telegram.outage import Rarely
from bot.vitals import Vitals

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 1024 * 1024

_MOST_IN_HAND = 500
_REMEMBERED = 10_000  # updates done; Telegram tries again within minutes


class Webhook:
    """The ASGI application behind the address Telegram knows. `arrival`: seconds in which a
    request must be there. `work(update)` may raise; the update then counts as done."""

    def __init__(
        self,
        bot: Bot,
        work: Callable[[Update], Awaitable[None]],
        vitals: Vitals,
        *,
        path: str,
        secret: str,
        arrival: float = 10.0,
        parallel: int = 256,
    ) -> None:
        self._bot = bot
        self._vitals = vitals
        self._path = path
        self._secret = secret.encode()
        self._arrival = arrival
        self._lanes: Lanes[tuple[int, Update]] = Lanes(
            lambda job: work(job[1]), lambda job: self._finish(job[0]), parallel
        )
        # The result of an update in work: True when it is done, False when we stop before.
        self._working: dict[int, asyncio.Future[bool]] = {}
        self._done: OrderedDict[int, None] = OrderedDict()
        self._closing = False
        self._skipped = Rarely()
        self._forged = Rarely()

    async def run(
        self, listening: socket.socket, keep_set: Awaitable[None], stop: asyncio.Event, drain: float
    ) -> None:
        """Answer Telegram until `stop` is set or `keep_set` raises; then take nothing new, finish
        what is in hand within `drain` seconds, and answer 503 for the rest."""
        server = Server(self, arrival=self._arrival, grace=drain + 1)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        keeping = asyncio.ensure_future(keep_set)
        stopped = asyncio.create_task(stop.wait())
        reserve = min(2.0, drain / 5)  # for the answers
        try:
            await asyncio.wait({serving, keeping, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if keeping.done():
                reserve = drain  # nothing can be sent any more
                await keeping  # raises
        finally:
            self._closing = True
            keeping.cancel()
            stopped.cancel()
            await asyncio.gather(keeping, stopped, return_exceptions=True)
            server.should_exit = True
            await self._lanes.drain(drain - reserve)
            for working in self._working.values():
                working.set_result(False)
            self._working.clear()
            await serving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = await self._status(Request(scope, receive))
        # A body we do not want to read would otherwise be read to its end.
        headers = {} if status == 200 else {"Connection": "close"}
        await Response(status_code=status, headers=headers)(scope, receive, send)

    async def _status(self, request: Request) -> int:
        """The answer to one request, most of them without a look at the body."""
        if request.url.path != self._path:
            return 404
        if request.method != "POST":
            return 405
        if not self._knows_the_secret(request):
            self._vitals.forbidden += 1
            self._forged(logging.WARNING, "a webhook request without our secret was refused")
            return 403
        try:
            async with asyncio.timeout(self._arrival):
                body = await _body(request)
        except TimeoutError:
            return 408
        except ClientDisconnect:
            return 400
        if body is None:
            return 413
        update_id, raw = _read(body)
        return 400 if update_id is None else await self._take(update_id, raw)

    def _knows_the_secret(self, request: Request) -> bool:
        given = request.headers.getlist(HEADER)
        return len(given) == 1 and hmac.compare_digest(given[0].encode(), self._secret)

    async def _take(self, update_id: int, raw: dict[str, Any]) -> int:
        if update_id in self._done:
            return 200
        working = self._working.get(update_id)
        if working is None:
            if self._closing or len(self._working) >= _MOST_IN_HAND:
                return 503
            if (parsed := self._parsed(update_id, raw)) is None:
                return 200
            lane, update = parsed
            working = self._working[update_id] = asyncio.get_running_loop().create_future()
            self._lanes.add(lane, (update_id, update))
        # Shielded: the second of two deliveries must not take the result from the first.
        return 200 if await asyncio.shield(working) else 503

    def _parsed(self, update_id: int, raw: dict[str, Any]) -> tuple[int, Update] | None:
        """None where there is nothing to do. It came from Telegram (the secret), so it is taken
        as done: refused, it would come back for 24 hours and hold up its chat."""
        try:
            update = Update.de_json(raw, self._bot)
            lane = lane_of(update)
        except Exception:  # a hostile or broken update may raise anything at all
            self._vitals.skipped += 1
            self._skipped(logging.WARNING, "an update could not be read and was skipped")
            lane = None
        if lane is None:
            self._remember(update_id)
            return None
        return lane, update

    def _finish(self, update_id: int) -> None:
        self._remember(update_id)
        if working := self._working.pop(update_id, None):
            working.set_result(True)

    def _remember(self, update_id: int) -> None:
        self._done[update_id] = None
        while len(self._done) > _REMEMBERED:
            self._done.popitem(last=False)


async def _body(request: Request) -> bytes | None:
    """The body; None where it is too large, without reading on."""
    with contextlib.suppress(ValueError):
        if int(request.headers.get("Content-Length", "0")) > MOST_BYTES:
            return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def _read(body: bytes) -> tuple[int | None, dict[str, Any]]:
    """The update and its id; (None, {}) for what is no update."""
    try:
        raw = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return None, {}
    update_id = raw.get("update_id") if isinstance(raw, dict) else None
    if not isinstance(update_id, int) or isinstance(update_id, bool):
        return None, {}
    return update_id, raw
