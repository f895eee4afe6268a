"""The real program as a process: `safar run` with its own state folder and a free port."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAFAR = Path(sys.executable).parent / "safar"


@dataclass
class Process:
    """A running Safar. `log` grows as it writes; `url` is the chat page's address."""

    popen: subprocess.Popen[str]
    state: Path
    log: list[str] = field(default_factory=list)
    lines: queue.Queue[str | None] = field(default_factory=queue.Queue)
    url: str = ""

    def read(self) -> None:
        assert self.popen.stdout
        for line in self.popen.stdout:
            self.log.append(line.rstrip("\n"))
            self.lines.put(line)
        self.lines.put(None)

    def wait_for(self, pattern: str, seconds: float = 20) -> re.Match[str]:
        """The first line from here on that matches; fails when the process ends before."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                line = self.lines.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                raise AssertionError(f"ended with {self.popen.wait()}:\n" + "\n".join(self.log))
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"no line like {pattern!r} in:\n" + "\n".join(self.log))


def environment(**settings: str) -> dict[str, str]:
    """The environment without the settings of whoever runs the tests."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BOT_", "SAFAR_")) or name == "SAFAR_SCREENSHOTS"
    }
    return kept | {"PYTHONUNBUFFERED": "1"} | settings


@contextmanager
def safar(folder: Path, module: str = "", **settings: str) -> Iterator[Process]:
    """Start `safar run`, or a module that runs it, in an empty folder; told to stop at the end."""
    state = folder / "state"
    own = {"SAFAR_PORT": "0", "SAFAR_STATE": str(state)}
    if module:  # the tests' own, which no installation has
        own["PYTHONPATH"] = str(ROOT)
    env = environment(**(own | settings))
    popen = subprocess.Popen(
        [sys.executable, "-m", module] if module else [SAFAR, "run"],
        cwd=folder,
        env=env,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    process = Process(popen, state)
    reader = threading.Thread(target=process.read, daemon=True)
    reader.start()
    try:
        yield process
    finally:
        if popen.poll() is None:
            popen.terminate()
        try:
            popen.wait(15)
        except subprocess.TimeoutExpired:
            popen.kill()
            popen.wait()
        reader.join(5)


@contextmanager
def sandbox_safar(folder: Path, **settings: str) -> Iterator[Process]:
    """A Safar in its sandbox that is up; `url` is set."""
    with safar(folder, **settings) as process:
        process.url = process.wait_for(r"Open (http://\S+) ")[1]
        process.wait_for("serving Telegram")
        yield process
