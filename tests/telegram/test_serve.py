"""The whole way over real HTTP: fetched, answered, confirmed."""

from __future__ import annotations

import asyncio
import logging
import time

import pytest

from bot.dialogue.session import Session
from bot.errors import TokenError
from tests.telegram.double import Double, member, message
from tests.telegram.running import Running


def _all_confirmed(telegram: Double) -> bool:
    return not telegram.pending


async def test_answers_and_then_confirms(telegram: Double, running: Running) -> None:
    telegram.text(1, "hello")
    running.start()
    await telegram.until(lambda: telegram.texts() == ["hello"])
    await telegram.until(lambda: _all_confirmed(telegram))
    assert running.store.rows == {1: Session(region="hello")}
    assert running.topics.counted == [(1, ("echo",))]
    allowed = telegram.made("getUpdates")[0].params["allowed_updates"]
    assert allowed == '["message", "edited_message", "callback_query", "my_chat_member"]'


async def test_not_confirmed_while_the_answer_is_not_out(
    telegram: Double, running: Running
) -> None:
    telegram.fail("sendMessage", action="hang")
    first = telegram.text(1, "slow")
    running.start(call_timeout=60)
    await telegram.until(lambda: len(telegram.made("sendMessage")) == 1)
    # The others go on meanwhile, and still nothing from the slow one on is confirmed.
    telegram.text(2, "quick")
    await telegram.until(lambda: telegram.texts(2) == ["quick"])
    await telegram.until(lambda: len(telegram.made("getUpdates")) > 3)
    assert min(telegram.pending) == first
    assert all(int(c.params.get("offset", 0)) <= first for c in telegram.made("getUpdates"))


async def test_fetching_does_not_spin_while_work_is_in_hand(
    telegram: Double, running: Running
) -> None:
    telegram.fail("sendMessage", retry_after=2)
    telegram.text(1, "slow")
    running.start()
    await telegram.until(lambda: len(telegram.texts()) == 2)
    await telegram.until(lambda: _all_confirmed(telegram))
    assert len(telegram.made("getUpdates")) <= 8


@pytest.mark.fault("F02")
@pytest.mark.parametrize(
    "poison",
    [
        {"message": {"message_id": 1, "chat": {"id": 3, "type": "private"}}},
        {"message": message(3, text="CANARY") | {"date": "yesterday"}},
        {"message": message(3, text="CANARY") | {"date": 10**18}},
        {"message": 5},
        {"callback_query": {"id": "1"}},
        {"what_is_this": {}},
    ],
)
async def test_an_unparsable_update_does_not_stop_its_neighbours(
    telegram: Double, running: Running, caplog: pytest.LogCaptureFixture, poison: dict[str, object]
) -> None:
    telegram.text(1, "before")
    telegram.push(poison)
    telegram.text(2, "after")
    running.start()
    await telegram.until(lambda: sorted(telegram.texts()) == ["after", "before"], 2)
    await telegram.until(lambda: _all_confirmed(telegram))
    assert len(telegram.made("getUpdates")) <= 10
    assert "CANARY" not in caplog.text
    if "what_is_this" not in poison:  # a kind we do not know is no fault
        assert caplog.text.count("could not be read") == 1


async def test_an_entry_without_an_id_cannot_make_us_spin(
    telegram: Double, running: Running
) -> None:
    body = '{"ok": true, "result": ["not even an update"]}'
    telegram.fail("getUpdates", action="garbage", body=body, times=None)
    running.start(retry_max=0.5)
    await telegram.until(lambda: len(telegram.made("getUpdates")) >= 3)
    first, *_, last = telegram.made("getUpdates")
    assert last.time - first.time > 0.6


@pytest.mark.fault("F03")
async def test_a_refused_token_ends_the_process(telegram: Double, running: Running) -> None:
    running.start()
    await telegram.until(lambda: bool(telegram.made("getUpdates")))
    telegram.fail("*", status=401, times=None, description="Unauthorized")
    telegram.text(1, "wakes the waiting call")
    assert running.task
    with pytest.raises(TokenError) as raised:
        await asyncio.wait_for(running.task, 7)  # the waiting call itself lasts up to 5 s
    assert telegram.token not in str(raised.value)


