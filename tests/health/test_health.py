"""What the health port says, and what it must not."""

from __future__ import annotations

import re
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.health import Health
from bot.sandbox import TOKEN
from bot.vitals import Vitals
from tests.conftest import ROOT
from tests.health.test_watchdog import polling, until
from tests.process import safar, sandbox_safar
from tests.start.test_start import ends, plain
from tests.webhook.hooked import Api, Hooked, free_port, hooked, said, sandbox


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with sandbox() as made:
        yield made


def get(port: int, path: str) -> httpx.Response:
    return httpx.get(f"http://127.0.0.1:{port}{path}", trust_env=False)


@pytest.mark.fault("F09")
def test_not_ready_while_telegram_is_away(tmp_path: Path, api: Api) -> None:
    port = free_port()
    api.fail(method="getMe", status=500, times=None)
    settings = polling(api, SAFAR_HEALTH_PORT=str(port), SAFAR_WATCHDOG="60")
    with safar(tmp_path, **settings) as process:
        process.wait_for("no updates from Telegram", 60)
        assert get(port, "/readyz").status_code == 503
        assert get(port, "/healthz").status_code == 200
        api.mend()
        process.wait_for("serving Telegram", 60)
        until(f"http://127.0.0.1:{port}/readyz", 200)
        process.popen.terminate()
        assert process.popen.wait(20) == 0


@pytest.mark.fault("F22")
def test_a_bad_reload_leaves_it_ready(tmp_path: Path) -> None:
    port, content = free_port(), tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    page = content / "ru/papers/patent.yaml"
    text = page.read_text("utf-8")
    failed = "safar_content_reload_failed 1.0"
    settings = {"SAFAR_CONTENT": str(content), "SAFAR_HEALTH_PORT": str(port)}
    with sandbox_safar(tmp_path, **settings) as process:
        assert failed not in get(port, "/metrics").text
        page.write_text(text.replace("title: ", "titel: ", 1), "utf-8")
        process.wait_for("content not reloaded")
        assert get(port, "/readyz").status_code == 200
        assert failed in get(port, "/metrics").text
        page.write_text(text, "utf-8")
        process.wait_for("content reloaded")
        assert failed not in get(port, "/metrics").text


@pytest.mark.fault("P09")
def test_one_question_does_not_show(tmp_path: Path, api: Api) -> None:
    with hooked(tmp_path, api) as bot:
        before = httpx.get(f"{bot.health}/metrics", trust_env=False).text
        api.push(said(1, "/start"))
        api.calls("sendMessage", 1)
        assert httpx.get(f"{bot.health}/metrics", trust_env=False).text == before
        api.push(*(said(number, "/start", number) for number in range(10, 30)))
        api.calls("sendMessage", 21)
        # A reply is counted when Telegram has confirmed it: a moment after the call.
        seen = {metric(bot, "updates"), metric(bot, "replies")}
        for _ in range(100):
            if metric(bot, "updates") == 20 and metric(bot, "replies") >= 20:
                break
            threading.Event().wait(0.1)
        assert metric(bot, "updates") == 20
        assert 20 <= metric(bot, "replies") <= len(api.calls("sendMessage"))
        assert all(number % 10 == 0 for number in seen)


def metric(bot: Hooked, name: str) -> float:
    return bot.metric(f"safar_{name}_total")


def test_every_number_comes_out() -> None:
    vitals = Vitals()
    vitals.serving = vitals.reload_failed = True
    vitals.updates, vitals.skipped, vitals.replies, vitals.in_flight = 129, 19, 111, 31
    vitals.conflicts, vitals.forbidden = 3, 4
    vitals.refusals.update({"gone": 25, "busy": 9})
    port = free_port()
    with Health(vitals, 60).serve("127.0.0.1", port):
        text = get(port, "/metrics").text
    numbers = {
        line.split(" ")[0]: float(line.split(" ")[1])
        for line in text.splitlines()
        if not line.startswith("#")
    }
    assert numbers == {
        "safar_updates_total": 120, "safar_updates_skipped_total": 10,
        "safar_replies_total": 110, 'safar_refusals_total{kind="busy"}': 0,
        'safar_refusals_total{kind="gone"}': 20, "safar_conflicts_total": 3,
        "safar_webhook_forbidden_total": 4, "safar_in_flight": 30,
        "safar_content_reload_failed": 1, "safar_ready": 1,
    }  # fmt: skip


def test_a_taken_port(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, text = ends(tmp_path, SAFAR_HEALTH_PORT=str(port))
    assert code == 4
    assert str(port) in plain(text)


def test_off_unless_it_is_asked_for(tmp_path: Path, api: Api) -> None:
    """Nothing listens but what was asked for: here the program only calls out."""
    with safar(tmp_path, **polling(api, SAFAR_WATCHDOG="0", BOT_TOKEN=TOKEN)) as process:
        process.wait_for("serving Telegram", 60)
        assert listening(process.popen.pid) == set()


def listening(pid: int) -> set[str]:
    """The inodes of the process's own listening TCP sockets."""
    own = {
        match[1]
        for link in Path(f"/proc/{pid}/fd").iterdir()
        if (match := re.match(r"socket:\[(\d+)\]", str(link.readlink())))
    }
    found = set()
    for table in ("tcp", "tcp6"):
        for row in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            columns = row.split()
            if columns[3] == "0A":
                found.add(columns[9])
    return own & found
