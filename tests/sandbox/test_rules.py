"""Rule by rule: a request, and the exact code and text of the answer. Numbers as in rules.md."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from bot.sandbox import TOKEN, Running
from bot.sandbox.refusals import TABLE, described
from tests.sandbox.conftest import Clock
from tests.sandbox.rows import (
    BAD,
    BLOCKED,
    GONE,
    GROUP,
    KICKED,
    LEFT,
    MOVED,
    ROBOT,
    ROWS,
    SMALL,
    STARTED,
    TEXT,
    TOO_OLD,
    Row,
    inline,
    text,
)


@pytest.fixture
async def api(running: Running) -> Any:
    async with httpx.AsyncClient(
        base_url=f"{running.url}/bot{TOKEN}/",
        trust_env=False,
    ) as client:

        async def person(number: int, **fields: Any) -> None:
            await client.post(
                f"{running.url}/control/people",
                json={"id": number, "first_name": "P", "language_code": "ru", **fields},
            )

        await client.post(f"{running.url}/api/users/1001/start", json={})
        await person(BLOCKED, reachable=True, blocked=True)
        await person(GONE, reachable=True, deactivated=True)
        await person(ROBOT, is_bot=True)
        for number, fields in {
            GROUP: {},
            KICKED: {"status": "kicked"},
            LEFT: {"status": "left"},
            MOVED: {"type": "group", "moved_to": -1009},
        }.items():
            await client.post(
                f"{running.url}/control/groups", json={"id": number, "title": "G", **fields}
            )
        chat: dict[str, Any] = {"chat_id": STARTED}
        await client.post("sendMessage", json=text(reply_markup=inline(callback_data="d")))
        await client.post("sendMessage", json=text(reply_markup={"keyboard": [["k"]]}))
        await client.post("sendDocument", data=chat, files={"document": ("a.txt", b"abc")})
        await client.post("sendMessage", json=text(protect_content=True))
        await client.post(
            "forwardMessage", json={**chat, "from_chat_id": STARTED, "message_id": TEXT}
        )
        await client.post(
            "sendVenue",
            json={**chat, "latitude": 38.5, "longitude": 68.7, "title": "t", "address": "a"},
        )
        sent = await client.post(f"{running.url}/api/users/1001/photo", json={})
        photo = running.world.messages[STARTED, sent.json()["message_id"]].body["photo"][0]
        running.push({"callback_query": {"id": "77", "data": "d", "from": {"id": STARTED}}})
        client.photo_id = photo["file_id"]  # type: ignore[attr-defined]
        yield client


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}-{row[4][:60]}")
async def test_refusal(api: Any, row: Row) -> None:
    _, method, params, code, description = row
    given = json.loads(json.dumps(params).replace("{photo}", api.photo_id))
    answer = await api.post(method, json=given)
    assert answer.json() == {
        "ok": False,
        "error_code": code,
        "description": description,
        **({"parameters": {"migrate_to_chat_id": -1009}} if params.get("chat_id") == MOVED else {}),
    }
    assert answer.status_code == code
    assert answer.headers["content-type"] == "application/json"
    # The same as a form, where every value is text (rule 2).
    form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in given.items()}
    assert (await api.post(method, data=form)).json() == answer.json()


def test_every_refusal_has_its_row() -> None:
    """A refusal that nothing provokes is not known to be right."""
    elsewhere = {  # provoked in other tests of this folder
        "no-path",
        "too-many-parameters",
        "body-too-large",
        "token-invalid",
        "token-unknown",
        "too-many-requests",
        "two-pollers",
        "webhook-active",
        "webhook-came",
        "delete-old",
        "file-empty",
        "file-url",
        "file-big",
        "not-a-picture",
        "remote-id",
        "private-leave",
        "profile-long",
        "parse-mode-here",
        "entities-json",
        "markup-rows",
        "markup-row",
        "button-reply",
        "reply-json",
        "ids-json",
        "ids-none",
        "ids-many",
        "commands-json",
        "commands-many",
        "command-empty",
        "description-empty",
        "description-long",
        "menu-button",
        "webhook-secret-long",
    }
    texts = {row[4] for row in ROWS}

    def shown(key: str) -> bool:
        start = described(TABLE[key].code, TABLE[key].text).partition("{")[0]
        return any(found.startswith(start) for found in texts)

    assert {key for key in TABLE if not shown(key)} <= elsewhere


@pytest.mark.parametrize("row", SMALL, ids=lambda row: f"{row[0]}-{row[1]}-{row[3][:50]}")
async def test_smaller_refusal(api: Any, row: tuple[int, str, dict[str, Any], str]) -> None:
    answer = await api.post(row[1], json=row[2])
    assert (answer.status_code, answer.json()["description"]) == (400, BAD + row[3])


async def test_delete_only_within_48_hours(api: Any, clock: Clock) -> None:
    clock.now += 172_801
    answer = await api.post("deleteMessage", json={"chat_id": STARTED, "message_id": TEXT})
    assert answer.json()["description"] == BAD + "message can't be deleted for everyone"


async def test_answer_only_in_time(api: Any, clock: Clock) -> None:
    first = await api.post("answerCallbackQuery", json={"callback_query_id": "77"})
    assert first.json() == {"ok": True, "result": True}
    clock.now += 61
    late = await api.post("answerCallbackQuery", json={"callback_query_id": "77"})
    assert late.json()["description"] == BAD + TOO_OLD


async def test_tokens_paths_and_sizes(api: Any, running: Running) -> None:
    async def asked(path: str, **more: Any) -> tuple[int, str]:
        answer = await api.post(running.url + path, **more)
        return answer.status_code, answer.json()["description"]

    assert await asked("/bot7:x!/getMe") == (401, "Unauthorized: invalid token specified")
    assert await asked("/bot77:abc/getMe") == (401, "Unauthorized")
    assert await asked("/getMe") == (404, "Not Found")
    assert await asked(f"/bot{TOKEN}/GETME/x") == (404, "Not Found")
    big = {"chat_id": STARTED, "text": "x", "unknown": "y" * (1 << 20)}
    assert await asked(f"/bot{TOKEN}/sendMessage", json=big) == (
        413,
        "Request Entity Too Large: too many parameters",
    )
    assert (await api.get("gEtMe?x=1")).json()["result"]["id"] == 1000000001
    for name, content, kind, found in (
        ("document", b"", 400, BAD + "file must be non-empty"),
        ("document", bytes(50_000_001), 413, "Request Entity Too Large"),
        ("photo", b"no picture", 400, BAD + "IMAGE_PROCESS_FAILED"),
    ):
        answer = await api.post(
            f"send{name.title()}", data={"chat_id": STARTED}, files={name: ("n", content)}
        )
        assert (answer.status_code, answer.json()["description"]) == (kind, found)
    sent = await api.post(
        "sendDocument", data={"chat_id": STARTED}, files={"document": ("n", bytes((20 << 20) + 1))}
    )
    file_id = sent.json()["result"]["document"]["file_id"]
    answer = await api.post("getFile", json={"file_id": file_id})
    assert answer.json()["description"] == BAD + "file is too big"


async def test_markdown_is_refused_openly(api: Any) -> None:
    answer = await api.post("sendMessage", json=text("*x*", parse_mode="MarkdownV2"))
    assert (answer.status_code, answer.json()["description"]) == (
        501,
        "Not Implemented: the sandbox reads HTML only",
    )
