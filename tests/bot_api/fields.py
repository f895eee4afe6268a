# ruff: noqa
"""Values against the types of the Bot API."""

from __future__ import annotations

import json
import math
import re

from tests.bot_api import tdcheck
from tests.bot_api.spec import DOC_FALLBACK, doc_limit


class Ctx:
    def __init__(self, spec, method, chat_type):
        self.spec, self.method, self.chat_type, self.out = spec, method, chat_type, []

    def add(self, level, path, msg, telegram=None):
        p = {"level": level, "path": path, "msg": msg}
        if telegram:
            p["telegram"] = telegram
        self.out.append(p)


def _int(v):
    if isinstance(v, bool):
        return None
    if isinstance(v, int):
        return v
    if isinstance(v, str) and re.fullmatch(r"-?\d+", v.strip()):
        return int(v)
    return None


def _float(v):
    try:
        return None if isinstance(v, bool) else float(v)
    except (TypeError, ValueError):
        return None


def _decode(v):
    if isinstance(v, str):
        try:
            return json.loads(v)
        except ValueError:
            return v
    return v


def fits(cx, v, t, path, top):
    """list of problems if value v is read as type t, or None when it fits (problems are collected lazily)"""
    sub = Ctx(cx.spec, cx.method, cx.chat_type)
    if t == "Integer":
        if _int(v) is None:
            sub.add("reject" if not top else "spec", path, f"not an Integer: {v!r}")
        elif not -(1 << 63) <= _int(v) < (1 << 63):
            sub.add("spec", path, "outside 64 bits")
    elif t == "Float":
        f = _float(v)
        if f is None or not math.isfinite(f):
            sub.add("spec", path, f"not a number: {v!r}")
    elif t in ("Boolean", "True"):
        ok = (
            isinstance(v, bool)
            or (isinstance(v, str) and v.lower() in ("true", "false", "1", "0", "yes", "no"))
            or v in (0, 1)
        )
        if not ok:
            sub.add(
                "spec",
                path,
                f"not a Boolean: {v!r} (the server reads anything but true/yes/1 as false)",
            )
        elif t == "True" and str(v).lower() in ("false", "0", "no"):
            sub.add("warn", path, "documented as True only; leave it out instead of sending false")
    elif t == "String":
        if not isinstance(v, (str, int)) or isinstance(v, bool):
            sub.add("spec", path, f"not a String: {type(v).__name__}")
        elif isinstance(v, int):
            sub.add("warn", path, "number where a String is documented")
    elif t in ("InputFile", "Any"):
        if t == "InputFile" and not (isinstance(v, str) and v.startswith("attach://")):
            sub.add("spec", path, "InputFile must be uploaded (multipart part or attach://name)")
    elif t.startswith("Array of "):
        w = _decode(v) if top else v
        if not isinstance(w, list):
            sub.add("reject", path, f"not an Array: {str(v)[:60]!r}")
        else:
            for i, x in enumerate(w):
                check_value(sub, x, t[9:].split("|"), f"{path}[{i}]", False)
    elif t in ("InputPollOption", "KeyboardButton") and isinstance(v, str):
        pass  # the server also takes plain strings: Client.cpp:12066, 9565
    elif t in cx.spec.types:
        w = _decode(v) if top else v
        if not isinstance(w, dict):
            sub.add("reject", path, f"not a {t} object: {str(v)[:60]!r}")
        else:
            check_object(sub, w, t, path)
    else:
        sub.add("warn", path, f"type {t} is not in the spec")
    return sub.out


def check_value(cx, v, types, path, top):
    arr = [t[9:] for t in types if t.startswith("Array of ")]
    if len(arr) > 1:  # elements of one array may be of different kinds
        types = [t for t in types if not t.startswith("Array of ")] + ["Array of " + "|".join(arr)]
    best = None
    for t in types:
        o = fits(cx, v, t, path, top)
        alien = sum(
            1 for p in o if p["msg"].endswith(f"{t} has no field {p['path'].rsplit('.', 1)[-1]}")
        )
        wrong = sum(1 for p in o if p["path"] == path and p["level"] in ("reject", "spec"))
        w = (wrong, alien, sum(1 for p in o if p["level"] in ("reject", "spec")), len(o))
        if best is None or w < best[0]:
            best = (w, o)
        if not o:
            break
    cx.out += best[1] if best else []


DISCRIM = ("type", "source", "status")


