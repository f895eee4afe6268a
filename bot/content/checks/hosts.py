"""Addresses lead to sites we know: those of `hosts.yaml`, by their exact name.

That is every address somebody can press: links, and bare names such as `example.org`, e-mail
addresses and `@names`, which Telegram turns into links by itself; in texts, labels, facts and
places. A source may be anywhere. But no address at all may pose as another one: no
`gov.kg@evil.example`, no port, no Latin letter in a Cyrillic name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from bot.content.labels import LabelError, read_labels
from bot.content.markup import Block, Bullets, MarkupError, to_plain
from bot.content.model import LANGUAGES, Issue
from bot.content.texts import Passage, passages
from bot.content.tree import LISTED, Tree
from bot.content.words import parsed

name = "hosts"

# What Telegram makes a link of: `mvd.ru`, `мвд.рф/гувм`, `a@b.tj` (then of `b.tj`), `@name`.
_BARE = re.compile(
    r"(?<![\w./-])(?:https?://)?(?:[\w.+-]+@)?((?:[\w-]+\.)+(?!(?:yaml|pdf|docx?|xlsx?|jpe?g|png)\b)"
    r"(?:[a-z]{2,}|рф))(?![\w-])",
    re.I,
)
_MENTION = re.compile(r"(?<![\w@.])@[a-z]\w{3,}", re.I)
_LATIN, _CYRILLIC = re.compile("[a-z]"), re.compile("[Ѐ-ԯ]")


class _Address(NamedTuple):
    """`url`: as written, empty where only `host` is. `host`: a site or `@name`."""

    path: str
    line: int
    host: str
    url: str = ""


def check(tree: Tree) -> Iterable[Issue]:
    offered = list(dict.fromkeys((*_in_texts(tree), *_in_labels(tree), *_in_fields(tree))))
    for one in (*offered, *_sources(tree)):
        if one.url and _disguised(one.url):
            yield _poses(one)
    lists = list(tree.of("hosts"))
    if "hosts.yaml" in tree.slots and not lists:
        return  # it cannot be read, which is told already
    known = {host for entry in lists for host in entry.file.hosts}
    for path, line, host in dict.fromkeys(one[:3] for one in offered):
        if host and host not in known:
            yield Issue(
                name,
                path,
                line,
                f"«{host}» нет в hosts.yaml; если этому адресу можно верить, допишите его туда",
                f"`{host}` is not in hosts.yaml; if it can be trusted, add it there",
            )


def _in_texts(tree: Tree) -> Iterator[_Address]:
    for entry in tree.entries:
        for passage in passages(entry.file):
            if passage.role == "ask":
                continue
            start = entry.node.text_line(*passage.steps)
            for host, url in _of(passage):
                at = max(passage.text.casefold().find(host), 0)
                yield _Address(entry.path, start + passage.text.count("\n", 0, at), host, url)


def _of(passage: Passage) -> Iterator[tuple[str, str]]:
    """(host, address) of a text as it will be shown: escapes are read by then."""
    text = passage.text
    if passage.role == "prose":
        try:
            blocks = parsed(text)
        except MarkupError:
            return  # the markup check tells it
        text = to_plain(blocks)
        for url in _links(blocks):
            yield _host(url), url
    yield from ((host, "") for host in _bare(text))


def _links(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        for line in block.entries if isinstance(block, Bullets) else (block.spans,):
            yield from (span.url for span in line if span.url is not None)


def _bare(text: str) -> Iterator[str]:
    yield from (found[1].casefold() for found in _BARE.finditer(text))
    yield from (found[0].casefold() for found in _MENTION.finditer(text))


def _in_labels(tree: Tree) -> Iterator[_Address]:
    for language in LANGUAGES:
        try:
            labels = read_labels(tree.root, language) or ()
        except LabelError:
            continue  # the interface check tells it
        for label in labels:
            for text in label.texts:
                yield from (_Address(f"{language}/ui.po", label.line, host) for host in _bare(text))


def _in_fields(tree: Tree) -> Iterator[_Address]:
    for entry in tree.of("facts"):
        for index, fact in enumerate(entry.file.facts):
            for number, value in enumerate(fact.values if fact.unit == "url" else ()):
                line = entry.line("facts", index, "values", number, "value")
                yield _Address(entry.path, line, _host(value.value), value.value)
    for entry in tree.of("places"):
        for index, place in enumerate(entry.file.places):
            if place.web is not None:
                line = entry.line("places", index, "web")
                yield _Address(entry.path, line, _host(place.web), place.web)


def _sources(tree: Tree) -> Iterator[_Address]:
    for entry in tree.of(*LISTED):
        for index, source in enumerate(entry.file.sources):
            if source.url is not None:
                yield _Address(entry.path, entry.line("sources", index, "url"), "", source.url)


def _host(url: str) -> str:
    """Empty where it is no address, which other checks tell."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _disguised(url: str) -> bool:
    try:
        parts = urlsplit(url)
        if "@" in parts.netloc or parts.port is not None:
            return True
        labels = (parts.hostname or "").split(".")
    except ValueError:
        return True
    return any(_LATIN.search(label) and _CYRILLIC.search(label) for label in labels)


def _poses(one: _Address) -> Issue:
    return Issue(
        name,
        one.path,
        one.line,
        f"адрес «{one.url}» похож на чужой: в имени сайта есть @, порт или буквы двух алфавитов",
        f"the address `{one.url}` poses as another: the site's name has an @, a port or letters "
        "of two alphabets",
    )
