"""Raw calls to the Bot API, for intake and start: what python-telegram-bot would hide.

Its `Bot.get_updates` parses a batch as a whole, so that one bad update stops all others and is
logged with its text; and it reports 401 and 404 as the same error.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest

SILENCE = "timeout"  # the text of an `Unreachable` that nobody answered at all


class Refused(Exception):
    """The server answered, but not with a result. `code`: HTTP status; `retry_after`: seconds."""

    def __init__(self, code: int, description: str = "", retry_after: float = 0.0) -> None:
        super().__init__(f"HTTP {code}")
        self.code = code
        self.description = description
        self.retry_after = retry_after


class Unreachable(Exception):
    """No usable answer came. The text is one word for the log: never an address or a body."""


class Api:
    """One call at a time. `base_url`: the server with `/bot<token>`; it never leaves this class."""

    def __init__(self, base_url: str, request: BaseRequest) -> None:
        self._base_url = base_url
        self._request = request
        self._cut_short = False

    async def call(self, method: str, seconds: float, **parameters: str | int) -> Any:
        """The `result` of one call that may take `seconds` in all.

        Raises `Refused` or `Unreachable`, nothing else.
        """
        if self._cut_short:
            # A request that is cancelled just as its answer comes in never gives its connection
            # back (httpcore 1.0): with a pool of one, every later call would wait for it in vain.
            await self._request.shutdown()
            await self._request.initialize()
        self._cut_short = True
        url = f"{self._base_url}/{method}?{urlencode(parameters)}"
        try:
            # httpx counts silence only; a server that drips bytes would hold us for ever.
            async with asyncio.timeout(seconds):
                code, body = await self._request.do_request(url, "GET", read_timeout=seconds)
            self._cut_short = False
        except (TimeoutError, TimedOut):
            raise Unreachable(SILENCE) from None
        except NetworkError as error:
            raise Unreachable(type(error.__cause__ or error).__name__) from None
        except Exception as error:
            raise Unreachable(type(error).__name__) from None
        return _result(code, body)


def _result(code: int, body: bytes) -> Any:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        if code == 200:
            raise Unreachable("garbage")
        raise Refused(code)
    if code == 200 and answer.get("ok") is True and "result" in answer:
        return answer["result"]
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    raise Refused(
        code if code != 200 else _number(answer.get("error_code"), 500),
        str(answer.get("description", "")),
        float(_number(wait, 0)),
    )


def _number(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise
