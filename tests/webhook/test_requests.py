"""What comes to the webhook's port: from Telegram, and from everybody else."""

from __future__ import annotations

import contextlib
import json
import select
import socket
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.webhook.hooked import HEADER, SECRET, Hooked, said

MIB = 1024 * 1024


def answers(bot: Hooked, chat_id: int) -> None:
    """It still serves a person who writes now."""
    bot.api.forget_calls()
    bot.api.push(said(1, "/start", chat_id))
    (call, *_) = bot.api.calls("sendMessage", 1)
    assert int(call["params"]["chat_id"]) == chat_id


def test_telegram_knows_the_way(bot: Hooked) -> None:
    (call, *_) = bot.api.calls("setWebhook", 1)
    assert call["params"]["url"] == bot.url
    assert call["params"]["secret_token"] == SECRET
    assert json.loads(call["params"]["allowed_updates"]) == [
        "message", "edited_message", "callback_query", "my_chat_member",
    ]  # fmt: skip
    assert int(call["params"]["max_connections"]) == 100
    assert not bot.api.calls("getUpdates")
    answers(bot, 70)


@pytest.mark.fault("F37")
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {HEADER: ""},
        {HEADER: "wrong"},
        {HEADER: SECRET[:-1]},
        {HEADER: SECRET + "x"},
        {HEADER: SECRET.upper()},
        {HEADER: f"{SECRET}, {SECRET}"},
        [(HEADER, SECRET), (HEADER, SECRET)],
        [(HEADER, "wrong"), (HEADER, SECRET)],
        {HEADER: "ключ".encode()},
    ],
    ids=["none", "empty", "wrong", "prefix", "longer", "case", "list", "twice", "two", "bytes"],
)
def test_without_the_right_secret(bot: Hooked, headers: Any) -> None:
    bot.api.forget_calls()
    before = bot.metric("safar_webhook_forbidden_total")
    body = said(1, "canary-text forged", 666) | {"update_id": 1}
    assert bot.post(body, headers).status_code == 403
    assert bot.metric("safar_webhook_forbidden_total") == before + 1
    answers(bot, 71)
    sent = {call["params"]["chat_id"] for call in bot.api.calls("sendMessage")}
    assert sent == {"71"}


@pytest.mark.fault("F39")
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'{"update_id": 1, "message": {"text": "canary-text',
        b'{"update_id": 1, "message": "canary-text \xff\xfe"}',
        '{"update_id": 1, "message": "canary-text"}'.encode("utf-16"),
        b'["canary-text"]',
        b'"canary-text"',
        b"{}",
        b'{"update_id": "canary-text"}',
        b'{"update_id": true, "message": "canary-text"}',
        b'{"update_id": null}',
        b'{"update_id": 1, "canary-text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"[" * 100_000,
        b'{"update_id": ' + b"1" * 10_000 + b"}",
    ],
    ids=["empty", "cut", "bytes", "utf-16", "list", "string", "{}", "id is text", "id is a bool",
         "id is null", "deep", "deep and cut", "long number"],
)  # fmt: skip
def test_what_is_no_update(bot: Hooked, body: bytes) -> None:
    assert bot.post(body).status_code == 400
    answers(bot, 72)
    assert "canary-text" not in "\n".join(bot.process.log)


@pytest.mark.fault("F39")
@pytest.mark.fault("F02")
def test_an_update_that_cannot_be_read_is_taken(bot: Hooked) -> None:
    """Refused, Telegram would bring it again for 24 hours, and that chat's next ones never."""
    for number, message in enumerate(
        (
            {"text": "canary-text"},
            said(1, "canary-text")["message"] | {"date": "canary-text"},
            said(1, "canary-text")["message"] | {"date": 10**18},
            5,
        )
    ):
        assert bot.post({"update_id": 9_000 + number, "message": message}).status_code == 200
    bot.api.push({"message": {"text": "canary-text"}}, said(1, "/start", 73))
    answers(bot, 73)
    log = "\n".join(bot.process.log)
    assert log.count("could not be read") == 1
    assert "canary-text" not in log


def test_other_paths_and_methods(bot: Hooked) -> None:
    body, secret = b"{}", {HEADER: SECRET}
    for path in ("/", "/telegram/", "/telegramm", "/healthz", "/metrics", "//telegram"):
        url = bot.url.replace("/telegram", path)
        assert httpx.post(url, content=body, headers=secret, trust_env=False).status_code == 404
    for method in ("GET", "PUT", "DELETE", "OPTIONS"):
        answer = httpx.request(method, bot.url, headers=secret, trust_env=False)
        assert answer.status_code == 405
    answers(bot, 74)


