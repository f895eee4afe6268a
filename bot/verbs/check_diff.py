"""`safar check --diff <rev>`: what a reviewer looks at apart from everything else.

The phones and addresses a change brings or takes away: one wrong digit sends people to a stranger.
The facts it changes under the old date of their source: 10000 became 100000, and nobody looked it
up.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.content.changed_facts import changed_facts
from bot.content.model import Issue
from bot.content.reach import changed, reaches
from bot.errors import SettingError

_FACTS = (
    "Факты, изменённые с {}, а дата источника (seen) прежняя",
    "Facts changed since {} under the old date of their source (seen)",
)
_REACHES = ("Телефоны и адреса, изменённые с {}", "Phones and addresses changed since {}")
_WORDS = {
    ("phone", False): ("телефона больше нет", "a phone is gone"),
    ("phone", True): ("новый телефон", "a new phone"),
    ("link", False): ("адреса больше нет", "an address is gone"),
    ("link", True): ("новый адрес", "a new address"),
}


def differences(content: Path, revision: str) -> Iterator[tuple[tuple[str, str], list[Issue]]]:
    """What changed since a revision of git: a title in Russian and English, with a place for the
    revision, and what is found, by file and line.

    Raises `SettingError`: no such revision, or the folder is in no repository.
    """
    old, new = _then(content, revision), _now(content)
    yield _FACTS, list(_facts(old, new))
    yield _REACHES, list(_reaches(old, new))


def _facts(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Issue]:
    for one in changed_facts(old, new):
        yield Issue(
            "diff",
            one.path,
            one.line,
            f"«{one.fact}»: было {one.old}, стало {one.new}, seen: {one.seen or 'нет'}",
            f"`{one.fact}`: was {one.old}, is {one.new}, seen: {one.seen or 'none'}",
            error=False,
        )


def _reaches(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Issue]:
    gone, come = changed(reaches(old), reaches(new))
    rows = [(one, is_new) for is_new, found in ((False, gone), (True, come)) for one in found]
    rows.sort(key=lambda row: (row[0].path, row[0].line, row[1]))
    for one, is_new in rows:
        russian, english = (f"{word}: {one.what}" for word in _WORDS[one.kind, is_new])
        yield Issue("diff", one.path, one.line, russian, english, error=False)


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
