"""A process that cannot help itself ends, with a code and one line."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.sandbox import TOKEN
from bot.vitals import Vitals
from bot.watchdog import EXIT_CODE, Watchdog
from tests.process import Process, safar
from tests.webhook.hooked import Api, free_port, hooked, said, sandbox


@pytest.fixture
def api() -> Iterator[Api]:
    with sandbox() as made:
        yield made


def polling(api: Api, **settings: str) -> dict[str, str]:
    return {
        "BOT_TOKEN": TOKEN, "BOT_API_URL": api.url, "SAFAR_POLL_TIMEOUT": "1",
        "SAFAR_CALL_TIMEOUT": "1", "SAFAR_RETRY_MAX": "0.3", "SAFAR_WATCHDOG": "5",
        "SAFAR_RELOAD": "false",
    } | settings  # fmt: skip


def last_words(process: Process) -> str:
    lines = [line for line in process.log if "watchdog" in line]
    assert len(lines) == 1
    assert lines[0] == process.log[-1]
    assert "CRITICAL" in lines[0]
    assert "Traceback" not in "\n".join(process.log)
    return lines[0]


@pytest.mark.fault("F04")
def test_fetching_that_hangs(tmp_path: Path, api: Api) -> None:
    port = free_port()
    settings = polling(api, SAFAR_HEALTH_PORT=str(port))
    with safar(tmp_path, **settings) as process:
        process.wait_for("serving Telegram", 60)
        until(f"http://127.0.0.1:{port}/healthz", 200)  # once the first call was answered
        api.fail(method="getUpdates", action="hang", times=None)
        assert process.popen.wait(30) == EXIT_CODE
        assert "getUpdates hangs" in last_words(process)
    # What starts it again finds everything as it was.
    api.mend()
    api.push(said(1, "/start"))
    with safar(tmp_path, **settings):
        api.calls("sendMessage", 1)


@pytest.mark.fault("F08")
@pytest.mark.parametrize("fault", [{"status": 502}, {"status": 409}, {"action": "reset"}])
def test_a_telegram_that_refuses_is_no_reason_to_end(
    tmp_path: Path, api: Api, fault: dict[str, object]
) -> None:
    """A new start would not help, and would lose what is in RAM."""
    port = free_port()
    with safar(
        tmp_path, **polling(api, SAFAR_WATCHDOG="2", SAFAR_HEALTH_PORT=str(port))
    ) as process:
        process.wait_for("serving Telegram", 60)
        api.fail(method="getUpdates", times=None, **fault)
        until(f"http://127.0.0.1:{port}/healthz", 503)
        api.forget_calls()
        api.calls("getUpdates", 10)  # 10 × 0.3 s: longer than the watchdog waits
        assert process.popen.poll() is None
        api.mend()
        api.push(said(1, "/start"))
        api.calls("sendMessage", 1)
        until(f"http://127.0.0.1:{port}/healthz", 200)


def until(url: str, status: int, seconds: float = 20) -> None:
    """Ask until that is the answer."""
    with httpx.Client(trust_env=False) as client:
        pause, tries = threading.Event(), int(seconds / 0.1)
        for _ in range(tries):
            if client.get(url).status_code == status:
                return
            pause.wait(0.1)
    raise AssertionError(f"{url} did not come to answer {status}")


@contextmanager
def stuck(folder: Path, **settings: str) -> Iterator[Process]:
    with safar(folder, module="tests.health.stuck_process", **settings) as process:
        process.wait_for("serving Telegram", 60)
        yield process


@pytest.mark.fault("F04")
def test_an_event_loop_that_stands_still(tmp_path: Path, api: Api) -> None:
    port = free_port()
    settings = polling(api, SAFAR_WATCHDOG="5", SAFAR_HEALTH_PORT=str(port))
    with stuck(tmp_path, **settings) as process:
        api.push(said(1, "block"))
        api.client.get("/control/state")
        # Health has a thread of its own: it still answers meanwhile.
        assert httpx.get(f"http://127.0.0.1:{port}/metrics", trust_env=False).status_code == 200
        assert process.popen.wait(30) == EXIT_CODE
        assert "stands still" in last_words(process)


@pytest.mark.fault("F04")
def test_a_webhook_has_a_heartbeat_too(tmp_path: Path, api: Api) -> None:
    settings = {"SAFAR_WATCHDOG": "5", "SAFAR_POLL_TIMEOUT": "1"}
    with hooked(tmp_path, api, module="tests.health.stuck_process", **settings) as bot:
        api.push(said(1, "block"))
        assert bot.process.popen.wait(30) == EXIT_CODE
        assert "stands still" in last_words(bot.process)


@pytest.mark.fault("F44")
def test_an_end_that_does_not_come(tmp_path: Path, api: Api) -> None:
    """A thread left behind, as of an open database connection, keeps Python alive for ever."""
    with stuck(tmp_path, **polling(api)) as process:
        api.push(said(1, "leave"))
        assert process.popen.wait(30) == EXIT_CODE
        assert "the end did not come" in last_words(process)


def test_what_counts_as_stuck() -> None:
    now = 1000.0
    vitals = Vitals(lambda: now)
    now += 59
    assert vitals.stuck(60) == ""
    now += 1
    assert "event loop" in vitals.stuck(60)
    vitals.beat()
    vitals.asking()
    now += 40
    vitals.beat()
    vitals.asking()  # after a first silence: it goes on
    now += 20
    vitals.beat()
    assert "getUpdates" in vitals.stuck(60)
    vitals.heard()
    assert vitals.stuck(60) == ""
    now += 300
    vitals.beat()
    assert vitals.stuck(60) == ""  # holding back, or a long pause, is no hang
    vitals.asking()
    vitals.fetched()
    assert vitals.stuck(60) == ""


def test_health_needs_fetching_only_where_it_polls() -> None:
    now = 1000.0
    vitals = Vitals(lambda: now)
    vitals.polling = True
    assert vitals.healthy(60)
    now += 61
    vitals.beat()
    assert not vitals.healthy(60)
    vitals.fetched()
    assert vitals.healthy(60)
    now += 61
    assert not vitals.healthy(60)
    vitals.polling = False
    assert not vitals.healthy(60)
    vitals.beat()
    assert vitals.healthy(60)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="systemd is for Linux")
@pytest.mark.parametrize("abstract", [False, True])
def test_systemd_is_told(tmp_path: Path, api: Api, abstract: bool) -> None:
    name = f"\0safar-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(name)
        systemd.settimeout(30)
        settings = polling(api, NOTIFY_SOCKET=name.replace("\0", "@"))
        with safar(tmp_path, **settings) as process:
            heard = [systemd.recv(100)]
            while b"READY=1" not in heard:
                heard.append(systemd.recv(100))
            process.wait_for("serving Telegram", 60)
            assert systemd.recv(100) == b"WATCHDOG=1"
            api.fail(method="getUpdates", action="hang", times=None)
            process.popen.terminate()
            while systemd.recv(100) != b"STOPPING=1":
                pass
            assert process.popen.wait(20) == 0


def test_no_word_to_systemd_once_it_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("bot.watchdog.notify", told.append)
    vitals = Vitals()
    ended = threading.Event()

    def end(why: str) -> None:
        told.append(why)
        ended.set()

    Watchdog(vitals, 0.2, end).start()
    assert ended.wait(10)
    assert told[0] == "WATCHDOG=1"
    assert told[-1] == "the event loop stands still"
