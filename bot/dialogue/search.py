"""Typed words to pages and places: titles, example questions, names of towns and villages.

Nothing of the text is kept. All languages are searched at once: people mix them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from bot.content import words
from bot.content.model import LOCALES, Content, Flow, Page
from bot.dialogue.gazetteer import gazetteer
from bot.dialogue.place_names import Meant, Sure

MAX_TEXT = 512  # code points looked at; the rest of a longer text is not read
_LETTERS = str.maketrans("ёғӣқӯҳҷңөүў", "егикухчноуу")
_APOSTROPHES = re.compile("['‘’`´ʻʼʹ]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """`targets`: page and flow ids, the best first, at most 3. `place`: what the text names,
    where it is nothing but a place; both where an ordinary word is a village too."""

    targets: tuple[str, ...] = ()
    place: Meant | None = None


def fold(text: str) -> str:
    """Lower case, without apostrophes and the letters that small keyboards lack; words only."""
    text = unicodedata.normalize("NFKC", text[:MAX_TEXT]).casefold()
    text = _APOSTROPHES.sub("", text).translate(_LETTERS)
    return " ".join(_WORD.findall(text))


def prepare(content: Content) -> None:
    """Make the indexes of a content, which takes 0.2–0.5 s: else the first text would wait."""
    gazetteer(content)
    _index(content.revision, _Held(content))


def search(content: Content, text: str) -> Found:
    folded = fold(text)
    if not folded:
        return Found()
    place = gazetteer(content).meant(text[:MAX_TEXT])
    if place and place.sure is Sure.NAME:
        return Found(place=place)
    targets = _rank(_index(content.revision, _Held(content)), folded)
    if targets and place and place.sure is Sure.ALIKE:
        return Found(targets)
    return Found(targets, place)


class _Held:
    """Carries the content past the cache, whose key is the revision alone."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=2)
def _index(_revision: str, held: _Held) -> Mapping[str, tuple[str, ...]]:
    """Page and flow ids → folded titles and example questions."""
    content = held.content
    listed: list[Page | Flow] = [*content.pages.values(), *content.flows.values()]
    return MappingProxyType({target.id: tuple(_phrases(content, target)) for target in listed})


def _phrases(content: Content, target: Page | Flow) -> Iterable[str]:
    for locale in LOCALES:
        if isinstance(target, Page):
            page = words.page_words(content, target, locale)
            phrases = (page.title, page.summary, *page.ask)
        else:
            flow = words.flow_words(content, target, locale)
            phrases = (flow.title, flow.summary, *flow.ask)
        yield from {fold(phrase) for phrase in phrases}


def _rank(targets: Mapping[str, tuple[str, ...]], folded: str) -> tuple[str, ...]:
    """Whole phrases first, then the share of the typed words that start a word of a phrase."""
    typed = [word for word in folded.split() if len(word) > 2] or folded.split()
    scored = []
    for target, phrases in targets.items():
        best = max((_score(phrase, folded, typed) for phrase in phrases), default=0.0)
        if best >= 0.5:
            scored.append((-best, target))
    return tuple(target for _, target in sorted(scored)[:3])


def _score(phrase: str, folded: str, typed: list[str]) -> float:
    if phrase == folded:
        return 2.0
    parts = phrase.split()
    hits = sum(any(_alike(part, word) for part in parts) for word in typed)
    return hits / len(typed)


def _alike(part: str, word: str) -> bool:
    """The same word or the same beginning: endings differ in all four languages."""
    stem = word if len(word) <= 4 else word[: max(4, len(word) - 3)]
    return part.startswith(stem)