def check_object(cx, obj, t, path):
    td = cx.spec.types[t]
    if td["subtypes"] and not td["fields"]:
        cands = []
        for s in td["subtypes"]:
            if s not in cx.spec.types:
                continue
            f = cx.spec.types[s]["fields"]
            ok = True
            for k in DISCRIM:
                if k in f and k in obj:
                    m = re.search(r"(?:must be|always)\s+\W*([a-z_0-9]+)", f[k][2])
                    ok = ok and (not m or m[1].strip("“”\"'") == obj[k])
            if ok:
                sub = Ctx(cx.spec, cx.method, cx.chat_type)
                check_object(sub, obj, s, path)
                cands.append(
                    (sum(p["level"] in ("reject", "spec") for p in sub.out), len(sub.out), sub.out)
                )
        if not cands:
            cx.add("reject", path, f"fits no kind of {t}")
        else:
            cx.out += min(cands, key=lambda c: c[:2])[2]
        return
    for k, v in obj.items():
        if v is None:
            continue
        if k not in td["fields"]:
            cx.add("ignored", f"{path}.{k}", f"{t} has no field {k}")
            continue
        types, req, desc = td["fields"][k]
        if k in DISCRIM and isinstance(v, str):
            m = re.search(r"(?:must be|always) [\W]*([a-z_0-9]+)", desc)
            if m and m[1] != v and "one of" not in desc:
                cx.add("reject", path, f"{k} is {v!r}: not a {t}")
        check_value(cx, v, types, f"{path}.{k}", False)
        limits(cx, t, k, v, types, desc, f"{path}.{k}", obj)
    for k, (types, req, desc) in td["fields"].items():
        if req and obj.get(k) is None:
            cx.add(
                "reject",
                f"{path}.{k}",
                f"required field of {t} is missing",
                f'Can\'t find field "{k}"',
            )
    special_object(cx, obj, t, path)


def parsed_len(cx, text, holder, name, path, kind):
    """code points after entities parsing; adds a reject when TDLib does not parse the text"""
    pm = holder.get(
        {"text": "parse_mode", "caption": "parse_mode", "message_text": "parse_mode"}.get(
            name, name + "_parse_mode"
        )
    )
    if tdcheck is None:
        return len(text) if not pm else None
    r = tdcheck.check(text, pm, kind, limit=10**9)
    for w in r["warnings"]:
        if not (w.startswith("trimmed")):
            cx.add("warn", path, w)
    if r["error"]:
        cx.add("reject", path, "text is not accepted", r["error"])
        return None
    return r["len"]


def limits(cx, owner, k, v, types, desc, path, holder):
    lim = DOC_FALLBACK.get((owner, k), "x")
    lim = doc_limit(desc, types) if lim == "x" else lim
    textual = isinstance(v, str)
    kind = {
        "text": "message",
        "message_text": "message",
        "caption": "caption",
        "question": "poll_question",
    }.get(k, "message")
    if owner.startswith("editMessage") and k == "text":
        kind = "edit"
    if not lim:
        if textual and (
            k + "_parse_mode" in holder or (k in ("text", "caption") and "parse_mode" in holder)
        ):
            parsed_len(cx, v, holder, k, path, kind)
        return
    kd, lo, hi = lim
    if kd in ("chars", "chars_parsed") and textual:
        fmt = (
            kd == "chars_parsed"
            or k + "_parse_mode" in holder
            or (k in ("text", "caption", "message_text") and "parse_mode" in holder)
        )
        if v == "" and lo == 0:
            return
        n = parsed_len(cx, v, holder, k, path, kind) if fmt else len(v)
        if n is None:
            return
        if n > hi:
            tg = {
                ("message", 4096): "Bad Request: message is too long",
                ("edit", 4096): "Bad Request: MESSAGE_TOO_LONG",
                ("caption", 1024): "Bad Request: message caption is too long",
            }.get((kind, hi))
            if owner == "answerCallbackQuery":
                tg = "Bad Request: MESSAGE_TOO_LONG"
            cx.add("reject", path, f"{n} characters, limit {hi}", tg)
        elif n < lo:
            cx.add("reject", path, f"{n} characters, at least {lo}")
    elif kd == "bytes" and textual:
        n = len(v.encode())
        if not lo <= n <= hi:
            cx.add(
                "reject",
                path,
                f"{n} bytes, must be {lo}-{hi}",
                "Bad Request: BUTTON_DATA_INVALID" if k == "callback_data" else None,
            )
    elif kd == "count":
        w = _decode(v)
        if isinstance(w, list) and not lo <= len(w) <= hi:
            cx.add("reject", path, f"{len(w)} items, must be {lo}-{hi}")
    elif kd == "value":
        f = _float(v)
        if f is not None and not lo <= f <= hi and not (lo > 0 and f == 0):
            cx.add(
                "ignored" if k in ("limit", "timeout", "max_connections", "cache_time") else "spec",
                path,
                f"{v} is outside {lo}-{hi}"
                + (
                    " (the server clamps it, Client.cpp:12360)"
                    if k in ("limit", "timeout", "max_connections", "cache_time")
                    else ""
                ),
            )


ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
REQ_BTN = {
    "request_users",
    "request_chat",
    "request_contact",
    "request_location",
    "request_poll",
    "web_app",
    "request_managed_bot",
}


