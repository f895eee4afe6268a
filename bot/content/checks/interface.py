"""The interface strings of every language: all there, with the same {places} to fill."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from bot.content.model import LANGUAGES, Issue
from bot.content.tree import Tree

name = "interface"

_PLACE = re.compile(r"\{[^{}]*\}")
_STRAY = re.compile(r"[{}]")
Key = tuple[str | None, str]


def check(tree: Tree) -> Iterable[Issue]:
    catalogs: dict[str, dict[Key, Message]] = {}
    for language in LANGUAGES:
        path = f"{language}/ui.po"
        if not (tree.root / path).exists():
            if any(slot.language == language for slot in tree.slots.values()):
                yield Issue(
                    name,
                    path,
                    1,
                    "нет файла надписей",
                    "the file of labels is missing",
                    error=False,
                )
            continue
        try:
            catalogs[language] = _read((tree.root / path).read_bytes())
        except PoFileError as error:
            line = getattr(error, "lineno", None)
            yield Issue(
                name,
                path,
                line + 1 if isinstance(line, int) and line >= 0 else 1,
                "файл надписей не читается рядом с этой строкой (формат gettext)",
                "the file of labels cannot be read near this line (gettext format)",
            )
        except (OSError, UnicodeDecodeError, ValueError) as error:
            yield Issue(
                name,
                path,
                1,
                f"файл надписей не читается: {type(error).__name__}",
                f"the file of labels cannot be read: {type(error).__name__}",
            )
    known = {key: message for catalog in catalogs.values() for key, message in catalog.items()}
    for language, catalog in catalogs.items():
        yield from _catalog(f"{language}/ui.po", catalog, known)


def _read(raw: bytes) -> dict[Key, Message]:
    catalog: Catalog = read_po(io.BytesIO(raw), charset="utf-8", abort_invalid=True)
    return {(message.context, _ids(message)[0]): message for message in catalog if message.id}


def _ids(message: Message) -> tuple[str, ...]:
    found: Any = message.id
    return (found,) if isinstance(found, str) else tuple(found)


def _strings(message: Message) -> tuple[str, ...]:
    found: Any = message.string
    return (found,) if isinstance(found, str) else tuple(found or ())


def _catalog(path: str, catalog: dict[Key, Message], known: dict[Key, Message]) -> Iterator[Issue]:
    for context, text in known:
        message = catalog.get((context, text))
        if message is None or not all(_strings(message)) or message.fuzzy:
            line = (message.lineno if message else None) or 1
            yield Issue(
                name,
                path,
                line,
                f"нет перевода надписи «{text}» ({context})",
                f"no translation of the label `{text}` ({context})",
                error=False,
            )
        if message is not None:
            yield from _places(path, message)


def _places(path: str, message: Message) -> Iterator[Issue]:
    allowed = [set(_PLACE.findall(text)) for text in _ids(message)]
    for text in filter(None, _strings(message)):
        places = set(_PLACE.findall(text))
        if places in allowed and not _STRAY.search(_PLACE.sub("", text)):
            continue
        wanted = ", ".join(sorted(allowed[-1])) or "—"
        given = ", ".join(sorted(places)) or "—"
        yield Issue(
            name,
            path,
            message.lineno or 1,
            f"вставки не те: нужно {wanted}, а здесь {given}",
            f"the places to fill differ: needs {wanted}, has {given}",
        )
