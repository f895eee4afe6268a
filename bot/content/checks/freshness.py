"""What the calendar says: reviews that are due, facts that end. Needs `tree.today`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.content.model import Issue
from bot.content.schema_neutral import FactFile
from bot.content.tree import LISTED, Tree

name = "freshness"

WARN_DAYS = 30
AHEAD = timedelta(days=1)  # it is tomorrow already where the editor sits


def check(tree: Tree) -> Iterable[Issue]:
    for entry in tree.of(*LISTED):
        line = entry.line("reviewed")
        reviewed = entry.file.reviewed
        if reviewed > tree.today + AHEAD:
            yield Issue(
                name,
                entry.path,
                line,
                f"день проверки {reviewed} ещё не наступил",
                f"the review day {reviewed} is in the future",
            )
            continue
        due = reviewed + timedelta(days=entry.file.review_every)
        if due < tree.today:
            yield Issue(
                name,
                entry.path,
                line,
                f"пора сверить с источниками: срок был {due}",
                f"due for review since {due}",
                error=False,
            )
    yield from _facts(tree)


def _facts(tree: Tree) -> Iterator[Issue]:
    for entry in tree.of("facts"):
        for index, fact in enumerate(entry.file.facts):
            words = _end(fact, tree)
            if words is not None:
                yield Issue(name, entry.path, entry.line("facts", index), *words, error=False)


def _end(fact: FactFile, tree: Tree) -> tuple[str, str] | None:
    if any(value.to is None for value in fact.values):
        return None
    last = max(value.to for value in fact.values if value.to is not None)
    if last < tree.today:
        return (
            f"факт «{fact.id}» кончился {last}: на сегодня значения нет",
            f"the fact `{fact.id}` ended on {last}: there is no value for today",
        )
    if last <= tree.today + timedelta(days=WARN_DAYS):
        return (
            f"факт «{fact.id}» кончается {last}; найдите новое значение",
            f"the fact `{fact.id}` ends on {last}; find the next value",
        )
    return None
