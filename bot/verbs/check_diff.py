"""`safar check --diff <rev>`: the phones and addresses a change brings or takes away.

A reviewer looks at these apart from everything else: one wrong digit sends people to a stranger.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from bot.content.reach import Reach, changed, reaches
from bot.errors import SettingError

_WORDS = {
    ("phone", False): ("телефона больше нет", "a phone is gone"),
    ("phone", True): ("новый телефон", "a new phone"),
    ("link", False): ("адреса больше нет", "an address is gone"),
    ("link", True): ("новый адрес", "a new address"),
}


def differences(content: Path, revision: str, *, russian: bool) -> list[tuple[Reach, str]]:
    """What changed since a revision of git, with words for it, by file and line.

    Raises `SettingError`: no such revision, or the folder is in no repository.
    """
    gone, come = changed(reaches(_then(content, revision)), reaches(_now(content)))
    rows = [(one, is_new) for is_new, found in ((False, gone), (True, come)) for one in found]
    rows.sort(key=lambda row: (row[0].path, row[0].line, row[1]))
    word = 0 if russian else 1
    return [(one, f"{_WORDS[one.kind, is_new][word]}: {one.what}") for one, is_new in rows]


def _now(content: Path) -> dict[str, bytes]:
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in content.rglob("*")
        if path.suffix in (".yaml", ".po") and path.is_file()
    }


def _then(content: Path, revision: str) -> dict[str, bytes]:
    commit = _git(
        content, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if commit is None:
        raise SettingError(f"--diff: git knows no revision {revision!r} in {content}")
    archive = _git(content, "archive", "--format=tar", commit.decode().strip(), ".")
    if archive is None:
        return {}  # the folder did not exist then
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return {
            member.name.removeprefix("./"): (tar.extractfile(member) or io.BytesIO()).read()
            for member in tar.getmembers()
            if member.isfile() and member.name.endswith((".yaml", ".po"))
        }


def _git(folder: Path, *words: str) -> bytes | None:
    """Its output, or None where it failed."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no word of it can be an option
            ["git", *words],  # noqa: S607 - the operator's own git
            cwd=folder,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
