"""All copies of one week are equal in size and differ in ciphertext only, come what may."""

from __future__ import annotations

import random
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.dialogue.session import Session
from tests.privacy.copies import PAGE, Copy
from tests.privacy.stream import START, Question, ask
from tests.privacy.writers import Product, product, ticks


def sealed_places(database: bytes) -> set[int]:
    """Where in the file the bytes of the sealed tally lie."""
    opened = sqlite3.connect(":memory:")
    opened.deserialize(database[:18] + b"\x01\x01" + database[20:])
    ((sealed,),) = opened.execute("SELECT sealed FROM tally").fetchall()
    opened.close()
    places: set[int] = set()
    at = 0
    while at < len(sealed):
        # The first part lies in the row, the rest in pages of its own behind a page number.
        start = database.find(sealed[at : at + 24])
        end = (start // PAGE + 1) * PAGE
        same = 0
        while start + same < end and database[start + same] == sealed[at + same : at + same + 1][0]:
            same += 1
            if at + same == len(sealed):
                break
        places.update(range(start, start + same))
        at += same
    return places


def differing(old: bytes, new: bytes) -> set[int]:
    bits = (int.from_bytes(old, "big") ^ int.from_bytes(new, "big")).to_bytes(len(old), "big")
    return {place for place, bit in enumerate(bits) if bit}


async def a_week(writer: Product, questions: list[Question]) -> list[Copy]:
    """A copy after each turn of the timer, all of them, from the first day to the last."""
    copies = []
    left = iter(questions)
    question = next(left, None)
    for turn in ticks(7)[:-1]:
        while question is not None and question.at < turn:
            before = Copy.of(writer.folder)
            await writer.ask(question)
            assert Copy.of(writer.folder) == before  # nothing is written but by the timer
            question = next(left, None)
        await writer.turn(turn)
        copies.append(Copy.of(writer.folder))
    return copies


@pytest.mark.fault("P05")
@pytest.mark.parametrize("a_day", [0, 50, 1000])
async def test_copies_of_a_week_differ_in_ciphertext_only(tmp_path: Path, a_day: int) -> None:
    questions = ask(random.Random(a_day), a_day, 7) if a_day else []
    async with product(tmp_path / "state") as writer:
        for person in range(200):
            await writer.store.put(person, Session(locale="ru", origin="tj"))
        assert await writer.store._writer.swept()
        first, *copies = await a_week(writer, questions)
    places = sealed_places(first.files[0])
    assert len(places) == 16 * 1024 + 40
    for one in copies:
        assert one.sizes == first.sizes
        assert one.files[1] == b""
        assert differing(first.files[0], one.files[0]) <= places
        # And all of the ciphertext, whether something was counted or not.
        assert len(differing(first.files[0], one.files[0])) > 0.98 * len(places)


@pytest.mark.fault("P05")
async def test_sizes_do_not_depend_on_what_was_asked(tmp_path: Path) -> None:
    sizes = set()
    for a_day in (0, 50, 1000):
        async with product(tmp_path / str(a_day)) as writer:
            for question in ask(random.Random(a_day), a_day, 7) if a_day else ():
                await writer.ask(question)
            await writer.turn(START + timedelta(days=6))
            sizes.add(Copy.of(writer.folder).sizes)
    assert len(sizes) == 1


@pytest.mark.fault("P05")
async def test_while_a_reader_holds_the_log_open(tmp_path: Path) -> None:
    """Then the log keeps every sealing: as many bytes each, whatever was asked."""
    grown = []
    questions = iter(ask(random.Random(2), 400, 2))
    async with product(tmp_path / "state") as writer:
        reader = sqlite3.connect(writer.folder / "safar.db", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM settings").fetchone()
        for step, turn in enumerate(ticks(1)[:40]):
            for _ in range(step % 7):
                await writer.ask(next(questions))
            writer.clock.now = turn
            before = Copy.of(writer.folder)
            assert await writer.log.seal()
            after = Copy.of(writer.folder)
            assert after.files[0] == before.files[0]
            grown.append(len(after.files[1]) - len(before.files[1]))
        reader.execute("COMMIT")
        reader.close()
        assert await writer.store._writer.swept()
        assert Copy.of(writer.folder).files[1] == b""
    assert len(set(grown[1:])) == 1


def test_the_measure_itself() -> None:
    assert differing(b"abcd", b"abXd") == {2}
    assert START.date() == date(2026, 3, 23)
    assert START.weekday() == 0
