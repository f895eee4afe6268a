"""A person whose every word, number and name can be found again, and all they may do."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

Json = dict[str, Any]

ME = 7_300_451_998_271_143  # within 52 bits, as Telegram promises
PHONE = "+992904417263"
LAT, LON = 38.5731942, 68.7864213
WORDS = ("canarytext", "canaryname", "canarysurname", "canaryuser", "канарейка", "canarydata",
         "canarypayload", "canaryvcard", "canarytitle")  # fmt: skip
FORGED = ("p:canarydata", "canarydata" * 6, "f:ban-risk:0000:canarydata", "d", "", "\x00canarydata",
          "l:canarydata", "\u202ecanarydata")  # fmt: skip
_numbers = itertools.count(1)


def needles(*more: bytes) -> dict[str, bytes]:
    """Every form in which something of the person could lie about."""
    found = {
        f"id {order}, {size} bytes": ME.to_bytes(size, order)  # type: ignore[arg-type]
        for order in ("big", "little")
        for size in (7, 8)
    }
    found |= {"id": str(ME).encode(), "id in hex": f"{ME:x}".encode()}
    for word in (*WORDS, PHONE.strip("+"), str(LAT), str(LON)):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            found[f"{word} {encoding}"] = word.encode(encoding)
    return found | {f"given {place}": one for place, one in enumerate(more)}


def hits(folder: Path, said: str, wanted: dict[str, bytes]) -> list[str]:
    """What was found, and where: in the output, or in any byte of any file below the folder."""
    places = {"output": said.encode()}
    for path in folder.rglob("*"):
        places[str(path.relative_to(folder))] = (
            str(path.name).encode() + b"\n" + (path.read_bytes() if path.is_file() else b"")
        )
    low = {where: (content, content.lower()) for where, content in places.items()}
    return [
        f"{name} in {where}"
        for where, (content, lower) in low.items()
        for name, needle in wanted.items()
        if needle in content or needle.lower() in lower
    ]


def everything() -> list[Json]:
    """Updates of all kinds, good ones, odd ones and ones that cannot be read."""
    texts = ("/start canarypayload", "canarytext как проверить запрет", "/canarytext", "канарейка",
             "/sos canarytext", "canarytext" * 400, "\u202ecanarytext\u200b\u0000",
             "canarytext\ud800", "<b>canarytext</b> {patent-duty}", "c\u0301anarytext" * 50,
             "Душанбе", "/privacy", "/settings")  # fmt: skip
    updates = [message(text=text) for text in texts]
    updates += [message(**content) for content in (
        {"contact": {"phone_number": PHONE, "first_name": "canaryname", "user_id": ME,
                     "vcard": "canaryvcard"}},
        {"location": {"latitude": LAT, "longitude": LON}},
        {"photo": [_file()], "caption": "canarytext"},
        {"voice": {**_file(), "duration": 3, "mime_type": "audio/ogg"}},
        {"document": {**_file(), "file_name": "canarytitle.pdf"}, "caption": "canarytext"},
        {"poll": {"id": "1", "question": "canarytext", "options": []}},
        {"text": "canarytext", "date": "canarytext"}, {"text": "canarytext", "date": 10**18},
        {"text": ["canarytext"]}, {},
    )]  # fmt: skip
    updates += [{"edited_message": one["message"]} for one in (message(text="canarytext edited"),)]
    updates += [press(data) for data in FORGED]
    updates += [press(data) for data in ("l:ru", "o:tj", "h", "e", "l:uz-Cyrl")]
    group = {"id": -1_000_000_000_000 - ME % 10**9, "type": "supergroup", "title": "canarytitle"}
    updates.append({"message": {**message(text="canarytext")["message"], "chat": group}})
    asked = {"id": "1", "from": person(), "query": "canarytext", "offset": ""}
    updates += [{"inline_query": asked}, {"message": "canarytext"}, {"canarytext": "canarytext"}]
    return updates


def person() -> Json:
    return {"id": ME, "is_bot": False, "first_name": "canaryname", "last_name": "canarysurname",
            "username": "canaryuser", "language_code": "ru"}  # fmt: skip


def message(**content: Any) -> Json:
    return {"message": {
        "message_id": next(_numbers), "date": 1_790_000_000, "from": person(),
        "chat": {"id": ME, "type": "private", "first_name": "canaryname",
                 "username": "canaryuser"},
        **_commands(content.get("text")), **content,
    }}  # fmt: skip


def press(data: str, query_id: str = "") -> Json:
    return {"callback_query": {
        "id": query_id or f"{next(_numbers)}", "from": person(), "chat_instance": "1", "data": data,
        "message": {**message(text="Safar")["message"],
                    "from": {"id": 1_000_000_001, "is_bot": True, "first_name": "Safar"}},
    }}  # fmt: skip


def _commands(text: object) -> Json:
    if not isinstance(text, str) or not text.startswith("/"):
        return {}
    return {"entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]}


def _file() -> Json:
    return {"file_id": "canarytitle", "file_unique_id": "canarytitle", "width": 1, "height": 1}
