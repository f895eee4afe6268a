"""Reply markup: what is read, what is refused, what comes out (rules 23–27)."""

from __future__ import annotations

import json
from typing import Any

from bot.sandbox.links import LinkError, check_link
from bot.sandbox.refusals import refuse

Json = dict[str, Any]
# The first of these that a button has is its action (rule 23).
ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "login_url",
    "web_app",
    "copy_text",
)
REQUESTS = {
    "request_location": "location",
    "request_contact": "phone number",
    "request_poll": "poll",
    "request_users": "users",
    "request_chat": "chats",
}
ROW, ALL = {"inline_keyboard": 8, "keyboard": 12}, {"inline_keyboard": 100, "keyboard": 300}
MAX_BYTES = 10_000


def read_markup(raw: str) -> Json | None:
    """The markup of a request, or None when there is none. Raises `Refusal`."""
    if not raw:
        return None
    try:
        markup = json.loads(raw)
    except ValueError:
        raise refuse("markup-json") from None
    if not isinstance(markup, dict):
        raise refuse("markup-object")
    if "inline_keyboard" in markup:
        rows = _rows(markup, "inline_keyboard", "InlineKeyboardMarkup")
        kept = [
            [button for item in row if (button := _inline_button(item))["text"].strip()]
            for row in rows
        ]
        kept = [row[: ROW["inline_keyboard"]] for row in kept if row]
        return {"inline_keyboard": kept} if kept else None
    if "keyboard" in markup:
        rows = _rows(markup, "keyboard", "ReplyKeyboardMarkup")
        kept = [
            [button for item in row if (button := _reply_button(item))["text"].strip()]
            for row in rows
        ]
        kept = [row[: ROW["keyboard"]] for row in kept if row]
        return {**markup, "keyboard": kept} if kept else None
    for key in ("remove_keyboard", "force_reply"):
        if markup.get(key) is True:
            return markup
    return None


def check_markup(markup: Json | None, *, private: bool) -> Json | None:
    """What Telegram's servers check in a keyboard. Raises `Refusal`."""
    if not markup:
        return None
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    buttons = [button for row in rows for button in row]
    if "inline_keyboard" in markup:
        for button in buttons:
            _check_inline(button)
        if len(buttons) > ALL["inline_keyboard"]:
            raise refuse("markup-long")
    elif not private:
        for button in buttons:
            for key, what in REQUESTS.items():
                if button.get(key):
                    raise refuse("private-only", what=what)
    if len(json.dumps(markup, ensure_ascii=False).encode()) > MAX_BYTES:
        raise refuse("markup-long")
    return markup


def is_inline(markup: Json | None) -> bool:
    return markup is not None and "inline_keyboard" in markup


def _rows(markup: Json, name: str, kind: str) -> list[list[Any]]:
    rows = markup[name]
    if not isinstance(rows, list):
        raise refuse("markup-rows", field=name, type=kind)
    for row in rows:
        if not isinstance(row, list):
            raise refuse("markup-row", field=name, type=kind)
    return rows


def _inline_button(item: Any) -> Json:
    if not isinstance(item, dict):
        raise refuse("button-inline", reason="InlineKeyboardButton must be an Object")
    text = _text(item, "button-inline")
    for action in ACTIONS:
        value = item.get(action)
        if value is None or (value == "" and not action.startswith("switch_")):
            continue
        if action in ("url", "callback_data") and not isinstance(value, str):
            raise refuse("button-inline", reason=f'Field "{action}" must be of type String')
        extra = {k: item[k] for k in ("style", "icon_custom_emoji_id") if item.get(k)}
        return {"text": text, **extra, action: value}
    raise refuse("button-inline", reason="Text buttons are unallowed in the inline keyboard")


def _reply_button(item: Any) -> Json:
    if isinstance(item, str):
        return {"text": item}
    if not isinstance(item, dict):
        raise refuse("button-reply", reason="KeyboardButton must be an Object")
    return {**item, "text": _text(item, "button-reply")}


def _text(item: Json, key: str) -> str:
    text = item.get("text")
    if text is None:
        raise refuse(key, reason='Can\'t find field "text"')
    if not isinstance(text, str):
        raise refuse(key, reason='Field "text" must be of type String')
    return text


def _check_inline(button: Json) -> None:
    data = button.get("callback_data")
    if data is not None and len(data.encode()) > 64:
        raise refuse("button-data")
    if url := button.get("url"):
        try:
            button["url"] = check_link(url)
        except LinkError as error:
            raise refuse("button-url", what="URL", url=url, reason=error) from None
    for key, what in (("web_app", "Web App URL"), ("login_url", "login URL")):
        if key in button:
            url = str((button[key] or {}).get("url", ""))
            try:
                check_link(url, https_only=True)
            except LinkError as error:
                raise refuse("button-url", what=what, url=url, reason=error) from None
