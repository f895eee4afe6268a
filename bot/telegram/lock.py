"""Two processes that poll with one token take each other's updates: one state folder, one bot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import LockError, StateError


@contextmanager
def sole_user(state: Path) -> Iterator[None]:
    """Hold the lock of a state folder. The system frees it when the process ends, however.

    Raises `LockError` where another process holds it, `StateError` where it cannot be made.
    """
    lock = FileLock(state / "safar.lock", timeout=0, fallback_to_soft=False)
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise LockError(f"another Safar is already running with the state folder {state}") from None
    except OSError as error:
        raise StateError(f"cannot write to the state folder {state}: {error.strerror}") from None
    try:
        yield
    finally:
        lock.release()
