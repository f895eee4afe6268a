"""Secrets that lie in a file of their own: `NAME_FILE`, or a credential that systemd hands over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from bot.errors import SettingError

_MOST = 4096  # bytes


def secret_from_file(given: dict[str, Any], name: str, credential: str) -> None:
    """Set `given[name]` from the file named by `given[name + "_FILE"]`, or from the file
    `credential` in $CREDENTIALS_DIRECTORY. Raises `SettingError`."""
    named = given.get(f"{name}_FILE")
    if named and given.get(name):
        raise SettingError(f"{name} and {name}_FILE: set only one of them")
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if named:
        path = Path(named)
    elif not given.get(name) and folder and (Path(folder) / credential).exists():
        path = Path(folder) / credential
    else:
        return
    try:
        with path.open("rb") as file:
            given[name] = file.read(_MOST).decode("utf-8").strip()
    except OSError as error:
        raise SettingError(f"{name}_FILE: {path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingError(f"{name}_FILE: {path} is not text") from None
    if not given[name]:
        raise SettingError(f"{name}_FILE: {path} is empty")
