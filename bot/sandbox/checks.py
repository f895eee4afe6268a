"""The named checks of `rules.py`: each looks at the values of a call and may refuse it."""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.call import Values
from bot.sandbox.formatting import fix_text
from bot.sandbox.keyboards import check_markup, is_inline
from bot.sandbox.people import Group, Message, Person
from bot.sandbox.profile import FIELDS
from bot.sandbox.refusals import refuse
from bot.sandbox.rules import CHAT_ACTIONS
from bot.sandbox.world import World

MAX_ENTITIES, MAX_ENTITY_BYTES = 100, 9500


def _sendable(world: World, values: Values) -> None:
    chat = values["chat_id"]
    if isinstance(chat, Group):
        if chat.moved_to:
            raise refuse("migrated", {"migrate_to_chat_id": chat.moved_to})
        if chat.status != "member":
            key = "kicked" if chat.status == "kicked" else "not-member"
            raise refuse(key, kind=chat.type)
    elif chat.is_bot:
        raise refuse("bot-to-bot")
    elif not chat.reachable and not chat.deactivated:
        raise refuse("not-started")


def _delivered(world: World, values: Values) -> None:
    chat = values["chat_id"]
    if isinstance(chat, Person) and chat.deactivated:
        raise refuse("deactivated")
    if isinstance(chat, Person) and chat.blocked:
        raise refuse("blocked")


def _words(name: str, limit: int, too_long: str) -> Callable[[World, Values], None]:
    """Trim and measure `name`; leaves the text in it and the entities beside it."""
    entities_name = "entities" if name == "text" else "caption_entities"

    def check(world: World, values: Values) -> None:
        parsed = values.get(name)
        if parsed is None:
            return
        text, entities = fix_text(parsed.text, parsed.entities)
        if not text and name == "text":
            raise refuse("text-blank")
        if len(text) > limit:
            raise refuse(too_long)
        size = sum(12 + sum(len(str(v).encode()) for v in e.extra.values()) for e in entities)
        if size > MAX_ENTITY_BYTES:
            raise refuse("entities-long")
        values[name] = text
        values[entities_name] = [_shown(world, e.as_json()) for e in entities[:MAX_ENTITIES]]

    return check


def _shown(world: World, entity: dict[str, Any]) -> dict[str, Any]:
    if "user_id" in entity:
        person = world.people.get(int(entity.pop("user_id")))
        entity["user"] = (
            person.as_user() if person else {"id": 0, "is_bot": False, "first_name": ""}
        )
    return entity


def _reply(world: World, values: Values) -> None:
    reply = values.get("reply_parameters")
    if not reply:
        return
    found = world.messages.get((values["chat_id"].id, reply["message_id"]))
    if found is None and not reply.get("allow_sending_without_reply"):
        raise refuse("reply-gone")
    values["reply_to"] = found


def _markup(world: World, values: Values) -> None:
    private = isinstance(values["chat_id"], Person)
    values["reply_markup"] = check_markup(values["reply_markup"], private=private)


def _inline_markup(world: World, values: Values) -> None:
    if values["reply_markup"] and not is_inline(values["reply_markup"]):
        raise refuse("inline-expected")
    _markup(world, values)


def _message(verb: str, chat: str = "chat_id") -> Callable[[World, Values], Message]:
    def find(world: World, values: Values) -> Message:
        found = world.messages.get((values[chat].id, values["message_id"]))
        if found is None:
            raise refuse("message-gone", verb=verb)
        values["message"] = found
        return found

    return find


def _to_edit(world: World, values: Values) -> None:
    if values["chat_id"] is None:
        raise refuse("no-message-id")
    if not _message("edit")(world, values).editable:
        raise refuse("uneditable")


def _has_text(world: World, values: Values) -> None:
    if "text" not in values["message"].body:
        raise refuse("no-text")


def _to_copy(world: World, values: Values) -> None:
    _message("copy", "from_chat_id")(world, values)
    if values["caption"] is not None:
        _words("caption", 1024, "caption-long")(world, values)


def _to_forward(world: World, values: Values) -> None:
    if _message("forward", "from_chat_id")(world, values).protected:
        raise refuse("protected")


def _to_delete(world: World, values: Values) -> None:
    message = _message("delete")(world, values)
    if world.clock() - message.body["date"] > world.limits.delete_age:
        raise refuse("delete-old")


def _query(world: World, values: Values) -> None:
    press = world.presses.get(values["callback_query_id"])
    if press is None or world.clock() - press.time > world.limits.callback_answer:
        raise refuse("query-old")
    values["press"] = press


def _answer_length(world: World, values: Values) -> None:
    if len(values["text"]) > 200:
        raise refuse("answer-long")


def _location(key: str) -> Callable[[World, Values], None]:
    def check(world: World, values: Values) -> None:
        latitude, longitude = values["latitude"], values["longitude"]
        finite = math.isfinite(latitude) and math.isfinite(longitude)
        if not finite or abs(latitude) > 90 or abs(longitude) > 180:
            raise refuse(key)

    return check


def _live_period(world: World, values: Values) -> None:
    period = values["live_period"]
    if period not in (0, 0x7FFFFFFF) and not 60 <= period <= 86400:
        raise refuse("live-period")


def _action(world: World, values: Values) -> None:
    if values["action"] not in CHAT_ACTIONS:
        raise refuse("action")


def _group(world: World, values: Values) -> None:
    if isinstance(values["chat_id"], Person):
        raise refuse("private-leave")
    _sendable(world, values)


def _profile_length(name: str) -> Callable[[World, Values], None]:
    def check(world: World, values: Values) -> None:
        if len(values[name]) > FIELDS[name]:
            raise refuse("profile-long", what=name.replace("_", " "))

    return check


def _webhook_pace(world: World, values: Values) -> None:
    hook = world.hook
    if world.clock() - hook.set_at < world.limits.webhook_interval:
        raise refuse("too-many-requests", {"retry_after": 1}, seconds=1)


def _webhook_url(world: World, values: Values) -> None:
    url = values["url"]
    if not url:
        return
    parts = urlsplit(url if "://" in url else f"https://{url}")
    host = parts.hostname or ""
    loopback = host in ("127.0.0.1", "::1", "localhost")
    if world.limits.webhook_loopback and loopback and parts.scheme == "http":
        return
    if parts.scheme != "https":
        raise refuse("webhook-https")
    if (parts.port or 443) not in (80, 88, 443, 8443):
        raise refuse("webhook-port")
    if re.fullmatch(r"[0-9.]+|.*:.*", host):
        try:
            if not ipaddress.ip_address(host).is_global:
                raise refuse("webhook-reserved", address=host)
        except ValueError:
            pass
    if loopback:
        raise refuse("webhook-reserved", address=host)


CHECKS: dict[str, Callable[[World, Values], Any]] = {
    "sendable": _sendable,
    "delivered": _delivered,
    "text": _words("text", 4096, "text-long"),
    "edit-text": _words("text", 4096, "edit-long"),
    "caption": _words("caption", 1024, "caption-long"),
    "reply": _reply,
    "markup": _markup,
    "inline-markup": _inline_markup,
    "to-edit": _to_edit,
    "has-text": _has_text,
    "to-copy": _to_copy,
    "to-forward": _to_forward,
    "to-delete": _to_delete,
    "query": _query,
    "answer-length": _answer_length,
    "location": _location("location"),
    "venue": _location("venue-location"),
    "live-period": _live_period,
    "action": _action,
    "group": _group,
    "webhook-pace": _webhook_pace,
    "webhook-url": _webhook_url,
    **{f"{name}-length": _profile_length(name) for name in FIELDS},
}
