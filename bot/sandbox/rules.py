"""The methods of the Bot API the sandbox has: parameters, their kinds and limits, their checks.

Parameters are read in the order they stand here (so the first wrong one is refused, as on the
real server), then the checks run in their order, then the method is done. `rule` is the number
in `rules.md`. Kinds are in `kinds.py`, checks in `checks.py`, methods in `sending.py`,
`editing.py`, `about.py` and `fetching.py`. Parameters that are not here are ignored (rule 3).
"""

from __future__ import annotations

from typing import NamedTuple


class Parameter(NamedTuple):
    name: str
    kind: str
    rule: int
    missing: str = ""
    """The refusal (of `refusals.TABLE`) when it is absent or empty."""
    low: int = -(1 << 63)
    high: int = (1 << 63) - 1
    default: int = 0


class Method(NamedTuple):
    name: str
    parameters: tuple[Parameter, ...] = ()
    checks: tuple[str, ...] = ()


P = Parameter
CHAT = P("chat_id", "chat", 10, "chat-empty")
MARKUP = P("reply_markup", "markup", 23)
REPLY = P("reply_parameters", "reply", 28)
PROTECT = P("protect_content", "boolean", 43)
PREVIEW = P("link_preview_options", "preview", 22)
SEND = (MARKUP, REPLY, PROTECT, CHAT)
LANGUAGE = P("language_code", "language", 46)
MESSAGE_ID = P("message_id", "integer", 28)
# Checks after reading. `sendable` is what the library knows, `delivered` what the servers know.
SENT = ("sendable", "reply", "markup", "delivered")

METHODS: dict[str, Method] = {
    method.name.lower(): method
    for method in (
        Method("getMe"),
        Method(
            "getUpdates",
            (
                P("offset", "integer", 52, low=-(1 << 31), high=(1 << 31) - 1),
                P("limit", "integer", 51, low=1, high=100, default=100),
                P("timeout", "integer", 51, low=0, high=50),
                P("allowed_updates", "kinds", 55),
            ),
        ),
        Method(
            "setWebhook",
            (
                P("url", "string", 57),
                P("secret_token", "secret", 57),
                P("max_connections", "integer", 57, low=1, high=100, default=40),
                P("allowed_updates", "kinds", 55),
                P("drop_pending_updates", "boolean", 57),
            ),
            ("webhook-pace", "webhook-url"),
        ),
        Method("deleteWebhook", (P("drop_pending_updates", "boolean", 57),)),
        Method("getWebhookInfo"),
        Method(
            "sendMessage",
            (P("text", "text", 13, "text-missing"), PREVIEW, *SEND),
            ("sendable", "text", "reply", "markup", "delivered"),
        ),
        Method(
            "sendPhoto",
            (P("photo", "photo", 37, "no-file"), P("caption", "text", 14), *SEND),
            ("sendable", "caption", "reply", "markup", "delivered"),
        ),
        Method(
            "sendDocument",
            (P("document", "document", 37, "no-file"), P("caption", "text", 14), *SEND),
            ("sendable", "caption", "reply", "markup", "delivered"),
        ),
        Method(
            "sendLocation",
            (
                P("latitude", "float", 35, "coordinate-missing"),
                P("longitude", "float", 35, "coordinate-missing"),
                P("live_period", "integer", 35, low=0, high=0x7FFFFFFF),
                *SEND,
            ),
            ("location", "live-period", *SENT),
        ),
        Method(
            "sendVenue",
            (
                P("latitude", "float", 35, "coordinate-missing"),
                P("longitude", "float", 35, "coordinate-missing"),
                P("title", "string", 35, "required"),
                P("address", "string", 35, "required"),
                *SEND,
            ),
            ("venue", *SENT),
        ),
        Method(
            "sendContact",
            (
                P("phone_number", "string", 36, "required"),
                P("first_name", "string", 36, "required"),
                P("last_name", "string", 36),
                P("vcard", "string", 36),
                *SEND,
            ),
            SENT,
        ),
        Method(
            "sendChatAction", (P("action", "string", 41), CHAT), ("action", "sendable", "delivered")
        ),
        Method(
            "copyMessage",
            (
                P("from_chat_id", "chat", 10, "chat-empty"),
                P("message_id", "integer", 28),
                P("caption", "text", 14),
                *SEND,
            ),
            ("sendable", "to-copy", "reply", "markup", "delivered"),
        ),
        Method(
            "forwardMessage",
            (
                P("from_chat_id", "chat", 10, "chat-empty"),
                P("message_id", "integer", 28),
                PROTECT,
                CHAT,
            ),
            ("sendable", "to-forward", "delivered"),
        ),
        Method(
            "editMessageText",
            (
                P("text", "text", 13, "text-missing"),
                PREVIEW,
                MARKUP,
                P("chat_id", "chat-or-none", 31),
                MESSAGE_ID,
            ),
            ("to-edit", "has-text", "inline-markup", "edit-text"),
        ),
        Method(
            "editMessageReplyMarkup",
            (MARKUP, P("chat_id", "chat-or-none", 31), MESSAGE_ID),
            ("to-edit", "inline-markup"),
        ),
        Method("deleteMessage", (CHAT, MESSAGE_ID), ("to-delete",)),
        Method("deleteMessages", (CHAT, P("message_ids", "ids", 32))),
        Method(
            "answerCallbackQuery",
            (
                P("callback_query_id", "string", 33),
                P("text", "string", 33),
                P("show_alert", "boolean", 33),
                P("url", "string", 33),
                P("cache_time", "integer", 33, low=0, high=2_592_000),
            ),
            ("query", "answer-length"),
        ),
        Method("getFile", (P("file_id", "string", 39),)),
        Method("getChat", (CHAT,)),
        Method("leaveChat", (CHAT,), ("group",)),
        Method("setMyCommands", (P("commands", "commands", 46), P("scope", "scope", 47), LANGUAGE)),
        Method("getMyCommands", (P("scope", "scope", 47), LANGUAGE)),
        Method("deleteMyCommands", (P("scope", "scope", 47), LANGUAGE)),
        Method("setMyName", (P("name", "string", 48), LANGUAGE), ("name-length",)),
        Method("getMyName", (LANGUAGE,)),
        Method(
            "setMyDescription", (P("description", "string", 48), LANGUAGE), ("description-length",)
        ),
        Method("getMyDescription", (LANGUAGE,)),
        Method(
            "setMyShortDescription",
            (P("short_description", "string", 48), LANGUAGE),
            ("short_description-length",),
        ),
        Method("getMyShortDescription", (LANGUAGE,)),
        Method(
            "setChatMenuButton",
            (P("menu_button", "menu-button", 48), P("chat_id", "chat-or-none", 10)),
        ),
        Method("getChatMenuButton", (P("chat_id", "chat-or-none", 10),)),
    )
}
CHAT_ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "pick_up_location",
    "record_video_note",
    "upload_video_note",
    "record_audio",
    "upload_audio",
    "cancel",
)
SCOPES = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
)
MAX_PARAMETERS = 1 << 20