def raw(bot: Hooked) -> socket.socket:
    address = urlsplit(bot.url)
    made = socket.create_connection((address.hostname or "", address.port or 0), timeout=10)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


def status_of(head: bytes, chunks: Iterator[bytes], bot: Hooked) -> tuple[int, int]:
    """The answer's status, and how many bytes the server let us send."""
    sent = 0
    with raw(bot) as sock:
        sock.sendall(head)
        with contextlib.suppress(OSError):
            for chunk in chunks:
                sock.sendall(chunk)
                sent += len(chunk)
        answer = sock.recv(4096)
    return int(answer.split()[1]), sent


def peak(pid: int) -> float:
    """The most memory the process ever had, in MiB."""
    with open(f"/proc/{pid}/status") as status:
        (line,) = [row for row in status if row.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


@pytest.mark.fault("F38")
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(
    ("secret", "chunked", "status"),
    [("wrong", False, 403), ("wrong", True, 403), (SECRET, False, 413), (SECRET, True, 413)],
    ids=["no secret", "no secret, no length", "too long", "no length"],
)
def test_a_body_of_60_mb(bot: Hooked, secret: str, chunked: bool, status: int) -> None:
    answers(bot, 75)  # warm
    before = peak(bot.pid)
    size, piece = 60 * 10**6, b"x" * 65536
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {size}"
    head = f"POST /telegram HTTP/1.1\r\nHost: x\r\n{HEADER}: {secret}\r\n{length}\r\n\r\n"
    chunk = b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece
    chunks = (chunk for _ in range(size // len(piece)))
    got, sent = status_of(head.encode(), chunks, bot)
    assert got == status
    assert sent < 20 * MIB  # the rest was not even taken
    assert peak(bot.pid) - before < 10
    answers(bot, 76)


@pytest.mark.fault("F38")
def test_a_length_is_enough_to_refuse(bot: Hooked) -> None:
    """413 before a single byte of the body is there."""
    for length in (str(MIB + 1), str(10**15)):
        head = f"POST /telegram HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\n"
        assert (
            status_of(f"{head}Content-Length: {length}\r\n\r\n".encode(), iter(()), bot)[0] == 413
        )


def test_a_body_of_just_under_a_mebibyte_is_read(bot: Hooked) -> None:
    body = json.dumps({"update_id": "x"}).encode()
    assert bot.post(body + b" " * (MIB - len(body))).status_code == 400
    assert bot.post(body + b" " * (MIB - len(body) + 1)).status_code == 413


@pytest.mark.fault("F40")
def test_sockets_that_never_finish_their_request(bot: Hooked) -> None:
    beginnings = (
        b"",
        b"POST /tele",
        f"POST /telegram HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\n".encode(),
        f"POST /telegram HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\n"
        "Content-Length: 100\r\n\r\n{".encode(),
    )
    with contextlib.ExitStack() as stack:
        idle = []
        for number in range(200):
            sock = stack.enter_context(raw(bot))
            sock.sendall(beginnings[number % len(beginnings)])
            idle.append(sock)
        began = time.monotonic()
        for person in range(5):
            answers(bot, 80 + person)
        assert time.monotonic() - began < 5
        # SAFAR_WEBHOOK_ARRIVAL later the program has let go of all of them.
        until = time.monotonic() + 20
        while idle and (left := until - time.monotonic()) > 0:
            readable, _, _ = select.select(idle, [], [], left)
            for sock in readable:
                with contextlib.suppress(ConnectionError):
                    while sock.recv(4096):
                        pass
                idle.remove(sock)
        assert not idle
    answers(bot, 90)


@pytest.mark.fault("F05")
def test_the_same_update_again(bot: Hooked) -> None:
    bot.api.forget_calls()
    update = said(1, "/start", 91) | {"update_id": 77_001}
    bot.api.client.post("/control/people", json={"id": 91, "first_name": "A", "language_code": "ru",
                                                 "reachable": True})  # fmt: skip
    for _ in range(3):
        assert bot.post(update).status_code == 200
    first = len(bot.api.calls("sendMessage", 1))
    assert bot.post(update | {"update_id": 77_002}).status_code == 200
    assert len(bot.api.calls("sendMessage", 2 * first)) == 2 * first
