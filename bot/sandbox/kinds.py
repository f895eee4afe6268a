"""How a parameter is read: one function a kind (rules 3, 4 and those named)."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any

from bot.sandbox.call import Call, Parsed
from bot.sandbox.entities import EntityError, parse_html
from bot.sandbox.entity import Entity
from bot.sandbox.files import File
from bot.sandbox.keyboards import read_markup
from bot.sandbox.people import Chat
from bot.sandbox.refusals import refuse
from bot.sandbox.rules import SCOPES, Parameter
from bot.sandbox.world import World

Json = dict[str, Any]
MAX_TEXT_BYTES = 1 << 15


def read(world: World, call: Call, parameter: Parameter) -> Any:
    """The value of one parameter. Raises `Refusal`."""
    raw = call.params.get(parameter.name, "")
    if not raw and parameter.missing and parameter.name not in call.files:
        raise refuse(parameter.missing, name=parameter.name)
    return KINDS[parameter.kind](world, call, parameter, raw)


def _integer(world: World, call: Call, parameter: Parameter, raw: str) -> int:
    """Leniently: leading digits count, the rest does not; clamped, never refused (rule 4)."""
    found = re.match(r"\s*(-?\d+)", raw)
    number = int(found[1]) if found else parameter.default
    return min(max(number, parameter.low), parameter.high)


def _float(world: World, call: Call, parameter: Parameter, raw: str) -> float:
    try:
        return float(raw)
    except ValueError:
        return math.nan


def _boolean(world: World, call: Call, parameter: Parameter, raw: str) -> bool:
    return raw.lower() in ("true", "yes", "1")


def _string(world: World, call: Call, parameter: Parameter, raw: str) -> str:
    return raw


def _chat(world: World, call: Call, parameter: Parameter, raw: str) -> Chat:
    chat = world.chat(int(raw)) if re.fullmatch(r"-?\d{1,18}", raw.strip()) else None
    if chat is None:
        raise refuse("chat-unknown")
    return chat


def _chat_or_none(world: World, call: Call, parameter: Parameter, raw: str) -> Chat | None:
    return _chat(world, call, parameter, raw) if raw else None


def _text(world: World, call: Call, parameter: Parameter, raw: str) -> Parsed | None:
    if not raw:
        return None
    if len(raw.encode("utf-8", "replace")) > MAX_TEXT_BYTES:
        raise refuse("text-bytes")
    mode = call.params.get("parse_mode", "").lower()
    if mode == "html":
        try:
            return Parsed(*parse_html(raw))
        except EntityError as error:
            raise refuse("html", reason=error) from None
    if mode in ("markdown", "markdownv2"):
        raise refuse("parse-mode-here")
    if mode not in ("", "none"):
        raise refuse("parse-mode")
    name = "entities" if parameter.name == "text" else "caption_entities"
    return Parsed(raw, _entities(call.params.get(name, "")))


def _entities(raw: str) -> list[Entity]:
    try:
        rows = json.loads(raw) if raw else []
        read = []
        for row in rows:
            kind = str(row["type"])
            extra = {k: v for k, v in row.items() if k not in ("type", "offset", "length", "user")}
            if "user" in row:
                extra["user_id"] = int(row["user"]["id"])
            read.append(Entity(kind, int(row["offset"]), int(row["length"]), extra))
        return read
    except (ValueError, TypeError, KeyError):
        raise refuse("entities-json") from None


def _markup(world: World, call: Call, parameter: Parameter, raw: str) -> Json | None:
    return read_markup(raw)


def _preview(world: World, call: Call, parameter: Parameter, raw: str) -> Json | None:
    if not raw:
        legacy = call.params.get("disable_web_page_preview", "")
        return {"is_disabled": True} if legacy.lower() in ("true", "yes", "1") else None
    try:
        options = json.loads(raw)
    except ValueError:
        options = None
    if not isinstance(options, dict):
        raise refuse("preview-json")
    return {key: value for key, value in options.items() if value}


def _reply(world: World, call: Call, parameter: Parameter, raw: str) -> Json | None:
    """`{"message_id", "allow_sending_without_reply"}`, also from the older parameters."""
    if raw:
        try:
            reply = json.loads(raw)
        except ValueError:
            reply = None
        if not isinstance(reply, dict) or not isinstance(reply.get("message_id", 0), int):
            raise refuse("reply-json")
        return reply if reply.get("message_id") else None
    if old := call.params.get("reply_to_message_id"):
        free = call.params.get("allow_sending_without_reply", "")
        return {
            "message_id": int(old) if old.isdigit() else 0,
            "allow_sending_without_reply": free.lower() in ("true", "yes", "1"),
        }
    return None


def _file(kind: str) -> Callable[[World, Call, Parameter, str], File]:
    def read_file(world: World, call: Call, parameter: Parameter, raw: str) -> File:
        part = raw.removeprefix("attach://") if raw.startswith("attach://") else parameter.name
        if part in call.files:
            return world.files.add(kind, call.files[part])
        if not raw or raw.startswith("attach://"):
            raise refuse("no-file", name=parameter.name)
        return world.files.named(kind, raw)

    return read_file


def _kinds(world: World, call: Call, parameter: Parameter, raw: str) -> list[str] | None:
    """allowed_updates; None when it is not given or is no list of strings."""
    try:
        names = json.loads(raw) if raw else None
    except ValueError:
        return None
    return [str(name) for name in names] if isinstance(names, list) else None


def _ids(world: World, call: Call, parameter: Parameter, raw: str) -> list[int]:
    try:
        ids = json.loads(raw) if raw else []
        numbers = [int(number) for number in ids]
    except (ValueError, TypeError):
        raise refuse("ids-json") from None
    if not numbers:
        raise refuse("ids-none")
    if len(numbers) > 100:
        raise refuse("ids-many")
    return numbers


def _language(world: World, call: Call, parameter: Parameter, raw: str) -> str:
    if raw and not re.fullmatch("[a-z]{2}", raw):
        raise refuse("language")
    return raw


def _secret(world: World, call: Call, parameter: Parameter, raw: str) -> str:
    if len(raw) > 256:
        raise refuse("webhook-secret-long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", raw):
        raise refuse("webhook-secret")
    return raw


def _commands(world: World, call: Call, parameter: Parameter, raw: str) -> list[Json]:
    try:
        rows = json.loads(raw) if raw else []
        commands = [(str(row["command"]), str(row["description"])) for row in rows]
    except (ValueError, TypeError, KeyError):
        raise refuse("commands-json") from None
    if len(commands) > 100:
        raise refuse("commands-many")
    return [_command(command.strip().removeprefix("/"), text.strip()) for command, text in commands]


def _command(command: str, description: str) -> Json:
    if not command:
        raise refuse("command-empty")
    if len(command) > 32:
        raise refuse("command-long")
    if not description:
        raise refuse("description-empty")
    if len(description) > 256:
        raise refuse("description-long")
    if not re.fullmatch("[a-z0-9_]+", command):
        raise refuse("command-chars")
    return {"command": command, "description": description}


def _scope(world: World, call: Call, parameter: Parameter, raw: str) -> str:
    """The scope as one word: `default`, `all_private_chats`, `chat 1001` …"""
    if not raw:
        return "default"
    try:
        scope = json.loads(raw)
    except ValueError:
        raise refuse("scope", reason="can't parse JSON object") from None
    if not isinstance(scope, dict):
        raise refuse("scope", reason="expected an Object")
    kind = scope.get("type")
    if kind not in SCOPES:
        raise refuse("scope", reason="Unsupported type specified")
    if not kind.startswith("chat"):
        return str(kind)
    chat = _chat(world, call, parameter, str(scope.get("chat_id", "")))
    if kind != "chat" and chat.id > 0:
        raise refuse("scope-private")
    member = f" {scope.get('user_id')}" if kind == "chat_member" else ""
    return f"{kind} {chat.id}{member}"


def _menu_button(world: World, call: Call, parameter: Parameter, raw: str) -> Json:
    try:
        button = json.loads(raw) if raw else {"type": "default"}
    except ValueError:
        button = None
    if not isinstance(button, dict):
        raise refuse("menu-button", reason="MenuButton must be an Object")
    if button.get("type") not in ("default", "commands", "web_app"):
        raise refuse("menu-button", reason="Unsupported type specified")
    return button


KINDS: dict[str, Callable[[World, Call, Parameter, str], Any]] = {
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "string": _string,
    "chat": _chat,
    "chat-or-none": _chat_or_none,
    "text": _text,
    "markup": _markup,
    "preview": _preview,
    "reply": _reply,
    "photo": _file("photo"),
    "document": _file("document"),
    "kinds": _kinds,
    "ids": _ids,
    "language": _language,
    "secret": _secret,
    "commands": _commands,
    "scope": _scope,
    "menu-button": _menu_button,
}
