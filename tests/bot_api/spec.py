# ruff: noqa
"""The machine-readable Bot API and the limits its descriptions give."""

from __future__ import annotations

import json
import re
from pathlib import Path

DEFAULT = Path(__file__).parent / "bot-api-10.1-PaulSonOfLars.json"


class Spec:
    """Methods (by lower-case name) and types with their fields: (types, required, description)."""

    def __init__(self, source=DEFAULT):
        self.methods, self.types = {}, {}
        self._paul(json.loads(source.read_text(encoding="utf-8")))

    def _paul(self, d):
        self.version = f"{d['version']} ({d['release_date']})"
        for n, m in d["methods"].items():
            self.methods[n.lower()] = {
                "name": n,
                "fields": {
                    f["name"]: (f["types"], f["required"], f["description"])
                    for f in m.get("fields", [])
                },
            }
        for n, t in d["types"].items():
            self.types[n] = {
                "fields": {
                    f["name"]: (f["types"], f["required"], f["description"])
                    for f in t.get("fields", [])
                },
                "subtypes": t.get("subtypes", []),
            }


NUM = r"(\d[\d,]*)\s*[-–]\s*(\d[\d,]*)"


def doc_limit(desc, types):
    """(kind, lo, hi) where kind is chars|chars_parsed|bytes|count|value; None if the text has none."""
    n = lambda s: int(s.replace(",", ""))
    d = re.sub(r"ISO \d+-\d+[^ ]*", "", desc)
    m = re.search(NUM + r"\s*(characters|bytes)\b( after entit)?", d, re.I)
    if m:
        k = "bytes" if m[3].lower() == "bytes" else "chars_parsed" if m[4] else "chars"
        return k, n(m[1]), n(m[2])
    arr = any(t.startswith("Array") for t in types)
    if arr:
        m = re.search(r"(?:list of|include|of) " + NUM, d) or re.search(
            NUM + r" (?:items|identifiers|answer options)", d
        )
        if m:
            return "count", n(m[1]), n(m[2])
        m = re.search(r"(?:at most|up to|No more than) (\d[\d,]*)", d, re.I)
        if m:
            return "count", 0, n(m[1])
        return None
    if {"Integer", "Float"} & set(types):
        m = re.search(r"[Mm]ust be between (\d[\d,]*) and (\d[\d,]*)", d) or re.search(
            r"should be between (\d+) and (\d+)", d
        )
        m = (
            m
            or re.search(r"(?:[;,:] |accepted, |between )" + NUM + r"(?:\.|$| |,|;)", d)
            or re.search(r"Values between " + NUM, d)
        )
        if m:
            return "value", n(m[1]), n(m[2])
    return None


DOC_FALLBACK = {  # limits that the descriptions word too freely for the parser above
    ("setMyCommands", "commands"): ("count", 0, 100),
    ("answerInlineQuery", "results"): ("count", 0, 50),
    ("answerInlineQuery", "next_offset"): ("bytes", 0, 64),
    ("sendPoll", "open_period"): ("value", 5, 2628000),
    ("sendLocation", "live_period"): None,
    ("editMessageLiveLocation", "live_period"): None,
    ("getUpdates", "timeout"): ("value", 0, 50),
}
