# ruff: noqa
"""Telegram's own parser (TDLib through tdjson, offline): would it take and keep this text?

`check(text)` gives {ok, error, text, len, utf16, bytes, entities, auto, warnings}.
"""

import json
import re

from tdjson import td_execute as _td_execute

LIMITS = {"message": 4096, "edit": 4096, "caption": 1024, "poll_question": 300, "poll_option": 100}
MODES = {
    "html": {"@type": "textParseModeHTML"},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
}


def td(obj):
    r = _td_execute(json.dumps(obj).encode())
    return json.loads(r) if r else None


td({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
VERSION = (td({"@type": "getOption", "name": "version"}) or {}).get("value")


def u16(s):
    return len(s.encode("utf-16-le")) // 2


def api_error(code, msg):
    """PORT of Client::fail_query_with_error, Client.cpp:71-205 (prefix + first letter lowered)."""
    prefix = {400: "Bad Request", 403: "Forbidden", 401: "Unauthorized"}.get(code, "Bad Request")
    if msg.startswith(prefix):
        return msg
    if len(msg) >= 2 and (msg[1] == "_" or "A" <= msg[1] <= "Z"):
        return f"{prefix}: {msg}"
    return f"{prefix}: {msg[:1].lower()}{msg[1:]}"


_CTRL = {c: " " for c in list(range(0, 10)) + [11, 12] + list(range(14, 32))}
_DROP = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_SPACES = set(
    "\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202e"
    "\u202f\u205f\u2800\u3000\ufffc"
) | {chr(0xE0000 + i) for i in range(0x80)}
_ZERO = set("\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")


def _clean(text, ents):
    """PORT of clean_input_string_with_entities, MessageEntity.cpp:4124: controls -> space,
    CR, U+2028..202E and three combining lines removed; offsets moved."""
    out, shift, pos = [], [0], 0
    for ch in text:
        w = 2 if ord(ch) > 0xFFFF else 1
        if _DROP.match(ch):
            for _ in range(w):
                shift.append(shift[-1] + 1)
        else:
            out.append(_CTRL.get(ord(ch), ch))
            for _ in range(w):
                shift.append(shift[-1])
        pos += w
    res = []
    for e in ents:
        a, b = e["offset"], e["offset"] + e["length"]
        a2, b2 = a - shift[min(a, pos)], b - shift[min(b, pos)]
        if b2 > a2:
            res.append({**e, "offset": a2, "length": b2 - a2})
    return "".join(out), res


def _trim(text, ents):
    """PORT of the trimming in fix_formatted_text, MessageEntity.cpp:4532-4573: trailing ' ' and
    '\\n' are always cut (entities shortened); leading ones only before the first entity."""
    body = text.rstrip(" \n")
    end = u16(body)
    ents = [{**e, "length": min(e["length"], end - e["offset"])} for e in ents if e["offset"] < end]
    first = min([e["offset"] for e in ents], default=len(body))
    k = 0
    while k < first and k < len(body) and body[k] in " \n":
        k += 1
    return body[k:], [{**e, "offset": e["offset"] - k} for e in ents]


def _is_empty(text):
    """PORT of is_empty_string / strip_empty_characters, misc.cpp:153-257 (approximation)."""
    return not "".join(c for c in text if c not in _SPACES and c not in _ZERO).strip()


def check(text, parse_mode="HTML", kind="message", limit=None, id=None):
    r = {
        "id": id,
        "ok": False,
        "error": None,
        "text": None,
        "len": 0,
        "utf16": 0,
        "bytes": 0,
        "entities": [],
        "auto": [],
        "warnings": [],
    }
    W = r["warnings"]
    limit = limit or LIMITS.get(kind, 4096)
    if text == "" and kind in ("message", "edit"):
        r["error"] = "Bad Request: message text is empty"  # Client.cpp:11401
        return r
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError:
        r["error"] = "Bad Request: strings must be encoded in UTF-8"
        return r
    if len(raw) > 1 << 15:
        r["error"] = "Bad Request: text is too long"  # Client.cpp:11309
        return r
    mode = (parse_mode or "none").lower()
    if mode == "none":
        parsed, ents = text, []
    elif mode not in MODES:
        r["error"] = "Bad Request: unsupported parse_mode"
        return r
    elif text == "":
        parsed, ents = "", []
    else:
        p = td({"@type": "parseTextEntities", "text": text, "parse_mode": MODES[mode]})
        if p["@type"] == "error":
            r["error"] = api_error(p["code"], p["message"])
            return r
        parsed, ents = p["text"], p["entities"]
        n_raw = len(ents)
        if mode == "html":
            n_a = len(re.findall(r"<a[\s>]", text, re.I))
            n_l = sum(
                e["type"]["@type"] in ("textEntityTypeTextUrl", "textEntityTypeMentionName")
                for e in ents
            )
            if n_a > n_l:
                W.append(
                    f"lost-link: {n_a - n_l} <a> tag(s) gave no link (bad/empty href; tel: is not allowed)"
                )
            for m in re.findall(r"&[A-Za-z]+;", parsed):
                if m not in ("&lt;", "&gt;", "&amp;", "&quot;"):
                    W.append(f"literal-entity: {m} is not known to Telegram and stays visible")
            if re.search(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-f]+);", parsed, re.I):
                W.append("double-escaped: an escaped entity is visible to the reader")
            if re.search(r"</?[a-zA-Z][^>]*>", parsed):
                W.append("visible-tag: something that looks like a tag is visible (escaped twice?)")
        for e in ents:
            u = e["type"].get("url", "")
            if re.match(r"https?://(mailto|tel|javascript):", u):
                W.append(f"bad-link: href became {u}")
    cleaned, ents = _clean(parsed, ents)
    if cleaned != parsed:
        W.append("cleaned: control/CR/bidi characters were replaced or removed")
    # canonical entities, when TDLib's parseMarkdown cannot change the text itself
    fx = (
        td(
            {
                "@type": "parseMarkdown",
                "text": {"@type": "formattedText", "text": cleaned, "entities": ents},
            }
        )
        if ents
        else None
    )
    if fx and fx["@type"] == "formattedText" and fx["text"] == cleaned:

        def cover_of(es):
            c = {}
            for e in es:
                c.setdefault(e["type"]["@type"], set()).update(
                    range(e["offset"], e["offset"] + e["length"])
                )
            return c

        a, b = cover_of(ents), cover_of(fx["entities"])
        sp = {
            i
            for i in range(u16(cleaned))
            if cleaned.encode("utf-16-le")[2 * i : 2 * i + 2] in (b" \0", b"\n\0")
        }
        lost = sorted(k.replace("textEntityType", "") for k in a if (a[k] - b.get(k, set())) - sp)
        if lost:
            W.append(
                f"lost-style: {', '.join(lost)} is dropped on part of the text (nesting rules, e.g. bold around code)"
            )
        ents = fx["entities"]
    final, ents = _trim(cleaned, ents)
    if _is_empty(final):
        if kind in ("caption",):
            final, ents = "", []
        else:
            r["error"] = "Bad Request: text must be non-empty"  # MessageEntity.cpp:4520/4580
            return r
    if final != cleaned:
        W.append("trimmed: leading/trailing blanks are cut")
    r.update(text=final, len=len(final), utf16=u16(final), bytes=len(final.encode()), entities=ents)
    if len(final) > limit:
        r["error"] = {
            "message": "Bad Request: message is too long",  # MessageContent.cpp:4757
            "edit": "Bad Request: MESSAGE_TOO_LONG",
            "caption": "Bad Request: message caption is too long",
            "poll_question": f"Bad Request: poll question length must not exceed {limit}",
            "poll_option": f"Bad Request: poll options length must not exceed {limit}",
        }.get(kind, "too long")
        return r
    if r["utf16"] > limit:
        W.append(
            f"utf16-over: {r['utf16']} UTF-16 units > {limit} although {len(final)} code points"
        )
    if r["bytes"] > 35000:
        W.append("cut: over 35000 bytes TDLib cuts the text silently")
    if len(ents) > 100:
        W.append(f"entities: {len(ents)} > 100, Telegram keeps only the first 100")
    heavy = sum(
        12 + len((e["type"].get("url") or e["type"].get("language") or "").encode()) for e in ents
    )
    if heavy > 8000:
        W.append(
            f"entities-size: about {heavy} bytes of links; near 9500 the server answers ENTITIES_TOO_LONG (estimate)"
        )
    auto = td({"@type": "getTextEntities", "text": final})
    cover = [
        (e["offset"], e["offset"] + e["length"])
        for e in ents
        if e["type"]["@type"]
        in (
            "textEntityTypeTextUrl",
            "textEntityTypeCode",
            "textEntityTypePre",
            "textEntityTypePreCode",
            "textEntityTypeMentionName",
        )
    ]
    b16 = final.encode("utf-16-le")
    for e in auto.get("entities", []):
        a, b = e["offset"], e["offset"] + e["length"]
        if not any(x < b and a < y for x, y in cover):
            r["auto"].append(
                {
                    "type": e["type"]["@type"].replace("textEntityType", ""),
                    "text": b16[2 * a : 2 * b].decode("utf-16-le"),
                }
            )
    r["ok"] = True
    return r


def check_url(url):
    """Is `url` accepted in an inline button / href?  Same check_link as ReplyMarkup.cpp:589."""
    esc = url.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    p = td(
        {
            "@type": "parseTextEntities",
            "text": f'<a href="{esc}">x</a>',
            "parse_mode": MODES["html"],
        }
    )
    e = p.get("entities") or []
    if not e:
        return False, None
    t = e[0]["type"]
    return True, t.get("url") or f"tg://user?id={t.get('user_id')}"


def check_phone(phone, lang="ru"):
    """Country and grouping of a phone number, from TDLib's built-in table (no length guarantee)."""
    d = re.sub(r"\D", "", phone)
    p = td({"@type": "getPhoneNumberInfoSync", "language_code": lang, "phone_number_prefix": d})
    return {
        "country": (p.get("country") or {}).get("country_code"),
        "calling_code": p.get("country_calling_code"),
        "formatted": p.get("formatted_phone_number"),
        "missing_digits": (p.get("formatted_phone_number") or "").count("-"),
    }
