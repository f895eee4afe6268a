"""Who is at home reads the numbers of home first."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content import words
from bot.content.blocks import text_of
from bot.content.markup import Block, Bullets, Heading
from bot.dialogue.view import View


def first(view: View, blocks: Sequence[Block]) -> list[Block]:
    """The same blocks. Where a heading or an entry of a list begins with the person's country,
    it comes before those of other countries; abroad, and where we do not know, nothing moves."""
    origin, stage = view.session.origin, view.session.stage
    if origin is None or stage not in ("before", "back"):
        return list(blocks)
    country = words.place_words(view.content, view.locale).countries[origin]
    return _sections([_entries(block, country) for block in blocks], country)


def _entries(block: Block, country: str) -> Block:
    if not isinstance(block, Bullets) or block.start is not None:
        return block
    own = [entry for entry in block.entries if text_of(entry).startswith(country)]
    others = [entry for entry in block.entries if entry not in own]
    return Bullets((*own, *others), None)


def _sections(blocks: list[Block], country: str) -> list[Block]:
    """A section is a heading and the list under it: what follows stays where it is."""
    starts = [at for at, block in enumerate(blocks) if isinstance(block, Heading)]
    for start in starts:
        heading = blocks[start]
        if isinstance(heading, Heading) and text_of(heading.spans).startswith(country):
            end = start + 1
            while end < len(blocks) and isinstance(blocks[end], Bullets):
                end += 1
            first, own = starts[0], blocks[start:end]
            return [*blocks[:first], *own, *blocks[first:start], *blocks[end:]]
    return blocks
