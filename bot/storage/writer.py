"""The one task that writes: changes of settings, tallies and releases, and the upkeep.

Callers only queue and wait for a short while, so a locked, full or hanging disk never holds
up an answer, and a caller that gives up never leaves a transaction half done.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.dialogue.ports import StoreUnavailable
from bot.dialogue.session import Session, hour_of
from bot.errors import StateError
from bot.storage.changes import Change, Job, settings_statements, settle
from bot.storage.database import Database, Statement, code_of, is_corrupt, is_full
from bot.storage.folder import drop_old_quarantine, free_reserve, make_reserve, prepare_folder
from bot.storage.migrations import MIGRATIONS, Step
from bot.storage.opening import open_or_heal
from bot.storage.purge import purge
from bot.storage.seal import Seal

log = logging.getLogger(__name__)

TRIES = 3
WAITING_LIMIT = 20_000  # changes held in RAM while the database cannot take them
_IDLE = 60.0  # seconds between two looks at a database nobody writes to
_STOP_LIMIT = 3.0  # seconds


class Writer:
    """Owns the open database. `retry`: seconds between two tries."""

    def __init__(
        self,
        path: Path,
        seal: Seal,
        now: Callable[[], datetime],
        retry: float,
        steps: Sequence[Step] = MIGRATIONS,
    ) -> None:
        self.database: Database | None = None
        self.waiting: dict[int, Change] = {}
        self.vacuum_wanted = False
        self._path, self._seal, self._now, self._retry = path, seal, now, retry
        self._steps = steps
        self._jobs: list[Job] = []
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._stopping = False
        self._unswept = False
        self._misses = 0
        self._swept: list[asyncio.Future[bool]] = []
        self._trouble: str | None = None
        self._broken = False
        self._purged: int | None = None  # the hour of the last time

    async def start(self) -> None:
        """Raises `StateError` where an operator must act; else comes up without a database."""
        prepare_folder(self._path.parent)
        drop_old_quarantine(self._path.parent, self._now())
        if not await self._open():
            self._say("cannot be opened")
        make_reserve(self._path.parent)
        self._task = asyncio.create_task(self._run(), name="storage")

    async def stop(self) -> None:
        """One last try to write what waits, then close; a few seconds at most."""
        if self._task is not None:
            self._stopping = True
            self._wake.set()
            await asyncio.wait({self._task}, timeout=_STOP_LIMIT)
            self._task.cancel()
            self._task = None
        for job in self._jobs:
            settle(job.done, False)
        if self.database is not None:
            await self.database.close()
            self.database = None

    def change(self, chat_id: int, session: Session | None) -> asyncio.Future[bool]:
        """Queue; a later change of the same chat takes the place of an earlier one."""
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        earlier = self.waiting.get(chat_id)
        if session is not None and earlier is None and len(self.waiting) >= WAITING_LIMIT:
            raise StoreUnavailable
        statements = settings_statements(self._seal, chat_id, session, self._now())
        if earlier is not None:
            settle(earlier.done, False)
        self.waiting[chat_id] = Change(session, statements, done)
        self._wake.set()
        return done

    def job(self, statements: list[Statement]) -> asyncio.Future[bool]:
        job = Job(statements, asyncio.get_running_loop().create_future())
        self._jobs.append(job)
        self._wake.set()
        return job.done

    def swept(self) -> asyncio.Future[bool]:
        """Done when the write-ahead log was cut to nothing."""
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        if self._unswept:
            self._swept.append(done)
            self._wake.set()
        else:
            done.set_result(True)
        return done

    def noticed(self, error: BaseException) -> None:
        """A read failed with this."""
        if is_corrupt(error):
            self._break()
        elif isinstance(error, sqlite3.Error):
            self._say(f"cannot be read ({type(error).__name__})")

    async def _run(self) -> None:
        while not self._stopping:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._pause())
            self._wake.clear()
            try:
                await self._round()
            except Exception as error:  # a bug here must not end all writing for good
                log.error("Upkeep of the database failed: %s", type(error).__name__)
                self._give_up()

    def _pause(self) -> float:
        if self._unswept and self.database is not None:
            return float(min(0.1 * 2 ** min(self._misses, 6), max(self._retry, 0.1)))
        return self._retry if self.waiting or self._trouble else _IDLE

    async def _round(self) -> None:
        """Deletions first: they may use the reserve, nothing else may."""
        if self.database is not None and self.database.gone:
            log.error("%s is gone; a new, empty one takes its place.", self._path)
            await self.database.close()
            self.database = None
        if self.database is None and not await self._open():
            self._give_up()
            return
        deletions = {i: c for i, c in self.waiting.items() if c.session is None}
        well = await self._write_changes(deletions, last_resort=True)
        await self._sweep()
        make_reserve(self._path.parent)
        jobs, self._jobs = self._jobs, []
        for job in jobs:
            written = await self._write(job.statements)
            settle(job.done, written)
            well = well and written
        others = {i: c for i, c in self.waiting.items() if c.session is not None}
        well = await self._write_changes(others) and well
        await self._sweep()
        well = well and await self._tidy()
        if well and self._trouble is not None and not self._broken:
            log.warning("The database is well again.")
            self._trouble = self._purged = None  # what waited so long may be too old to keep

    async def _write_changes(
        self, changes: dict[int, Change], *, last_resort: bool = False
    ) -> bool:
        if not changes:
            return True
        statements = [one for change in changes.values() for one in change.statements]
        written = await self._write(statements, last_resort=last_resort)
        for chat_id, change in changes.items():
            if written and self.waiting.get(chat_id) is change:
                del self.waiting[chat_id]
            settle(change.done, written)
        return written

    async def _write(self, statements: list[Statement], *, last_resort: bool = False) -> bool:
        """Up to three tries. `last_resort`: go on in a damaged file and with the reserve."""
        for _ in range(TRIES):
            if self.database is None or (self._broken and not last_resort):
                return False
            try:
                await self.database.write(statements)
            except (sqlite3.Error, ValueError) as error:
                if is_corrupt(error):
                    self._break()
                    return False
                if is_full(error) and last_resort:
                    free_reserve(self._path.parent)
                self._say(f"cannot be written to ({type(error).__name__})", error)
            else:
                self._unswept = True
                return True
        return False

    async def _sweep(self) -> None:
        if not self._unswept or self.database is None:
            return
        try:
            clean = await self.database.checkpoint()
        except (sqlite3.Error, ValueError) as error:
            clean = False
            if is_corrupt(error):
                self._break()
        self._unswept = not clean
        self._misses = 0 if clean else self._misses + 1
        if clean:
            waiting, self._swept = self._swept, []
            for done in waiting:
                settle(done, True)

    async def _tidy(self) -> bool:
        """Once an hour what is too old goes; after a release rows go back in order."""
        hour, today = hour_of(self._now()), self._now().astimezone(UTC).date()
        if self.database is None or self._broken:
            return False
        try:
            if self._purged != hour:
                self._seal.keys.expire(today)
                await purge(self.database, self._seal, self._now())
                self._purged, self._unswept = hour, True
            if self.vacuum_wanted:
                await self.database.vacuum()
                self.vacuum_wanted, self._unswept = False, True
        except (sqlite3.Error, ValueError, StateError) as error:
            self._say(f"cannot be tidied ({type(error).__name__})", error)
            if is_corrupt(error):
                self._break()
            return False
        await self._sweep()
        return True

    async def _open(self) -> bool:
        """Raises `StateError` at start only: later there is nobody to act on it."""
        try:
            self.database = await open_or_heal(self._path, self._steps, self._now())
        except StateError:
            if self._task is None:
                raise
        if self.database is None:
            return False
        # Unswept: a killed process may have left rows in the write-ahead log.
        self._broken, self._unswept, self._purged = False, True, None
        return True

    def _give_up(self) -> None:
        """Nothing works: those who wait are told; changes stay and are tried again."""
        self._say("cannot be opened")
        jobs, self._jobs = self._jobs, []
        for done in [job.done for job in jobs] + [c.done for c in self.waiting.values()]:
            settle(done, False)

    def _break(self) -> None:
        if not self._broken:
            log.error(
                "%s is DAMAGED: nothing more is written to it. Restart Safar: it then "
                "sets the file aside.",
                self._path,
            )
        self._broken, self._trouble = True, "damaged"

    def _say(self, what: str, error: BaseException | None = None) -> None:
        """One line when trouble begins, not one a try."""
        if self._trouble is None:
            code = "" if error is None else f", code {code_of(error)}"
            log.warning("The database %s%s. Answers go on without it.", what, code)
            self._trouble = what
