"""/privacy and /forget when everything else is broken; and nothing of memory on a disk."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bot.content.model import Content
from bot.storage.folder import DATABASE, KEY_FILE
from tests.privacy.canaries import ME, needles, person
from tests.process import Process, sandbox_safar


def surrendered(content: Content) -> str:
    """The heading of the list of what could be taken from us, as the person sees it."""
    return content.interfaces["ru"]("privacy", "What could be taken from us")


class Chat:
    """One person before the running program."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.client = httpx.Client(base_url=process.url, trust_env=False, timeout=30)
        self.number = 0

    @property
    def database(self) -> Path:
        return self.process.state / "sandbox" / DATABASE

    def push(self, **content: object) -> None:
        self.number += 1
        self.client.post("/control/updates", json=content).raise_for_status()

    def say(self, command: str) -> list[str]:
        """The texts that come back within 5 s of the command, at least one."""
        self.client.delete("/control/calls")
        self.push(message={
            "message_id": 1000 + self.number, "date": 1_790_000_000, "from": person(),
            "chat": {"id": ME, "type": "private", "first_name": "canaryname"}, "text": command,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(command)}],
        })  # fmt: skip
        query = {"method": "sendMessage", "least": "1", "wait": "6"}
        calls = self.client.get("/control/calls", params=query).json()
        assert calls, f"{command} was not answered"
        return [call["params"]["text"] for call in calls]

    def choose(self, data: str) -> None:
        """Press a button of a message that is still there; back when it is answered."""
        self.push(callback_query={
            "id": f"press-{self.number}", "from": person(), "chat_instance": "1", "data": data,
            "message": {"message_id": 1, "date": 1_790_000_000, "text": "x", "chat": {
                "id": ME, "type": "private", "first_name": "canaryname"}},
        })  # fmt: skip

    def until(self, holds: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + 15
        while not holds():
            assert time.monotonic() < deadline, what
            self.client.get(
                "/control/calls", params={"method": "none", "least": "1", "wait": "0.1"}
            )

    def rows(self) -> int:
        with sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True, timeout=5) as database:
            count: int = database.execute("SELECT count(*) FROM settings").fetchone()[0]
        return count


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """Somebody who has settings on disk."""
    with sandbox_safar(tmp_path, SAFAR_RETRY_MAX="0.2") as process:
        talk = Chat(process)
        talk.say("/start")
        talk.choose("l:ru")
        talk.until(lambda: talk.rows() == 1, "the settings were never written")
        yield talk
        talk.client.close()


def locked(chat: Chat) -> Callable[[], None]:
    database = sqlite3.connect(chat.database, isolation_level=None, timeout=5)
    database.execute("BEGIN IMMEDIATE")

    def mend() -> None:
        database.execute("ROLLBACK")
        database.close()

    return mend


def damaged(chat: Chat) -> Callable[[], None]:
    with chat.database.open("r+b") as file:
        file.write(b"\xff" * 16_384)
    return lambda: None


def deleted(chat: Chat) -> Callable[[], None]:
    for path in chat.database.parent.glob(f"{DATABASE}*"):
        path.unlink()
    return lambda: None


def keyless(chat: Chat) -> Callable[[], None]:
    (chat.database.parent / KEY_FILE).unlink()
    return lambda: None


@pytest.mark.fault("P11")
@pytest.mark.parametrize("breaks", [locked, damaged, deleted, keyless])
def test_privacy_and_forget_are_always_answered(
    chat: Chat, content: Content, breaks: Callable[[Chat], Callable[[], None]]
) -> None:
    mend = breaks(chat)
    for command in ("/privacy", "/forget", "/privacy"):
        start = time.monotonic()
        said = "\n".join(chat.say(command))
        assert time.monotonic() - start < 6
        if command == "/privacy":
            assert surrendered(content) in said
    mend()
    if breaks is locked:  # what had to wait is done as soon as it can be
        chat.until(lambda: chat.rows() == 0, "the deletion was never made")
    assert chat.process.popen.poll() is None


@pytest.mark.fault("P11")
def test_other_keys_and_a_damaged_database_at_the_start(tmp_path: Path, content: Content) -> None:
    state = tmp_path / "state" / "sandbox"
    state.mkdir(parents=True)
    (state / KEY_FILE).write_bytes(b"nonsense")
    (state / DATABASE).write_bytes(b"nonsense" * 1000)
    with sandbox_safar(tmp_path) as process:
        chat = Chat(process)
        assert surrendered(content) in "\n".join(chat.say("/privacy"))
        assert chat.say("/forget")


@pytest.fixture
def core_dumps() -> Iterator[None]:
    """A machine on which a process that crashes is dumped."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)


@pytest.mark.fault("P10")
@pytest.mark.usefixtures("core_dumps")
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_crash_leaves_no_picture_of_memory(tmp_path: Path) -> None:
    with sandbox_safar(tmp_path) as process:
        chat = Chat(process)
        chat.say("/start")
        limits = Path(f"/proc/{process.popen.pid}/limits").read_text()
        (line,) = [row for row in limits.splitlines() if row.startswith("Max core file size")]
        assert line.split()[4:6] == ["0", "0"]
        process.popen.send_signal(signal.SIGSEGV)
        assert process.popen.wait(20) == -signal.SIGSEGV
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith("core")]
    wanted = needles()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [name for name, needle in wanted.items() if needle in content]
    assert os.path.isdir(process.state)
