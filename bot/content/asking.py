"""How people say what no page answers; and words of one meaning. For recognising only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.content.schema_asking import AskingFile
    from bot.content.tree import Tree


@dataclass(frozen=True, slots=True)
class Asking:
    """The phrases of one language. `services` and `urgent` by id, see `schema_asking`."""

    services: Mapping[str, tuple[str, ...]]
    urgent: Mapping[str, tuple[str, ...]]
    calm: tuple[str, ...]
    off_topic: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """`asking` by language; `synonyms`: a meaning → beginnings of words, in all languages."""

    asking: Mapping[str, Asking] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def to_phrases(tree: Tree) -> Phrases:
    return Phrases(
        {entry.language: to_asking(entry.file) for entry in tree.of("asking")},
        {
            meaning: words
            for entry in tree.of("synonyms")
            for meaning, words in entry.file.synonyms.items()
        },
    )


def to_asking(file: AskingFile) -> Asking:
    return Asking(
        {str(name): texts for name, texts in file.services.items()},
        {str(name): texts for name, texts in file.urgent.items()},
        file.calm,
        file.off_topic,
    )
