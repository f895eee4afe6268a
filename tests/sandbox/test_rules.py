"""Rule by rule: a request, and the exact code and text of the answer. Numbers as in rules.md."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from bot.sandbox import TOKEN, Running
from bot.sandbox.refusals import TABLE, described
from tests.sandbox.conftest import Clock

BAD, FORBIDDEN = "Bad Request: ", "Forbidden: "
NOT_MODIFIED = ("message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message")
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
# Who and what stands in the sandbox before each row; the numbers are message ids.
STARTED, NEW, BLOCKED, GONE, ROBOT = 1001, 1002, 1003, 1004, 1005
GROUP, KICKED, LEFT, MOVED = -1001, -1002, -1003, -4
SAID, TEXT, KEYED, FILE, SAFE, FORWARDED, PLACE = 1, 2, 3, 4, 5, 6, 7


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **button}]]}


def text(words: str = "x", chat_id: Any = STARTED, **more: Any) -> dict[str, Any]:
    return {"chat_id": chat_id, "text": words, **more}


def html(words: str) -> dict[str, Any]:
    return text(words, parse_mode="HTML")


def edit(message_id: int, words: str = "y", **more: Any) -> dict[str, Any]:
    return {"chat_id": STARTED, "message_id": message_id, "text": words, **more}


Row = tuple[int, str, dict[str, Any], int, str]
ROWS: list[Row] = [
    (8, "sendNothing", {}, 404, "Not Found: method not found"),
    (10, "sendMessage", {"text": "x"}, 400, BAD + "chat_id is empty"),
    (10, "sendMessage", text(chat_id=999), 400, BAD + "chat not found"),
    (10, "sendMessage", text(chat_id="@rustam"), 400, BAD + "chat not found"),
    (10, "sendMessage", text(chat_id=NEW), 403,
     FORBIDDEN + "bot can't initiate conversation with a user"),
    (11, "sendMessage", text(chat_id=BLOCKED), 403, FORBIDDEN + "bot was blocked by the user"),
    (11, "sendMessage", text(chat_id=GONE), 403, FORBIDDEN + "user is deactivated"),
    (11, "sendMessage", text(chat_id=ROBOT), 403,
     FORBIDDEN + "the bot can't send messages to the bot"),
    (12, "sendMessage", text(chat_id=MOVED), 400,
     BAD + "group chat was upgraded to a supergroup chat"),
    (12, "sendMessage", text(chat_id=KICKED), 403,
     FORBIDDEN + "bot was kicked from the supergroup chat"),
    (12, "sendMessage", text(chat_id=LEFT), 403,
     FORBIDDEN + "bot is not a member of the supergroup chat"),
    (13, "sendMessage", text(""), 400, BAD + "message text is empty"),
    (13, "sendMessage", text(" \n "), 400, BAD + "text must be non-empty"),
    (13, "sendMessage", text("\u2800\u200b"), 400, BAD + "text must be non-empty"),
    (13, "sendMessage", html("<b> </b>"), 400, BAD + "text must be non-empty"),
    (13, "sendMessage", text("я" * 16_385), 400, BAD + "text is too long"),
    (14, "sendMessage", text("я" * 4097), 400, BAD + "message is too long"),
    (14, "editMessageText", edit(TEXT, "я" * 4097), 400, BAD + "MESSAGE_TOO_LONG"),
    (14, "copyMessage", {"chat_id": STARTED, "from_chat_id": STARTED, "message_id": FILE,
                         "caption": "я" * 1025}, 400, BAD + "message caption is too long"),
    (16, "sendMessage", text(parse_mode="BBCode"), 400, BAD + "unsupported parse_mode"),
    (17, "sendMessage", html("ё<br>"), 400,
     BAD + 'can\'t parse entities: Unsupported start tag "br" at byte offset 2'),
    (17, "sendMessage", html("<b>x"), 400,
     BAD + 'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'),
    (17, "editMessageText", edit(TEXT, "<b>x</i>", parse_mode="html"), 400,
     BAD + 'can\'t parse entities: Unmatched end tag at byte offset 4, '
           'expected "</b>", found "</i>"'),
    (20, "sendMessage", html("".join(
        f"<a href='http://a.b/{'q' * 95}'>{i}</a> " for i in range(90))), 400,
     BAD + "ENTITIES_TOO_LONG"),
    (22, "sendMessage", text(link_preview_options="{"), 400,
     BAD + "can't parse link preview options JSON object"),
    (23, "sendMessage", text(reply_markup="{"), 400,
     BAD + "can't parse reply keyboard markup JSON object"),
    (23, "sendMessage", text(reply_markup="[]"), 400, BAD + "object expected as reply markup"),
    (23, "sendMessage", text(reply_markup=inline()), 400,
     BAD + "can't parse inline keyboard button: "
           "Text buttons are unallowed in the inline keyboard"),
    (23, "sendMessage", text(reply_markup=inline(callback_data="")), 400,
     BAD + "can't parse inline keyboard button: "
           "Text buttons are unallowed in the inline keyboard"),
    (24, "sendMessage", text(reply_markup=inline(callback_data="d" * 65)), 400,
     BAD + "BUTTON_DATA_INVALID"),
    (24, "sendMessage", text(reply_markup=inline(callback_data="я" * 33)), 400,
     BAD + "BUTTON_DATA_INVALID"),
    (24, "editMessageText", edit(TEXT, reply_markup=inline(callback_data="я" * 33)), 400,
     BAD + "BUTTON_DATA_INVALID"),
    (24, "sendMessage", text(reply_markup=inline(url="tel:+1")), 400,
     BAD + "inline keyboard button URL 'tel:+1' is invalid: "
           "Wrong port number specified in the URL"),
    (24, "sendMessage", text(reply_markup=inline(web_app={"url": "http://a.b"})), 400,
     BAD + "inline keyboard button Web App URL 'http://a.b' is invalid: "
           "Only HTTPS links are allowed"),
    (25, "sendMessage", text(reply_markup={"inline_keyboard": [
        [{"text": "x", "callback_data": str(i)}] for i in range(101)]}), 400,
     BAD + "reply markup is too long"),
    (25, "sendMessage", text(reply_markup={"keyboard": [
        ["я" * 200] for _ in range(30)]}), 400, BAD + "reply markup is too long"),
    (26, "sendMessage", text(chat_id=GROUP, reply_markup={
        "keyboard": [[{"text": "x", "request_location": True}]]}), 400,
     BAD + "location can be requested in private chats only"),
    (28, "editMessageText", edit(99), 400, BAD + "message to edit not found"),
    (28, "deleteMessage", {"chat_id": STARTED, "message_id": 99}, 400,
     BAD + "message to delete not found"),
    (28, "copyMessage", {"chat_id": STARTED, "from_chat_id": STARTED, "message_id": 99}, 400,
     BAD + "message to copy not found"),
    (28, "forwardMessage", {"chat_id": STARTED, "from_chat_id": STARTED, "message_id": 99}, 400,
     BAD + "message to forward not found"),
    (28, "sendMessage", text(reply_parameters={"message_id": 99}), 400,
     BAD + "message to be replied not found"),
    (28, "sendMessage", text(reply_to_message_id=99), 400,
     BAD + "message to be replied not found"),
    (29, "editMessageText", edit(TEXT, "x", reply_markup=inline(callback_data="d")), 400,
     BAD + NOT_MODIFIED),
    (29, "editMessageReplyMarkup", {"chat_id": STARTED, "message_id": TEXT,
                                    "reply_markup": inline(callback_data="d")}, 400,
     BAD + NOT_MODIFIED),
    (30, "editMessageText", edit(SAID), 400, BAD + "message can't be edited"),
    (30, "editMessageText", edit(KEYED), 400, BAD + "message can't be edited"),
    (30, "editMessageText", edit(FORWARDED), 400, BAD + "message can't be edited"),
    (30, "editMessageText", edit(TEXT, reply_markup={"keyboard": [["x"]]}), 400,
     BAD + "inline keyboard expected"),
    (31, "editMessageText", edit(FILE), 400, BAD + "there is no text in the message to edit"),
    (31, "editMessageText", edit(PLACE), 400, BAD + "there is no text in the message to edit"),
    (31, "editMessageText", {"text": "y"}, 400, BAD + "message identifier is not specified"),
    (31, "editMessageText", {"chat_id": STARTED, "text": "y"}, 400,
     BAD + "message to edit not found"),
    (33, "answerCallbackQuery", {"callback_query_id": "5"}, 400, BAD + TOO_OLD),
    (33, "answerCallbackQuery", {"callback_query_id": "77", "text": "я" * 201}, 400,
     BAD + "MESSAGE_TOO_LONG"),
    (35, "sendLocation", {"chat_id": STARTED, "longitude": 1}, 400, BAD + "latitude is empty"),
    (35, "sendLocation", {"chat_id": STARTED, "latitude": 1}, 400, BAD + "longitude is empty"),
    (35, "sendLocation", {"chat_id": STARTED, "latitude": 91, "longitude": 1}, 400,
     BAD + "invalid location specified"),
    (35, "sendLocation", {"chat_id": STARTED, "latitude": "nan", "longitude": 1}, 400,
     BAD + "invalid location specified"),
    (35, "sendLocation", {"chat_id": STARTED, "latitude": 9, "longitude": 1, "live_period": 59},
     400, BAD + "wrong live location period specified"),
    (35, "sendVenue", {"chat_id": STARTED, "latitude": 9, "longitude": 181, "title": "t",
                       "address": "a"}, 400, BAD + "wrong venue location specified"),
    (36, "sendContact", {"chat_id": STARTED, "first_name": "x"}, 400,
     BAD + 'parameter "phone_number" is required'),
    (36, "sendContact", {"chat_id": STARTED, "phone_number": "1"}, 400,
     BAD + 'parameter "first_name" is required'),
    (37, "sendDocument", {"chat_id": STARTED}, 400, BAD + "there is no document in the request"),
    (37, "sendPhoto", {"chat_id": STARTED}, 400, BAD + "there is no photo in the request"),
    (38, "sendDocument", {"chat_id": STARTED, "document": "short"}, 400,
     BAD + "wrong file identifier/HTTP URL specified"),
    (38, "sendDocument", {"chat_id": STARTED, "document": "{photo}"}, 400,
     BAD + "can't use file of type Photo as Document"),
    (39, "getFile", {"file_id": "nothing"}, 400, BAD + "invalid file_id"),
    (41, "sendChatAction", {"chat_id": STARTED, "action": "dance"}, 400,
     BAD + "wrong parameter action in request"),
    (43, "forwardMessage", {"chat_id": STARTED, "from_chat_id": STARTED, "message_id": SAFE}, 400,
     BAD + "message has protected content and can't be forwarded"),
    (46, "setMyCommands", {"commands": [{"command": "c" * 33, "description": "d"}]}, 400,
     BAD + "command length must not exceed 32"),
    (46, "setMyCommands", {"commands": [{"command": "Старт", "description": "d"}]}, 400,
     BAD + "BOT_COMMAND_INVALID"),
    (46, "setMyCommands", {"commands": [], "language_code": "uz-Latn"}, 400,
     BAD + "invalid language code specified"),
    (46, "setMyName", {"name": "n", "language_code": "RU"}, 400,
     BAD + "invalid language code specified"),
    (47, "setMyCommands", {"commands": [], "scope": {"type": "planet"}}, 400,
     BAD + "can't parse BotCommandScope: Unsupported type specified"),
    (47, "setMyCommands", {"commands": [], "scope": {
        "type": "chat_administrators", "chat_id": STARTED}}, 400,
     BAD + "can't use specified scope in private chats"),
    (57, "setWebhook", {"url": "http://example.org/x"}, 400,
     BAD + "bad webhook: An HTTPS URL must be provided for webhook"),
    (57, "setWebhook", {"url": "https://example.org:444/x"}, 400,
     BAD + "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    (57, "setWebhook", {"url": "https://10.0.0.1/x"}, 400,
     BAD + "bad webhook: IP address 10.0.0.1 is reserved"),
    (57, "setWebhook", {"url": "https://example.org/x", "secret_token": "a b"}, 400,
     BAD + "secret token contains unallowed characters"),
]


@pytest.fixture
async def api(running: Running) -> Any:
    async with httpx.AsyncClient(
        base_url=f"{running.url}/bot{TOKEN}/", trust_env=False,
    ) as client:
        async def person(number: int, **fields: Any) -> None:
            await client.post(f"{running.url}/control/people", json={
                "id": number, "first_name": "P", "language_code": "ru", **fields})

        await client.post(f"{running.url}/api/users/1001/start", json={})
        await person(BLOCKED, reachable=True, blocked=True)
        await person(GONE, reachable=True, deactivated=True)
        await person(ROBOT, is_bot=True)
        for number, fields in {GROUP: {}, KICKED: {"status": "kicked"}, LEFT: {"status": "left"},
                               MOVED: {"type": "group", "moved_to": -1009}}.items():
            await client.post(f"{running.url}/control/groups", json={
                "id": number, "title": "G", **fields})
        chat: dict[str, Any] = {"chat_id": STARTED}
        await client.post("sendMessage", json=text(reply_markup=inline(callback_data="d")))
        await client.post("sendMessage", json=text(reply_markup={"keyboard": [["k"]]}))
        await client.post("sendDocument", data=chat, files={"document": ("a.txt", b"abc")})
        await client.post("sendMessage", json=text(protect_content=True))
        await client.post("forwardMessage", json={**chat, "from_chat_id": STARTED,
                                                  "message_id": TEXT})
        await client.post("sendVenue", json={**chat, "latitude": 38.5, "longitude": 68.7,
                                             "title": "t", "address": "a"})
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
    assert answer.json() == {"ok": False, "error_code": code, "description": description,
                             **({"parameters": {"migrate_to_chat_id": -1009}}
                                if params.get("chat_id") == MOVED else {})}
    assert answer.status_code == code
    assert answer.headers["content-type"] == "application/json"
    # The same as a form, where every value is text (rule 2).
    form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in given.items()}
    assert (await api.post(method, data=form)).json() == answer.json()


def test_every_refusal_has_its_row() -> None:
    """A refusal that nothing provokes is not known to be right."""
    elsewhere = {  # provoked in other tests of this folder
        "no-path", "too-many-parameters", "body-too-large", "token-invalid", "token-unknown",
        "too-many-requests", "two-pollers", "webhook-active", "webhook-came", "delete-old",
        "file-empty", "file-url", "file-big", "not-a-picture", "remote-id",
        "private-leave", "profile-long", "parse-mode-here", "entities-json", "markup-rows",
        "markup-row", "button-reply", "reply-json", "ids-json", "ids-none", "ids-many",
        "commands-json", "commands-many", "command-empty", "description-empty",
        "description-long", "menu-button", "webhook-secret-long",
    }
    texts = {row[4] for row in ROWS}

    def shown(key: str) -> bool:
        start = described(TABLE[key].code, TABLE[key].text).partition("{")[0]
        return any(found.startswith(start) for found in texts)

    assert {key for key in TABLE if not shown(key)} <= elsewhere


SMALL: list[tuple[int, str, dict[str, Any], str]] = [
    (23, "sendMessage", text(reply_markup={"inline_keyboard": 5}),
     'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array'),
    (23, "sendMessage", text(reply_markup={"keyboard": [5]}),
     'field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays'),
    (23, "sendMessage", text(reply_markup={"keyboard": [[{}]]}),
     "can't parse keyboard button: Can't find field \"text\""),
    (16, "sendMessage", text(entities="[5]"), "can't parse entities JSON object"),
    (28, "sendMessage", text(reply_parameters="5"), "can't parse reply parameters JSON object"),
    (32, "deleteMessages", {"chat_id": STARTED, "message_ids": "x"},
     "can't parse message identifiers JSON"),
    (32, "deleteMessages", {"chat_id": STARTED, "message_ids": []},
     "message identifiers are not specified"),
    (32, "deleteMessages", {"chat_id": STARTED, "message_ids": list(range(101))},
     "too many message identifiers specified"),
    (12, "leaveChat", {"chat_id": STARTED},
     "chat member status can't be changed in private chats"),
    (46, "setMyCommands", {"commands": "x"}, "can't parse commands JSON array"),
    (46, "setMyCommands", {"commands": [{"command": "/", "description": "d"}]},
     "command must be non-empty"),
    (46, "setMyCommands", {"commands": [{"command": "c", "description": " "}]},
     "command description must be non-empty"),
    (46, "setMyCommands", {"commands": [{"command": "c", "description": "d" * 257}]},
     "command description length must not exceed 256"),
    (46, "setMyCommands", {"commands": [{"command": "c", "description": "d"}] * 101},
     "too many commands specified"),
    (48, "setMyDescription", {"description": "д" * 513}, "description is too long"),
    (48, "setChatMenuButton", {"menu_button": {"type": "x"}},
     "can't parse menu button: Unsupported type specified"),
    (57, "setWebhook", {"url": "https://example.org", "secret_token": "a" * 257},
     "secret token is too long"),
    (38, "sendDocument", {"chat_id": STARTED, "document": "BQAC" + "x" * 30},
     "wrong remote file identifier specified: can't unserialize it"),
    (39, "sendDocument", {"chat_id": STARTED, "document": "http://a.b/c.txt"},
     "failed to get HTTP URL content"),
]


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
        413, "Request Entity Too Large: too many parameters")
    assert (await api.get("gEtMe?x=1")).json()["result"]["id"] == 1000000001
    for name, content, kind, found in (
        ("document", b"", 400, BAD + "file must be non-empty"),
        ("document", bytes(50_000_001), 413, "Request Entity Too Large"),
        ("photo", b"no picture", 400, BAD + "IMAGE_PROCESS_FAILED"),
    ):
        answer = await api.post(
            f"send{name.title()}", data={"chat_id": STARTED}, files={name: ("n", content)})
        assert (answer.status_code, answer.json()["description"]) == (kind, found)
    sent = await api.post("sendDocument", data={"chat_id": STARTED},
                          files={"document": ("n", bytes((20 << 20) + 1))})
    file_id = sent.json()["result"]["document"]["file_id"]
    answer = await api.post("getFile", json={"file_id": file_id})
    assert answer.json()["description"] == BAD + "file is too big"


async def test_markdown_is_refused_openly(api: Any) -> None:
    answer = await api.post("sendMessage", json=text("*x*", parse_mode="MarkdownV2"))
    assert (answer.status_code, answer.json()["description"]) == (
        501, "Not Implemented: the sandbox reads HTML only")