async def test_a_refused_token_at_the_start(telegram: Double, running: Running) -> None:
    telegram.fail("*", status=401, times=None)
    running.start()
    assert running.task
    with pytest.raises(TokenError):
        await asyncio.wait_for(running.task, 5)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 404}, marks=pytest.mark.fault("F03"), id="404"),
        pytest.param({"status": 409}, marks=pytest.mark.fault("F07"), id="409"),
        pytest.param({"status": 502}, marks=pytest.mark.fault("F08"), id="502"),
        pytest.param({"action": "garbage"}, marks=pytest.mark.fault("F08"), id="garbage"),
        pytest.param(
            {"action": "garbage", "status": 502}, marks=pytest.mark.fault("F08"), id="html"
        ),
        pytest.param({"action": "reset"}, marks=pytest.mark.fault("F08"), id="reset"),
        pytest.param({"action": "hang", "times": 1}, marks=pytest.mark.fault("F08"), id="hang"),
        pytest.param({"retry_after": 1, "times": 1}, id="429"),
    ],
)
async def test_trouble_with_fetching_passes(
    telegram: Double,
    running: Running,
    caplog: pytest.LogCaptureFixture,
    fault: dict[str, object],
) -> None:
    caplog.set_level(logging.INFO, "bot")
    telegram.fail("getUpdates", **({"times": 3} | fault))
    telegram.text(1, "hello")
    running.start(poll_timeout=0, call_timeout=2, retry_max=0.5)
    await telegram.until(lambda: telegram.texts() == ["hello"])
    assert caplog.text.count("no updates from Telegram") == 1
    assert "Telegram answers again" in caplog.text
    assert "Traceback" not in caplog.text
    assert telegram.token not in caplog.text


