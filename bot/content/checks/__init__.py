"""The checks, one file each: a `name` and `check(tree) -> Iterable[Issue]`.

A check looks at a `Tree` of which any file may be missing, tells every mistake it finds with
file, line and plain words in Russian and English, and never raises.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bot.content.checks import (
    asking,
    facts,
    figures,
    flows,
    freshness,
    glossary,
    hosts,
    interface,
    limits,
    links,
    lists,
    markup,
    needs,
    notices,
    places,
    questions,
    readability,
    script,
    settlements,
    topics,
    translations,
    tree,
)
from bot.content.model import Issue
from bot.content.tree import Tree


class Check(Protocol):
    name: str

    def check(self, tree: Tree) -> Iterable[Issue]: ...


CHECKS: tuple[Check, ...] = (
    tree,
    markup,
    links,
    hosts,
    flows,
    questions,
    lists,
    facts,
    figures,
    places,
    settlements,
    needs,
    topics,
    translations,
    interface,
    script,
    limits,
    readability,
    glossary,
    notices,
    freshness,
    asking,
)


def run(content: Tree) -> tuple[Issue, ...]:
    """All issues, errors first, then by path and line."""
    issues = list(content.issues)
    for check in CHECKS:
        issues.extend(check.check(content))
    return tuple(
        sorted(
            dict.fromkeys(issues),
            key=lambda one: (not one.error, one.path, one.line, one.check, one.message),
        )
    )
