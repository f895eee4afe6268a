"""Links lead to pages that exist, and addresses are well-formed: https but for old sources."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.facts import is_url
from bot.content.model import Issue
from bot.content.tree import LISTED, Entry, Tree

name = "links"


def check(tree: Tree) -> Iterable[Issue]:
    targets = tree.ids(*LISTED, "section")
    for entry in tree.of(*LISTED):
        yield from _targets(entry, ("links",), entry.file.links, targets)
    for entry in tree.of("flow"):
        for outcome_id, outcome in entry.file.outcomes.items():
            at = ("outcomes", outcome_id, "links")
            yield from _targets(entry, at, outcome.links, targets)
    for entry in tree.of("checklist"):
        for entry_id, one in entry.file.entries.items():
            yield from _targets(entry, ("entries", entry_id, "links"), one.links, targets)
    for entry in tree.of("course"):
        for lesson_id, lesson in entry.file.lessons.items():
            yield from _targets(entry, ("lessons", lesson_id, "links"), lesson.links, targets)
    for entry, steps, url in _addresses(tree):
        yield from _address(entry, steps, url)


def _targets(
    entry: Entry[Any], steps: tuple[str, ...], links: tuple[str, ...], targets: set[str]
) -> Iterator[Issue]:
    for index, target in enumerate(links):
        line = entry.line(*steps, index)
        if target == entry.id:
            yield Issue(name, entry.path, line, "ссылка на саму себя", "a link to itself")
        elif target in links[:index]:
            yield Issue(
                name,
                entry.path,
                line,
                f"ссылка «{target}» стоит дважды",
                f"the link `{target}` is given twice",
            )
        elif target not in targets:
            near = difflib.get_close_matches(target, sorted(targets), n=1)
            yield Issue(
                name,
                entry.path,
                line,
                f"страницы «{target}» нет" + (f"; может быть, «{near[0]}»?" if near else ""),
                f"no page `{target}`" + (f"; did you mean `{near[0]}`?" if near else ""),
            )


def _addresses(tree: Tree) -> Iterator[tuple[Entry[Any], tuple[str | int, ...], str | None]]:
    for entry in tree.of(*LISTED):
        for index, source in enumerate(entry.file.sources):
            yield entry, ("sources", index, "url"), source.url
    for entry in tree.of("facts"):
        for index, fact in enumerate(entry.file.facts):
            for number, value in enumerate(fact.values):
                steps = ("facts", index, "values", number, "source", "url")
                yield entry, steps, value.source.url
    for entry in tree.of("places"):
        for index, place in enumerate(entry.file.places):
            yield entry, ("places", index, "web"), place.web
            yield entry, ("places", index, "source", "url"), place.source.url
    for entry in tree.of("offices"):
        for index, office in enumerate(entry.file.offices):
            yield entry, ("offices", index, "source", "url"), office.source.url


def _address(entry: Entry[Any], steps: tuple[str | int, ...], url: str | None) -> Iterator[Issue]:
    if url is None or is_url(url):
        return
    if url.startswith("http://") and is_url("https" + url[4:]):
        return  # an old site may know no https: `safar status` lists those of places
    yield Issue(
        name,
        entry.path,
        entry.line(*steps),
        f"«{url}» — не адрес; нужен полный адрес https://…",
        f"`{url}` is not an address; write it in full: https://…",
    )
