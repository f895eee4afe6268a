"""What can happen in a chat, stripped of Telegram: no ids, no names."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Command:
    """`/name payload`; the name in lower case without the slash and without `@bot`."""

    name: str
    payload: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A tap on an inline button; `data` is untrusted text of any length."""

    data: str


@dataclass(frozen=True, slots=True)
class Text:
    """`serial` tells a message from the next one in its chat: a second delivery has the same.
    0: unknown."""

    text: str
    serial: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Inline:
    """Words after `@bot` in some other chat, letter by letter as they are typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Location:
    """Degrees, WGS 84. Used for one answer and dropped."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Media:
    """Something we cannot read. `kind`: voice | photo | contact | sticker | document | other."""

    kind: str


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier message was edited."""


@dataclass(frozen=True, slots=True)
class Group:
    """Somebody put the bot into a group, or wrote to it there."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked the bot: forget them."""


Event = Command | Press | Text | Inline | Location | Media | Edited | Group | Blocked
