"""All that the sandbox holds, in RAM only."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.faults import Faults
from bot.sandbox.files import Files
from bot.sandbox.journal import Journal
from bot.sandbox.limits import TOKEN, Limits
from bot.sandbox.people import Chat, Group, Message, Person, Press
from bot.sandbox.profile import Profile
from bot.sandbox.signal import Signal
from bot.sandbox.updates import Updates
from bot.sandbox.webhook import Webhook

Json = dict[str, Any]
Event = tuple[str, Json]


class World:
    """State and the few moves everything else is made of. One event loop, no locks."""

    def __init__(
        self,
        token: str = TOKEN,
        limits: Limits | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.token, self.clock = token, clock
        self.limits = limits or Limits()
        self.closing = False
        self.changed = Signal()
        """Told at every message, edit, press, block …"""
        self.faults = Faults()
        self.journal = Journal(self.limits.keep_calls)
        self._listeners: dict[int, list[asyncio.Queue[Event | None]]] = {}
        self.reset()

    def reset(self) -> None:
        """As just started, but for the connections that are open."""
        before: Updates | None = getattr(self, "updates", None)
        hook: Webhook | None = getattr(self, "hook", None)
        if hook:
            hook.remove()
        self.profile = Profile(int(self.token.partition(":")[0]))
        self.people: dict[int, Person] = {
            1001: Person(1001, "Рустам", "ru"),
            1002: Person(1002, "Зарина", "tg"),
        }
        self.groups: dict[int, Group] = {}
        self.messages: dict[tuple[int, int], Message] = {}
        self.presses: dict[str, Press] = {}
        self.files = Files()
        self.updates = Updates(self.limits, self.clock)
        self.hook = Webhook(self)
        self.faults.clear()
        self.journal.clear()
        self._message_id = 0
        if before:
            before.changed.tell()
        for person in self.people.values():
            self.tell(person.id, "snapshot", self.snapshot(person))

    # -- chats and messages

    def chat(self, chat_id: int) -> Chat | None:
        return self.people.get(chat_id) or self.groups.get(chat_id)

    def next_message_id(self) -> int:
        self._message_id += 1
        return self._message_id

    def history(self, chat_id: int) -> list[Message]:
        return [m for (chat, _), m in sorted(self.messages.items()) if chat == chat_id]

    def post(
        self,
        chat: Chat,
        content: Json,
        *,
        person: Person | None = None,
        markup: Json | None = None,
        protected: bool = False,
    ) -> Message:
        """Put a message into a chat: the bot's, or `person`'s."""
        sender = person.as_user() if person else self.profile.as_user()
        body = {
            "message_id": self.next_message_id(),
            "from": sender,
            "chat": chat.as_chat(),
            "date": int(self.clock()),
            **content,
        }
        if markup and "inline_keyboard" in markup:
            body["reply_markup"] = markup
        if protected:
            body["has_protected_content"] = True
        return self.keep(Message(chat.id, body, person is None, markup, protected))

    def keep(self, message: Message) -> Message:
        """Store a message and show it on the page."""
        self._message_id = max(self._message_id, message.id)
        self.messages[message.chat_id, message.id] = message
        person = self.people.get(message.chat_id)
        markup = message.markup or {}
        shown: Json = {"message": message.as_page()}
        if person and message.own and ("keyboard" in markup or "remove_keyboard" in markup):
            person.keyboard = markup if "keyboard" in markup else None
            shown["keyboard"] = person.keyboard
        self.tell(message.chat_id, "message", shown)
        return message

    def edited(self, message: Message) -> None:
        message.body["edit_date"] = int(self.clock())
        self.tell(message.chat_id, "edit", {"message": message.as_page()})

    def remove(self, message: Message) -> None:
        del self.messages[message.chat_id, message.id]
        self.tell(message.chat_id, "delete", {"message_id": message.id})

    # -- the page

    def snapshot(self, person: Person) -> Json:
        return {
            "bot": self.profile.as_page(person.id, person.language_code),
            "messages": [message.as_page() for message in self.history(person.id)],
            "blocked": person.blocked,
            "keyboard": person.keyboard,
        }

    def tell(self, chat_id: int, event: str, content: Json) -> None:
        """Send an event to the pages that show this chat."""
        for queue in self._listeners.get(chat_id, ()):
            queue.put_nowait((event, content))
        self.changed.tell()

    def tell_profile(self) -> None:
        for person in self.people.values():
            shown = self.profile.as_page(person.id, person.language_code)
            self.tell(person.id, "profile", {"bot": shown})

    def listen(self, person: Person) -> asyncio.Queue[Event | None]:
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        queue.put_nowait(("snapshot", self.snapshot(person)))
        self._listeners.setdefault(person.id, []).append(queue)
        return queue

    def unlisten(self, person: Person, queue: asyncio.Queue[Event | None]) -> None:
        self._listeners[person.id].remove(queue)

    def close(self) -> None:
        """End every stream and every held call."""
        self.closing = True
        for queue in self._queues():
            queue.put_nowait(None)
        self.updates.changed.tell()
        self.changed.tell()

    def _queues(self) -> Iterator[asyncio.Queue[Event | None]]:
        for queues in self._listeners.values():
            yield from queues
