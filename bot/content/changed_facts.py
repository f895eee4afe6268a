"""Facts whose value changed while the date of its source did not: a slip of a finger, or a number
that nobody looked up. For `safar check --diff`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.content.yaml_source import read_yaml


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """`seen`: the date both values give; empty where there is none. `line`: of the new value."""

    path: str
    line: int
    fact: str
    old: str
    new: str
    seen: str


def changed_facts(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> tuple[ChangedFact, ...]:
    """Of trees given as path → bytes. A value is known by its fact and its first day; a file
    that cannot be read has none."""
    before = {key: (value, seen) for key, _, _, value, seen in _values(old)}
    return tuple(
        ChangedFact(path, line, key[0], before[key][0], value, seen)
        for key, path, line, value, seen in _values(new)
        if key in before and before[key][0] != value and before[key][1] == seen
    )


def _values(
    files: Mapping[str, bytes],
) -> Iterator[tuple[tuple[str, str], str, int, str, str]]:
    """((fact, first day), path, line, value, seen)."""
    for path, raw in sorted(files.items()):
        if not path.startswith("facts/"):
            continue
        node, _ = read_yaml(raw, path)
        facts = _dict(node and node.value).get("facts")
        for index, fact in enumerate(facts if isinstance(facts, list) else ()):
            values = _dict(fact).get("values")
            for number, one in enumerate(map(_dict, values if isinstance(values, list) else ())):
                line = node.line("facts", index, "values", number, "value") if node else 1
                key = str(_dict(fact).get("id")), str(one.get("from", ""))
                seen = str(_dict(one.get("source")).get("seen", ""))
                yield key, path, line, str(one.get("value")), seen


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
