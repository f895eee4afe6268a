"""What the verbs print, also where the terminal cannot show a letter."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence


def say(line: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(line.encode(encoding, "replace").decode(encoding) + "\n")


def say_rows(rows: Iterable[Sequence[str]]) -> None:
    """Columns under each other, a row a line however long: a path can be copied whole."""
    rows = [[cell.replace("\n", " ") for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        say("  " + "  ".join(cells).rstrip())
