"""The index of all place names of a content: districts, towns, villages, regions, countries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.content.model import Content
from bot.dialogue.place_names import SHORTEST_FUZZY, Gazetteer, Keys
from bot.dialogue.place_words import ADJECTIVES, kind_of
from bot.dialogue.spelling import key, loose, words_of


def gazetteer(content: Content) -> Gazetteer:
    """The index of a content, made once."""
    return _made(content.revision, _Held(content))


class _Held:
    """Carries the content past the cache, whose key is the revision alone."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=2)
def _made(_revision: str, held: _Held) -> Gazetteer:
    content = held.content
    index = Gazetteer({d.id: d for region in content.regions for d in region.districts})
    for region in content.regions:
        for name in region.names.values():
            if any(kind_of(key([word])) == "city" for word in words_of(name)):
                index.whole_towns.add(region.id)
            for form in _forms(name):
                index.regions.setdefault(form, []).append(region.id)
        for district in region.districts:
            for name in (*district.names.values(), *district.other_names):
                for form in _forms(name):
                    index.names.setdefault(form, set()).add(district.id)
            index.official.update(form for name in district.names.values() for form in _forms(name))
    _loosen(index.names, index.loose_names)
    for city in content.cities:
        for name in (*city.names.values(), *city.other_names):
            spelt = words_of(name)
            index.cities[key(spelt)] = city.names["ru"]
            index.cities[key(word for word in spelt if not kind_of(key([word])))] = city.names["ru"]
    index.loose_cities = {loose(form): city for form, city in index.cities.items()}
    for words in content.place_words.values():
        for code, name in words.countries.items():
            if code != "ru":
                index.countries[key(words_of(name))] = code
    for settlement in content.settlements:
        table = index.names if settlement.town else index.villages
        for name in settlement.names:
            form = key(words_of(name))
            # A former name of a district is that district, not a town called like it elsewhere.
            if form not in index.names or not settlement.town:
                table.setdefault(form, set()).add(settlement.district)
    _loosen(index.villages, index.loose_villages)
    index.lengths = [_by_length(index.names), _by_length(index.villages)]
    return index


def _by_length(table: Keys) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for name in table:
        found.setdefault(len(name), []).append(name)
    return found


def _forms(name: str) -> Iterable[str]:
    """The keys of an official name, and as it is typed without ё and ҷ: «Евон», «Панч»."""
    for spelling in dict.fromkeys((name, name.replace("ё", "е").replace("Ё", "Е"))):
        yield from _shorter(spelling)
        yield from _shorter(spelling.replace("ҷ", "ч").replace("Ҷ", "Ч"))


def _shorter(name: str) -> Iterable[str]:
    """With and without «район»; «Ванчский» also as «Ванч»."""
    words = [key([word]) for word in words_of(name)]
    yield key(words)
    if bare := [word for word in words if not kind_of(word)]:
        yield (whole := key(bare))
        for adjective in ADJECTIVES:
            stem = whole.removesuffix(adjective)
            if stem != whole and len(stem) >= 3:
                yield stem + "a" * (adjective == "inski")


def _loosen(table: Keys, loose_table: Keys) -> None:
    for name, ids in table.items():
        if len(name) >= SHORTEST_FUZZY:
            loose_table.setdefault(loose(name), set()).update(ids)
