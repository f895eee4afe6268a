"""The store when all is well."""

from __future__ import annotations

import sqlite3
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.dialogue.ports import Release, StoreUnavailable
from bot.dialogue.session import Session
from bot.storage.database import Database
from bot.storage.keys import Keys, KeySet, new_keys
from bot.storage.memory import MemoryStore
from bot.storage.releases import read_releases
from bot.storage.seal import Seal

from .conftest import Clock, residue, until

ME = 5_377_001_234
RU = Session(locale="ru", origin="tj", region="tj-sughd", stage="away")
KY = Session(locale="ky", origin="kg")


def rows(state: Path) -> dict[bytes, bytes]:
    connection = sqlite3.connect(state / "safar.db")
    found = dict(connection.execute("SELECT key, sealed FROM settings").fetchall())
    connection.close()
    return found


@pytest.fixture(params=["sqlite", "memory"])
async def any_store(request, opened):
    if request.param == "memory":
        yield MemoryStore()
    else:
        async with opened() as store:
            yield store


async def test_settings_are_kept_and_forgotten(any_store) -> None:
    assert await any_store.get(ME) == Session()
    await any_store.put(ME, RU)
    assert await any_store.get(ME) == RU
    assert await any_store.get(ME + 1) == Session()
    await any_store.put(ME, KY)
    assert await any_store.get(ME) == KY
    await any_store.forget(ME)
    assert await any_store.get(ME) == Session()
    await any_store.forget(ME)
    await any_store.put(ME, RU)
    await any_store.put(ME, Session())
    assert await any_store.get(ME) == Session()


async def test_a_period_is_drawn_once(any_store) -> None:
    first = Release("topic_week", date(2026, 3, 2), 1, {("sos",): 15})
    second = Release("topic_week", date(2026, 3, 2), 1, {("sos",): 20, ("money",): 10})
    await any_store.release([first], b"one")
    await any_store.release([second], b"two")
    assert await any_store.read_tally() == b"two"
    if isinstance(any_store, MemoryStore):
        assert any_store.releases == [first]


async def test_settings_outlive_a_restart(opened) -> None:
    async with opened() as store:
        await store.put(ME, RU)
        await store.put(-ME, KY)
    async with opened() as store:
        assert await store.get(ME) == RU
        assert await store.get(-ME) == KY