def special_object(cx, o, t, path):
    if t == "InlineKeyboardButton":
        acts = [a for a in ACTIONS if o.get(a) not in (None, "")]
        if o.get("switch_inline_query") == "" or o.get("switch_inline_query_current_chat") == "":
            acts.append("switch_inline")
        if not acts:
            cx.add(
                "reject",
                path,
                "button has no action",
                "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            )
        elif len(acts) > 1:
            cx.add(
                "ignored",
                path,
                f"more than one action {sorted(acts)}: only the first known one is used",
            )
        if not str(o.get("text", "")).strip():
            cx.add(
                "ignored", path, "empty button text: TDLib drops the button (ReplyMarkup.cpp:793)"
            )
        if o.get("url") and tdcheck:
            ok, norm = tdcheck.check_url(o["url"])
            if not ok:
                cx.add(
                    "reject",
                    path + ".url",
                    f"URL is not accepted: {o['url']!r}",
                    f"Bad Request: inline keyboard button URL '{o['url']}' is invalid: ...",
                )
            elif re.match(r"https?://(tel|mailto):", norm or ""):
                cx.add("warn", path + ".url", f"becomes {norm}")
        for k in ("web_app", "login_url"):
            if isinstance(o.get(k), dict) and not str(o[k].get("url", "")).startswith("https://"):
                cx.add("reject", path + "." + k, "only https", "Only HTTPS links are allowed")
        if o.get("web_app") and cx.chat_type not in (None, "private"):
            cx.add(
                "reject",
                path,
                "web_app buttons are for private chats",
                "Bad Request: BUTTON_TYPE_INVALID",
            )
    elif t == "KeyboardButton":
        r = [a for a in REQ_BTN if o.get(a)]
        if len(r) > 1:
            cx.add("ignored", path, f"more than one request {r}")
        if r and cx.chat_type not in (None, "private"):
            cx.add(
                "reject",
                path,
                "request buttons work in private chats only",
                "Bad Request: location can be requested in private chats only"
                if "request_location" in r
                else "Bad Request: ... can be requested in private chats only",
            )
        if not str(o.get("text", "")).strip():
            cx.add("ignored", path, "empty button text: button dropped")
    elif t in ("InlineKeyboardMarkup", "ReplyKeyboardMarkup"):
        rows = o.get("inline_keyboard" if t[0] == "I" else "keyboard") or []
        n = sum(len(r) for r in rows if isinstance(r, list))
        widest = max((len(r) for r in rows if isinstance(r, list)), default=0)
        if n == 0:
            cx.add("warn", path, "empty keyboard: treated as no reply_markup")
        if t[0] == "I" and n > 100:
            cx.add(
                "spec",
                path,
                f"{n} buttons > 100 (undocumented server limit, telegram.constants.InlineKeyboardMarkupLimit)",
                "Bad Request: reply markup is too long",
            )
        if widest > 8:
            cx.add(
                "ignored",
                path,
                f"{widest} buttons in a row > 8: the rest may vanish (telegram.constants; TDLib itself cuts at 12)",
            )
        if n > 300:
            cx.add("ignored", path, "TDLib keeps only the first 300 buttons (ReplyMarkup.cpp:762)")
        if any(isinstance(r, list) and not r for r in rows):
            cx.add("ignored", path, "empty row is dropped")
        size = len(json.dumps(o, ensure_ascii=False).encode())
        if size > 10000:
            cx.add(
                "warn",
                path,
                f"reply_markup is {size} bytes of JSON; REPLY_MARKUP_TOO_LONG is possible",
            )
        cds = [
            b.get("callback_data")
            for r in rows
            if isinstance(r, list)
            for b in r
            if isinstance(b, dict) and b.get("callback_data")
        ]
        if len(set(cds)) < len(cds):
            cx.add("warn", path, "two buttons share one callback_data")
    elif t == "BotCommand":
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(o.get("command", "")).lstrip("/")):
            cx.add(
                "reject",
                path + ".command",
                f"bad command {o.get('command')!r}",
                "Bad Request: BOT_COMMAND_INVALID",
            )
        if not str(o.get("description", "")).strip():
            cx.add(
                "reject",
                path + ".description",
                "empty",
                "Bad Request: command description must be non-empty",
            )
    elif t in (
        "Location",
        "InputLocationMessageContent",
        "InputVenueMessageContent",
        "InlineQueryResultVenue",
        "InlineQueryResultLocation",
    ):
        coords(cx, o, path)
    elif (
        t == "LinkPreviewOptions"
        and o.get("url")
        and tdcheck
        and not tdcheck.check_url(o["url"])[0]
    ):
        cx.add("reject", path + ".url", "bad preview URL")


def coords(cx, o, path):
    la, lo = _float(o.get("latitude")), _float(o.get("longitude"))
    if la is None or lo is None:
        return
    if not (-90 <= la <= 90 and -180 <= lo <= 180):
        cx.add(
            "reject",
            path,
            f"coordinates out of range {la},{lo}",
            "Bad Request: invalid location specified",
        )
    if la == 0 and lo == 0:
        cx.add("warn", path, "0,0 is in the ocean")
