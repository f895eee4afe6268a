"""One call of the Bot API as it came in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.entity import Entity
from bot.sandbox.files import Upload

Values = dict[str, Any]


@dataclass
class Call:
    """`params` as text, as the real server sees them: objects are their JSON."""

    method: str
    params: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)


@dataclass(frozen=True)
class Parsed:
    """A text after its tags were read, before it is trimmed and measured."""

    text: str
    entities: list[Entity]
