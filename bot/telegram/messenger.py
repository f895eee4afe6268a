"""Sends what a turn asks for, and knows what to do when Telegram refuses."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from enum import Enum, auto
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import RetryAfter

from bot.dialogue.actions import Card, Pin, Reply, Screen
from bot.telegram.convert import Pressed
from bot.telegram.outage import Rarely
from bot.telegram.pace import Pace
from bot.telegram.refusals import Refusal, refusal_of
from bot.telegram.render import Part, parts, result
from bot.vitals import Vitals

log = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_LONGEST_WAIT = 300.0  # seconds that Telegram may make one message wait in all
_CARDS_KEPT = 60  # seconds that Telegram may repeat an answer to the same person
_TOAST_LIMIT = 200  # code points of a callback's answer

Call = Callable[[], Awaitable[Any]]


class Outcome(Enum):
    DELIVERED = auto()
    GONE = auto()  # the person blocked the bot or is deleted: forget them
    FAILED = auto()  # Telegram does not take it now
    REFUSED = auto()  # Telegram will never take it: our mistake


class Messenger:
    """`pauses`: seconds before each new try of a call that failed for Telegram's reasons."""

    def __init__(
        self,
        bot: Bot,
        pauses: Sequence[float] = (1.0, 2.0, 4.0),
        press_patience: float = 3.0,
        vitals: Vitals | None = None,
    ) -> None:
        self._bot = bot
        self._pauses = tuple(pauses)
        self._press_patience = press_patience
        self._pace = Pace()
        self._trouble = Rarely()
        self._flood = Rarely()
        self._vitals = vitals or Vitals()
        self._late: set[asyncio.Task[None]] = set()  # or a running task might be collected

    async def deliver(
        self,
        chat_id: int,
        replies: Sequence[Reply],
        pressed: Pressed | None = None,
        toast: str | None = None,
        alert: bool = False,
    ) -> Outcome:
        """Show the replies in order. After a press the first `Screen` replaces the message,
        unless it stands `below` it.

        Raises `ValueError` for a reply that cannot be rendered, before anything is sent.
        """
        screen = next((r for r in replies if isinstance(r, Screen)), None)
        if screen is not None and screen.below:
            screen = None
        steps = list(self._steps(chat_id, replies, pressed, screen))
        # The tap is acknowledged alongside: the clock on the button stops at once, and a slow
        # acknowledgement does not hold up the text.
        answer = asyncio.create_task(self.acknowledge(pressed, toast, alert)) if pressed else None
        try:
            for content_id, step in steps:
                refusal = await step()
                if refusal is None:
                    self._vitals.replies += 1
                elif refusal is not Refusal.SAME:
                    return self._outcome(refusal, content_id)
            return Outcome.DELIVERED
        finally:
            if answer:
                # Not cancelled after that: see `Api.call` for what a request cut short costs.
                self._late.add(answer)
                answer.add_done_callback(self._late.discard)
                await asyncio.wait({answer}, timeout=self._press_patience)

    async def acknowledge(
        self, pressed: Pressed, toast: str | None = None, alert: bool = False
    ) -> None:
        """Answer a tap. Never fails: a tap that is too old only loses its toast."""
        text = toast[:_TOAST_LIMIT] if toast else None
        await self._attempt(
            lambda: self._bot.answer_callback_query(
                pressed.callback_id, text=text, show_alert=alert or None
            ),
            safe=True,
        )

    async def offer(self, query_id: str, cards: Sequence[Card]) -> None:
        """Answer words after `@bot`. A late answer is refused, and the next letter asks again."""
        results = [result(card, self._bot.username) for card in cards]
        await self._attempt(
            lambda: self._bot.answer_inline_query(
                query_id, results, cache_time=_CARDS_KEPT, is_personal=True
            ),
            safe=True,
        )

    async def leave(self, chat_id: int) -> None:
        """Leave a group; being out already is as good."""
        await self._attempt(lambda: self._bot.leave_chat(chat_id), safe=True)

    def _steps(
        self,
        chat_id: int,
        replies: Sequence[Reply],
        pressed: Pressed | None,
        screen: Screen | None,
    ) -> Iterator[tuple[str, Callable[[], Awaitable[Refusal | None]]]]:
        message_id = pressed.message_id if pressed else None
        for reply in replies:
            if isinstance(reply, Pin):
                yield reply.id, lambda pin=reply: self._pin(chat_id, pin)  # type: ignore[misc]
                continue
            for number, part in enumerate(parts(reply)):
                if reply is screen and number == 0 and message_id is not None:
                    yield (
                        part.id,
                        lambda p=part, m=message_id: self._edit(chat_id, m, p),  # type: ignore[misc]
                    )
                else:
                    yield part.id, lambda p=part: self._send(chat_id, p)  # type: ignore[misc]

    async def _edit(self, chat_id: int, message_id: int, part: Part) -> Refusal | None:
        markup = part.markup if isinstance(part.markup, InlineKeyboardMarkup) else None

        def edit(text: str, mode: ParseMode | None) -> Awaitable[Any]:
            return self._bot.edit_message_text(
                text, chat_id, message_id,
                parse_mode=mode, reply_markup=markup, link_preview_options=_NO_PREVIEW,
            )  # fmt: skip

        refusal = await self._readable(edit, chat_id, part, safe=True)
        return await self._send(chat_id, part) if refusal is Refusal.NOT_EDITABLE else refusal

    async def _send(self, chat_id: int, part: Part) -> Refusal | None:
        def send(text: str, mode: ParseMode | None) -> Awaitable[Any]:
            return self._bot.send_message(
                chat_id, text,
                parse_mode=mode, reply_markup=part.markup, link_preview_options=_NO_PREVIEW,
            )  # fmt: skip

        return await self._readable(send, chat_id, part, safe=False)

    async def _pin(self, chat_id: int, pin: Pin) -> Refusal | None:
        return await self._attempt(
            lambda: self._bot.send_venue(chat_id, pin.lat, pin.lon, pin.title, pin.address),
            chat_id,
            safe=False,
        )

    async def _readable(
        self,
        put: Callable[[str, ParseMode | None], Awaitable[Any]],
        chat_id: int,
        part: Part,
        *,
        safe: bool,
    ) -> Refusal | None:
        """The HTML, or the same text without any where Telegram cannot parse it."""
        refusal = await self._attempt(lambda: put(part.html, ParseMode.HTML), chat_id, safe=safe)
        if refusal is Refusal.MARKUP:
            log.error("Telegram cannot parse the markup of %s: sent as plain text", part.id)
            refusal = await self._attempt(lambda: put(part.plain, None), chat_id, safe=safe)
        return refusal

    async def _attempt(
        self, call: Call, chat_id: int | None = None, *, safe: bool
    ) -> Refusal | None:
        """None once Telegram accepted; the last refusal where it did not.

        `chat_id`: of a message, which waits its turn; None for what no limit counts. `safe`:
        doing it twice changes nothing. What is not safe is tried only once more when its answer
        got lost: two copies at most.
        """
        pauses, waited, doubted = iter(self._pauses), 0.0, False
        while True:
            try:
                if chat_id is not None:
                    await self._pace.turn()
                await call()
                return None
            except RetryAfter as wait:
                self._vitals.refusals["flood"] += 1
                seconds = _seconds(wait)
                if chat_id is not None and self._pace.refused(chat_id, seconds):
                    self._flood(logging.WARNING, "Telegram brakes the whole bot: sending slowly")
                waited += seconds
                if waited > _LONGEST_WAIT:
                    return Refusal.BUSY
                await asyncio.sleep(seconds)
                continue
            except Exception as error:
                refusal = refusal_of(error)
                self._vitals.refusals[refusal.name.lower()] += 1
                if refusal is Refusal.OTHER:
                    log.error("Telegram refused a call: %s", type(error).__name__)
                if refusal not in (Refusal.BUSY, Refusal.UNSURE):
                    return refusal
            if refusal is Refusal.UNSURE and not safe:
                if doubted:
                    return refusal
                doubted = True
            pause = next(pauses, None)
            if pause is None:
                return refusal
            await asyncio.sleep(pause)

    def _outcome(self, refusal: Refusal | None, content_id: str) -> Outcome:
        if refusal is Refusal.GONE:
            return Outcome.GONE
        if refusal in (Refusal.BUSY, Refusal.UNSURE):
            self._trouble(logging.WARNING, "an answer could not be sent; gave up")
            return Outcome.FAILED
        log.error("Telegram refused %s", content_id)
        return Outcome.REFUSED


def _seconds(wait: RetryAfter) -> float:
    after = wait.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
