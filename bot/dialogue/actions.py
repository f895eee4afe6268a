"""What a turn asks for. Data only: somebody else sends, stores and counts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.markup import Block
from bot.dialogue.session import Session


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: `data` (≤ 64 bytes) or `url`, never both."""

    label: str
    data: str | None = None
    url: str | None = None


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A message with inline buttons. After a press it replaces the pressed message, else it
    is sent below. `id` names the content for logs: `page:check-ban`, `home` …; no user data.
    `below`: the pressed message stays, for it holds what a person worked out."""

    id: str
    body: tuple[Block, ...]
    buttons: tuple[Row, ...] = ()
    below: bool = False


@dataclass(frozen=True, slots=True)
class AskLocation:
    """A new message with Telegram's own share-location keyboard, one button a row:
    `share` (requests the location) and `cancel` (sends its own label as text)."""

    id: str
    body: tuple[Block, ...]
    share: str
    cancel: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A new message without inline buttons; `close_keyboard` takes a reply keyboard away."""

    id: str
    body: tuple[Block, ...]
    close_keyboard: bool = False


@dataclass(frozen=True, slots=True)
class Pin:
    """A venue card for a place whose building is known. Plain texts."""

    id: str
    lat: float
    lon: float
    title: str
    address: str


Reply = Screen | AskLocation | Notice | Pin


@dataclass(frozen=True, slots=True)
class Card:
    """A page to be shared into another chat. `id`: the page, which the button `label` opens in
    the bot."""

    id: str
    title: str
    summary: str
    body: tuple[Block, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The answer to one event.

    session: the new settings; stored only where they differ from the old ones.
    topics: ids to count, from `Content.topics`.
    forget: delete everything about this person (the session is then empty).
    leave: leave this group after the replies.
    toast: one short line shown over the chat when a button was pressed.
    alert: the toast waits for «OK» instead of fading away; at most 200 characters.
    cards: what to offer for words after `@bot` in another chat.
    """

    session: Session
    replies: tuple[Reply, ...] = ()
    topics: tuple[str, ...] = ()
    forget: bool = False
    leave: bool = False
    toast: str | None = None
    alert: bool = False
    cards: tuple[Card, ...] = ()
