"""Cut a long text into parts that fit a message, at the best place a reader would choose.

In this order: before a heading, between blocks, between list entries, after a sentence, at a
space, anywhere. Numbered lists go on counting in the next part.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.content.blocks import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Span,
    Spans,
    entity_count,
    text_of,
    visible_length,
)

ENTITY_LIMIT = 100
"""Telegram keeps the first 100 styled runs of a message and drops the rest in silence."""

SMALLEST_LIMIT = 16

_SENTENCE_END = re.compile(r"[.!?…]+[»”\")\]]*\s+(?=[«“\"(]*([^\W_]))")


def split(blocks: Sequence[Block], limit: int) -> list[tuple[Block, ...]]:
    """Parts of at most `limit` visible code points each, in order; at least one part.

    Raises ValueError below 16: a list number needs that room.
    """
    if limit < SMALLEST_LIMIT:
        raise ValueError(f"limit must be at least {SMALLEST_LIMIT}, not {limit}")
    parts: list[tuple[Block, ...]] = []
    current: list[Block] = []
    for section in _sections(blocks):
        if _fits([*current, *section], limit):
            current += section
        elif _fits(section, limit):
            parts.append(tuple(current))
            current = list(section)
        else:
            *full, last = _cut_section(current, section, limit)
            parts += full
            current = list(last)
    parts.append(tuple(current))
    return [part for part in parts if part] or [()]


def _sections(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Runs of blocks that begin with a heading; the first may have none."""
    section: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and any(not isinstance(b, Heading) for b in section):
            yield section
            section = []
        section.append(block)
    if section:
        yield section


def _cut_section(current: list[Block], section: list[Block], limit: int) -> list[tuple[Block, ...]]:
    parts: list[tuple[Block, ...]] = []
    waiting = deque(section)
    while waiting:
        block = waiting.popleft()
        if _fits([*current, block], limit):
            current.append(block)
            continue
        kept = [current.pop()] if current and _leads_on(current[-1]) else []
        if current and (_fits([*kept, block], limit) or not _cut(current, kept, block, limit)):
            parts.append(tuple(current))
            current = kept
            waiting.appendleft(block)
            continue
        pieces = _cut(current, kept, block, limit)
        if not pieces and kept:
            parts.append(tuple(kept))
            current = []
            waiting.appendleft(block)
            continue
        head, *rest = pieces or _cut_anywhere(block, limit)
        parts.append((*current, *kept, head))
        current = []
        waiting.extendleft(reversed(rest))
    return [*parts, tuple(current)]


def _leads_on(block: Block) -> bool:
    """A heading, a line in bold or one with a colon must not stay behind as the last of a part:
    it would look like an empty answer."""
    if isinstance(block, Heading):
        return True
    if not isinstance(block, Paragraph):
        return False
    text = text_of(block.spans).rstrip()
    bold = all(span.bold or not span.text.strip() for span in block.spans)
    return text.endswith(":") or (bold and not text.endswith((".", "!", "…")))


def _cut(current: list[Block], kept: list[Block], block: Block, limit: int) -> list[Block]:
    """The block in two or three, the first filling the room after `current`; [] if none can."""
    before = [*current, *kept]
    if not isinstance(block, Bullets):
        room = limit - visible_length([*before, replace(block, spans=())])
        at = _sentence_cut(block.spans, room)
        return [replace(block, spans=spans) for spans in _cut_spans(block.spans, at)] if at else []
    for count in range(len(block.entries) - 1, 0, -1):
        head, rest = _cut_entries(block, count)
        if _fits([*before, head], limit):
            return [head, rest]
    first, rest = _cut_entries(block, 1)
    if _fits([first], limit):
        return []
    room = limit - visible_length([*before, replace(first, entries=((),))])
    return _cut_first_entry(first, rest, _sentence_cut(first.entries[0], room))


def _cut_anywhere(block: Block, limit: int) -> list[Block]:
    """Cut a block that stands alone and has no sentence to end at: at a space, else anywhere."""
    if not isinstance(block, Bullets):
        at = _space_cut(block.spans, limit)
        return [replace(block, spans=spans) for spans in _cut_spans(block.spans, at) if spans]
    first, rest = _cut_entries(block, 1)
    if _fits([first], limit):
        return [first, rest]
    room = limit - visible_length([replace(first, entries=((),))])
    return _cut_first_entry(first, rest, _space_cut(first.entries[0], room))


def _cut_entries(block: Bullets, count: int) -> tuple[Bullets, Bullets]:
    start = None if block.start is None else block.start + count
    return (
        Bullets(block.entries[:count], block.start),
        Bullets(block.entries[count:], start),
    )


def _cut_first_entry(first: Bullets, rest: Bullets, at: int) -> list[Block]:
    """A list entry in two. The second half is a paragraph: it has no number of its own."""
    if not at:
        return []
    head, tail = _cut_spans(first.entries[0], at)
    pieces: list[Block] = [replace(first, entries=(head,))]
    if tail:
        pieces.append(Paragraph(tail))
    return [*pieces, rest] if rest.entries else pieces


def _sentence_cut(spans: Spans, room: int) -> int:
    """Where the last whole sentence within `room` code points ends; 0 if there is none."""
    text, best = text_of(spans), 0
    for found in _SENTENCE_END.finditer(text):
        if len(text[: found.end()].rstrip()) > room:
            break
        if not found[1].islower():  # «ул. ленина» is no sentence end
            best = found.end()
    return best


def _space_cut(spans: Spans, room: int) -> int:
    text = text_of(spans)
    if len(text) <= room:
        return len(text)
    spaces = [found.end() for found in re.finditer(r"\s+", text) if 0 < found.start() <= room]
    return spaces[-1] if spaces else room


def _cut_spans(spans: Spans, at: int) -> tuple[Spans, Spans]:
    """Spans before and after code point `at`, without the white space around the cut."""
    head: list[Span] = []
    tail: list[Span] = []
    seen = 0
    for span in spans:
        here = max(0, min(len(span.text), at - seen))
        head.append(replace(span, text=span.text[:here]))
        tail.append(replace(span, text=span.text[here:]))
        seen += len(span.text)
    return _strip(head, right=True), _strip(tail, right=False)


def _strip(out: list[Span], *, right: bool) -> Spans:
    while out:
        index = -1 if right else 0
        text = out[index].text
        text = text.rstrip() if right else text.lstrip()
        if text:
            out[index] = replace(out[index], text=text)
            break
        del out[index]
    return tuple(span for span in out if span.text)


def _fits(blocks: Sequence[Block], limit: int) -> bool:
    return visible_length(blocks) <= limit and entity_count(blocks) <= ENTITY_LIMIT
