from __future__ import annotations

import asyncio

import pytest

from bot.dialogue.ports import StoreUnavailable
from bot.dialogue.session import Session
from bot.telegram.sessions import Sessions
from tests.telegram.running import Store

EMPTY, KY, TG = Session(), Session(locale="ky"), Session(locale="tg")
DOWN = StoreUnavailable()


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def sessions(store: Store) -> Sessions:
    return Sessions(store, capacity=3, patience=0.05, retry=0.01)


async def test_a_press_costs_no_query(store: Store, sessions: Sessions) -> None:
    store.rows[1] = KY
    assert await sessions.get(1) == KY
    store.broken = AssertionError("asked again")
    assert await sessions.get(1) == KY
    assert await sessions.put(1, KY, KY)


async def test_only_a_change_is_stored(store: Store, sessions: Sessions) -> None:
    await sessions.get(1)
    await sessions.put(1, EMPTY, KY)
    await sessions.put(1, KY, KY)
    assert (store.rows, store.puts) == ({1: KY}, 1)


@pytest.mark.fault("F42")
async def test_without_a_store_the_last_known_session_or_an_empty_one(
    store: Store, sessions: Sessions
) -> None:
    store.rows = {1: KY, 2: TG}
    await sessions.get(1)
    store.broken = DOWN
    assert await sessions.get(1) == KY
    assert await sessions.get(2) == EMPTY
    store.broken = None
    assert await sessions.get(2) == TG  # the empty one was no knowledge


async def test_a_store_that_hangs_is_not_waited_for(sessions: Sessions, store: Store) -> None:
    async def hang(_chat_id: int) -> Session:
        await asyncio.Event().wait()
        raise AssertionError

    store.get = hang  # type: ignore[method-assign]
    assert await asyncio.wait_for(sessions.get(1), 1) == EMPTY


async def test_what_was_not_stored_holds_and_is_stored_later(
    store: Store, sessions: Sessions
) -> None:
    await sessions.get(1)
    store.broken = DOWN
    assert not await sessions.put(1, EMPTY, KY)
    assert await sessions.get(1) == KY
    assert await sessions.put(1, KY, KY)  # no second complaint for the same change
    store.broken = None
    assert await sessions.put(1, KY, KY)
    assert store.rows == {1: KY}


async def test_a_change_made_blind_does_not_wipe_what_is_stored(
    store: Store, sessions: Sessions
) -> None:
    store.rows[1] = Session(locale="tg", origin="tj")
    store.broken = DOWN
    assert await sessions.get(1) == EMPTY
    assert not await sessions.put(1, EMPTY, KY)
    store.broken = None
    assert await sessions.put(1, KY, KY)
    assert store.rows[1] == Session(locale="ky", origin="tj")
    assert await sessions.get(1) == store.rows[1]


async def test_forgetting(store: Store, sessions: Sessions) -> None:
    store.rows[1] = KY
    await sessions.get(1)
    assert await sessions.forget(1)
    assert store.rows == {}
    assert await sessions.get(1) == EMPTY
    assert await sessions.forget(1)


async def test_forgetting_is_not_forgotten(store: Store, sessions: Sessions) -> None:
    store.rows[1] = KY
    store.broken = DOWN
    assert not await sessions.forget(1)
    store.broken = None
    assert await sessions.get(1) == EMPTY  # a stranger to us, though still in the store
    assert store.rows == {1: KY}
    async with asyncio.timeout(2):
        while store.rows:  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def test_a_last_try_at_the_end(store: Store, sessions: Sessions) -> None:
    slow = Sessions(store, retry=60)
    store.rows[1] = KY
    store.broken = DOWN
    await slow.forget(1)
    store.broken = None
    await slow.close()
    assert store.rows == {}


async def test_settings_chosen_after_a_forgetting_that_waits(store: Store) -> None:
    sessions = Sessions(store, retry=60)
    store.rows[1] = Session(locale="tg", origin="tj")
    store.broken = DOWN
    await sessions.forget(1)
    store.broken = None
    assert await sessions.put(1, EMPTY, KY)
    assert store.rows == {1: KY}
    await sessions.close()
    assert store.rows == {1: KY}


async def test_only_so_many_are_remembered(store: Store, sessions: Sessions) -> None:
    for chat_id in range(5):
        await sessions.get(chat_id)
    assert len(sessions._known) == 3
