"""No bare figures: a number in a text is a fact, so that one edit changes every language.

Exempt are the markers of lists, names that happen to hold a digit (`_NAMES`), web addresses
and what stands in `code`. Words for numbers («два часа») are left to the reader. Notices are
exempt: they are written in a hurry and end by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.model import Issue
from bot.content.texts import Passage, passages
from bot.content.tree import Entry, Tree

name = "figures"

_ROLES = ("title", "summary", "prose", "choice", "term", "explain")
# Programmes, forms and visas are called so: the digit is part of the name, not a quantity.
_NAMES = r"1\s?[×xх]\s?1|[НHN]-?1|[EЕЭ]-?\d|[HН]-2|D-?\d|COVID-19|№\s?1"
_FREE = re.compile(
    r"`[^`\n]*`|\{[^}\n]*\}|https?://\S+|\]\([^)]*\)|^[ \t]*\d+[.)](?=\s)"
    rf"|(?<!\w)(?:{_NAMES})(?!\w)",
    re.MULTILINE,
)
_PATTERN = "docs/writing-content.md"
_FIGURE = re.compile(r"\d+(?:[.,:\s-]\d+)*")


def check(tree: Tree) -> Iterable[Issue]:
    for entry in tree.entries:
        if entry.kind == "notice-words":
            continue
        for passage in passages(entry.file):
            if passage.role in _ROLES:
                yield from _bare(entry, passage)


def _bare(entry: Entry[Any], passage: Passage) -> Iterator[Issue]:
    start = entry.node.text_line(*passage.steps)
    text = _FREE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), passage.text)
    for match in _FIGURE.finditer(text):
        yield Issue(
            name,
            entry.path,
            start + text.count("\n", 0, match.start()),
            f"число «{match.group()}» стоит прямо в тексте; заведите факт "
            f"(образец в {_PATTERN}) и напишите {{имя-факта}}",
            f"the figure `{match.group()}` stands in the text itself; make it a fact "
            f"(a pattern is in {_PATTERN}), {{fact-id}}",
        )
