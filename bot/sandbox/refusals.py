"""Every refusal of the Bot API the sandbox knows: code, text, and the rule it comes from.

`rule` is the number in `rules.py`. `exact=False` marks a text that no source gives: the closed
part of Telegram refuses there too, but in words that are not published.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Text(NamedTuple):
    code: int
    text: str
    rule: int
    exact: bool = True


TABLE: dict[str, Text] = {
    "no-path": Text(404, "Not Found", 1),
    "too-many-parameters": Text(413, "Request Entity Too Large: too many parameters", 2),
    "body-too-large": Text(413, "Request Entity Too Large", 39),
    "no-method": Text(404, "Not Found: method not found", 8),
    "token-invalid": Text(401, "Unauthorized: invalid token specified", 8),
    "token-unknown": Text(401, "Unauthorized", 8),
    "too-many-requests": Text(429, "Too Many Requests: retry after {seconds}", 6),
    # chats
    "chat-empty": Text(400, "chat_id is empty", 10),
    "chat-unknown": Text(400, "chat not found", 10),
    "not-started": Text(403, "bot can't initiate conversation with a user", 10),
    "blocked": Text(403, "bot was blocked by the user", 11),
    "deactivated": Text(403, "user is deactivated", 11),
    "bot-to-bot": Text(403, "the bot can't send messages to the bot", 11),
    "migrated": Text(400, "group chat was upgraded to a supergroup chat", 12),
    "kicked": Text(403, "bot was kicked from the {kind} chat", 12),
    "not-member": Text(403, "bot is not a member of the {kind} chat", 12),
    "private-leave": Text(400, "chat member status can't be changed in private chats", 12, False),
    # texts
    "text-missing": Text(400, "message text is empty", 13),
    "text-blank": Text(400, "text must be non-empty", 13),
    "text-bytes": Text(400, "text is too long", 13),
    "text-long": Text(400, "message is too long", 14),
    "caption-long": Text(400, "message caption is too long", 14),
    "edit-long": Text(400, "MESSAGE_TOO_LONG", 14),
    "parse-mode": Text(400, "unsupported parse_mode", 16),
    "parse-mode-here": Text(501, "Not Implemented: the sandbox reads HTML only", 16, False),
    "html": Text(400, "can't parse entities: {reason}", 17),
    "entities-json": Text(400, "can't parse entities JSON object", 16),
    "entities-long": Text(400, "ENTITIES_TOO_LONG", 20),
    "preview-json": Text(400, "can't parse link preview options JSON object", 22),
    # keyboards
    "markup-json": Text(400, "can't parse reply keyboard markup JSON object", 23),
    "markup-object": Text(400, "object expected as reply markup", 23),
    "markup-rows": Text(400, 'field "{field}" of the {type} must be an Array', 23),
    "markup-row": Text(400, 'field "{field}" of the {type} must be an Array of Arrays', 23),
    "button-inline": Text(400, "can't parse inline keyboard button: {reason}", 23),
    "button-reply": Text(400, "can't parse keyboard button: {reason}", 23),
    "button-data": Text(400, "BUTTON_DATA_INVALID", 24),
    "button-url": Text(400, "inline keyboard button {what} '{url}' is invalid: {reason}", 24),
    "markup-long": Text(400, "reply markup is too long", 25),
    "private-only": Text(400, "{what} can be requested in private chats only", 26),
    # messages
    "message-gone": Text(400, "message to {verb} not found", 28),
    "reply-gone": Text(400, "message to be replied not found", 28),
    "reply-json": Text(400, "can't parse reply parameters JSON object", 28),
    "same": Text(
        400,
        "message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message",
        29,
    ),
    "uneditable": Text(400, "message can't be edited", 30),
    "inline-expected": Text(400, "inline keyboard expected", 30),
    "no-text": Text(400, "there is no text in the message to edit", 31),
    "no-message-id": Text(400, "message identifier is not specified", 31),
    "delete-old": Text(400, "message can't be deleted for everyone", 32),
    "ids-json": Text(400, "can't parse message identifiers JSON", 32, False),
    "ids-none": Text(400, "message identifiers are not specified", 32, False),
    "ids-many": Text(400, "too many message identifiers specified", 32, False),
    "query-old": Text(
        400, "query is too old and response timeout expired or query ID is invalid", 33
    ),
    "answer-long": Text(400, "MESSAGE_TOO_LONG", 33),
    "protected": Text(400, "message has protected content and can't be forwarded", 43),
    # places and files
    "coordinate-missing": Text(400, "{name} is empty", 35),
    "location": Text(400, "invalid location specified", 35),
    "venue-location": Text(400, "wrong venue location specified", 35),
    "live-period": Text(400, "wrong live location period specified", 35),
    "required": Text(400, 'parameter "{name}" is required', 36),
    "no-file": Text(400, "there is no {name} in the request", 37),
    "file-id": Text(400, "wrong file identifier/HTTP URL specified", 38),
    "remote-id": Text(
        400, "wrong remote file identifier specified: can't unserialize it", 38, False
    ),
    "file-kind": Text(400, "can't use file of type {found} as {wanted}", 38),
    "file-empty": Text(400, "file must be non-empty", 39),
    "file-url": Text(400, "failed to get HTTP URL content", 39),
    "not-a-picture": Text(400, "IMAGE_PROCESS_FAILED", 39),
    "file-big": Text(400, "file is too big", 39),
    "file-unknown": Text(400, "invalid file_id", 39),
    "action": Text(400, "wrong parameter action in request", 41),
    # profile
    "commands-json": Text(400, "can't parse commands JSON array", 46, False),
    "commands-many": Text(400, "too many commands specified", 46, False),
    "command-empty": Text(400, "command must be non-empty", 46, False),
    "command-long": Text(400, "command length must not exceed 32", 46),
    "command-chars": Text(400, "BOT_COMMAND_INVALID", 46),
    "description-empty": Text(400, "command description must be non-empty", 46),
    "description-long": Text(400, "command description length must not exceed 256", 46),
    "language": Text(400, "invalid language code specified", 46),
    "scope": Text(400, "can't parse BotCommandScope: {reason}", 47),
    "scope-private": Text(400, "can't use specified scope in private chats", 47),
    "profile-long": Text(400, "{what} is too long", 48, False),
    "menu-button": Text(400, "can't parse menu button: {reason}", 48, False),
    # updates
    "two-pollers": Text(
        409,
        "terminated by other getUpdates request; make sure that only one bot instance is running",
        54,
    ),
    "webhook-active": Text(
        409,
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete "
        "the webhook first",
        54,
    ),
    "webhook-came": Text(409, "terminated by setWebhook request", 54),
    "webhook-https": Text(400, "bad webhook: An HTTPS URL must be provided for webhook", 57),
    "webhook-port": Text(
        400, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443", 57
    ),
    "webhook-reserved": Text(400, "bad webhook: IP address {address} is reserved", 57),
    "webhook-secret": Text(400, "secret token contains unallowed characters", 57),
    "webhook-secret-long": Text(400, "secret token is too long", 57, False),
}
_PREFIX = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    501: "Not Implemented",
    502: "Bad Gateway",
}


class Refusal(Exception):
    """An answer `{"ok": false}`; `parameters` is the object of that name in it."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None):
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters or {}


def described(code: int, text: str) -> str:
    """`text` behind the prefix of its code (rule 7)."""
    prefix = _PREFIX.get(code, "Error")
    return text if not text or text.startswith(prefix) else f"{prefix}: {text}"


def refuse(key: str, parameters: dict[str, Any] | None = None, **values: object) -> Refusal:
    """The refusal of the table under `key`, its `{placeholders}` filled."""
    row = TABLE[key]
    text = row.text.format(**values) if values else row.text
    return Refusal(row.code, described(row.code, text), parameters)
