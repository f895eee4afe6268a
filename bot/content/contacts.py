"""Which numbers to call, oldest first, and the stamp that says what came of a call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.content.facts import to_source
from bot.content.model import Issue
from bot.content.tree import Entry, Tree
from bot.content.yaml_source import Node, read_yaml

_SHOWN = ("operating", "older", "current")  # of places and of hotlines
# `- {number: "225-05-75", answers: unknown}`: one phone on one line
_PHONE = re.compile(r"\{(?P<inner>[^{}]*\bnumber\s*:[^{}]*)\}")
_STAMPED = re.compile(r",?\s*\b(?:tested|answers)\s*:\s*[^,{}]*")
_BEFORE = "0000"  # sorts before every date


@dataclass(frozen=True, slots=True)
class Contact:
    """One number that people are sent to. `source`: the date of its source, for the order."""

    path: str
    line: int
    owner: str  # place or hotline id
    number: str
    tested: date | None
    answers: str
    source: str


class StampError(ValueError):
    """Nothing was written. `args`: (Russian, English)."""


def contacts(tree: Tree) -> list[Contact]:
    """Never called first, the oldest source first; then the oldest call."""
    found = [contact for entry in tree.of("places", "hotlines") for contact in _of(entry)]
    return sorted(found, key=lambda one: (str(one.tested or _BEFORE), one.source, one.owner))


def _of(entry: Entry[Any]) -> Iterator[Contact]:
    for index, one in enumerate(getattr(entry.file, entry.kind)):
        if one.status not in _SHOWN:
            continue
        for number, phone in enumerate(one.phones):
            yield Contact(
                entry.path,
                entry.line(entry.kind, index, "phones", number, "number"),
                one.id,
                phone.number,
                phone.tested,
                phone.answers,
                to_source(one.source).seen or _BEFORE,
            )


def stamp_contact(tree: Tree, owner: str, answers: str, number: str | None = None) -> int:
    """Write `tested: <today>` and the answer beside the numbers of one place or hotline, or
    beside one number of it. Only these lines change. Returns how many numbers; raises StampError.
    """
    for entry in tree.of("places", "hotlines"):
        for index, one in enumerate(getattr(entry.file, entry.kind)):
            if one.id == owner:
                return _stamp(tree, entry, index, answers, number)
    raise StampError(f"места или телефона «{owner}» нет", f"there is no place or hotline `{owner}`")


def _stamp(tree: Tree, entry: Entry[Any], index: int, answers: str, number: str | None) -> int:
    phones = getattr(entry.file, entry.kind)[index].phones
    if not phones:
        raise StampError("у этого места нет телефонов", "this place has no phones")
    path = tree.root / entry.path
    raw = path.read_bytes()
    rows = raw.decode("utf-8").splitlines(keepends=True)
    first = entry.line(entry.kind, index, "phones") - 1
    last = entry.line(entry.kind, index, "phones", len(phones) - 1, "number")
    done = 0

    def stamped(match: re.Match[str]) -> str:
        nonlocal done
        if number is not None and _digits(number) not in _digits(match["inner"]).split("|"):
            return match[0]
        done += 1
        inner = _STAMPED.sub("", match["inner"]).strip().strip(",")
        return f"{{{inner}, tested: {tree.today.isoformat()}, answers: {answers}}}"

    for row in range(first, last):
        rows[row] = _PHONE.sub(stamped, rows[row])
    fresh = "".join(rows).encode("utf-8")
    _verify(entry, index, fresh)
    if done == 0 or (number is None and done != len(phones)):
        raise StampError(
            'телефоны не записаны как {number: "…"} в одной строке, или такого номера нет',
            'the phones are not written as {number: "…"} on one line, or the number is not there',
        )
    _replace(path, fresh)
    return done


def _digits(text: str) -> str:
    """The digits of each part: `{number: "12-34", x: 5}` → `1234|5`."""
    return "|".join(re.sub(r"\D", "", part) for part in text.split(","))


def _verify(entry: Entry[Any], index: int, fresh: bytes) -> None:
    """Nothing but the phones of this one has changed."""
    node, issues = read_yaml(fresh, entry.path, max_nodes=100_000)
    if node is None or _rest(node, entry.kind, index) != _rest(entry.node, entry.kind, index):
        issue: Issue | None = next(iter(issues), None)
        why = issue.message if issue else "изменилось бы что-то ещё"
        raise StampError(f"запись не удалась: {why}", "writing it would change something else")


def _rest(node: Node, kind: str, index: int) -> Any:
    listed = node.value[kind]
    own = {key: value for key, value in listed[index].items() if key != "phones"}
    numbers = [phone["number"] for phone in listed[index]["phones"]]
    return listed[:index], own, numbers, listed[index + 1 :]


def _replace(path: Path, fresh: bytes) -> None:
    """Written beside and renamed: a reader never sees half a file."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_bytes(fresh)
    beside.chmod(path.stat().st_mode & 0o777)
    beside.replace(path)
