"""Typed words to pages and places: titles, example questions and exact place names.

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
from bot.content.model import LOCALES, Content, District, Flow, Page
from bot.dialogue.nearest import districts

MAX_TEXT = 512  # code points looked at; the rest of a longer text is not read
_LETTERS = str.maketrans("ёғӣқӯҳҷңөүў", "егикухчноуу")
_APOSTROPHES = re.compile("['‘’`´ʻʼʹ]")
_WORD = re.compile(r"[^\W_]+")
# Types of places that people leave out or add: «город Ош», «Ош шаары», «Вахшский район».
_KINDS = frozenset(
    [
        "город",
        "г",
        "район",
        "р",
        "н",
        "области",
        "область",
        "шахр",
        "шахри",
        "нохия",
        "нохияи",
        "вилоят",
        "вилояти",
        "шаары",
        "шаар",
        "району",
        "облусу",
        "шахар",
        "шахри",
        "туман",
        "тумани",
        "tuman",
        "tumani",
        "shahar",
        "shahri",
        "viloyati",
        "viloyat",
    ]
)


@dataclass(frozen=True, slots=True)
class Found:
    """`districts`: exact place names; `targets`: page and flow ids, the best first, at most 3."""

    districts: tuple[District, ...] = ()
    targets: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Lower case, without apostrophes and the letters that small keyboards lack; words only."""
    text = unicodedata.normalize("NFKC", text[:MAX_TEXT]).casefold()
    text = _APOSTROPHES.sub("", text).translate(_LETTERS)
    return " ".join(_WORD.findall(text))


def search(content: Content, text: str) -> Found:
    folded = fold(text)
    if not folded:
        return Found()
    index = _index(content.revision, _Held(content))
    if here := index.places.get(folded) or index.places.get(_bare(folded)):
        return Found(districts=here)
    return Found(targets=_rank(index.targets, folded))


@dataclass(frozen=True, slots=True)
class _Index:
    places: Mapping[str, tuple[District, ...]]
    targets: Mapping[str, tuple[str, ...]]  # id → folded titles and example questions


class _Held:
    """Carries the content past the cache, whose key is the revision alone."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=2)
def _index(_revision: str, held: _Held) -> _Index:
    content = held.content
    places: dict[str, list[District]] = {}
    for district in districts(content):
        for form in {*district.names.values(), *district.other_names}:
            for key in {fold(form), _bare(fold(form))}:
                known = places.setdefault(key, [])
                if key and district not in known:
                    known.append(district)
    listed: list[Page | Flow] = [*content.pages.values(), *content.flows.values()]
    targets = {target.id: tuple(_phrases(content, target)) for target in listed}
    return _Index(
        MappingProxyType({key: tuple(found) for key, found in places.items() if key}),
        MappingProxyType(targets),
    )


def _phrases(content: Content, target: Page | Flow) -> Iterable[str]:
    for locale in LOCALES:
        if isinstance(target, Page):
            page = words.page_words(content, target, locale)
            phrases = (page.title, page.summary, *page.ask)
        else:
            flow = words.flow_words(content, target, locale)
            phrases = (flow.title, flow.summary, *flow.ask)
        yield from {fold(phrase) for phrase in phrases}


def _bare(folded: str) -> str:
    return " ".join(word for word in folded.split() if word not in _KINDS)


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
