"""The interface strings of every language: all there, with the same {places} to fill."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.content.labels import Label, LabelError, read_labels
from bot.content.model import LANGUAGES, Issue
from bot.content.tree import Tree

name = "interface"

_PLACE = re.compile(r"\{\w+\}")
_STRAY = re.compile(r"[{}]")
Key = tuple[str, str]


def check(tree: Tree) -> Iterable[Issue]:
    catalogs: dict[str, dict[Key, Label]] = {}
    for language in LANGUAGES:
        path = f"{language}/ui.po"
        try:
            labels = read_labels(tree.root, language)
        except LabelError as error:
            for problem in error.problems:
                yield Issue(name, path, *problem)
            continue
        if labels is not None:
            catalogs[language] = {(label.context, label.ids[0]): label for label in labels}
        elif any(slot.language == language for slot in tree.slots.values()):
            yield Issue(
                name,
                path,
                1,
                "нет файла надписей",
                "the file of labels is missing",
                error=False,
            )
    known = {key: label for catalog in catalogs.values() for key, label in catalog.items()}
    for language, catalog in catalogs.items():
        yield from _catalog(f"{language}/ui.po", catalog, known)


def _catalog(
    path: str, catalog: Mapping[Key, Label], known: Mapping[Key, Label]
) -> Iterator[Issue]:
    for key in known:
        label = catalog.get(key)
        if label is None or not label.translated:
            yield Issue(
                name,
                path,
                label.line if label else 1,
                f"нет перевода надписи «{key[1]}» ({key[0]})",
                f"no translation of the label `{key[1]}` ({key[0]})",
                error=False,
            )
        if label is not None:
            yield from _places(path, label)


def _places(path: str, label: Label) -> Iterator[Issue]:
    allowed = [set(_PLACE.findall(text)) for text in label.ids]
    for text in filter(None, label.texts):
        places = set(_PLACE.findall(text))
        if places in allowed and not _STRAY.search(_PLACE.sub("", text)):
            continue
        wanted = ", ".join(sorted(allowed[-1])) or "—"
        given = ", ".join(sorted(places)) or "—"
        yield Issue(
            name,
            path,
            label.line,
            f"вставки не те: нужно {wanted}, а здесь {given}",
            f"the places to fill differ: needs {wanted}, has {given}",
        )