def modes_in(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


async def test_files_are_private(opened, state: Path) -> None:
    async with opened() as store:
        await store.put(ME, RU)
        modes = modes_in(state)
        assert set(modes.values()) == {0o600}
        assert {"safar.db", "safar.db-wal", "safar.db-shm", "reserve"} == set(modes)


async def test_a_press_costs_no_query_after_the_first(opened, monkeypatch) -> None:
    async with opened() as store:
        await store.put(ME, RU)
    asked = []
    read = Database.read

    async def counted(self, sql, values=()):
        asked.append(sql)
        return await read(self, sql, values)

    async with opened() as store:
        await until(lambda: store._writer._purged is not None)
        monkeypatch.setattr(Database, "read", counted)
        for _ in range(5):
            assert await store.get(ME) == RU
            assert await store.get(ME + 1) == Session()
    assert len(asked) == 2


async def test_reading_writes_nothing_but_the_month_once(opened, state, clock: Clock) -> None:
    async with opened() as store:
        await store.put(ME, RU)
        before = rows(state)
        await store.get(ME)
        await store.put(ME, RU)
        await store.get(ME + 1)
        assert store._writer.waiting == {}
        clock.now = datetime(2026, 4, 1, tzinfo=UTC)
        assert await store.get(ME) == RU
        await until(lambda: not store._writer.waiting)
        april = rows(state)
        assert april.keys() == before.keys()
        assert april != before
        clock.now = datetime(2026, 4, 30, tzinfo=UTC)
        await store.get(ME)
        assert store._writer.waiting == {}
    assert rows(state) == april


async def test_dropped_after_180_days_unasked(opened, state, clock: Clock) -> None:
    async with opened() as store:
        await store.put(ME, RU)
        await store.put(ME + 1, KY)
        clock.now += timedelta(days=100)
        await store.get(ME + 1)
        await until(lambda: not store._writer.waiting)
    clock.now = datetime(2026, 8, 28, tzinfo=UTC)
    async with opened() as store:
        await until(lambda: store._writer._purged is not None)
        assert len(rows(state)) == 2
    clock.now = datetime(2026, 8, 29, tzinfo=UTC)
    async with opened() as store:
        await until(lambda: len(rows(state)) == 1)
        assert await store.get(ME) == Session()
        assert await store.get(ME + 1) == KY


async def test_an_old_row_met_first_by_a_press_is_dropped_too(opened, state, clock) -> None:
    async with opened() as store:
        await store.put(ME, RU)
        clock.now += timedelta(days=200)
        assert await store.get(ME) == Session()
        await until(lambda: rows(state) == {})


async def test_changed_keys_are_taken_over_press_by_press(opened, state, keys: Keys) -> None:
    async with opened() as store:
        await store.put(ME, RU)
        await store.put(ME + 1, KY)
    both = Keys(new_keys(date(2026, 3, 3)).current, keys.current)
    async with opened(keys=both) as store:
        assert await store.get(ME) == RU
        await until(lambda: not store._writer.waiting)
        await store.forget(ME + 1)
    current = Seal(Keys(both.current))
    assert list(rows(state)) == list(current.row_keys(ME))
    async with opened(keys=Keys(both.current)) as store:
        assert await store.get(ME) == RU


async def test_previous_keys_are_destroyed_while_running(opened, keys, clock: Clock) -> None:
    both = Keys(KeySet(date(2026, 3, 3), *(bytes([n]) * 32 for n in range(3))), keys.current)
    async with opened(keys=both) as store:
        await until(lambda: store._writer._purged is not None)
        assert both.previous is not None
        clock.now += timedelta(days=31)
        await store.put(ME, RU)
        await until(lambda: both.previous is None)


@pytest.mark.fault("P07")
async def test_with_other_keys_everybody_looks_new(opened, state, clock, caplog) -> None:
    async with opened() as store:
        await store.put(ME, RU)
        await store.write_tally(b"counts")
    other = new_keys(date(2026, 3, 4))
    async with opened(keys=other) as store:
        assert await store.get(ME) == Session()
        assert await store.read_tally() is None
        assert "starts empty" in caplog.text
        await store.put(ME, KY)
        assert await store.get(ME) == KY
        await until(lambda: store._writer._purged is not None)
        assert len(rows(state)) == 2
    async with opened() as store:  # the right file came back
        assert await store.get(ME) == RU
    # Nobody brings the right keys: what nobody can read is not kept for ever either.
    other = new_keys(date(2026, 3, 4))
    async with opened(keys=other) as store:
        await until(lambda: store._writer._purged is not None)
    clock.now += timedelta(days=180)
    async with opened(keys=other) as store:
        await until(lambda: store._writer._purged is not None)
        assert len(rows(state)) == 2
    clock.now += timedelta(days=2)
    async with opened(keys=other) as store:
        await until(lambda: rows(state) == {})


async def test_settings_that_do_not_fit_are_refused(opened) -> None:
    async with opened() as store:
        with pytest.raises(StoreUnavailable):
            await store.put(ME, Session(region="x" * 200))
        await store.put(ME, RU)


@pytest.mark.fault("P08")
@pytest.mark.parametrize("where", ["copy", "file"])
async def test_order_of_arrival_leaves_no_trace(tmp_path, opened, where) -> None:
    """In a VACUUM INTO at any time, and in the file itself after each release."""
    people = [ME + n * 7919 for n in range(300)]
    pictures = []
    for name, order in (("one", people), ("two", people[::-1])):
        path = tmp_path / name / "safar.db"
        async with opened(state=tmp_path / name) as store:
            for person in order:
                await store.put(person, RU if person % 2 else KY)
            if where == "file":
                await store.release([Release("topic_week", date(2026, 3, 2), 1, {})], b"")
                await until(lambda s=store: not s._writer.vacuum_wanted and not s._writer._unswept)
        connection = sqlite3.connect(path)
        if where == "copy":
            path = tmp_path / f"{name}.copy"
            connection.execute("VACUUM INTO ?", (str(path),))
        found = connection.execute("SELECT sealed FROM settings UNION SELECT sealed FROM tally")
        sealed = [row[0] for row in found]
        connection.close()
        picture = path.read_bytes()
        for one in sealed:  # nonces are random: the same bytes for every ciphertext
            head = one[:168]  # a longer one goes on in other pages
            assert picture.count(head) == 1
            picture = picture.replace(head, bytes(len(head)))
        pictures.append(picture)
    one, two = pictures
    assert len(one) == len(two)
    if where == "copy":
        assert one == two
    else:
        differ = {n // 4096 for n, (a, b) in enumerate(zip(one, two, strict=True)) if a != b}
        assert len(differ) <= 6  # the header's counters, the five pages of the tally


@pytest.mark.fault("P05")
async def test_sealing_the_tally_changes_ciphertext_only(opened, state) -> None:
    async with opened() as store:
        sizes, pictures = set(), []
        for tally in (b"", b"x" * 9000, b"y"):
            await store.write_tally(tally)
            await until(lambda: not store._writer._unswept)
            sizes.add(tuple(sorted((p.name, p.stat().st_size) for p in state.iterdir())))
            pictures.append((state / "safar.db").read_bytes())
        assert len(sizes) == 1
        assert dict(next(iter(sizes)))["safar.db-wal"] == 0
        changed = [n for n, (a, b) in enumerate(zip(*pictures[:2], strict=True)) if a != b]
        header = [n for n in changed if n < 100]
        assert set(header) <= {*range(24, 28), *range(92, 96)}  # change counters
        assert len(changed) - len(header) <= 16 * 1024 + 40


async def test_what_was_published_is_read_back_and_dropped_after_24_months(
    opened, state, clock: Clock
) -> None:
    releases = [
        Release("region_month", date(2026, 2, 2), 4, {("tj-sughd",): 30}),
        Release("topic_week", date(2026, 3, 2), 1, {("money",): 25, ("sos",): 15}),
        Release("who_month", date(2026, 3, 2), 4, {}),
    ]
    assert read_releases(state / "safar.db") == []
    async with opened() as store:
        assert read_releases(state / "safar.db") == []
        await store.release(releases, b"")
        await store.release([Release("topic_week", date(2026, 3, 2), 1, {("x",): 90})], b"")
        assert read_releases(state / "safar.db") == releases  # beside a running bot
    assert read_releases(state / "safar.db") == releases
    clock.now = datetime(2028, 2, 3, tzinfo=UTC)
    async with opened() as store:
        await until(lambda: store._writer._purged is not None)
    assert read_releases(state / "safar.db") == releases[1:]
    connection = sqlite3.connect(state / "safar.db")
    assert connection.execute("SELECT * FROM region_month").fetchall() == []
    connection.close()


async def test_no_raw_id_or_word_lies_in_the_folder(opened, state) -> None:
    async with opened() as store:
        await store.put(ME, RU)
        needles = [
            str(ME).encode(),
            ME.to_bytes(8, "little"),
            ME.to_bytes(8, "big"),
            ME.to_bytes(5, "big"),
            ME.to_bytes(5, "little"),
            b"tj-sughd",
            b"away",
        ]
        assert residue(state, needles) == []
    assert residue(state, needles) == []
