"""The real `safar run` as a process that talks to a sandbox in the test's own event loop."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.journal import Entry
from tests.process import Process, safar
from tests.telegram.double import Double

CANARIES = ("CanaryName", "canary-text", "Traceback")


@dataclass
class Program:
    """`state`: its state folder. `log`: what it said so far, without what it will say."""

    process: Process
    started: float  # monotonic seconds

    @property
    def state(self) -> Path:
        return self.process.state

    @property
    def log(self) -> str:
        return "\n".join(self.process.log)

    @property
    def pid(self) -> int:
        return self.process.popen.pid

    async def says(self, pattern: str, seconds: float = 30) -> re.Match[str]:
        """The first line from here on that matches."""
        return await asyncio.to_thread(self.process.wait_for, pattern, seconds)

    async def serving(self) -> Program:
        await self.says("serving Telegram")
        return self

    async def ends(self, seconds: float = 20) -> int:
        """Its exit code, once it ends by itself or after `terminate` or `kill`."""
        return await asyncio.to_thread(self.process.popen.wait, seconds)

    def terminate(self) -> None:
        self.process.popen.terminate()

    def kill(self) -> None:
        self.process.popen.kill()

    def memory(self, what: str = "VmRSS") -> float:
        """MiB now, or the most so far (`VmHWM`)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(rf"{what}:\s+(\d+) kB", status)
        assert found
        return int(found[1]) / 1024


@contextlib.asynccontextmanager
async def program(
    telegram: Double, folder: Path, module: str = "", **settings: object
) -> AsyncIterator[Program]:
    """Start it, with short times unless told otherwise; at the end it is told to stop, and
    must not have said anything it should not."""
    fast = {
        "BOT_TOKEN": telegram.token,
        "BOT_API_URL": telegram.url,
        "SAFAR_POLL_TIMEOUT": 5,
        "SAFAR_RETRY_MAX": 1,
        "SAFAR_CALL_TIMEOUT": 5,
        "SAFAR_FLOOD_BURST": 100_000,
        "SAFAR_DRAIN": 5,
        "SAFAR_RELOAD": "false",
    }
    told = {name: str(value) for name, value in (fast | settings).items()}
    running = safar(folder, module, **told)
    started = time.monotonic()
    process = running.__enter__()
    try:
        yield Program(process, started)
    finally:
        # In a thread: it may have something to say to the sandbox of this event loop first.
        await asyncio.to_thread(running.__exit__, None, None, None)
        for canary in (*CANARIES, telegram.token):
            assert not [line for line in process.log if canary in line]


def edits(telegram: Double, chat_id: int | None = None) -> list[Entry]:
    """The answers to presses, repeated and refused ones too."""
    return [
        entry
        for entry in telegram.made("editMessageText")
        if chat_id is None or int(entry.params["chat_id"]) == chat_id
    ]


def press(telegram: Double, chat_id: int, target: str) -> int:
    """Press a button under a message of its own; that message's id."""
    telegram.press(chat_id, target)
    message_id: int = telegram._serial + 10_000
    return message_id


async def shown(telegram: Double, message_id: int, seconds: float = 20) -> Entry:
    """The answer to that press, once Telegram took it."""

    def found() -> Entry | None:
        for entry in reversed(telegram.made("editMessageText")):
            taken = entry.answer and entry.answer["status"] == 200
            if taken and int(entry.params["message_id"]) == message_id:
                return entry
        return None

    await telegram.until(lambda: found() is not None, seconds)
    entry = found()
    assert entry
    return entry


async def ask(telegram: Double, chat_id: int, target: str) -> tuple[Entry, float]:
    """Press, wait for the answer: the call and the seconds from the press to it."""
    asked = telegram.world.clock()
    entry = await shown(telegram, press(telegram, chat_id, target))
    return entry, entry.time - asked


def all_confirmed(telegram: Double) -> bool:
    return not telegram.pending


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def rounds(seconds: float) -> Iterator[int]:
    """0, 1, 2 … until the time is over."""
    until, number = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        yield number
        number += 1
