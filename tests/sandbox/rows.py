"""What the Bot API refuses: rule of rules.md, method, parameters, code, text.

Each row is sent to a sandbox in which the people, groups and messages named here stand.
"""

from __future__ import annotations

from typing import Any

BAD, FORBIDDEN = "Bad Request: ", "Forbidden: "
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
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
    (
        10,
        "sendMessage",
        text(chat_id=NEW),
        403,
        FORBIDDEN + "bot can't initiate conversation with a user",
    ),
    (11, "sendMessage", text(chat_id=BLOCKED), 403, FORBIDDEN + "bot was blocked by the user"),
    (11, "sendMessage", text(chat_id=GONE), 403, FORBIDDEN + "user is deactivated"),
    (
        11,
        "sendMessage",
        text(chat_id=ROBOT),
        403,
        FORBIDDEN + "the bot can't send messages to the bot",
    ),
    (
        12,
        "sendMessage",
        text(chat_id=MOVED),
        400,
        BAD + "group chat was upgraded to a supergroup chat",
    ),
    (
        12,
        "sendMessage",
        text(chat_id=KICKED),
        403,
        FORBIDDEN + "bot was kicked from the supergroup chat",
    ),
    (
        12,
        "sendMessage",
        text(chat_id=LEFT),
        403,
        FORBIDDEN + "bot is not a member of the supergroup chat",
    ),
    (13, "sendMessage", text(""), 400, BAD + "message text is empty"),
    (13, "sendMessage", text(" \n "), 400, BAD + "text must be non-empty"),
    (13, "sendMessage", text("\u2800\u200b"), 400, BAD + "text must be non-empty"),
    (13, "sendMessage", html("<b> </b>"), 400, BAD + "text must be non-empty"),
    (13, "sendMessage", text("я" * 16_385), 400, BAD + "text is too long"),
    (14, "sendMessage", text("я" * 4097), 400, BAD + "message is too long"),
    (14, "editMessageText", edit(TEXT, "я" * 4097), 400, BAD + "MESSAGE_TOO_LONG"),
    (
        14,
        "copyMessage",
        {"chat_id": STARTED, "from_chat_id": STARTED, "message_id": FILE, "caption": "я" * 1025},
        400,
        BAD + "message caption is too long",
    ),
    (16, "sendMessage", text(parse_mode="BBCode"), 400, BAD + "unsupported parse_mode"),
    (
        17,
        "sendMessage",
        html("ё<br>"),
        400,
        BAD + 'can\'t parse entities: Unsupported start tag "br" at byte offset 2',
    ),
    (
        17,
        "sendMessage",
        html("<b>x"),
        400,
        BAD + "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    (
        17,
        "editMessageText",
        edit(TEXT, "<b>x</i>", parse_mode="html"),
        400,
        BAD + "can't parse entities: Unmatched end tag at byte offset 4, "
        'expected "</b>", found "</i>"',
    ),
    (
        20,
        "sendMessage",
        html("".join(f"<a href='http://a.b/{'q' * 95}'>{i}</a> " for i in range(90))),
        400,
        BAD + "ENTITIES_TOO_LONG",
    ),
    (
        22,
        "sendMessage",
        text(link_preview_options="{"),
        400,
        BAD + "can't parse link preview options JSON object",
    ),
    (
        23,
        "sendMessage",
        text(reply_markup="{"),
        400,
        BAD + "can't parse reply keyboard markup JSON object",
    ),
    (23, "sendMessage", text(reply_markup="[]"), 400, BAD + "object expected as reply markup"),
    (
        23,
        "sendMessage",
        text(reply_markup=inline()),
        400,
        BAD + "can't parse inline keyboard button: "
        "Text buttons are unallowed in the inline keyboard",
    ),
    (
        23,
        "sendMessage",
        text(reply_markup=inline(callback_data="")),
        400,
        BAD + "can't parse inline keyboard button: "
        "Text buttons are unallowed in the inline keyboard",
    ),
    (
        24,
        "sendMessage",
        text(reply_markup=inline(callback_data="d" * 65)),
        400,
        BAD + "BUTTON_DATA_INVALID",
    ),
    (
        24,
        "sendMessage",
        text(reply_markup=inline(callback_data="я" * 33)),
        400,
        BAD + "BUTTON_DATA_INVALID",
    ),
    (
        24,
        "editMessageText",
        edit(TEXT, reply_markup=inline(callback_data="я" * 33)),
        400,
        BAD + "BUTTON_DATA_INVALID",
    ),
    (
        24,
        "sendMessage",
        text(reply_markup=inline(url="tel:+1")),
        400,
        BAD + "inline keyboard button URL 'tel:+1' is invalid: "
        "Wrong port number specified in the URL",
    ),
    (
        24,
        "sendMessage",
        text(reply_markup=inline(web_app={"url": "http://a.b"})),
        400,
        BAD + "inline keyboard button Web App URL 'http://a.b' is invalid: "
        "Only HTTPS links are allowed",
    ),
    (
        25,
        "sendMessage",
        text(
            reply_markup={
                "inline_keyboard": [[{"text": "x", "callback_data": str(i)}] for i in range(101)]
            }
        ),
        400,
        BAD + "reply markup is too long",
    ),
    (
        25,
        "sendMessage",
        text(reply_markup={"keyboard": [["я" * 200] for _ in range(30)]}),
        400,
        BAD + "reply markup is too long",
    ),
    (
        26,
        "sendMessage",
        text(chat_id=GROUP, reply_markup={"keyboard": [[{"text": "x", "request_location": True}]]}),
        400,
        BAD + "location can be requested in private chats only",
    ),
    (28, "editMessageText", edit(99), 400, BAD + "message to edit not found"),
    (
        28,
        "deleteMessage",
        {"chat_id": STARTED, "message_id": 99},
        400,
        BAD + "message to delete not found",
    ),
    (
        28,
        "copyMessage",
        {"chat_id": STARTED, "from_chat_id": STARTED, "message_id": 99},
        400,
        BAD + "message to copy not found",
    ),
    (
        28,
        "forwardMessage",
        {"chat_id": STARTED, "from_chat_id": STARTED, "message_id": 99},
        400,
        BAD + "message to forward not found",
    ),
    (
        28,
        "sendMessage",
        text(reply_parameters={"message_id": 99}),
        400,
        BAD + "message to be replied not found",
    ),
    (28, "sendMessage", text(reply_to_message_id=99), 400, BAD + "message to be replied not found"),
    (
        29,
        "editMessageText",
        edit(TEXT, "x", reply_markup=inline(callback_data="d")),
        400,
        BAD + NOT_MODIFIED,
    ),
    (
        29,
        "editMessageReplyMarkup",
        {"chat_id": STARTED, "message_id": TEXT, "reply_markup": inline(callback_data="d")},
        400,
        BAD + NOT_MODIFIED,
    ),
    (30, "editMessageText", edit(SAID), 400, BAD + "message can't be edited"),
    (30, "editMessageText", edit(KEYED), 400, BAD + "message can't be edited"),
    (30, "editMessageText", edit(FORWARDED), 400, BAD + "message can't be edited"),
    (
        30,
        "editMessageText",
        edit(TEXT, reply_markup={"keyboard": [["x"]]}),
        400,
        BAD + "inline keyboard expected",
    ),
    (31, "editMessageText", edit(FILE), 400, BAD + "there is no text in the message to edit"),
    (31, "editMessageText", edit(PLACE), 400, BAD + "there is no text in the message to edit"),
    (31, "editMessageText", {"text": "y"}, 400, BAD + "message identifier is not specified"),
    (
        31,
        "editMessageText",
        {"chat_id": STARTED, "text": "y"},
        400,
        BAD + "message to edit not found",
    ),
    (33, "answerCallbackQuery", {"callback_query_id": "5"}, 400, BAD + TOO_OLD),
    (
        33,
        "answerCallbackQuery",
        {"callback_query_id": "77", "text": "я" * 201},
        400,
        BAD + "MESSAGE_TOO_LONG",
    ),
    (35, "sendLocation", {"chat_id": STARTED, "longitude": 1}, 400, BAD + "latitude is empty"),
    (35, "sendLocation", {"chat_id": STARTED, "latitude": 1}, 400, BAD + "longitude is empty"),
    (
        35,
        "sendLocation",
        {"chat_id": STARTED, "latitude": 91, "longitude": 1},
        400,
        BAD + "invalid location specified",
    ),
    (
        35,
        "sendLocation",
        {"chat_id": STARTED, "latitude": "nan", "longitude": 1},
        400,
        BAD + "invalid location specified",
    ),
    (
        35,
        "sendLocation",
        {"chat_id": STARTED, "latitude": 9, "longitude": 1, "live_period": 59},
        400,
        BAD + "wrong live location period specified",
    ),
    (
        35,
        "sendVenue",
        {"chat_id": STARTED, "latitude": 9, "longitude": 181, "title": "t", "address": "a"},
        400,
        BAD + "wrong venue location specified",
    ),
    (
        36,
        "sendContact",
        {"chat_id": STARTED, "first_name": "x"},
        400,
        BAD + 'parameter "phone_number" is required',
    ),
    (
        36,
        "sendContact",
        {"chat_id": STARTED, "phone_number": "1"},
        400,
        BAD + 'parameter "first_name" is required',
    ),
    (37, "sendDocument", {"chat_id": STARTED}, 400, BAD + "there is no document in the request"),
    (37, "sendPhoto", {"chat_id": STARTED}, 400, BAD + "there is no photo in the request"),
    (
        38,
        "sendDocument",
        {"chat_id": STARTED, "document": "short"},
        400,
        BAD + "wrong file identifier/HTTP URL specified",
    ),
    (
        38,
        "sendDocument",
        {"chat_id": STARTED, "document": "{photo}"},
        400,
        BAD + "can't use file of type Photo as Document",
    ),
    (39, "getFile", {"file_id": "nothing"}, 400, BAD + "invalid file_id"),
    (
        41,
        "sendChatAction",
        {"chat_id": STARTED, "action": "dance"},
        400,
        BAD + "wrong parameter action in request",
    ),
    (
        43,
        "forwardMessage",
        {"chat_id": STARTED, "from_chat_id": STARTED, "message_id": SAFE},
        400,
        BAD + "message has protected content and can't be forwarded",
    ),
    (
        46,
        "setMyCommands",
        {"commands": [{"command": "c" * 33, "description": "d"}]},
        400,
        BAD + "command length must not exceed 32",
    ),
    (
        46,
        "setMyCommands",
        {"commands": [{"command": "Старт", "description": "d"}]},
        400,
        BAD + "BOT_COMMAND_INVALID",
    ),
    (
        46,
        "setMyCommands",
        {"commands": [], "language_code": "uz-Latn"},
        400,
        BAD + "invalid language code specified",
    ),
    (
        46,
        "setMyName",
        {"name": "n", "language_code": "RU"},
        400,
        BAD + "invalid language code specified",
    ),
    (
        47,
        "setMyCommands",
        {"commands": [], "scope": {"type": "planet"}},
        400,
        BAD + "can't parse BotCommandScope: Unsupported type specified",
    ),
    (
        47,
        "setMyCommands",
        {"commands": [], "scope": {"type": "chat_administrators", "chat_id": STARTED}},
        400,
        BAD + "can't use specified scope in private chats",
    ),
    (
        57,
        "setWebhook",
        {"url": "http://example.org/x"},
        400,
        BAD + "bad webhook: An HTTPS URL must be provided for webhook",
    ),
    (
        57,
        "setWebhook",
        {"url": "https://example.org:444/x"},
        400,
        BAD + "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    ),
    (
        57,
        "setWebhook",
        {"url": "https://10.0.0.1/x"},
        400,
        BAD + "bad webhook: IP address 10.0.0.1 is reserved",
    ),
    (
        57,
        "setWebhook",
        {"url": "https://example.org/x", "secret_token": "a b"},
        400,
        BAD + "secret token contains unallowed characters",
    ),
]
# Smaller ones, all 400; the text stands without its prefix.
SMALL: list[tuple[int, str, dict[str, Any], str]] = [
    (
        23,
        "sendMessage",
        text(reply_markup={"inline_keyboard": 5}),
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array',
    ),
    (
        23,
        "sendMessage",
        text(reply_markup={"keyboard": [5]}),
        'field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays',
    ),
    (
        23,
        "sendMessage",
        text(reply_markup={"keyboard": [[{}]]}),
        "can't parse keyboard button: Can't find field \"text\"",
    ),
    (16, "sendMessage", text(entities="[5]"), "can't parse entities JSON object"),
    (28, "sendMessage", text(reply_parameters="5"), "can't parse reply parameters JSON object"),
    (
        32,
        "deleteMessages",
        {"chat_id": STARTED, "message_ids": "x"},
        "can't parse message identifiers JSON",
    ),
    (
        32,
        "deleteMessages",
        {"chat_id": STARTED, "message_ids": []},
        "message identifiers are not specified",
    ),
    (
        32,
        "deleteMessages",
        {"chat_id": STARTED, "message_ids": list(range(101))},
        "too many message identifiers specified",
    ),
    (12, "leaveChat", {"chat_id": STARTED}, "chat member status can't be changed in private chats"),
    (46, "setMyCommands", {"commands": "x"}, "can't parse commands JSON array"),
    (
        46,
        "setMyCommands",
        {"commands": [{"command": "/", "description": "d"}]},
        "command must be non-empty",
    ),
    (
        46,
        "setMyCommands",
        {"commands": [{"command": "c", "description": " "}]},
        "command description must be non-empty",
    ),
    (
        46,
        "setMyCommands",
        {"commands": [{"command": "c", "description": "d" * 257}]},
        "command description length must not exceed 256",
    ),
    (
        46,
        "setMyCommands",
        {"commands": [{"command": "c", "description": "d"}] * 101},
        "too many commands specified",
    ),
    (48, "setMyDescription", {"description": "д" * 513}, "description is too long"),
    (
        48,
        "setChatMenuButton",
        {"menu_button": {"type": "x"}},
        "can't parse menu button: Unsupported type specified",
    ),
    (
        57,
        "setWebhook",
        {"url": "https://example.org", "secret_token": "a" * 257},
        "secret token is too long",
    ),
    (
        38,
        "sendDocument",
        {"chat_id": STARTED, "document": "BQAC" + "x" * 30},
        "wrong remote file identifier specified: can't unserialize it",
    ),
    (
        39,
        "sendDocument",
        {"chat_id": STARTED, "document": "http://a.b/c.txt"},
        "failed to get HTTP URL content",
    ),
]
