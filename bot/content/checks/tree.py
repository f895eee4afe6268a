"""Files are where they belong, and no id is given twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.content.fields import ID_PATTERN, MAX_ID_BYTES
from bot.content.model import SOURCE_LANGUAGE, Issue
from bot.content.tree import FOLDERS, LISTED, Tree

name = "tree"

_WORDS = {f"{kind}-words": kind for kind in (*LISTED, "section")}
_RESERVED = frozenset({"end", "section"})  # `to: end`, and section.yaml


def check(tree: Tree) -> Iterable[Issue]:
    if not tree.root.is_dir():
        return
    yield from _strays(tree)
    yield from _ids(tree)
    yield from _translations(tree)
    yield from _sections(tree)
    if "topics.yaml" not in tree.slots:
        yield Issue(
            name, "topics.yaml", 1, "нет файла со списком тем", "the list of topics is missing"
        )


def _strays(tree: Tree) -> Iterator[Issue]:
    for path in tree.strays:
        if path.endswith(".yml"):
            yield Issue(name, path, 1, "назовите файл .yaml, а не .yml", "name it .yaml, not .yml")
        elif path.endswith(".yaml"):
            yield Issue(
                name,
                path,
                1,
                "этому файлу здесь не место; страницы лежат в <язык>/<раздел>/<страница>.yaml",
                "this file does not belong here; pages are <language>/<section>/<page>.yaml",
            )
        elif not path.endswith((".md", "LICENSE")):
            yield Issue(
                name,
                path,
                1,
                "этот файл никто не читает",
                "nothing reads this file",
                error=False,
            )


def _ids(tree: Tree) -> Iterator[Issue]:
    first: dict[str, str] = {}
    for path, slot in tree.slots.items():
        if slot.kind not in (*LISTED, "section"):
            continue
        if not ID_PATTERN.fullmatch(slot.id):
            yield Issue(
                name,
                path,
                1,
                f"«{slot.id}» — не имя; файл и папку называют латинскими буквами a–z, "
                "цифрами и дефисом",
                f"`{slot.id}` is not an id; name files and folders with a–z, digits and hyphens",
            )
        if len(slot.id.encode()) > MAX_ID_BYTES:
            yield Issue(
                name,
                path,
                1,
                f"имя «{slot.id}» длиннее {MAX_ID_BYTES} знаков",
                f"the id `{slot.id}` is longer than {MAX_ID_BYTES} characters",
            )
        if slot.id in _RESERVED:
            yield Issue(name, path, 1, f"имя «{slot.id}» занято", f"the id `{slot.id}` is reserved")
        if slot.id in first and not _is_own_section(first[slot.id], path):
            yield Issue(
                name,
                path,
                1,
                f"имя «{slot.id}» уже занято: {first[slot.id]}",
                f"the id `{slot.id}` is already used: {first[slot.id]}",
            )
        first.setdefault(slot.id, path)


def _is_own_section(first: str, second: str) -> bool:
    """sos/section.yaml and sos/sos.yaml: the one page that a section may share its id with."""
    names = sorted((first.split("/"), second.split("/")))
    return names[0][1:] == ["sos", "section.yaml"] and names[1][1:] == ["sos", "sos.yaml"]


def _translations(tree: Tree) -> Iterator[Issue]:
    russian = {
        (slot.kind, slot.id): slot.section
        for slot in tree.slots.values()
        if slot.language == SOURCE_LANGUAGE
    }
    for path, slot in tree.slots.items():
        if slot.kind not in _WORDS:
            continue
        source = (_WORDS[slot.kind], slot.id)
        if source not in russian:
            yield Issue(
                name,
                path,
                1,
                "перевод без русского файла",
                "a translation without its Russian file",
            )
        elif russian[source] != slot.section:
            where = f"{slot.language}/{russian[source]}/{slot.id}.yaml"
            yield Issue(
                name,
                path,
                1,
                f"русский файл лежит в другом разделе; перенесите сюда: {where}",
                f"the Russian file is in another section; move this to {where}",
            )


def _sections(tree: Tree) -> Iterator[Issue]:
    sections = tree.ids("section")
    missing: dict[str, str] = {}
    for slot in tree.slots.values():
        if slot.kind == "page" and slot.section not in sections:
            missing.setdefault(slot.section, f"{SOURCE_LANGUAGE}/{slot.section}/section.yaml")
    for section, path in missing.items():
        yield Issue(
            name,
            path,
            1,
            f"у раздела «{section}» нет файла section.yaml",
            f"the section `{section}` has no section.yaml",
        )
    for entry in tree.of(*FOLDERS.values()):
        if entry.file.section not in sections:
            yield Issue(
                name,
                entry.path,
                entry.line("section"),
                f"раздела «{entry.file.section}» нет",
                f"there is no section `{entry.file.section}`",
            )
