from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from telegram.request import HTTPXRequest

from bot.telegram.api import Api, Refused, Unreachable
from tests.telegram.double import Double


@pytest.fixture
async def api(telegram: Double) -> AsyncIterator[Api]:
    async with HTTPXRequest() as request:
        yield Api(f"{telegram.url}/bot{telegram.token}", request)


async def test_a_result(api: Api) -> None:
    assert (await api.call("getMe", 5))["is_bot"] is True


@pytest.mark.parametrize(
    ("fault", "code", "wait"),
    [
        ({"status": 409}, 409, 0),
        ({"retry_after": 7}, 429, 7),
        ({"action": "garbage", "status": 502}, 502, 0),
        ({"action": "garbage", "status": 200, "body": '{"ok": false, "error_code": 400}'}, 400, 0),
        ({"action": "garbage", "status": 200, "body": '{"ok": true}'}, 500, 0),
    ],
)
async def test_a_refusal(
    api: Api, telegram: Double, fault: dict[str, object], code: int, wait: float
) -> None:
    telegram.fail("getMe", **fault)
    with pytest.raises(Refused) as raised:
        await api.call("getMe", 5)
    assert (raised.value.code, raised.value.retry_after) == (code, wait)


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ({"action": "hang"}, "timeout"),
        ({"action": "reset"}, "ReadError"),
        ({"action": "garbage"}, "garbage"),
        ({"action": "garbage", "body": "[" * 200_000}, "garbage"),
        ({"action": "garbage", "body": "[1]"}, "garbage"),
    ],
)
async def test_no_usable_answer(
    api: Api, telegram: Double, fault: dict[str, object], word: str
) -> None:
    telegram.fail("getMe", **fault)
    with pytest.raises(Unreachable, match=f"^{word}$"):
        await api.call("getMe", 0.3)


async def test_a_server_that_drips_does_not_hold_us() -> None:
    """Each byte comes well within the read timeout; the whole would take for ever."""

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while not reader.at_eof():
            writer.write(b" ")
            await asyncio.sleep(0.02)

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot1:x"
    async with HTTPXRequest() as request:
        with pytest.raises(Unreachable, match="timeout"):
            await asyncio.wait_for(Api(url, request).call("getMe", 0.5), 5)
    server.close()


async def test_a_call_cut_short_at_any_moment_costs_no_connection() -> None:
    """There is one connection: one that a cancelled call keeps would end all polling."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(
                    b'HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\n{"ok":true,"result":[]}'
                )

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot1:x"
    async with HTTPXRequest(connection_pool_size=1) as request:
        api = Api(url, request)
        for turns_of_the_loop in range(30):
            await api.call("getMe", 2)
            cut = asyncio.create_task(api.call("getUpdates", 2))
            for _ in range(turns_of_the_loop):
                await asyncio.sleep(0)
            cut.cancel()
            await asyncio.gather(cut, return_exceptions=True)
            assert await asyncio.wait_for(api.call("getUpdates", 2), 0.9) == []
    server.close()
