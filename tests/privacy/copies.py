"""What somebody sees who copies the database each minute."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.privacy.stream import LOCALES, ORIGINS, START, TOPICS, Question
from tests.privacy.writers import SEAL_MINUTES, Writer, ticks

_TOPICS = frozenset(TOPICS)
_CODES = frozenset({*LOCALES, *ORIGINS})
_TIME = re.compile(r"\d{4}-\d\d-\d\d(T|$)")
_IN_CLEAR = re.compile(rb"(topic-\d\d)\W{1,3}(\d+)")  # if it is not sealed after all
FILES = ("safar.db", "safar.db-wal")
PAGE = 4096
DAY = 24 * 60  # minutes
Codes = tuple[str, ...]
Unseal = Callable[[bytes], bytes]


class Table:
    """Rows that name a topic, by the codes (language, origin) and the day they tell.

    (codes, day) → (topic, time) → number; an empty codes or day: the row does not tell.
    """

    def __init__(self) -> None:
        self.groups: dict[tuple[Codes, str], dict[tuple[str, str], int]] = {}

    def add(self, words: list[str], n: int) -> None:
        topic = next((word for word in words if word in _TOPICS), None)
        if topic is None:
            return
        time = next((word for word in words if _TIME.match(word)), "")
        codes = tuple(word for word in words if word in _CODES)
        group = self.groups.setdefault((codes, time[:10]), {})
        group[topic, time] = group.get((topic, time), 0) + n

    def grown(self, since: Table) -> Table:
        """What is more than before."""
        grown = Table()
        for place, group in self.groups.items():
            before = since.groups.get(place, {})
            if group != before:
                more = {cell: n - before.get(cell, 0) for cell, n in group.items()}
                grown.groups[place] = {cell: n for cell, n in more.items() if n > 0}
        return grown


@dataclass(frozen=True)
class Copy:
    """The bytes of the database and of its write-ahead log."""

    files: tuple[bytes, ...]

    @classmethod
    def of(cls, folder: Path) -> Copy:
        return cls(
            tuple(path.read_bytes() if (path := folder / name).exists() else b"" for name in FILES)
        )

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(map(len, self.files))

    def table(self, desk: Path, unseal: Unseal) -> Table:
        """Every row that names a topic. A row without a number counts as one."""
        table = Table()
        for row in self._rows(desk):
            numbers = [value for value in row if isinstance(value, int)]
            table.add([v for v in row if isinstance(v, str)], numbers[0] if numbers else 1)
            for sealed in (value for value in row if isinstance(value, bytes)):
                for topic, n in _IN_CLEAR.findall(unseal(sealed)):
                    table.add([topic.decode()], int(n))
        return table

    def _rows(self, desk: Path) -> Iterator[tuple[object, ...]]:
        database = self._opened(desk)
        try:
            tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in tables.fetchall():
                yield from database.execute(f"SELECT * FROM {table}")
        finally:
            database.close()

    def _opened(self, desk: Path) -> sqlite3.Connection:
        main, log = self.files
        if not log:
            database = sqlite3.connect(":memory:")
            # The two bytes that ask for a write-ahead log, which a file in RAM cannot have.
            database.deserialize(main[:18] + b"\x01\x01" + main[20:])
            return database
        for name, content in zip(FILES, self.files, strict=True):
            (desk / name).write_bytes(content)
        (desk / f"{FILES[0]}-shm").unlink(missing_ok=True)
        return sqlite3.connect(desk / FILES[0])

    def changed_pages(self, other: Copy) -> tuple[tuple[int, int], ...]:
        """(file, page) of what differs."""
        return tuple(
            (number, at // PAGE)
            for number, (old, new) in enumerate(zip(self.files, other.files, strict=True))
            for at in range(0, max(len(old), len(new)), PAGE)
            if old[at : at + PAGE] != new[at : at + PAGE]
        )

    def changed_bytes(self, other: Copy) -> int:
        """How many of those both have differ."""
        differ = 0
        for old, new in zip(self.files, other.files, strict=True):
            size = min(len(old), len(new))
            bits = int.from_bytes(old[:size], "big") ^ int.from_bytes(new[:size], "big")
            differ += size - bits.to_bytes(size, "big").count(0)
        return differ


@dataclass(frozen=True)
class Moment:
    """A minute in which something may have changed, with the copies before and after it."""

    minute: int
    before: Copy
    after: Copy
    asked: tuple[Question, ...]
    timer: bool


async def each_minute(
    writer: Writer, questions: list[Question], days: int
) -> AsyncIterator[Moment]:
    """Minutes in which nothing runs are left out, and turns of the timer after which there is
    nothing new to seal but at midnight; `test_snapshots.py` looks at those."""
    by_minute: dict[int, list[Question]] = {}
    for question in questions:
        by_minute.setdefault(question.minute, []).append(question)
    timers = {
        minute: at
        for at in ticks(days)
        if (minute := int((at - START).total_seconds() // 60)) % DAY == 0
        or any(minute - back in by_minute for back in range(1, SEAL_MINUTES + 1))
    }
    last = Copy.of(writer.folder)
    for minute in sorted({*by_minute, *timers}):
        if minute in timers:  # at the full minute, before what is asked in it
            await writer.turn(timers[minute])
            copy = Copy.of(writer.folder)
            yield Moment(minute, last, copy, (), True)
            last = copy
        asked = tuple(by_minute.get(minute, ()))
        for question in asked:
            await writer.ask(question)
        if asked:
            copy = Copy.of(writer.folder)
            yield Moment(minute, last, copy, asked, False)
            last = copy