@pytest.mark.fault("F07")
async def test_somebody_else_with_the_token_is_an_alarm(
    telegram: Double, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail("getUpdates", status=409, times=3)
    telegram.text(1, "hello")
    running.start(retry_max=0.2)
    await telegram.until(lambda: telegram.texts() == ["hello"])
    assert caplog.text.count("SECURITY") == 1


@pytest.mark.fault("F09")
@pytest.mark.parametrize("fault", [{"status": 500}, {"action": "reset"}, {"status": 404}])
async def test_waits_for_telegram_at_the_start(
    telegram: Double, running: Running, fault: dict[str, object]
) -> None:
    telegram.fail("*", times=4, **fault)
    telegram.text(1, "hello")
    running.start(retry_max=0.3)
    await telegram.until(lambda: telegram.texts() == ["hello"])


async def test_a_stop_while_telegram_is_away_is_quick(telegram: Double, running: Running) -> None:
    telegram.fail("*", times=None)
    running.start(retry_max=300)
    await telegram.until(lambda: bool(telegram.made("getMe")))
    await asyncio.wait_for(running.stop(), 2)


async def test_a_webhook_that_is_set_is_removed(telegram: Double, running: Running) -> None:
    telegram.world.hook.set("https://example.org/hook", "", 40)
    telegram.text(1, "hello")
    running.start()
    await telegram.until(lambda: telegram.texts() == ["hello"])
    assert not telegram.made("deleteWebhook")[0].params


@pytest.mark.fault("F11")
async def test_a_stop_finishes_what_is_in_hand_and_leaves_the_rest(
    telegram: Double, running: Running
) -> None:
    for number in range(200):
        telegram.text(number % 10 + 1, str(number))
    telegram.fail("sendMessage", action="slow", seconds=0.05, times=None)
    running.start()
    await telegram.until(lambda: len(telegram.texts()) >= 40)
    began = time.monotonic()
    await running.stop()
    assert time.monotonic() - began < 5
    answered = telegram.texts()
    assert len(answered) == len(set(answered)) < 200
    assert len(answered) + len(telegram.pending) == 200


@pytest.mark.fault("F13")
async def test_no_more_is_fetched_than_fits(telegram: Double, running: Running) -> None:
    """Telegram gives 100 past the first unfinished one: that is the bound of what we hold."""
    telegram.fail("sendMessage", action="hang", times=None)
    for chat_id in range(1, 301):
        telegram.text(chat_id, "blocked")
    running.start(call_timeout=30, drain=0.5)
    await telegram.until(lambda: len(telegram.made("sendMessage")) == 100)
    calls = len(telegram.made("getUpdates"))
    await asyncio.sleep(1.5)  # a time in which nothing may happen
    assert len(telegram.made("getUpdates")) == calls
    assert len(telegram.pending) == 300


async def test_one_slow_chat_cannot_hold_up_everybody(
    telegram: Double, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.intake._PATIENCE", 0.5)
    telegram.fail("sendMessage", action="hang", chat_id=1, times=None)
    telegram.text(1, "slow")
    for chat_id in range(2, 152):
        telegram.text(chat_id, "quick")
    running.start(call_timeout=30, drain=0.5)
    await telegram.until(lambda: telegram.texts().count("quick") == 150)


@pytest.mark.fault("F06")
async def test_order_within_a_chat(telegram: Double, running: Running) -> None:
    for number in range(100):
        telegram.press(number % 5 + 1, f"n{number}")
    running.start()
    await telegram.until(lambda: len(telegram.made("editMessageText")) == 100)
    for chat_id in range(1, 6):
        edits = [e for e in telegram.made("editMessageText") if int(e.params["chat_id"]) == chat_id]
        assert [e.params["text"] for e in edits] == [f"n{n}" for n in range(chat_id - 1, 100, 5)]


@pytest.mark.fault("F31")
async def test_a_flood_is_braked_and_hurts_nobody_else(telegram: Double, running: Running) -> None:
    for number in range(50):
        telegram.text(1, f"spam {number}")
    telegram.text(2, "help")
    running.start(flood_burst=10)
    await telegram.until(lambda: telegram.texts(2) == ["help"])
    (answer,) = (e for e in telegram.made("sendMessage") if e.params["chat_id"] == "2")
    assert answer.time - telegram.made("getUpdates")[0].time < 1
    await telegram.until(lambda: _all_confirmed(telegram))
    spam = telegram.texts(1)
    assert 11 <= len(spam) <= 14  # a token a second comes back meanwhile
    assert sum("Too many messages" in text for text in spam) == 1


@pytest.mark.fault("F33")
async def test_a_group_is_told_once_and_left(telegram: Double, running: Running) -> None:
    telegram.push({"my_chat_member": member(-7, "member")})
    running.start()
    await telegram.until(lambda: bool(telegram.made("leaveChat")))
    assert telegram.texts(-7) == ["only in private"]


@pytest.mark.fault("F17")
async def test_who_blocks_us_is_forgotten(telegram: Double, running: Running) -> None:
    running.store.rows = {1: Session(locale="ky"), 2: Session(locale="tg")}
    telegram.push({"my_chat_member": member(1, "kicked")})
    telegram.text(2, "hello")
    telegram.world.people[2].deactivated = True
    running.start()
    await telegram.until(lambda: not running.store.rows)
    assert sorted(running.topics.forgotten) == [1, 2]


@pytest.mark.fault("F35")
async def test_our_own_mistake_is_an_apology(
    telegram: Double, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.text(123456789, "raise")
    telegram.text(123456789, "next")
    running.start()
    await telegram.until(lambda: len(telegram.texts()) == 2)
    apology, following = telegram.texts()
    assert "my mistake" in apology
    assert following == "next"
    assert "ValueError in a turn (Text)" in caplog.text
    for canary in ("raise", "123456789", "CanaryName", "Traceback"):
        assert canary not in caplog.text
