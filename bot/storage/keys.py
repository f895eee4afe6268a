"""The keys: three times 32 random bytes in a file of their own, never in the database.

The file is JSON: `{"version": 1, "current": {…}, "previous": {…} | null}`, each set
`{"made": ISO date, "pepper": hex, "seal": hex, "tally": hex}`. It lies in the state folder,
at `SAFAR_KEYS`, or in systemd's credential folder as `safar-keys` (then it is only read).

A lost or a different file is no error: everybody looks new and the statistics start empty.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.errors import StateError
from bot.storage.folder import KEY_FILE, prepare_folder, quarantine

log = logging.getLogger(__name__)

KEY_SIZE = 32
CREDENTIAL = "safar-keys"
PREVIOUS_DAYS = 30


@dataclass(frozen=True, slots=True, repr=False)
class KeySet:
    """pepper: HMAC of row keys; seal: AEAD of settings; tally: AEAD of the topic tally."""

    made: date
    pepper: bytes
    seal: bytes
    tally: bytes


class Keys:
    """The current set, and for 30 days after a rotation the previous one."""

    def __init__(
        self, current: KeySet, previous: KeySet | None = None, path: Path | None = None
    ) -> None:
        self.current = current
        self.previous = previous
        self.path = path  # None: nothing to write to

    @property
    def sets(self) -> tuple[KeySet, ...]:
        """Newest first."""
        return (self.current,) if self.previous is None else (self.current, self.previous)

    def expire(self, today: date) -> None:
        """Destroy the previous set 30 days after the rotation, in RAM and in the file."""
        if self.previous is None or today - self.current.made <= timedelta(days=PREVIOUS_DAYS):
            return
        self.previous = None
        if self.path is not None:
            _write(self.path, self)
            log.warning(
                "The previous keys were destroyed, %d days after the change.", PREVIOUS_DAYS
            )


def key_path(
    state: Path, path: Path | None = None, environ: Mapping[str, str] = os.environ
) -> tuple[Path, bool]:
    """Where the keys lie, and whether we may write there."""
    if path is not None:
        return path, True
    folder = environ.get("CREDENTIALS_DIRECTORY")
    if folder and (Path(folder) / CREDENTIAL).exists():
        return Path(folder) / CREDENTIAL, False
    return state / KEY_FILE, True


def new_keys(today: date, path: Path | None = None) -> Keys:
    """Fresh keys. Without `path` they live in RAM only."""
    return Keys(_new_set(today), path=path)


def read_keys(
    state: Path,
    path: Path | None = None,
    *,
    now: datetime,
    environ: Mapping[str, str] = os.environ,
) -> Keys:
    """The keys of this installation; made on first start.

    Raises `StateError` where the file cannot be read or made. A file we cannot understand is
    set aside and replaced: nothing sealed with it can be read, so everybody looks new.
    """
    found, writable = key_path(state, path, environ)
    today = now.astimezone(UTC).date()
    if writable:
        prepare_folder(found.parent)
    try:
        text = found.read_bytes()
    except FileNotFoundError:
        return _first(found, today)
    except OSError as error:
        raise StateError(f"the key file {found} cannot be read: {error.strerror}") from None
    try:
        keys = _parse(text, found if writable else None)
    except (ValueError, KeyError, TypeError):
        if not writable:
            raise StateError(f"the credential {found} is not a Safar key file") from None
        quarantine(found, now)
        return _first(found, today)
    if writable and os.name == "posix" and found.stat().st_mode & 0o077:
        log.warning("The key file %s was open to other users; now it is private.", found)
        _chmod(found)
    keys.expire(today)
    return keys


def rotate(keys: Keys, today: date) -> None:
    """A new current set; the old one stays 30 days for rows not rewritten yet."""
    if keys.path is None:
        raise StateError("the keys come from a systemd credential: change them where it is made")
    keys.current, keys.previous = _new_set(today), keys.current
    _write(keys.path, keys)


def destroy(path: Path) -> bool:
    """Overwrite and delete the key file and what was set aside of it. False: there was none."""
    found = False
    for entry in [path, *sorted(path.parent.glob(path.name + ".*"))]:
        if not entry.is_file():
            continue
        found = True
        try:
            with entry.open("r+b") as file:
                _wipe(file.fileno())
            entry.unlink()
        except OSError as error:
            raise StateError(f"{entry} cannot be destroyed: {error.strerror}") from None
    return found


def _first(path: Path, today: date) -> Keys:
    keys = new_keys(today, path)
    _write(path, keys)
    log.warning(
        "NEW KEYS were made in %s. Without them nothing kept can be read; never copy them "
        "together with the database.",
        path,
    )
    return keys


def _new_set(today: date) -> KeySet:
    pepper, seal, tally = (secrets.token_bytes(KEY_SIZE) for _ in range(3))
    return KeySet(today, pepper, seal, tally)


def _parse(text: bytes, path: Path | None) -> Keys:
    tree = json.loads(text)
    if tree["version"] != 1:
        raise ValueError("unknown version")
    previous = tree.get("previous")
    return Keys(_parse_set(tree["current"]), previous and _parse_set(previous), path)


def _parse_set(tree: Mapping[str, str]) -> KeySet:
    pepper, seal, tally = (bytes.fromhex(tree[name]) for name in ("pepper", "seal", "tally"))
    if {len(pepper), len(seal), len(tally)} != {KEY_SIZE}:
        raise ValueError("wrong size")
    return KeySet(date.fromisoformat(tree["made"]), pepper, seal, tally)


def _dump_set(keys: KeySet) -> dict[str, str]:
    return {
        "made": keys.made.isoformat(),
        "pepper": keys.pepper.hex(),
        "seal": keys.seal.hex(),
        "tally": keys.tally.hex(),
    }


def _write(path: Path, keys: Keys) -> None:
    """Replace the file in one step; the bytes of the old one are overwritten."""
    previous = keys.previous
    text = json.dumps(
        {
            "version": 1,
            "current": _dump_set(keys.current),
            "previous": None if previous is None else _dump_set(previous),
        }
    )
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        if path.exists() and os.name == "posix":  # Windows does not replace an open file
            with path.open("r+b") as old:
                os.replace(fresh, path)
                _wipe(old.fileno())
        else:
            os.replace(fresh, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise StateError(f"the key file {path} cannot be written: {error.strerror}") from None


def _wipe(handle: int) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, bytes(os.fstat(handle).st_size))
    os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows cannot open a folder
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _chmod(path: Path) -> None:
    try:
        path.chmod(0o600)
    except OSError:
        log.warning("The key file %s cannot be made private.", path)
