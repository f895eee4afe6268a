"""Names of towns and villages belong to districts that exist, one settlement a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.model import Issue
from bot.content.tree import Entry, Tree

name = "settlements"


def check(tree: Tree) -> Iterable[Issue]:
    known = {
        district.id: entry.id
        for entry in tree.of("districts")
        for region in entry.file.regions
        for district in region.districts
    }
    for entry in tree.of("settlements"):
        for key in ("towns", "villages"):
            for district, lines in getattr(entry.file, key).items():
                if known.get(district) != entry.id:
                    yield Issue(
                        name,
                        entry.path,
                        entry.line(key, district),
                        f"района «{district}» нет в этой стране",
                        f"there is no district `{district}` in this country",
                    )
                yield from _lines(entry, key, district, lines)


def _lines(entry: Entry[Any], key: str, district: str, lines: str) -> Iterator[Issue]:
    start = entry.node.text_line(key, district)
    seen: set[str] = set()
    for number, line in enumerate(lines.splitlines()):
        names = [one.strip() for one in line.split(",")]
        if not all(any(letter.isalpha() for letter in one) for one in names):
            yield Issue(
                name,
                entry.path,
                start + number,
                f"«{line.strip()}»: между запятыми должно стоять название",
                f"`{line.strip()}`: there must be a name between commas",
            )
        elif line.casefold() in seen:
            yield Issue(
                name,
                entry.path,
                start + number,
                f"«{line.strip()}» здесь уже есть",
                f"`{line.strip()}` is given twice",
            )
        seen.add(line.casefold())
