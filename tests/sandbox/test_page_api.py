"""What the chat page asks, sees and does; and who must not reach it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup

from bot.sandbox import Running, Sandbox
from tests.sandbox.conftest import QUICK

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data="d")]])


class Stream:
    """A person's event stream, as a browser reads it."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.aiter_lines()

    async def next(self) -> tuple[str, Any]:
        name = ""
        async with asyncio.timeout(5):
            async for line in self._lines:
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    return name, json.loads(line.removeprefix("data: "))
        raise AssertionError("the stream ended")


@pytest.fixture
async def stream(page: httpx.AsyncClient) -> AsyncIterator[Stream]:
    async with page.stream("GET", "/api/users/1001/events") as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Stream(response)


async def test_people(page: httpx.AsyncClient) -> None:
    rows = (await page.get("/api/users")).json()
    assert rows == [
        {
            "id": 1001,
            "first_name": "Рустам",
            "language_code": "ru",
            "blocked": False,
            "started": False,
        },
        {
            "id": 1002,
            "first_name": "Зарина",
            "language_code": "tg",
            "blocked": False,
            "started": False,
        },
    ]
    made = await page.post("/api/users", json={"first_name": "Азиз", "language_code": "uz"})
    assert (made.status_code, made.json()["id"]) == (201, 1003)
    changed = await page.patch("/api/users/1003", json={"language_code": "ky"})
    assert changed.json()["language_code"] == "ky"
    assert (await page.patch("/api/users/1003", json={"name": "x"})).status_code == 400
    assert (await page.patch("/api/users/7", json={})).status_code == 404
    assert (await page.post("/api/users/1001/fly", json={})).status_code == 404
    assert (await page.post("/api/users/1001/location", json={"lat": "x"})).status_code == 400
    assert (await page.post("/api/users/1001/location", json={})).status_code == 409


async def test_events_in_their_order(
    bot: Bot,
    running: Running,
    page: httpx.AsyncClient,
    stream: Stream,
) -> None:
    first, state = await stream.next()
    assert first == "snapshot"
    assert (state["messages"], state["keyboard"], state["blocked"]) == ([], None, False)
    assert state["bot"]["username"] == "SafarSandboxBot"
    await page.post("/api/users/1001/start", json={"payload": "ban-flow"})
    await bot.send_chat_action(1001, "typing")
    sent = await bot.send_message(1001, "x", reply_markup=KEYS)
    made = (
        await page.post("/api/users/1001/press", json={"message_id": sent.message_id, "data": "d"})
    ).json()["callback_query_id"]
    await bot.answer_callback_query(made, "done")
    await bot.edit_message_text("y", 1001, sent.message_id)
    await bot.send_message(1001, "k", reply_markup=ReplyKeyboardMarkup([["one"]]))
    await bot.delete_message(1001, sent.message_id)
    await bot.set_my_commands([("sos", "SOS")])
    seen = [await stream.next() for _ in range(9)]
    assert [name for name, _ in seen] == [
        "message",
        "typing",
        "message",
        "toast",
        "callback_done",
        "edit",
        "message",
        "delete",
        "profile",
    ]
    said = seen[0][1]["message"]
    assert (said["text"], said["out"]) == ("/start ban-flow", True)
    assert said["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert seen[2][1]["message"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "d"
    assert seen[2][1]["message"]["out"] is False
    assert seen[3][1] == {"text": "done", "show_alert": False, "callback_query_id": made}
    assert seen[5][1]["message"]["edit_date"]
    assert "reply_markup" not in seen[5][1]["message"]
    assert seen[6][1]["keyboard"]["keyboard"] == [[{"text": "one"}]]
    assert seen[7][1] == {"message_id": sent.message_id}
    assert seen[8][1]["bot"]["commands"] == [{"command": "sos", "description": "SOS"}]


async def test_all_a_person_can_send(
    bot: Bot,
    page: httpx.AsyncClient,
    started: int,
) -> None:
    asked = await bot.send_message(
        started,
        "where?",
        reply_markup=ReplyKeyboardMarkup([[{"text": "here", "request_location": True}]]),
    )  # type: ignore[list-item]
    base = f"/api/users/{started}"
    await page.post(f"{base}/send", json={"text": "салом", "reply_to": asked.message_id})
    await page.post(f"{base}/location", json={"lat": 38.56, "lon": 68.78})
    for act in ("contact", "photo", "voice", "sticker", "document"):
        assert (await page.post(f"{base}/{act}", json={})).status_code == 200
    answer = await page.post(f"{base}/edit", json={"message_id": 1, "text": "/help"})
    assert answer.status_code == 200
    updates = await bot.get_updates()
    assert [u.effective_message.message_id for u in updates] == [1, 3, 4, 5, 6, 7, 8, 9, 1]
    _, said, place, contact, photo, voice, sticker, paper, edited = updates
    assert said.message.reply_to_message.text == "where?"
    assert place.message.location.latitude == 38.56
    assert place.message.reply_to_message.message_id == asked.message_id  # rule 26
    assert contact.message.contact.user_id == started
    assert voice.message.voice.duration == timedelta(seconds=1)
    assert sticker.message.sticker.emoji == "👋"
    assert edited.edited_message.text == "/help"
    for file_id in (photo.message.photo[0].file_id, paper.message.document.file_id):
        file = await bot.get_file(file_id)
        assert len(await file.download_as_bytearray()) == file.file_size


async def test_what_a_person_cannot_do(page: httpx.AsyncClient, started: int, bot: Bot) -> None:
    base = f"/api/users/{started}"
    sent = await bot.send_message(started, "x", reply_markup=KEYS)
    press = {"message_id": sent.message_id, "data": "d"}
    for path, body in (
        ("send", {"text": " "}),
        ("send", {"text": "x" * 4097}),
        ("press", {**press, "data": "other"}),
        ("press", {**press, "message_id": 9}),
        ("edit", {"message_id": sent.message_id, "text": "x"}),
    ):
        assert (await page.post(f"{base}/{path}", json=body)).status_code == 409
    assert (await page.post(f"{base}/start", json={"payload": "a b"})).json() == {
        "message_id": None
    }
    await page.post(f"{base}/block", json={"blocked": True})
    for path, body in (("send", {"text": "x"}), ("press", press)):
        answer = await page.post(f"{base}/{path}", json=body)
        assert (answer.status_code, answer.json()) == (409, {"error": "the bot is blocked"})


async def test_block_clear_and_start_again(
    bot: Bot,
    page: httpx.AsyncClient,
    started: int,
    stream: Stream,
) -> None:
    await stream.next()
    base = f"/api/users/{started}"
    await page.post(f"{base}/block", json={"blocked": True})
    await page.post(f"{base}/block", json={"blocked": True})
    await page.post(f"{base}/block", json={"blocked": False})
    changes = [u.my_chat_member for u in await bot.get_updates() if u.my_chat_member]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]
    await page.post(f"{base}/clear", json={})
    name, state = await stream.next()
    assert (name, state["messages"]) == ("snapshot", [])
    assert (await page.get("/api/users")).json()[0]["started"] is False
    await page.post(f"{base}/start", json={})
    assert (await page.get("/api/users")).json()[0]["started"] is True
    # Telegram lets the bot write on after «delete chat».
    assert await bot.send_message(started, "x")


