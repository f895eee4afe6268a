"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`, with its faults."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import struct
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.call import Call
from bot.sandbox.faults import GARBAGE, Fault
from bot.sandbox.refusals import Refusal, refuse
from bot.sandbox.serving import answer, carry_out, enter, refused
from bot.sandbox.wire import MAX_BODY, read_call
from bot.sandbox.world import World

# What an answer is when there must be none: the server drops the connection without a word.
CUT = "x-sandbox-cut"


class TelegramApi:
    def __init__(self, world: World) -> None:
        self.world = world
        self.routes = [
            Route("/bot{token}/{method}", self.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.download, methods=["GET"]),
        ]

    async def call(self, request: Request) -> Response:
        try:
            self._check_token(request.path_params["token"])
            body = await self._body(request)
            call = await read_call(
                request.path_params["method"],
                body,
                request.headers.get("content-type", ""),
                request.url.query,
            )
        except Refusal as refusal:
            return _respond(*refused(refusal))
        fault = self.world.faults.take(call.method, call.params.get("chat_id", ""))
        if fault is None:
            return _respond(*await carry_out(self.world, call))
        return await self._misbehave(request, call, fault)

    async def download(self, request: Request) -> Response:
        try:
            self._check_token(request.path_params["token"])
            file = self.world.files.at(request.path_params["path"])
            if file is None:
                raise refuse("no-path")
        except Refusal as refusal:
            return _respond(*refused(refusal))
        return Response(file.content, media_type="application/octet-stream")

    def _check_token(self, token: str) -> None:
        if token != self.world.token:
            known = re.fullmatch(r"[1-9][0-9]*:[A-Za-z0-9_-]+", token)
            raise refuse("token-unknown" if known else "token-invalid")

    async def _body(self, request: Request) -> bytes:
        chunks = bytearray()
        async for chunk in request.stream():
            chunks += chunk
            if len(chunks) > MAX_BODY:
                raise refuse("body-too-large")
        return bytes(chunks)

    async def _misbehave(self, request: Request, call: Call, fault: Fault) -> Response:
        entry = enter(self.world, call)
        entry.fault = fault.action
        status, body = 0, dict[str, Any]()
        if fault.effect == "before":
            status, body = await answer(self.world, call)
        if fault.action in ("hang", "slow"):
            await self._wait(request, fault.seconds)
        if fault.effect == "after":
            status, body = await answer(self.world, call)
        if fault.action == "reset":
            _reset(request)
        if fault.action == "slow" or (fault.action == "hang" and fault.effect == "after"):
            self.world.journal.answered(entry, status, body)
            return _respond(status, body)
        if fault.action in ("hang", "reset"):
            return Response(headers={CUT: "1"})
        if fault.body is not None or fault.action == "garbage":
            text = GARBAGE if fault.body is None else fault.body
            self.world.journal.answered(entry, fault.status, text)
            return Response(text, fault.status, media_type="text/html")
        status, body = refused(fault.refusal())
        self.world.journal.answered(entry, status, body)
        return _respond(status, body)

    async def _wait(self, request: Request, seconds: float | None) -> None:
        """Until the time is over, the caller gives up or the sandbox stops."""
        gone = asyncio.ensure_future(request.receive())
        stop = asyncio.ensure_future(self.world.changed.wait(lambda: self.world.closing))
        _, pending = await asyncio.wait(
            {gone, stop}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
        )
        for task in pending:
            task.cancel()


def _respond(status: int, body: dict[str, Any]) -> Response:
    headers = {}
    seconds = body.get("parameters", {}).get("retry_after")
    if seconds is not None:
        headers["Retry-After"] = str(seconds)
    # A lone surrogate of a raw update must go out as it came in: escaped.
    text = json.dumps(body)
    return Response(text, status, headers, media_type="application/json")


def _reset(request: Request) -> None:
    """Cut the connection so that the caller gets a TCP reset."""
    transport = request.scope["state"]["transport"]
    raw = transport.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def not_found() -> Response:
    status, body = refused(refuse("no-path"))
    return JSONResponse(body, status)
