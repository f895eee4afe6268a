"""Enough example questions: what is typed is recognised by them alone.

Asked for in every language that has an `asking.yaml`; never an error, as a page without examples
is still found by its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.model import Issue
from bot.content.schema_asking import Danger, Service
from bot.content.tree import Entry, Tree

name = "asking"

FEWEST = 3  # example questions of a page in one language
FEWEST_OF_SERVICE = 15
FEWEST_URGENT = 40
FEWEST_OFF_TOPIC = 40
_LISTED = ("page", "flow", "checklist", "course")


def check(tree: Tree) -> Iterable[Issue]:
    languages = {entry.language for entry in tree.of("asking")}
    for entry in tree.of(*_LISTED, *(f"{kind}-words" for kind in _LISTED)):
        given = len(entry.file.ask)
        if entry.language in languages and given < FEWEST:
            yield _issue(
                entry,
                ("ask",),
                f"примеров вопросов {given}, нужно хотя бы {FEWEST}: как об этом спрашивают люди?",
                f"{given} example questions, at least {FEWEST} are needed: how do people ask?",
            )
    for entry in tree.of("asking"):
        yield from _phrases(entry)


def _phrases(entry: Entry[Any]) -> Iterator[Issue]:
    services, urgent = entry.file.services, entry.file.urgent
    for service in Service.__args__:  # type: ignore[attr-defined]
        given = len(services.get(service, ()))
        if given < FEWEST_OF_SERVICE:
            yield _few(entry, ("services", service), given, FEWEST_OF_SERVICE)
    for danger in Danger.__args__:  # type: ignore[attr-defined]
        if not urgent.get(danger):
            yield _few(entry, ("urgent", danger), 0, 1)
    total = sum(map(len, urgent.values()))
    if total < FEWEST_URGENT:
        yield _few(entry, ("urgent",), total, FEWEST_URGENT)
    if len(entry.file.off_topic) < FEWEST_OFF_TOPIC:
        yield _few(entry, ("off-topic",), len(entry.file.off_topic), FEWEST_OFF_TOPIC)


def _few(entry: Entry[Any], steps: tuple[str, ...], given: int, needed: int) -> Issue:
    where = " → ".join(steps)
    return _issue(
        entry,
        steps,
        f"«{where}»: фраз {given}, нужно хотя бы {needed}",
        f"`{where}`: {given} phrases, at least {needed} are needed",
    )


def _issue(entry: Entry[Any], steps: tuple[str, ...], message: str, message_en: str) -> Issue:
    return Issue(name, entry.path, entry.line(*steps), message, message_en, error=False)
