"""Russian files with their translations, as `Content` is put together from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.content.facts import to_source
from bot.content.model import LANGUAGES, SOURCE_LANGUAGE, TranslationStatus
from bot.content.schema import ListedFile
from bot.content.stamp import status_of
from bot.content.texts import covers
from bot.content.tree import Entry, Tree

Translations = Mapping[str, Entry[Any]]
"""language → the translation of one Russian file."""


def statuses(source: Entry[Any], words: Translations) -> dict[str, TranslationStatus]:
    status = {
        language: status_of(source.file, words[language].file if language in words else None)
        for language in LANGUAGES
        if language != SOURCE_LANGUAGE
    }
    return {SOURCE_LANGUAGE: TranslationStatus.UP_TO_DATE, **status}


def in_section(source: Entry[Any], words: Translations) -> dict[str, Any]:
    """The fields of `InSection`, of a page, flow, checklist or course."""
    file: ListedFile = source.file
    return {
        "id": source.id,
        "section": getattr(file, "section", source.section),
        "order": file.order,
        "topic": file.topic,
        "origins": frozenset(file.for_.origin),
        "stages": frozenset(file.for_.stage),
        "links": file.links,
        "reviewed": file.reviewed,
        "review_every": file.review_every,
        "sources": tuple(to_source(source) for source in file.sources),
        "status": statuses(source, words),
        "path": Path(source.path),
    }


def translated(tree: Tree, kind: str) -> Iterator[tuple[Entry[Any], Translations]]:
    """Flows, checklists or courses. Each is gone through in one language: a translation that
    lacks a text of today counts as missing."""
    words = tree.words(f"{kind}-words")
    for source in tree.source(kind).values():
        yield (
            source,
            {
                language: entry
                for language, entry in words.get(source.id, {}).items()
                if covers(entry.file, source.file)
            },
        )
