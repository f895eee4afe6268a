"""A clock tests can turn, keys in RAM, and a store on a real file."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.storage.keys import Keys, new_keys
from bot.storage.sqlite import SqliteStore

DEADLINE = 10.0


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys() -> Keys:
    return new_keys(date(2026, 3, 1))


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def opened(state: Path, keys: Keys, clock: Clock) -> Callable[..., object]:
    """`async with opened() as store:` on the same file each time."""

    @asynccontextmanager
    async def enter(**settings: object) -> AsyncIterator[SqliteStore]:
        use = settings.pop("keys", keys)
        folder = settings.pop("state", state)
        timings: dict[str, object] = {"retry": 0.05, **settings}
        async with SqliteStore(folder / "safar.db", use, now=clock, **timings) as store:
            yield store

    return enter


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 1 MiB."""
    folder = Path(tempfile.mkdtemp())
    mount = shutil.which("mount")
    mounted = (
        mount is not None
        and os.geteuid() == 0
        and subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=1m", "none", str(folder)],
            check=False,
            capture_output=True,
        ).returncode
        == 0
    )
    if not mounted:
        folder.rmdir()
        pytest.skip("no right to mount a small file system here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()


async def until(condition: Callable[[], bool | Awaitable[bool]]) -> None:
    """Wait for a condition, at most `DEADLINE` seconds."""
    async with asyncio.timeout(DEADLINE):
        while True:
            outcome = condition()
            if outcome if isinstance(outcome, bool) else await outcome:
                return
            await asyncio.sleep(0.01)


def residue(folder: Path, needles: list[bytes]) -> list[str]:
    """Files of the folder that hold one of the byte strings, at any place."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            found += [path.name for needle in needles if needle in content]
    return found
