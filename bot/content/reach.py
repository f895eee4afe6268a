"""Where a tree sends people: every phone and every address in it, to compare two trees.

Read from the files as they are, valid or not, so that nothing slips past in a file with a mistake.
Too much is better than too little here: somebody looks at each difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.content.tree import GAZETTEER_NODES
from bot.content.yaml_source import Node, read_yaml

_LINK = re.compile(r"(?:https?://|tg:|mailto:)[^\s)>\]\"'»]+", re.I)
_BARE = re.compile(r"(?<![\w./@-])(?:[\w.+-]+@)?(?:[\w-]+\.)+(?:[a-z]{2,}|рф)(?![\w-])", re.I)
_MENTION = re.compile(r"(?<![\w@.])@[a-z]\w{3,}", re.I)
# Seven digits and more as people write them, and short codes: 102, 112, 1414.
_PHONE = re.compile(
    r"(?<![\w.,/-])\+?\(?\d[\d ()–-]{5,}\d(?![\w/-])|(?<![\w.,/–-])1\d{2,3}(?![\w/%–-])"
)
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d(?:-\d\d)?(?![\d-])")
_QUIET = frozenset({"seen", "reviewed", "tested", "from", "to", "lat", "lon", "date", "translates"})
_NUMBERS = frozenset({"number", "phone", "phones"})


@dataclass(frozen=True, slots=True)
class Reach:
    """`kind`: phone or link; `line`: where it stands first in its file."""

    kind: str
    what: str
    path: str
    line: int


def reaches(files: Mapping[str, bytes]) -> Iterator[Reach]:
    """Of a tree given as path → bytes; `.po` files are searched line by line."""
    for path, raw in sorted(files.items()):
        if path.endswith(".po"):
            for number, line in enumerate(raw.decode("utf-8", "replace").split("\n"), 1):
                if line.startswith(("msgstr", '"')):
                    yield from (Reach(kind, what, path, number) for kind, what in _in_text(line))
        elif path.endswith(".yaml"):
            node, _ = read_yaml(raw, path, max_nodes=GAZETTEER_NODES)
            if node is None:  # then as plain text: safar check says what is wrong with it
                yield from _of_broken(path, raw)
            else:
                yield from _of_values(path, node, node.value, ())


def changed(
    old: Iterable[Reach], new: Iterable[Reach]
) -> tuple[tuple[Reach, ...], tuple[Reach, ...]]:
    """(gone, come), by file: a number that moved within its file is no change."""
    before, after = list(old), list(new)

    def only(these: list[Reach], those: list[Reach]) -> tuple[Reach, ...]:
        rest = Counter((one.kind, one.what, one.path) for one in those)
        found = []
        for one in these:
            key = (one.kind, one.what, one.path)
            if rest[key]:
                rest[key] -= 1
            else:
                found.append(one)
        return tuple(found)

    return only(before, after), only(after, before)


def _of_values(path: str, node: Node, value: Any, steps: tuple[str | int, ...]) -> Iterator[Reach]:
    if isinstance(value, dict):
        phone = value.get("unit") == "phone"
        for key, inner in value.items():
            if key in _QUIET:
                continue
            if key in _NUMBERS and isinstance(inner, str):
                yield Reach("phone", inner, path, node.line(*steps, key))
            elif phone and key == "values" and isinstance(inner, list):
                for index, one in enumerate(inner):
                    if isinstance(one, dict) and isinstance(one.get("value"), str):
                        line = node.line(*steps, key, index, "value")
                        yield Reach("phone", one["value"], path, line)
            else:
                yield from _of_values(path, node, inner, (*steps, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _of_values(path, node, inner, (*steps, index))
    elif isinstance(value, str):
        start = node.text_line(*steps) if steps else 1
        for row, text in enumerate(value.split("\n")):
            yield from (Reach(kind, what, path, start + row) for kind, what in _in_text(text))


def _of_broken(path: str, raw: bytes) -> Iterator[Reach]:
    for number, line in enumerate(raw.decode("utf-8", "replace").split("\n"), 1):
        yield from (Reach(kind, what, path, number) for kind, what in _in_text(line))


def _in_text(text: str) -> Iterator[tuple[str, str]]:
    for found in _LINK.finditer(text):
        yield "link", found[0].rstrip(".,;:!?")
    rest = _LINK.sub(" ", text)
    for pattern in (_BARE, _MENTION):
        for found in pattern.finditer(rest):
            yield "link", found[0]
    for found in _PHONE.finditer(_DATE.sub(" ", _BARE.sub(" ", rest))):
        yield "phone", found[0]
