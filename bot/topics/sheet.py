"""The tally of one table and period, and all tables as bytes to be sealed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.dialogue.ports import Release
from bot.topics.release import publish

TABLES = ("topic_week", "who_month", "region_month")
BETWEEN = "/"  # of the parts of a cell
_VERSION = 1


@dataclass(slots=True)
class Sheet:
    """start: its first day; end: the first day after. `n`: cell → how often."""

    table: str
    start: date
    end: date
    n: Counter[str] = field(default_factory=Counter)

    def publish(self, cells: Iterable[str]) -> Release:
        """Draws the noise: call it once, store what it gives."""
        return Release(
            table=self.table,
            start=self.start,
            weeks=(self.end - self.start).days // 7,
            counts={tuple(cell.split(BETWEEN)): n for cell, n in publish(self.n, cells).items()},
        )


def to_bytes(sheets: Mapping[str, Sheet]) -> bytes:
    tree = {
        table: {
            "start": sheet.start.isoformat(),
            "end": sheet.end.isoformat(),
            "n": dict(sorted(sheet.n.items())),
        }
        for table, sheet in sorted(sheets.items())
    }
    return json.dumps({"version": _VERSION, "sheets": tree}, separators=(",", ":")).encode()


def from_bytes(tally: bytes) -> dict[str, Sheet]:
    """Sheets by table; empty for what this version cannot read."""
    try:
        tree = json.loads(tally)
        if tree["version"] != _VERSION:
            return {}
        return {
            table: Sheet(
                table,
                date.fromisoformat(sheet["start"]),
                date.fromisoformat(sheet["end"]),
                Counter({str(cell): int(n) for cell, n in sheet["n"].items()}),
            )
            for table, sheet in tree["sheets"].items()
            if table in TABLES
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
