"""What Telegram does to a parsed text before it stands in a chat (rules 13–15, 20).

Behaves like TDLib's `fix_formatted_text`: nesting is repaired, control characters go, blanks at
the ends are cut, and entities follow.
"""

from __future__ import annotations

import re

from bot.sandbox.autolink import find_entities
from bot.sandbox.entity import Entity, in_order, utf16

SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")
BLOCKQUOTES = ("blockquote", "expandable_blockquote")
_PRE = ("pre", "code")
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_CONTROL = re.compile("[\0-\t\v\f\x0e-\x1f]")
# Characters that leave a text empty to the eye.
_INVISIBLE = re.compile(
    "[\\s\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2060-\u2064\u2800\u3000\ufeff\ufffc"
    "\U000e0000-\U000e007f]*"
)
LIMIT_BYTES = 35_000


def fix_text(
    text: str,
    entities: list[Entity],
    *,
    find: bool = True,
) -> tuple[str, list[Entity]]:
    """The text and the entities as the chat will hold them; the text may come out empty.

    `find` adds what Telegram finds by itself: links, mentions, commands.
    """
    text, entities = _clean(text, fix_entities(entities))
    text, entities = _trim(text, fix_entities(entities))
    if _INVISIBLE.fullmatch(text):
        return "", []
    if len(text.encode()) > LIMIT_BYTES:
        text = text.encode()[:LIMIT_BYTES].decode(errors="ignore")
        entities = [e for e in entities if e.end <= utf16(text)]
    if find:
        entities = _add_found(entities, find_entities(text))
    return text, entities


def fix_entities(entities: list[Entity]) -> list[Entity]:
    """Nesting as Telegram allows it: code stands alone, styles are split and joined."""
    styles, quotes, solid = _kinds([e for e in entities if e.length > 0])
    solid = _apart(in_order(solid))
    quotes = _apart(in_order(quotes))
    return _joined(styles, [e for e in solid if not _crosses(e, quotes)], quotes)


def _add_found(entities: list[Entity], found: list[Entity]) -> list[Entity]:
    styles, quotes, solid = _kinds(entities)
    free = [
        e
        for e in found
        if not _crosses(e, quotes)
        and not any(e.offset < other.end and other.offset < e.end for other in solid)
    ]
    return _joined(styles, in_order(solid + free), quotes)


def _kinds(entities: list[Entity]) -> tuple[list[Entity], list[Entity], list[Entity]]:
    return (
        [e for e in entities if e.type in SPLITTABLE],
        [e for e in entities if e.type in BLOCKQUOTES],
        [e for e in entities if e.type not in SPLITTABLE + BLOCKQUOTES],
    )


def _apart(entities: list[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity.offset >= kept[-1].end:
            kept.append(entity)
    return kept


def _crosses(entity: Entity, quotes: list[Entity]) -> bool:
    for quote in quotes:
        if entity.offset < quote.end and quote.offset < entity.end:
            return not (quote.offset <= entity.offset and entity.end <= quote.end)
    return False


def _joined(
    styles: list[Entity],
    solid: list[Entity],
    quotes: list[Entity],
) -> list[Entity]:
    others = in_order(solid + quotes)
    return in_order(others + _split(in_order(styles), others)) if styles else others


def _split(styles: list[Entity], others: list[Entity]) -> list[Entity]:
    """Styles cut at the borders of other entities, and left out inside code."""
    begin: dict[str, int] = {}
    end: dict[str, int] = {}
    done: list[Entity] = []
    left = list(styles)

    def flush(offset: int) -> None:
        for kind in SPLITTABLE:
            if kind in end and begin[kind] < offset:
                stop = min(end[kind], offset)
                done.append(Entity(kind, begin[kind], stop - begin[kind]))
                if end[kind] <= offset:
                    del begin[kind], end[kind]
                else:
                    begin[kind] = offset

    def add(until: int) -> None:
        while left and left[0].offset < until:
            style = left.pop(0)
            if style.type in end and style.offset <= end[style.type]:
                end[style.type] = max(end[style.type], style.end)
            else:
                flush(style.offset)
                begin[style.type], end[style.type] = style.offset, style.end
        flush(until)

    open_: list[Entity] = []
    for other in [*others, None]:
        offset = other.offset if other else 1 << 31
        while open_ and offset >= open_[-1].end:
            size = len(done)
            add(open_[-1].end)
            if open_[-1].type in _PRE:
                del done[size:]
            open_.pop()
        add(offset)
        if other:
            open_.append(other)
    return done


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    if not _DROPPED.search(text):
        return _CONTROL.sub(" ", text), entities
    lost, shift = 0, []
    for char in text:
        lost += bool(_DROPPED.match(char))
        shift += [lost] * utf16(char)
    before = [0, *shift]
    moved = [
        e.moved(e.offset - before[e.offset], e.length - before[e.end] + before[e.offset])
        for e in entities
    ]
    kept = [e for e in moved if e.length > 0]
    return _CONTROL.sub(" ", _DROPPED.sub("", text)), kept


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    text = text.rstrip(" \n")
    end = utf16(text)
    entities = [e.moved(e.offset, min(e.end, end) - e.offset) for e in entities if e.offset < end]
    first = min((e.offset for e in entities), default=len(text))
    blank = len(text) - len(text.lstrip(" \n"))
    cut = min(first, blank)
    return text[cut:], in_order([e.moved(e.offset - cut, e.length) for e in entities])
