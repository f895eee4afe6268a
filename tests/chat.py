"""A conversation with the pure core, as a person sees it: plain text and button labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from bot.content.markup import to_plain
from bot.content.model import Content
from bot.dialogue.actions import AskLocation, Button, Notice, Pin, Reply, Screen, Turn
from bot.dialogue.engine import respond
from bot.dialogue.events import Command, Event, Location, Press, Text
from bot.dialogue.session import Session
from bot.storage import record


@dataclass
class Chat:
    """Between turns the session goes through its stored form, so keeping is tested too."""

    content: Content
    now: datetime
    hint: str = ""
    session: Session = field(default_factory=Session)
    turn: Turn = field(default_factory=lambda: Turn(Session()))
    standing: tuple[Reply, ...] = ()  # the last replies: a pop-up leaves the message as it is

    def event(self, event: Event) -> Turn:
        self.turn = respond(self.content, self.session, event, self.now, self.hint)
        self.session = stored_and_read(self.turn.session, self.now)
        self.standing = self.turn.replies or self.standing
        return self.turn

    def type(self, line: str) -> Turn:
        """`/start x`, `📍 38.5, 68.7`, `[Button]` or any text."""
        if line.startswith("/"):
            name, _, payload = line[1:].partition(" ")
            return self.event(Command(name, payload))
        if position := re.fullmatch(r"📍 (-?[\d.]+), (-?[\d.]+)", line):
            return self.event(Location(float(position[1]), float(position[2])))
        if line.startswith("[") and line.endswith("]"):
            return self.press(line[1:-1])
        return self.event(Text(line))

    def press(self, label: str) -> Turn:
        return self.event(Press(self.button(label).data or ""))

    def button(self, label: str) -> Button:
        """The button with that label, or whose label ends so (icons may be left out)."""
        found = [b for b in self.buttons() if b.label == label or b.label.endswith(label)]
        assert found, f"no button {label!r} among {[b.label for b in self.buttons()]}"
        return found[0]

    def buttons(self) -> list[Button]:
        screens = [reply for reply in self.standing if isinstance(reply, Screen)]
        return [button for screen in screens for row in screen.buttons for button in row]

    def shown(self) -> str:
        return "\n".join(text_of(reply) for reply in self.turn.replies)


def stored_and_read(session: Session, now: datetime) -> Session:
    found = record.decode(record.encode(session, record.month_of(now)))
    assert found is not None
    return found[0]


def text_of(reply: Reply) -> str:
    """A reply as text: its words, then a line a row of buttons."""
    match reply:
        case Screen():
            rows = ["".join(f"[{button.label}]" for button in row) for row in reply.buttons]
            return "\n".join([to_plain(reply.body), *rows])
        case AskLocation():
            return f"{to_plain(reply.body)}\n[{reply.share}]\n[{reply.cancel}]"
        case Notice():
            return to_plain(reply.body)
        case Pin():
            return f"📌 {reply.title}, {reply.address} ({reply.lat}, {reply.lon})"
