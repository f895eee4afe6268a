"""One entity of a text: bold, a link, a command …"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

# The order among entities that begin and end together.
PRIORITY = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}


@dataclass(frozen=True)
class Entity:
    """One entity; `offset` and `length` in UTF-16 units, `extra` what its type carries."""

    type: str
    offset: int
    length: int
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def end(self) -> int:
        return self.offset + self.length

    def moved(self, offset: int, length: int) -> Entity:
        return replace(self, offset=offset, length=length)

    def as_json(self) -> dict[str, object]:
        return {"type": self.type, "offset": self.offset, "length": self.length, **self.extra}


def utf16(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) + sum(c > "\uffff" for c in text)


def in_order(entities: list[Entity]) -> list[Entity]:
    return sorted(
        entities,
        key=lambda e: (
            e.offset,
            -e.length,
            10 if e.type == "pre" and e.extra else PRIORITY.get(e.type, 50),
        ),
    )
