"""The tree of files as it lies on disk: parsed and typed, not yet put together.

Checks look at a `Tree`; `bot.content.load` makes a `Content` of it. Files that could not be
read are missing here, but their ids stay in `ids`, so one mistake is told only once.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Generic, TypeVar

from bot.content.explain import to_shape
from bot.content.fields import Shape
from bot.content.model import LANGUAGES, SOURCE_LANGUAGE, Issue
from bot.content.schema_neutral import KINDS
from bot.content.yaml_source import MAX_NODES, Node, read_yaml

_File = TypeVar("_File", bound=Shape, covariant=True)

GAZETTEER_NODES = 100_000  # files of places and districts are long lists
# What stands in folders of its own and names its section inside.
FOLDERS = {"flows": "flow", "checklists": "checklist", "courses": "course"}
LISTED = ("page", "flow", "checklist", "course")  # kinds that a section lists
_DISTRICTS = re.compile(r"districts-(tj|uz|kg)(?:-\d+)?\.yaml")
_SETTLEMENTS = re.compile(r"settlements-(tj|uz|kg)(?:-\d+)?\.yaml")
_WORD_FILES = {
    "style.yaml": "style",
    "glossary.yaml": "glossary-words",
    "asking.yaml": "asking",
    "notices.yaml": "notice-words",
}
_COUNTRIES = frozenset({"tj.yaml", "uz.yaml", "kg.yaml"})


@dataclass(frozen=True, slots=True)
class Entry(Generic[_File]):
    """One readable file. `path` is relative to the content folder, with `/`.

    `id` is the page, flow or section id, or for neutral files the country or file name;
    `language` is empty for neutral files.
    """

    kind: str
    path: str
    language: str
    section: str
    id: str
    node: Node
    file: _File

    def line(self, *steps: str | int) -> int:
        return self.node.line(*steps)


@dataclass(frozen=True, slots=True)
class Slot:
    """What a path of the tree stands for."""

    kind: str
    language: str = ""
    section: str = ""
    id: str = ""


@dataclass(slots=True)
class Tree:
    """`slots`: every YAML file that is where it belongs, readable or not, by path."""

    root: Path
    today: date
    slots: dict[str, Slot] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    entries: list[Entry[Any]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    revision: str = ""

    def of(self, *kinds: str) -> Iterator[Entry[Any]]:
        return (entry for entry in self.entries if entry.kind in kinds)

    def source(self, kind: str) -> dict[str, Entry[Any]]:
        """Russian files of a kind (page, flow, section, place-words) by id."""
        return {entry.id: entry for entry in self.of(kind) if entry.language == SOURCE_LANGUAGE}

    def words(self, kind: str) -> dict[str, dict[str, Entry[Any]]]:
        """Translations of a kind (page-words …): id → language → entry."""
        found: dict[str, dict[str, Entry[Any]]] = {}
        for entry in self.of(kind):
            if entry.language != SOURCE_LANGUAGE:
                found.setdefault(entry.id, {})[entry.language] = entry
        return found

    def ids(self, *kinds: str) -> set[str]:
        """Ids of the Russian files of these kinds, also of those that could not be read."""
        return {
            slot.id
            for slot in self.slots.values()
            if slot.kind in kinds and slot.language == SOURCE_LANGUAGE
        }


def slot_of(path: str) -> Slot | None:
    """What belongs at this path, or None."""
    parts = PurePosixPath(path).parts
    if path in ("topics.yaml", "hosts.yaml", "notices.yaml", "synonyms.yaml"):
        return Slot(path[:-5])
    if len(parts) == 2 and parts[0] == "facts":
        return Slot("facts", id=parts[1][:-5])
    if len(parts) == 2 and parts[0] == "places":
        return _place_slot(parts[1])
    if parts[0] not in LANGUAGES:
        return None
    language = parts[0]
    words = "" if language == SOURCE_LANGUAGE else "-words"
    if len(parts) == 2 and parts[1] in ("places.yaml", "needs.yaml"):
        name = parts[1][:-5]
        return Slot(f"{name[:-1]}-words", language, id=name)
    if len(parts) == 2 and parts[1] in _WORD_FILES:
        return Slot(_WORD_FILES[parts[1]], language, id=parts[1][:-5])
    if path == "uz/cyrillic.yaml":
        return Slot("cyrillic")
    if len(parts) != 3:
        return None
    folder, name = parts[1], parts[2][:-5]
    if folder in FOLDERS:
        return Slot(f"{FOLDERS[folder]}{words}", language, id=name)
    if name == "section":
        return Slot(f"section{words}", language, folder, folder)
    return Slot(f"page{words}", language, folder, name)


def _place_slot(name: str) -> Slot | None:
    if name in ("abroad.yaml", "offices.yaml", "needs.yaml", "hotlines.yaml", "events.yaml"):
        return Slot(name[:-5])
    if name in _COUNTRIES:
        return Slot("places", id=name[:2])
    for kind, pattern in (("districts", _DISTRICTS), ("settlements", _SETTLEMENTS)):
        if match := pattern.fullmatch(name):
            return Slot(kind, id=match[1])
    return None


def read_files(root: Path, today: date) -> Tree:
    """Read every file below `root`. Never raises for what an editor can do wrong."""
    tree = Tree(root, today)
    digest = hashlib.sha256()
    if not root.is_dir():
        tree.issues.append(
            Issue("tree", ".", 1, "папки с текстами нет", "the content folder does not exist")
        )
        return tree
    home = root.resolve()
    for path in sorted(_paths(root, tree.issues)):
        if not (root / path).resolve().is_relative_to(home):
            tree.issues.append(_outside(path))
            continue
        slot = slot_of(path) if path.endswith(".yaml") else None
        if slot is None:
            if not re.fullmatch(r"(ru|tg|uz|ky)/ui\.po", path):
                tree.strays.append(path)
                continue
            _hash_file(digest, root, path)
            continue
        tree.slots[path] = slot
        raw = _hash_file(digest, root, path)
        limit = GAZETTEER_NODES if slot.kind in ("places", "districts") else MAX_NODES
        node, issues = read_yaml(root / path if raw is None else raw, path, max_nodes=limit)
        tree.issues.extend(issues)
        if node is None:
            continue
        file, wrongs = to_shape(KINDS[slot.kind], node, path)
        tree.issues.extend(wrongs)
        if file is not None:
            tree.entries.append(
                Entry(slot.kind, path, slot.language, slot.section, slot.id, node, file)
            )
    tree.revision = digest.hexdigest()[:16]
    return tree


def _paths(root: Path, issues: list[Issue]) -> Iterable[str]:
    """Paths of all files, relative, with `/`; hidden ones and editors' backups are passed by."""

    def unreadable(error: OSError) -> None:
        where = Path(error.filename).relative_to(root).as_posix() if error.filename else "."
        reason = error.strerror or type(error).__name__
        issues.append(
            Issue(
                "tree",
                where,
                1,
                f"папка не читается: {reason}",
                f"the folder cannot be read: {reason}",
            )
        )

    for folder, subfolders, names in os.walk(root, onerror=unreadable):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for name in subfolders:
            if (Path(folder) / name).is_symlink():
                issues.append(_outside((Path(folder) / name).relative_to(root).as_posix()))
        # A folder named like a file is told by the reader: «this is not a file».
        wrong = [name for name in subfolders if name.endswith(".yaml")]
        for name in [*names, *wrong]:
            if not name.startswith(".") and not name.endswith(("~", ".tmp")):
                yield (Path(folder) / name).relative_to(root).as_posix()


def _outside(path: str) -> Issue:
    """A link could show any file of the server to everybody."""
    return Issue(
        "tree",
        path,
        1,
        "ссылка на файл или папку в другом месте; положите сюда сам файл",
        "a link to a file or folder elsewhere; put the file itself here",
    )


def _hash_file(digest: Any, root: Path, path: str) -> bytes | None:
    """Add the file to the revision; None where the strict reader must say what is wrong."""
    try:
        full = root / path
        if not full.is_file() or full.stat().st_size > 4 * 1024 * 1024:
            return None
        raw = full.read_bytes()
    except OSError:
        return None
    digest.update(f"{path}\0{len(raw)}\0".encode())
    digest.update(raw)
    return raw
