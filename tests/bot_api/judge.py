# ruff: noqa
"""Would the Bot API take this request? `judge(method, params, files)` tells what it would not.

Levels: reject - the server answers with an error ("telegram": its text, if known); ignored - it
drops this part in silence; spec - breaks the documentation; warn - legal, hardly meant.
"""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from tests.bot_api.fields import Ctx, _decode, _int, check_value, coords, limits
from tests.bot_api.spec import Spec

SPEC = Spec()


def judge(method, params, files=None, chat_type=None):
    """A list of {"level", "path", "msg", "telegram"?}."""
    return check_request(SPEC, method, params, files, chat_type)


MAX_UP = {"photo": 10 * 10**6}


def check_request(spec, method, params, files=None, chat_type=None):
    files = files or {}
    params = {k: v for k, v in (params or {}).items() if v is not None}
    cid = params.get("chat_id")
    if chat_type is None and _int(cid) is not None:
        chat_type = (
            "private" if _int(cid) > 0 else "supergroup" if str(cid).startswith("-100") else "group"
        )
    cx = Ctx(spec, method, chat_type)
    m = spec.methods.get(method.lower())
    if not m:
        cx.add("reject", method, "unknown method", "404 Not Found: method not found")
        return cx.out
    name, fields = m["name"], m["fields"]
    attach = set(re.findall(r"attach://([^\"',\]}\\]+)", json.dumps(params)))
    for k, v in params.items():
        if k not in fields:
            if k not in attach:
                cx.add("ignored", k, f"{name} has no parameter {k}")
            continue
        types, req, desc = fields[k]
        if desc.startswith("deprecated"):
            cx.add("warn", k, "deprecated parameter")
        if v == "" and "String" in types and req:
            cx.add(
                "reject",
                k,
                "required parameter is empty",
                "Bad Request: message text is empty" if k == "text" else None,
            )
            continue
        check_value(cx, v, types, k, True)
        limits(cx, name, k, v, types, desc, k, params)
    for k, (types, req, desc) in fields.items():
        if req and params.get(k) is None and k not in files:
            tg = {
                "chat_id": "Bad Request: chat_id is empty",
                "text": "Bad Request: message text is empty",
            }.get(k)
            if "InputFile" in types:
                tg = f"Bad Request: there is no {k} in the request"
            cx.add("reject", k, "required parameter is missing", tg)
    for k, f in files.items():
        if k not in fields and k not in attach:
            cx.add("ignored", k, "uploaded part is not referenced by any parameter")
        size = (f or {}).get("size")
        top = MAX_UP.get(k if name != "sendPhoto" else "photo", 50 * 10**6)
        if size is not None and size == 0:
            cx.add("reject", k, "empty file", "Bad Request: file must be non-empty")
        if size is not None and size > top:
            cx.add("reject", k, f"{size} bytes > {top}", "413 Request Entity Too Large")
    for a in attach - set(files):
        if files or a not in params:
            cx.add("reject", a, "attach:// names a part that was not uploaded")
    # ---- rules that are not in the field descriptions
    if (
        isinstance(cid, str)
        and _int(cid) is None
        and not re.fullmatch(r"@[A-Za-z][A-Za-z0-9_]{3,31}", cid)
    ):
        cx.add(
            "reject",
            "chat_id",
            f"neither Integer nor @username: {cid!r}",
            "Bad Request: chat not found",
        )
    if (
        "language_code" in fields
        and params.get("language_code") not in (None, "")
        and not re.fullmatch("[a-z]{2}", str(params["language_code"]))
    ):
        cx.add(
            "reject",
            "language_code",
            "must be two lower-case letters",
            "Bad Request: invalid language code specified",
        )
    if name in (
        "editMessageText",
        "editMessageCaption",
        "editMessageReplyMarkup",
        "editMessageMedia",
        "editMessageLiveLocation",
    ):
        if not (
            params.get("inline_message_id")
            or (params.get("chat_id") is not None and params.get("message_id") is not None)
        ):
            cx.add(
                "reject",
                "message_id",
                "give inline_message_id, or chat_id and message_id",
                "Bad Request: message identifier is not specified",
            )
        rm = _decode(params.get("reply_markup"))
        if isinstance(rm, dict) and "inline_keyboard" not in rm and rm:
            cx.add(
                "reject",
                "reply_markup",
                "only an inline keyboard can be edited in",
                "Bad Request: inline keyboard expected",
            )
    if name in ("sendLocation", "sendVenue"):
        coords(cx, params, "latitude")
    if name == "sendLocation" and "live_period" in params:
        lp = _int(params["live_period"])
        if lp not in (0, 0x7FFFFFFF) and not (lp and 60 <= lp <= 86400):
            cx.add(
                "reject",
                "live_period",
                "60-86400 or 0x7FFFFFFF",
                "Bad Request: wrong live location period specified",
            )
    if name == "sendVenue" and not (
        str(params.get("title", "")).strip() and str(params.get("address", "")).strip()
    ):
        cx.add("reject", "title", "title and address must be non-empty")
    if params.get("parse_mode") and any(params.get(k) for k in ("entities", "caption_entities")):
        cx.add("ignored", "entities", "parse_mode wins, entities are ignored (Client.cpp:11312)")
    if str(params.get("parse_mode", "")).lower() not in (
        "",
        "none",
        "html",
        "markdown",
        "markdownv2",
    ):
        cx.add("reject", "parse_mode", "unknown", "Bad Request: unsupported parse_mode")
    if name == "setWebhook" and params.get("url"):
        u = urlsplit(params["url"] if "://" in params["url"] else "https://" + params["url"])
        if u.scheme != "https":
            cx.add(
                "reject",
                "url",
                "https only",
                "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
            )
        elif (u.port or 443) not in (80, 88, 443, 8443):
            cx.add(
                "reject",
                "url",
                "port",
                "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
            )
        st = params.get("secret_token", "")
        if len(st) > 256 or not re.fullmatch(r"[A-Za-z0-9_-]*", st):
            cx.add(
                "reject",
                "secret_token",
                "1-256 of A-Za-z0-9_-",
                "Bad Request: secret token contains unallowed characters",
            )
    if name == "answerInlineQuery":
        ids = [r.get("id") for r in _decode(params.get("results", [])) or [] if isinstance(r, dict)]
        if len(set(ids)) < len(ids):
            cx.add("reject", "results", "duplicate result ids", "Bad Request: RESULT_ID_DUPLICATE")
        b = _decode(params.get("button"))
        if (
            isinstance(b, dict)
            and b.get("start_parameter") is not None
            and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", b["start_parameter"])
        ):
            cx.add(
                "reject",
                "button.start_parameter",
                "1-64 of A-Za-z0-9_-",
                "Bad Request: unallowed characters in start_parameter are used",
            )
    if name == "sendChatAction" and params.get("action") not in (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "cancel",
        "record_audio",
        "upload_audio",
        "pick_up_location",
    ):
        cx.add(
            "reject", "action", "unknown action", "Bad Request: wrong parameter action in request"
        )
    if "protect_content" in params and name.startswith("edit"):
        cx.add("ignored", "protect_content", "cannot be changed by editing")
    if params.get("message_effect_id") and chat_type not in (None, "private"):
        cx.add("spec", "message_effect_id", "for private chats only")
    wire = sum(
        len(k) + len(v if isinstance(v, str) else json.dumps(v, ensure_ascii=False))
        for k, v in params.items()
    )
    if wire > 1 << 20:
        cx.add(
            "reject",
            "*",
            "parameters exceed 1 MiB",
            "413 Request Entity Too Large: too many parameters",
        )
    # de-duplicate
    seen, out = set(), []
    for p in cx.out:
        s = (p["level"], p["path"], p["msg"])
        if s not in seen:
            seen.add(s)
            out.append(p)
    return out
