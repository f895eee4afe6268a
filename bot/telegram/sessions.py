"""Sessions in front of the store: in RAM for the next tap, alive when the store is not."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import fields, replace

from bot.dialogue.ports import SettingsStore, StoreUnavailable
from bot.dialogue.session import Session
from bot.telegram.outage import Rarely

_DOWN = (StoreUnavailable, TimeoutError)


class Sessions:
    """A press costs no query. Times in seconds: `patience` for a read, `retry` between two tries
    to delete what could not be deleted at once."""

    def __init__(
        self,
        store: SettingsStore,
        capacity: int = 10_000,
        patience: float = 1.0,
        retry: float = 5.0,
    ) -> None:
        self._store = store
        self._capacity = capacity
        self._patience = patience
        self._retry = retry
        self._known: OrderedDict[int, Session] = OrderedDict()
        # Changed in RAM, not in the store; True: the stored settings were never read.
        self._unsaved: dict[int, bool] = {}
        self._to_forget: set[int] = set()
        self._forgetting: asyncio.Task[None] | None = None
        self._trouble = Rarely()

    async def get(self, chat_id: int) -> Session:
        """The last known session; an empty one where the store cannot say."""
        if chat_id in self._known:
            self._known.move_to_end(chat_id)
            return self._known[chat_id]
        try:
            async with asyncio.timeout(self._patience):
                session = await self._store.get(chat_id)
        except _DOWN as error:
            self._complain(error)
            return Session()  # not remembered: the next turn asks again
        self._remember(chat_id, session)
        return session

    async def put(self, chat_id: int, before: Session, after: Session) -> bool:
        """Store what changed, and what an earlier turn could not store. False: a change of this
        turn was not stored; it holds in RAM and is tried again at the next turn."""
        changed = before != after
        if not changed and chat_id not in self._unsaved:
            return True
        unread = self._unsaved.get(chat_id, chat_id not in self._known)
        try:
            if unread:
                after = _over(await self._store.get(chat_id), after)
            if chat_id in self._to_forget:
                await self._store.forget(chat_id)
                self._to_forget.discard(chat_id)
            await self._store.put(chat_id, after)
        except _DOWN as error:
            self._complain(error)
            self._unsaved[chat_id] = unread
            self._remember(chat_id, after)
            return not changed
        self._unsaved.pop(chat_id, None)
        self._remember(chat_id, after)
        return True

    async def forget(self, chat_id: int) -> bool:
        """Delete everything about a person. False: the store could not, and is asked again until
        it does; to us they are a stranger from now on."""
        self._unsaved.pop(chat_id, None)
        self._known.pop(chat_id, None)
        try:
            await self._store.forget(chat_id)
        except _DOWN as error:
            self._complain(error)
            self._remember(chat_id, Session())
            self._to_forget.add(chat_id)
            if self._forgetting is None or self._forgetting.done():
                self._forgetting = asyncio.create_task(self._keep_forgetting())
            return False
        self._to_forget.discard(chat_id)
        return True

    async def close(self) -> None:
        """One last try at what is still to be deleted."""
        if self._forgetting:
            self._forgetting.cancel()
        await self._forget_all()

    async def _keep_forgetting(self) -> None:
        while self._to_forget:
            await asyncio.sleep(self._retry)
            await self._forget_all()

    async def _forget_all(self) -> None:
        for chat_id in tuple(self._to_forget):
            try:
                await self._store.forget(chat_id)
            except _DOWN as error:
                self._complain(error)
                return
            self._to_forget.discard(chat_id)
            if chat_id in self._unsaved:  # settings chosen since: stored at the next turn
                self._unsaved[chat_id] = False

    def _remember(self, chat_id: int, session: Session) -> None:
        self._known[chat_id] = session
        self._known.move_to_end(chat_id)
        while len(self._known) > self._capacity:
            oldest, _ = self._known.popitem(last=False)
            self._unsaved.pop(oldest, None)

    def _complain(self, error: Exception) -> None:
        self._trouble(logging.ERROR, f"the settings store does not work ({type(error).__name__})")


def _over(stored: Session, said: Session) -> Session:
    """What was said just now over what is stored."""
    new = {f.name: value for f in fields(said) if (value := getattr(said, f.name)) is not None}
    return replace(stored, **new)
