"""Requests read as the Bot API reads them: query, form, JSON or multipart (rule 2)."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from bot.sandbox.call import Call
from bot.sandbox.files import Upload
from bot.sandbox.refusals import Refusal

MAX_BODY: Final = 52 << 20


class _InRam(MultiPartParser):
    spool_max_size = MAX_BODY  # nothing is written to disk


async def read_call(method: str, body: bytes, kind: str, query: str) -> Call:
    """The call; `kind` is the Content-Type. Raises `Refusal` 400 when the body cannot be read."""
    call = Call(method, dict(parse_qsl(query)))
    media = kind.partition(";")[0].strip().lower()
    if media == "application/json":
        _read_json(call, body)
    elif media == "application/x-www-form-urlencoded":
        call.params.update(parse_qsl(body.decode("utf-8", "replace")))
    elif media == "multipart/form-data":
        await _read_parts(call, body, kind)
    return call


def _read_json(call: Call, body: bytes) -> None:
    try:
        fields: Any = json.loads(body) if body.strip() else {}
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        raise Refusal(400, "Bad Request: can't parse JSON object")
    for name, value in fields.items():
        if value is not None:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            call.params[name] = text


async def _read_parts(call: Call, body: bytes, kind: str) -> None:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    parser = _InRam(Headers({"content-type": kind}), stream(), max_part_size=2 << 20)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError):
        raise Refusal(400, "Bad Request: can't parse multipart request") from None
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            call.files[name] = Upload(
                value.filename or "", value.content_type or "", await value.read()
            )
        else:
            call.params[name] = value
    await form.close()
