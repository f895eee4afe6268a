"""One update from event to done: session, answer, settings, topics."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Protocol

from bot.content.model import Content
from bot.dialogue import notices
from bot.dialogue.actions import Reply, Turn
from bot.dialogue.events import Blocked, Event, Inline, Text
from bot.dialogue.ports import SettingsStore, StoreUnavailable, TopicCounter
from bot.dialogue.session import Session, closed
from bot.telegram.convert import Inbound
from bot.telegram.flood import Flood, Verdict
from bot.telegram.messenger import Messenger, Outcome

log = logging.getLogger(__name__)


class Respond(Protocol):
    """`bot.dialogue.engine.respond`: the whole bot as one pure function."""

    def __call__(
        self, content: Content, session: Session, event: Event, now: datetime, hint: str = ""
    ) -> Turn: ...


Excuse = Callable[[Content, Session, str], Reply]


@dataclass(frozen=True, slots=True)
class Excuses:
    """What is said when a turn does not go as it should."""

    broken: Excuse = notices.broken
    not_saved: Excuse = notices.not_saved
    slow_down: Excuse = notices.slow_down
    not_forgotten: Excuse = notices.not_forgotten


def utc_now() -> datetime:
    return datetime.now(UTC)


class Turns:
    """Handles one `Inbound` at a time per chat; the caller keeps the order.

    The answer goes first, then the settings, and only then is the update confirmed. A kill in
    between brings the update again: the answer may be repeated, the settings are absolute values
    and come out the same. Deleting goes before the answer that says it is done.
    """

    def __init__(
        self,
        respond: Respond,
        content: Callable[[], Content],
        store: SettingsStore,
        topics: TopicCounter,
        messenger: Messenger,
        flood: Flood,
        *,
        excuses: Excuses | None = None,
        learning: asyncio.Future[None] | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._respond = respond
        self._content = content
        self._store = store
        self._topics = topics
        self._messenger = messenger
        self._flood = flood
        self._excuses = excuses or Excuses()
        self._learning = learning
        self._now = now

    async def handle(self, inbound: Inbound) -> None:
        """Answer. Never raises: a mistake of ours is an apology and one line in the log."""
        try:
            await self._handle(inbound)
        except Exception as error:
            self._log(error, inbound)
            await self._apologise(inbound)

    async def _handle(self, inbound: Inbound) -> None:
        chat_id = inbound.chat_id
        if isinstance(inbound.event, Blocked):
            await self._forget(chat_id)
            return
        if inbound.query_id:
            await self._offer(inbound)
            return
        if (verdict := self._flood.check(chat_id)) is not Verdict.PASS:
            await self._brake(inbound, verdict)
            return
        await self._learned(inbound.event)
        session = await self._session(chat_id)
        content = self._content()
        known = session or Session()
        turn = self._respond(content, known, inbound.event, self._now(), inbound.hint)
        replies = turn.replies
        if turn.forget and not await self._forget(chat_id):
            replies = (self._excuses.not_forgotten(content, known, inbound.hint),)
        outcome = await self._messenger.deliver(
            chat_id, replies, inbound.pressed, turn.toast, turn.alert
        )
        if outcome is Outcome.GONE:
            await self._forget(chat_id)
        elif not turn.forget:
            await self._keep(inbound, content, session, turn)
        if turn.leave:
            await self._messenger.leave(chat_id)
        if outcome is Outcome.REFUSED:
            await self._apologise(inbound)

    async def _offer(self, inbound: Inbound) -> None:
        """Cards for words after `@bot`: nothing is counted or kept, as they are half a word."""
        await self._learned(inbound.event)
        session = await self._session(inbound.chat_id) or Session()
        turn = self._respond(self._content(), session, inbound.event, self._now(), inbound.hint)
        await self._messenger.offer(inbound.query_id, turn.cards)

    async def _learned(self, event: Event) -> None:
        """Only who types waits until the bot can read, and only in the first seconds."""
        if self._learning is not None and isinstance(event, Text | Inline):
            # `wait`: an update that is cut short must not end the learning for all others.
            await asyncio.wait({self._learning})

    async def _session(self, chat_id: int) -> Session | None:
        """None where the store cannot say."""
        try:
            return await self._store.get(chat_id)
        except StoreUnavailable:
            return None

    async def _keep(
        self, inbound: Inbound, content: Content, session: Session | None, turn: Turn
    ) -> None:
        if turn.topics:
            self._topics.count(inbound.chat_id, turn.topics)
            # With a question, not with every tap: on the first day the profile is then complete.
            self._topics.seen(inbound.chat_id, turn.session)
        known = session or Session()
        if turn.session == known:
            return
        new = turn.session
        if session is None and (stored := await self._session(inbound.chat_id)):
            new = _over(stored, new)  # chosen blind: it must not wipe what was chosen before
        try:
            await self._store.put(inbound.chat_id, new)
        except StoreUnavailable:
            if closed(turn.session) == closed(known):
                return  # an open question holds in RAM meanwhile; nothing they chose is at stake
            excuse = self._excuses.not_saved(content, new, inbound.hint)
            await self._messenger.deliver(inbound.chat_id, (excuse,))

    async def _forget(self, chat_id: int) -> bool:
        """False: the store goes on trying to delete."""
        self._topics.forget(chat_id)
        try:
            await self._store.forget(chat_id)
        except StoreUnavailable:
            return False
        return True

    async def _brake(self, inbound: Inbound, verdict: Verdict) -> None:
        """One warning; after that only the clock on the button is stopped."""
        if verdict is Verdict.WARN:
            session = await self._session(inbound.chat_id) or Session()
            warning = self._excuses.slow_down(self._content(), session, inbound.hint)
            await self._messenger.deliver(inbound.chat_id, (warning,), inbound.pressed)
        elif inbound.pressed:
            await self._messenger.acknowledge(inbound.pressed)

    async def _apologise(self, inbound: Inbound) -> None:
        if inbound.query_id:
            return  # there is no chat to say it in
        try:
            session = await self._session(inbound.chat_id) or Session()
            excuse = self._excuses.broken(self._content(), session, inbound.hint)
            # Below, not over the pressed message: its buttons are the way back.
            pressed = replace(inbound.pressed, message_id=None) if inbound.pressed else None
            await self._messenger.deliver(inbound.chat_id, (excuse,), pressed)
        except Exception as error:
            self._log(error, inbound)

    def _log(self, error: Exception, inbound: Inbound) -> None:
        log.error("%s in a turn (%s)", type(error).__name__, type(inbound.event).__name__)


def _over(stored: Session, said: Session) -> Session:
    """What was said just now over what is stored."""
    new = {f.name: value for f in fields(said) if (value := getattr(said, f.name)) is not None}
    return replace(stored, **new)
