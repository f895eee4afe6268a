"""Who the bot can meet: people and groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Person:
    """A user of the sandbox. `reachable`: wrote to the bot once, so the bot may write."""

    id: int
    first_name: str
    language_code: str
    blocked: bool = False
    started: bool = False
    reachable: bool = False
    deactivated: bool = False
    is_bot: bool = False
    keyboard: Json | None = None
    menu: Json = field(default_factory=lambda: {"type": "default"})

    def as_user(self) -> Json:
        user = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return user | ({"language_code": self.language_code} if self.language_code else {})

    def as_chat(self) -> Json:
        return {"id": self.id, "type": "private", "first_name": self.first_name}

    def as_row(self) -> Json:
        """As the chat page lists it."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "language_code": self.language_code,
            "blocked": self.blocked,
            "started": self.started,
        }


@dataclass
class Group:
    """A group; `status` is the bot's own: member, left or kicked. `moved_to`: its new id."""

    id: int
    title: str
    type: str = "supergroup"
    status: str = "member"
    moved_to: int = 0

    def as_chat(self) -> Json:
        return {"id": self.id, "type": self.type, "title": self.title}


Chat = Person | Group


@dataclass
class Message:
    """A message of a chat; `body` is the Bot API's Message, `markup` any keyboard sent with it."""

    chat_id: int
    body: Json
    own: bool
    """Sent by the bot."""
    markup: Json | None = None
    protected: bool = False

    @property
    def id(self) -> int:
        return int(self.body["message_id"])

    @property
    def editable(self) -> bool:
        """Rule 30: the bot's own, no forward, no keyboard but an inline one."""
        fixed = self.markup is not None and "inline_keyboard" not in self.markup
        return self.own and not fixed and "forward_origin" not in self.body

    def as_page(self) -> Json:
        """As the chat page sees it: with the reply keyboard, and whose it is."""
        page = {key: value for key, value in self.body.items() if key != "reply_markup"}
        if self.markup:
            page["reply_markup"] = self.markup
        return page | {"out": not self.own}


@dataclass
class Press:
    """A press of an inline button that waits for its answer."""

    id: str
    user_id: int
    time: float
    answer: Json | None = None
