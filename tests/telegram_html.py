"""Would Telegram take and keep this HTML? Its own parser (TDLib) answers, offline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.bot_api import tdcheck


@dataclass(frozen=True)
class Checked:
    """`text` is what a reader sees, cleaned and trimmed; `len` its code points; `error` as the
    Bot API would send it; `entities` with offsets in UTF-16."""

    ok: bool
    error: str | None
    text: str | None
    len: int
    entities: list[dict[str, Any]]
    warnings: list[str]


def check(html: str, kind: str = "message") -> Checked:
    """`kind`: message, edit or caption, for its limit."""
    found = tdcheck.check(html, "HTML", kind)
    return Checked(**{name: found[name] for name in Checked.__dataclass_fields__})


def shown(plain: str) -> str | None:
    """What Telegram makes of a text without any formatting, None if it refuses it."""
    found = tdcheck.check(plain, None, limit=1 << 30)
    return found["text"] if found["ok"] else None
