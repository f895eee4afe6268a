"""Entities Telegram adds by itself (rule 21): commands, mentions, tags, links, e-mails, phones.

A plain reading of TDLib's `find_entities`, enough for the texts of a menu bot: bare domains are
taken with the common endings only.
"""

from __future__ import annotations

import re

from bot.sandbox.entity import Entity, utf16

_ENDINGS = "com|org|net|int|info|gov|edu|me|io|ru|su|tj|uz|kg|kz|рф|app|dev|eu|by|am"
_WORD = r"[^\W_]"
_PATTERNS = (
    ("url", re.compile(r"https?://[^\s<>«»\"]+|tg://[\w?=&/-]+", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+-])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    (
        "url",
        re.compile(
            rf"(?<![\w@.-])(?:[\w-]+\.)+(?:{_ENDINGS})(?![\w-]|\.{_WORD})(?:[/?#][^\s<>«»\"]*)?",
            re.IGNORECASE,
        ),
    ),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z0-9_]{3,32}(?!\w)")),
    ("bot_command", re.compile(r"(?<![\w/>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("hashtag", re.compile(rf"(?<![\w#])#(?=\w*{_WORD})(?!\d+(?!\w))\w{{1,256}}")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d[\d ()-]{6,18}\d(?!\w)")),
)


def find_entities(text: str) -> list[Entity]:
    """What Telegram would mark in `text`, sorted, none over another."""
    taken: list[tuple[int, int, str]] = []
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            begin, end = found.start(), found.end()
            if kind == "url":
                end = begin + len(found[0].rstrip(".,:;!?)]}'…"))
            if all(end <= start or stop <= begin for start, stop, _ in taken):
                taken.append((begin, end, kind))
    return [
        Entity(kind, utf16(text[:begin]), utf16(text[begin:end]))
        for begin, end, kind in sorted(taken)
    ]
