"""The index of typed questions on disk: `asking-<key>.index`.

It lies in a hidden folder of the content, so that whoever ships a content can ship it learned;
where that cannot be written, beside the database.

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

CACHE = ".cache"  # hidden: no part of the tree
_NAMES = "asking-*.index"
_ROOM = 20  # times the size of an index must be free


def prepare_from(root: Path, state: Path, content: Content) -> None:
    """As `prepare`, but what was learned before is read from the content folder `root` or from
    `state`, or written to the first of them that can be."""
    name = f"asking-{_program()}{key_of(examples(content), content.phrases.synonyms)}.index"
    paths = (root / CACHE / name, state / name)
    made = next((made for path in paths if (made := _read(path, content)) is not None), None)
    if made is not None:
        keep(content, made)
    prepare(content)
    if made is None:
        raw = to_bytes(index(content))
        any(_write(path, raw) for path in paths)


def _read(path: Path, content: Content) -> Index | None:
    try:
        return from_bytes(path.read_bytes(), Synonyms(content.phrases.synonyms))
    except (OSError, ValueError, KeyError):
        return None


def _write(path: Path, raw: bytes) -> bool:
    """Written beside and renamed; the ones before are then removed."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.parent.name == CACHE and path.parent.parent.is_dir():
            path.parent.mkdir(exist_ok=True)
        if shutil.disk_usage(path.parent).free < _ROOM * len(raw):
            return False  # the last room of a disk belongs to the database
        beside.write_bytes(raw)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        return False
    for old in path.parent.glob(_NAMES):
        if old != path:
            with contextlib.suppress(OSError):
                old.unlink()
    return True


@lru_cache(maxsize=1)
def _program() -> str:
    """Changes with the code that learns."""
    digest = hashlib.sha256()
    for path in sorted(Path(str(asking.__path__[0])).glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
