"""The state folder: made private, checked once at start, and never trusted to have room."""

from __future__ import annotations

import errno
import logging
import os
import re
import secrets
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.errors import StateError

log = logging.getLogger(__name__)

DATABASE = "safar.db"
KEY_FILE = "safar.keys"
RESERVE = "reserve"
RESERVE_SIZE = 64 * 1024  # bytes; what a deletion needs when the disk is full
QUARANTINE_DAYS = 30
_OURS = (DATABASE, KEY_FILE, RESERVE)
_BROKEN = re.compile(r"\.broken-(\d{8})-\d{6}")


def prepare_folder(folder: Path) -> None:
    """Make the folder (0700) and prove that this process can write in it.

    Raises `StateError`, one line. A full disk is no error here: the bot answers without it.
    """
    try:
        made = not folder.exists()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _probe(folder)
        database = folder / DATABASE
        if database.exists() and not os.access(database, os.R_OK | os.W_OK):
            raise PermissionError(errno.EACCES, "not ours", str(database))
        _make_private(folder, made)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return
        raise StateError(
            f"the state folder {folder} cannot be written to ({os.strerror(error.errno or 0)}): "
            "give it to the user who runs Safar, or name another one in SAFAR_STATE"
        ) from None


def _make_private(folder: Path, made: bool) -> None:
    """0700, unless the folder is visibly shared with other things (then only a warning)."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if os.name != "posix" or not mode & 0o077:
        return
    entries = {entry.name for entry in folder.iterdir()}
    ours = made or not entries or entries & set(_OURS)
    if ours and folder.stat().st_uid == os.geteuid():
        folder.chmod(0o700)
    else:
        log.warning("The state folder %s is open to other users of this machine.", folder)


def _probe(folder: Path) -> None:
    probe = folder / f".probe-{secrets.token_hex(4)}"
    os.close(os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    probe.unlink()


def make_reserve(folder: Path) -> bool:
    """Keep 64 KiB back, so that a deletion works on a full disk. False: no room for it now."""
    reserve = folder / RESERVE
    try:
        if reserve.exists() and reserve.stat().st_size == RESERVE_SIZE:
            return True
        handle = os.open(reserve, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        try:
            # Random bytes: a compressing file system would keep no room for zeros.
            filling = secrets.token_bytes(RESERVE_SIZE)
            written = os.write(handle, filling)
            os.fsync(handle)
        finally:
            os.close(handle)
        if written == RESERVE_SIZE:
            return True
        reserve.unlink()
    except OSError:
        free_reserve(folder)
    return False


def free_reserve(folder: Path) -> None:
    try:
        (folder / RESERVE).unlink(missing_ok=True)
    except OSError:
        log.warning("The reserve file in %s cannot be freed.", folder)


def quarantine(path: Path, now: datetime) -> Path:
    """Rename a broken file (and its write-ahead log) aside. Returns its new name."""
    aside = path.with_name(f"{path.name}.broken-{now.astimezone(UTC):%Y%m%d-%H%M%S}")
    path.replace(aside)
    wal = path.with_name(path.name + "-wal")
    if wal.exists():
        wal.replace(aside.with_name(aside.name + "-wal"))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    log.error(
        "%s is damaged. It was moved aside to %s and a new, empty one takes its place. "
        "It is deleted after %d days.",
        path,
        aside,
        QUARANTINE_DAYS,
    )
    return aside


def drop_old_quarantine(folder: Path, now: datetime) -> None:
    """A file set aside still holds sealed rows: it must not outlive its use."""
    for entry in folder.iterdir():
        match = _BROKEN.search(entry.name)
        if match is None:
            continue
        made = datetime.strptime(match[1], "%Y%m%d").replace(tzinfo=UTC)
        if now - made > timedelta(days=QUARANTINE_DAYS):
            entry.unlink(missing_ok=True)
