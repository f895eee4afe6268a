"""The index of typed questions on disk, beside the database: `asking-<key>.index`.

Learning takes seconds, reading it a tenth of one. The key is a hash of the example questions and
of the program, so a changed file or a new version learns anew. A folder that cannot be written
only costs the time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from functools import lru_cache
from pathlib import Path

from bot.content.model import Content
from bot.dialogue import asking
from bot.dialogue.asking.asked import prepare
from bot.dialogue.asking.examples import examples
from bot.dialogue.asking.index import Index, index, keep
from bot.dialogue.asking.stored import from_bytes, key_of, to_bytes
from bot.dialogue.asking.synonyms import Synonyms

_NAMES = "asking-*.index"
_ROOM = 20  # times the size of an index must be free


def prepare_from(folder: Path, content: Content) -> None:
    """As `prepare`, but what was learned before is read from `folder`, or written there."""
    path = (
        folder / f"asking-{_program()}{key_of(examples(content), content.phrases.synonyms)}.index"
    )
    if (made := _read(path, content)) is not None:
        keep(content, made)
    prepare(content)
    if made is None:
        _write(path, to_bytes(index(content)))


def _read(path: Path, content: Content) -> Index | None:
    try:
        return from_bytes(path.read_bytes(), Synonyms(content.phrases.synonyms))
    except (OSError, ValueError, KeyError):
        return None


def _write(path: Path, raw: bytes) -> None:
    """Written beside and renamed; the ones before are then removed."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if shutil.disk_usage(path.parent).free < _ROOM * len(raw):
            return  # the last room of a disk belongs to the database
        beside.write_bytes(raw)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        return
    for old in path.parent.glob(_NAMES):
        if old != path:
            with contextlib.suppress(OSError):
                old.unlink()


@lru_cache(maxsize=1)
def _program() -> str:
    """Changes with the code that learns."""
    digest = hashlib.sha256()
    for path in sorted(Path(str(asking.__path__[0])).glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
