"""Translation stamps: which Russian words a translation was made from.

The stamp is the first 6 hex digits of SHA-256 over the Russian words only (titles, texts,
labels; white space made even; `ask` left out), so that new dates, sources, links or values
of facts do not age a translation, nor does another order of the same questions.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from bot.content.fields import Shape
from bot.content.model import SOURCE_LANGUAGE, TranslationStatus
from bot.content.texts import comparable_steps, passages
from bot.content.tree import Entry, Tree

_TRANSLATES = re.compile(rb"^translates[ \t]*:[^\r\n#]*?(?=[ \t]+#|[ \t]*\r?$)", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"

# kind of a translation → kind of its Russian file
SOURCES = {
    "page-words": "page",
    "flow-words": "flow",
    "checklist-words": "checklist",
    "course-words": "course",
    "section-words": "section",
    "place-words": "place-words",
    "need-words": "need-words",
    "glossary-words": "glossary-words",
    "notice-words": "notice-words",
}


def words_hash(file: Shape) -> str:
    """The stamp of a Russian file."""
    lines = sorted(
        "/".join(map(str, comparable_steps(passage))) + "=" + " ".join(passage.text.split())
        for passage in passages(file)
        if passage.role != "ask"
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:6]


def status_of(source: Shape, translation: Shape | None) -> TranslationStatus:
    """A translation that was never stamped counts as outdated: nobody vouched for it."""
    if translation is None:
        return TranslationStatus.MISSING
    if getattr(translation, "translates", None) == words_hash(source):
        return TranslationStatus.UP_TO_DATE
    return TranslationStatus.OUTDATED


def is_stamped(translation: Shape) -> bool:
    return getattr(translation, "translates", None) is not None


def translations(tree: Tree) -> Iterable[tuple[Entry[Shape], Entry[Shape]]]:
    """Every (Russian file, its translation) that are both readable."""
    for words_kind, kind in SOURCES.items():
        sources = tree.source(kind)
        for entry in tree.of(words_kind):
            if entry.language != SOURCE_LANGUAGE and entry.id in sources:
                yield sources[entry.id], entry


def stamp_file(path: Path, stamp: str) -> bool:
    """Write `translates: <stamp>` into a file; only that line changes. True if it did.

    A file without the line gets it as its first. Comments, order, line ends and a byte order
    mark stay. Written beside and renamed, so a reader never sees half a file.
    """
    raw = path.read_bytes()
    line = f"translates: {stamp}".encode()
    if _TRANSLATES.search(raw.removeprefix(_BOM)):
        bom = _BOM if raw.startswith(_BOM) else b""
        fresh = bom + _TRANSLATES.sub(line, raw.removeprefix(_BOM), count=1)
    else:
        fresh = _insert(raw, line)
    if fresh == raw:
        return False
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_bytes(fresh)
    beside.chmod(path.stat().st_mode & 0o777)
    beside.replace(path)
    return True


def _insert(raw: bytes, line: bytes) -> bytes:
    """Above the first key: below comments and a `---` at the top."""
    newline = b"\r\n" if b"\r\n" in raw else b"\n"
    bom = _BOM if raw.startswith(_BOM) else b""
    rows = raw.removeprefix(_BOM).splitlines(keepends=True)
    at = 0
    while at < len(rows) and (not rows[at].strip() or rows[at].startswith((b"#", b"---"))):
        at += 1
    return bom + b"".join([*rows[:at], line + newline, *rows[at:]])
