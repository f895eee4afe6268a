"""Texts use only the Markdown that Safar can show."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content.markup import MarkupError
from bot.content.model import Issue
from bot.content.texts import passages
from bot.content.tree import LISTED, Tree
from bot.content.words import parsed

name = "markup"

_PROSE = (*LISTED, *(f"{kind}-words" for kind in (*LISTED, "need")))


def check(tree: Tree) -> Iterable[Issue]:
    for entry in tree.of(*_PROSE):
        for passage in passages(entry.file):
            if passage.role != "prose":
                continue
            try:
                parsed(passage.text)
            except MarkupError as error:
                line = entry.node.text_line(*passage.steps) + error.line - 1
                yield Issue(name, entry.path, line, error.message, error.message_en)