async def test_groups(bot: Bot, page: httpx.AsyncClient, stream: Stream) -> None:
    await stream.next()
    number = (await page.post("/api/users/1001/group", json={})).json()["group_id"]
    joined, line = await bot.get_updates()
    assert joined.my_chat_member.new_chat_member.status == "member"
    assert (line.message.chat.type, line.message.text) == ("supergroup", "/help@SafarSandboxBot")
    await bot.leave_chat(number)
    assert await stream.next() == ("left", {"group_id": number})


async def test_towns() -> None:
    def towns(query: str, limit: int) -> list[dict[str, Any]]:
        return [{"id": "1", "name": query, "country": "tj", "lat": 1.0, "lon": 2.0}][:limit]

    async with (
        Sandbox(limits=QUICK, towns=towns).serve() as running,
        httpx.AsyncClient(base_url=running.url, trust_env=False) as client,
    ):
        assert (await client.get("/api/towns?q=Хуҷанд&limit=x")).json()[0]["name"] == "Хуҷанд"


async def test_the_page_itself(page: httpx.AsyncClient, running: Running) -> None:
    index = await page.get("/")
    assert (index.status_code, index.headers["content-type"]) == (200, "text/html; charset=utf-8")
    script = await page.get("/page/chat.js")
    assert script.text == (await page.get("/chat.js")).text
    for path in ("/page/../server.py", "/..%2fserver.py", "/page/%2e%2e/server.py", "/server.py"):
        answer = await page.get(path)
        assert (answer.status_code, answer.json()["description"]) == (404, "Not Found")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:{port}"}, 200),
        ({"Host": "[::1]:{port}"}, 200),
        ({"Host": "127.0.0.1:{port}", "Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Host": "evil.example:{port}"}, 403),
        ({"Host": "127.0.0.1.evil.example:{port}"}, 403),
        ({"Host": "127.0.0.1:1"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Host": "x@127.0.0.1:{port}"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://localhost:{port}"}, 403),
        ({"Origin": "https://127.0.0.1:{port}"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
async def test_only_this_machine(running: Running, headers: dict[str, str], status: int) -> None:
    given = {name: value.replace("{port}", str(running.port)) for name, value in headers.items()}
    async with httpx.AsyncClient(base_url=running.url, trust_env=False) as client:
        for path in ("/api/users", "/control/state", f"/bot{running.token}/getMe"):
            assert (await client.get(path, headers=given)).status_code == status
        opened = await client.get("/", headers=given)
        assert opened.status_code == (200 if "Sec-Fetch-Site" in headers else status)
