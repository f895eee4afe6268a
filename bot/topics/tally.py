"""Counting in RAM. Nothing here knows a person for longer than a day.

A person is `u`, eight bytes of BLAKE2b over the chat id with a random key that is new each
UTC day and each start and is never written. A topic counts once per `u` a day, at most
three topics a day; language × origin and region once a day, in sheets of their own.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime

from bot.content.model import LOCALES, ORIGINS
from bot.dialogue.ports import Release
from bot.dialogue.session import Session
from bot.topics.period import MONTH_WEEKS, period_of, utc_day
from bot.topics.sheet import BETWEEN, TABLES, Sheet, from_bytes, to_bytes

TOPICS_A_DAY = 3
TOPIC_LIMIT = 64
CELL_LENGTH = 60  # bytes; with the limits above a tally fits its sealed block
REGION_LIMIT = 64
UNKNOWN = "-"


class TopicTally:
    """The `TopicCounter` of the dialogue. `weeks`: length of a period of topics, 1 or 4."""

    def __init__(
        self,
        topics: Iterable[str],
        regions: Iterable[str],
        now: Callable[[], datetime],
        weeks: int = 1,
    ) -> None:
        self._now = now
        self._weeks = {table: MONTH_WEEKS for table in TABLES} | {"topic_week": weeks}
        self._cells: dict[str, frozenset[str]] = {}
        self._sheets: dict[str, Sheet] = {}
        self.use(topics, regions)
        self._day: date | None = None
        self._new_day(utc_day(now()))
        self._sheets = {table: self._new_sheet(table, utc_day(now())) for table in TABLES}
        self._ended: list[Sheet] = []

    def use(self, topics: Iterable[str], regions: Iterable[str]) -> None:
        """The closed lists of new content. Raises ValueError where they are too long."""
        cells = {
            "topic_week": frozenset(topics),
            "who_month": frozenset(
                f"{locale}{BETWEEN}{origin}" for locale in LOCALES for origin in (*ORIGINS, UNKNOWN)
            ),
            "region_month": frozenset(regions),
        }
        for table, limit in (("topic_week", TOPIC_LIMIT), ("region_month", REGION_LIMIT)):
            if len(cells[table]) > limit:
                raise ValueError(f"{len(cells[table])} {table} cells, at most {limit}")
            if any(len(c.encode()) > CELL_LENGTH or BETWEEN in c for c in cells[table]):
                raise ValueError(f"a {table} cell is too long or has a {BETWEEN}")
        self._cells = cells
        for table, sheet in self._sheets.items():
            if len(cells[table] | set(sheet.n)) > 2 * TOPIC_LIMIT:  # or it outgrows its block
                sheet.n = Counter({c: n for c, n in sheet.n.items() if c in cells[table]})

    def count(self, chat_id: int, topics: Iterable[str]) -> None:
        u = self._person(chat_id)
        asked = self._asked.setdefault(u, set())
        for topic in topics:
            if topic not in self._cells["topic_week"] or topic in asked:
                continue  # an unknown topic leaves no trace, not even in the log
            if u in self._closed or len(asked) >= TOPICS_A_DAY:
                return
            asked.add(topic)
            self._sheets["topic_week"].n[topic] += 1

    def seen(self, chat_id: int, session: Session) -> None:
        u = self._person(chat_id)
        if session.locale is None or u in self._closed:
            return
        who = f"{session.locale}{BETWEEN}{session.origin or UNKNOWN}"
        for table, cell, done in (
            ("who_month", who, self._who),
            ("region_month", session.region, self._where),
        ):
            if cell in self._cells[table] and u not in done:
                done.add(u)
                self._sheets[table].n[cell] += 1

    def forget(self, chat_id: int) -> None:
        """What was asked today goes from RAM. `u` stays closed until midnight: else somebody
        who forgets again and again would count more than once."""
        u = self._person(chat_id)
        self._asked.pop(u, None)
        self._who.discard(u)
        self._where.discard(u)
        self._closed.add(u)

    def ended(self) -> list[Release]:
        """The periods that ended, with their noise drawn. Ask again only after `published`:
        a draw that could not be stored is shown to nobody, a new one is as good."""
        self._roll(utc_day(self._now()))
        return [sheet.publish(self._cells[sheet.table]) for sheet in self._ended]

    def published(self, releases: list[Release]) -> None:
        stored = {(release.table, release.start) for release in releases}
        self._ended = [s for s in self._ended if (s.table, s.start) not in stored]

    def to_bytes(self) -> bytes:
        """The running periods."""
        self._roll(utc_day(self._now()))
        return to_bytes(self._sheets)

    def add(self, tally: bytes) -> None:
        """What was sealed before this start, beside what was counted since."""
        for table, old in from_bytes(tally).items():
            sheet = self._sheets[table]
            if utc_day(self._now()) >= old.end:
                self._end(old)
            else:  # the same period, or one begun under another length: it runs to its end
                old.n.update(sheet.n)
                self._sheets[table] = old

    def _person(self, chat_id: int) -> bytes:
        today = utc_day(self._now())
        if today != self._day:
            self._new_day(today)
            self._roll(today)
        message = chat_id.to_bytes(8, "big", signed=True)
        return hashlib.blake2b(message, digest_size=8, key=self._key).digest()

    def _new_day(self, today: date) -> None:
        self._day = today
        self._key = secrets.token_bytes(32)
        self._asked: dict[bytes, set[str]] = {}
        self._who: set[bytes] = set()
        self._where: set[bytes] = set()
        self._closed: set[bytes] = set()

    def _roll(self, today: date) -> None:
        for table, sheet in self._sheets.items():
            if today >= sheet.end:
                self._end(sheet)
                self._sheets[table] = self._new_sheet(table, today)

    def _end(self, sheet: Sheet) -> None:
        for other in self._ended:
            if (other.table, other.start) == (sheet.table, sheet.start):
                other.n.update(sheet.n)
                return
        self._ended.append(sheet)

    def _new_sheet(self, table: str, today: date) -> Sheet:
        """From this Monday: a sheet begun within four weeks does not claim what came before,
        nor the start of a period that was published already."""
        return Sheet(table, period_of(today, 1)[0], period_of(today, self._weeks[table])[1])
