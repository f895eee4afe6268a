"""A sandbox and the real program behind its webhook, each a process of its own."""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bot.sandbox import TOKEN
from tests.conftest import ROOT
from tests.process import Process, safar

Json = dict[str, Any]

SECRET = "a-secret-for-the-tests-0123456789_"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Api:
    """The sandbox process, told what to do over `/control`."""

    url: str
    client: httpx.Client

    def push(self, *updates: Json) -> list[int]:
        answer = self.client.post("/control/updates", json=list(updates))
        found: list[int] = answer.json()["update_ids"]
        return found

    def calls(self, method: str, least: int = 0, wait: float = 30) -> list[Json]:
        """The calls of one method; fails when there are fewer than `least` in time."""
        query = {"method": method, "least": str(least), "wait": str(wait)}
        made: list[Json] = self.client.get("/control/calls", params=query, timeout=wait + 10).json()
        assert len(made) >= least, f"{len(made)} × {method}"
        return made

    def forget_calls(self) -> None:
        self.client.delete("/control/calls")

    def fail(self, **fault: Any) -> None:
        self.client.post("/control/faults", json=fault).raise_for_status()

    def mend(self) -> None:
        self.client.delete("/control/faults")


@contextlib.contextmanager
def sandbox() -> Iterator[Api]:
    command = [
        sys.executable, "-m", "bot.sandbox", "--webhook-interval", "0", "--repeat-hold", "0",
        "--conflict-pause", "0", "--webhook-retry", "0.05", "--webhook-retry-max", "0.2",
    ]  # fmt: skip
    popen = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert popen.stdout
        url = f"http://127.0.0.1:{int(popen.stdout.readline())}"
        with httpx.Client(base_url=url, trust_env=False) as client:
            yield Api(url, client)
    finally:
        popen.terminate()
        popen.wait(15)


@dataclass
class Hooked:
    """Safar with a webhook at `url`, and `health` beside it."""

    process: Process
    api: Api
    url: str
    health: str

    @property
    def pid(self) -> int:
        return self.process.popen.pid

    def post(self, content: Any, headers: Any = None, **options: Any) -> httpx.Response:
        """As Telegram would; `headers` replace the right secret."""
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
        given = [(HEADER, SECRET)] if headers is None else headers
        return httpx.post(
            self.url, content=content, headers=given, trust_env=False,
            timeout=30, **options,
        )  # fmt: skip

    def metric(self, name: str) -> float:
        text = httpx.get(f"{self.health}/metrics", trust_env=False).text
        (line,) = [row for row in text.splitlines() if row.startswith(f"{name} ")]
        return float(line.split()[1])


@contextlib.contextmanager
def hooked(folder: Path, api: Api, module: str = "", **settings: str) -> Iterator[Hooked]:
    """A Safar that serves by webhook; ended at the end."""
    port, health = free_port(), free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    quick = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": api.url,
        "SAFAR_WEBHOOK_URL": url,
        "SAFAR_WEBHOOK_PORT": str(port),
        "SAFAR_WEBHOOK_SECRET": SECRET,
        "SAFAR_HEALTH_PORT": str(health),
        "SAFAR_RETRY_MAX": "0.5",
        "SAFAR_FLOOD_BURST": "10000",
        "SAFAR_RELOAD": "false",
    }
    with safar(folder, module, **(quick | settings)) as process:
        process.wait_for("serving Telegram by webhook", 60)
        yield Hooked(process, api, url, f"http://127.0.0.1:{health}")


def said(number: int, text: str, chat_id: int = 7) -> Json:
    """A message of a person, as an update without its id."""
    person = {"id": chat_id, "is_bot": False, "first_name": "CanaryName", "language_code": "ru"}
    return {
        "message": {
            "message_id": number, "date": 1_790_000_000, "text": text, "from": person,
            "chat": {"id": chat_id, "type": "private", "first_name": "CanaryName"},
        }
    }  # fmt: skip
