from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.dialogue.actions import Notice, Reply, Turn
from bot.dialogue.events import Blocked, Command, Event, Press, Text
from bot.dialogue.ports import StoreUnavailable
from bot.dialogue.session import OpenQuestion, Session
from bot.telegram.convert import Inbound, Pressed
from bot.telegram.flood import Flood
from bot.telegram.messenger import Outcome
from bot.telegram.turns import Excuses, Turns
from tests.telegram.running import CONTENT, Store, Topics, echo, screen, words

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PRESSED = Pressed("1", 5)


class Recorder:
    """Stands for the messenger: notes what was asked of it and in which state of the store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.outcome = Outcome.DELIVERED
        self.sent: list[tuple[str, Pressed | None]] = []
        self.acknowledged: list[Pressed] = []
        self.left: list[int] = []
        self.rows_at_send: list[dict[int, Session]] = []

    async def deliver(
        self,
        _chat_id: int,
        replies: Any,
        pressed: Pressed | None = None,
        toast: str | None = None,
        alert: bool = False,
    ) -> Outcome:
        for reply in replies:
            self.sent.append((reply.id, pressed))
            self.rows_at_send.append(dict(self.store.rows))
        outcome, self.outcome = self.outcome, Outcome.DELIVERED
        return outcome

    async def acknowledge(self, pressed: Pressed, toast: str | None = None) -> None:
        self.acknowledged.append(pressed)

    async def leave(self, chat_id: int) -> None:
        self.left.append(chat_id)

    @property
    def ids(self) -> list[str]:
        return [reply_id for reply_id, _ in self.sent]


class Room:
    def __init__(self, burst: int = 100, learning: asyncio.Future[None] | None = None) -> None:
        self.store, self.topics = Store(), Topics()
        self.messenger = Recorder(self.store)
        self.seen: list[tuple[Session, datetime, str]] = []
        self.turn: Turn | Exception | None = None
        names = ("broken", "not-saved", "slow-down", "not-forgotten")
        excuses = Excuses(*map(_excuse, names))
        self.turns = Turns(
            self._respond, lambda: CONTENT, self.store, self.topics,
            self.messenger, Flood(burst), excuses=excuses, learning=learning,  # type: ignore[arg-type]
            now=lambda: NOW,
        )  # fmt: skip

    def _respond(
        self, content: Any, session: Session, event: Event, now: datetime, hint: str = ""
    ) -> Turn:
        self.seen.append((session, now, hint))
        if isinstance(self.turn, Exception):
            raise self.turn
        return self.turn or echo(content, session, event, now, hint)

    async def handle(self, event: Event, pressed: Pressed | None = None) -> None:
        await self.turns.handle(Inbound(1, event, "ky", pressed))


def _excuse(name: str) -> Any:
    def excuse(_content: Any, _session: Session, _hint: str = "") -> Reply:
        return Notice(name, words(name))

    return excuse


async def test_the_turn_gets_session_time_and_hint() -> None:
    room = Room()
    room.store.rows[1] = Session(locale="tg")
    await room.handle(Press("h"), PRESSED)
    assert room.seen == [(Session(locale="tg"), NOW, "ky")]
    assert room.messenger.sent == [("echo", PRESSED)]
    assert room.store.puts == 0


async def test_answer_then_settings_and_topics() -> None:
    room = Room()
    await room.handle(Text("osh"))
    assert room.messenger.rows_at_send == [{}]
    assert room.store.rows == {1: Session(region="osh")}
    assert room.topics.counted == [(1, ("echo",))]
    assert room.topics.profiles == [(1, Session(region="osh"))]


async def test_the_same_update_twice_has_one_effect() -> None:
    room = Room()
    await room.handle(Text("osh"))
    await room.handle(Text("osh"))
    assert (room.store.rows, room.store.puts) == ({1: Session(region="osh")}, 1)


async def test_forgetting_comes_before_the_answer_that_says_so() -> None:
    room = Room()
    room.store.rows[1] = Session(locale="ky")
    await room.handle(Command("forget"))
    assert room.messenger.rows_at_send == [{}]
    assert room.topics.forgotten == [1]
    assert room.store.puts == 0


async def test_forgetting_that_fails_does_not_say_done() -> None:
    room = Room()
    room.store.broken = StoreUnavailable()
    await room.handle(Command("forget"))
    assert room.messenger.ids == ["not-forgotten"]


@pytest.mark.fault("F42")
async def test_without_a_store_there_are_answers() -> None:
    room = Room()
    room.store.rows[1] = Session(locale="ky")
    room.store.broken = StoreUnavailable()
    await room.handle(Press("h"), PRESSED)
    assert room.seen == [(Session(), NOW, "ky")]
    assert room.messenger.ids == ["echo"]


@pytest.mark.fault("F42")
async def test_settings_that_cannot_be_stored_are_said_to_be_so() -> None:
    room = Room()
    room.store.broken = StoreUnavailable()
    await room.handle(Text("osh"))
    assert room.messenger.ids == ["echo", "not-saved"]


async def test_a_choice_made_blind_does_not_wipe_what_is_stored() -> None:
    room = Room()
    room.store.rows[1] = Session(locale="tg", region="khatlon")
    room.store.broken_for = 1
    await room.handle(Text("osh"))
    assert room.store.rows[1] == Session(locale="tg", region="osh")


@pytest.mark.fault("F17")
async def test_block_means_forget_whatever_the_dialogue_does() -> None:
    room = Room()
    room.turn = ValueError()
    room.store.rows[1] = Session(locale="ky")
    await room.handle(Blocked())
    assert room.store.rows == {}
    assert room.messenger.sent == []


@pytest.mark.fault("F17")
async def test_who_is_gone_is_forgotten_and_nothing_is_kept() -> None:
    room = Room()
    room.messenger.outcome = Outcome.GONE
    await room.handle(Text("osh"))
    assert (room.store.rows, room.store.forgotten, room.topics.counted) == ({}, [1], [])


@pytest.mark.fault("F35")
async def test_an_exception_is_an_apology_below_the_pressed_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    room = Room()
    room.turn = ValueError("CANARY")
    await room.handle(Press("p:CANARY"), PRESSED)
    assert room.messenger.sent == [("broken", Pressed("1", None))]
    assert "ValueError in a turn (Press)" in caplog.text
    assert "CANARY" not in caplog.text


async def test_a_refused_reply_is_an_apology() -> None:
    room = Room()
    room.messenger.outcome = Outcome.REFUSED
    await room.handle(Text("osh"))
    assert room.messenger.ids == ["echo", "broken"]


async def test_a_store_with_a_bug_still_gets_an_apology(caplog: pytest.LogCaptureFixture) -> None:
    room = Room()
    room.turns._store = None  # type: ignore[assignment]
    await room.handle(Text("osh"))
    assert caplog.text.count("AttributeError in a turn") == 2
    assert room.messenger.ids == []  # nothing more can be done, and nothing was raised


@pytest.mark.fault("F31")
async def test_a_flood_gets_one_warning_and_its_buttons_still_stop_ticking() -> None:
    room = Room(burst=2)
    for _ in range(6):
        await room.handle(Press("h"), PRESSED)
    assert room.messenger.ids == ["echo", "echo", "slow-down"]
    assert len(room.messenger.acknowledged) == 3


async def test_a_group_is_left_after_the_answer() -> None:
    room = Room()
    room.turn = Turn(Session(), (screen("bye"),), leave=True)
    await room.handle(Text("x"))
    assert room.messenger.left == [1]


async def test_an_open_question_that_cannot_be_stored_is_no_setting_lost() -> None:
    """It holds in RAM meanwhile; the person chose nothing that could be lost."""
    room = Room()
    room.turn = Turn(Session(open=OpenQuestion("stay-days", "3f9a", "")), (screen("q"),))
    room.store.broken = StoreUnavailable()
    await room.handle(Text("1"))
    assert room.messenger.ids == ["echo"]


async def test_typed_words_wait_until_they_can_be_read_and_buttons_do_not() -> None:
    learning: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    room = Room(learning=learning)
    typed = asyncio.create_task(room.handle(Text("patent")))
    await room.handle(Press("h"), PRESSED)
    await asyncio.sleep(0)
    assert len(room.seen) == 1
    assert not typed.done()
    learning.set_result(None)
    await typed
    assert len(room.seen) == 2


async def test_one_who_is_cut_short_does_not_end_the_learning() -> None:
    learning: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    typed = asyncio.create_task(Room(learning=learning).handle(Text("patent")))
    await asyncio.sleep(0)
    typed.cancel()
    await asyncio.gather(typed, return_exceptions=True)
    assert not learning.cancelled()


async def test_what_could_not_be_learned_keeps_nobody_waiting() -> None:
    learning: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    learning.set_exception(OSError())
    room = Room(learning=learning)
    await room.handle(Text("patent"))
    assert len(room.seen) == 1
