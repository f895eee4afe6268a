"""Typed place names: any script, old names, typos → the districts they may mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.model import District
from bot.dialogue.place_words import CENTRE, ORDINARY, RUSSIA, kind_of, stems
from bot.dialogue.spelling import key, loose, originals, words_of

_MAX_WORDS = 6  # a longer message is a question, not a place
SHORTEST_FUZZY = 5  # letters of the shortest name in which a typo is looked for
_LONG = 7  # letters of a village in whose name a typo is looked for
_TWO_TYPOS = 8  # from so many letters on, two typos are one name
_LONGEST = 40
_NONE = 9  # more typos than are looked for
Keys = dict[str, set[str]]


class Sure(IntEnum):
    """How well a name fits: a district or town, a village, or something alike."""

    NAME = 0
    VILLAGE = 1
    ALIKE = 2


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text may name: district ids, or a region, or a country. `city`: one of Russia, by
    its Russian name; the rest is then what has this name at home. `typed`: the village or former
    name as it was written; empty for the name of the district itself."""

    sure: Sure
    districts: frozenset[str] = frozenset()
    region: str = ""
    country: str = ""
    city: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    typos: int
    districts: set[str]


@dataclass(slots=True)
class Gazetteer:
    """Keys of `bot.dialogue.spelling` → district ids; regions and countries by their own."""

    districts: Mapping[str, District]
    names: Keys = field(default_factory=dict)  # of districts, and of towns in them
    villages: Keys = field(default_factory=dict)
    loose_names: Keys = field(default_factory=dict)  # of districts only
    loose_villages: Keys = field(default_factory=dict)
    lengths: list[dict[int, list[str]]] = field(default_factory=list)  # of names, of villages
    regions: dict[str, list[str]] = field(default_factory=dict)
    official: set[str] = field(default_factory=set)  # forms of the districts' own names
    cities: dict[str, str] = field(default_factory=dict)  # of Russia → Russian name
    loose_cities: dict[str, str] = field(default_factory=dict)
    whole_towns: set[str] = field(default_factory=set)  # regions that are towns: Tashkent
    countries: dict[str, str] = field(default_factory=dict)

    def meant(self, text: str) -> Meant | None:
        """What a message names that is a place and nothing else; None for any other message."""
        words, kinds, typed = self._bare(text)
        if not words:
            return None
        found = self._whole(words, kinds) or self._split(words)
        if "district" not in kinds and (city := self._city(words, typos=not found)):
            return replace(found or Meant(Sure.NAME), sure=Sure.NAME, city=city)
        if not (found := found or self._alike(words)):
            return None
        if not self.official.isdisjoint((name := key(words), *stems(name))):
            typed = ""
        return replace(found, districts=self._of_kind(found.districts, kinds), typed=typed)

    def _city(self, words: list[str], typos: bool) -> str:
        """The city of Russia that this is, or each of them is: «Москва, Балашиха»."""

        def one(name: str) -> str:
            return next((self.cities[f] for f in (name, *stems(name)) if f in self.cities), "")

        words = [word for word in words if word not in RUSSIA] or words
        if city := one(name := key(words)):
            return city
        each = [one(word) for word in words]
        if all(each):
            return each[0]
        if not typos or len(name) < _LONG:
            return ""
        most = int(len(name) >= _TWO_TYPOS)
        near = process.extractOne(
            loose(name), self.loose_cities.keys(), scorer=OSA.distance, score_cutoff=most
        )
        return self.loose_cities[near[0]] if near else ""

    def _bare(self, text: str) -> tuple[list[str], frozenset[str], str]:
        """The words of the name alone, as keys, the kinds that stood beside it, and the name as
        it was written."""
        text = text[: 4 * _LONGEST]
        written, shown = words_of(text), originals(text)
        words = [key([word]) for word in written]
        if len(shown) != len(words):
            shown = [""] * len(words)
        for at in range(len(words) - 1):
            if words[at : at + 2] == ["r", "n"]:  # «р-н»
                words[at : at + 2], shown[at : at + 2] = ["raion"], [""]
        if len(words) > _MAX_WORDS or not words:
            return [], frozenset(), ""
        kinds = [kind_of(word) for word in words]
        bare = [at for at, kind in enumerate(kinds) if not kind]
        if len(bare) == 1 and not ORDINARY.isdisjoint(written):
            return [], frozenset(), ""
        bare = [at for at in bare if words[at] not in CENTRE] or bare
        if len(bare) > 4:
            return [], frozenset(), ""
        typed = " ".join(shown[at][:1].upper() + shown[at][1:] for at in bare)
        return [words[at] for at in bare], frozenset(kinds) - {"", "left"}, typed

    def _whole(self, words: list[str], kinds: frozenset[str]) -> Meant | None:
        name = key(words)
        if "district" not in kinds and (country := self.countries.get(name)):
            return Meant(Sure.NAME, country=country)
        shorter = list(dict.fromkeys(stems(name)))
        if "region" in kinds:
            for form in (name, *shorter):
                if region := self._region(form, whole=False):
                    return Meant(Sure.NAME, region=region)
        if found := self._official(name, kinds):
            return found
        if name in self.villages:
            return Meant(Sure.VILLAGE, frozenset(self.villages[name]))
        officials = [found for stem in shorter if (found := self._official(stem, kinds))]
        if officials:
            return next((one for one in officials if not one.region), officials[0])
        for stem in shorter:
            if len(stem) >= _LONG and stem in self.villages:
                return Meant(Sure.ALIKE, frozenset(self.villages[stem]))
        return None

    def _official(self, name: str, kinds: frozenset[str]) -> Meant | None:
        """A town goes before a region of its name (Ош), a region before a district (Тошкент),
        unless that is what the text says."""
        ids = self.names.get(name, set())
        if ids and len(name) >= SHORTEST_FUZZY:
            # «Гулистан» is in Uzbekistan, Гулистон in both: spelt alike abroad, it may be meant.
            own = {self.districts[one].country for one in ids}
            alike = self.loose_names.get(loose(name), set())
            ids = ids | {one for one in alike if self.districts[one].country not in own}
        town = any(self.districts[one].type == "city" for one in ids)
        if town or (ids and "district" in kinds):
            return Meant(Sure.NAME, frozenset(ids))
        if region := self._region(name, whole=True):
            return Meant(Sure.NAME, region=region)
        return Meant(Sure.NAME, frozenset(ids)) if ids else None

    def _region(self, name: str, whole: bool) -> str:
        """Of two regions of a name: `whole`, the town that is a region, else the one around."""
        found = self.regions.get(name, [])
        towns = [one for one in found if one in self.whole_towns]
        others = [one for one in found if one not in self.whole_towns]
        return next(iter([*towns, *others] if whole else [*others, *towns]), "")

    def _split(self, words: list[str]) -> Meant | None:
        """«Бустон, Согд», «Чорку Исфара»: two names, one inside the other."""
        for at in range(1, len(words)):
            here, there = words[:at], words[at:]
            one, other = self._whole(here, frozenset()), self._whole(there, frozenset())
            if one and other:
                common = (self._inside(one) & self._around(there, other)) or (
                    self._inside(other) & self._around(here, one)
                )
                if common:
                    return Meant(max(one.sure, other.sure), frozenset(common))
        return None

    def _inside(self, meant: Meant) -> set[str]:
        return {
            district.id
            for district in self.districts.values()
            if district.id in meant.districts
            or district.region == meant.region
            or district.country == meant.country
        }

    def _around(self, words: list[str], meant: Meant) -> set[str]:
        """What lies in it; of a name that is a town and a region (Андижон), in the region."""
        region = self._region(key(words), whole=False)
        return self._inside(meant) | self._inside(Meant(Sure.NAME, region=region or "-"))

    def _alike(self, words: list[str]) -> Meant | None:
        """Other vowels, then a typo, in districts and towns first. Two words with a typo are no
        place: «бан дорам» (I have a ban) is not Жондор."""
        name = key(words)
        if not SHORTEST_FUZZY <= len(name) <= _LONGEST:
            return None
        if found := self.loose_names.get(loose(name)):
            return Meant(Sure.ALIKE, frozenset(found))
        if len(words) > 1:
            return None
        most = 2 if len(name) >= _TWO_TYPOS else 1
        official, village = self._near(name, 0, most), Near(_NONE, set())
        found = set[str]()
        if len(name) >= _LONG:  # a short word is like the name of some village or other
            village = self._near(name, 1, most - 1 or 1)
            found = self.loose_villages.get(loose(name), set())
        if official.typos > 1 and (found or village.typos == 1):
            return Meant(Sure.ALIKE, frozenset(found or village.districts))
        if near := official.districts or found or village.districts:
            return Meant(Sure.ALIKE, frozenset(near))
        for stem in stems(name):
            if len(stem) > SHORTEST_FUZZY and (near := self._near(stem, 0, 1).districts):
                return Meant(Sure.ALIKE, frozenset(near))
        return None

    def _near(self, name: str, table: int, typos: int) -> Near:
        """The names of that table with the fewest typos, at most so many."""
        keys = self.lengths[table]
        sizes = range(max(SHORTEST_FUZZY, len(name) - typos), len(name) + typos + 1)
        close = [
            (distance, near)
            for size in sizes
            for near, distance, _ in process.extract(
                name, keys.get(size, ()), scorer=OSA.distance, score_cutoff=typos, limit=8
            )
        ]
        least = min(close, default=(_NONE, ""))[0]
        of = (self.names, self.villages)[table]
        ids = {one for distance, near in close if distance == least for one in of[near]}
        return Near(int(least), ids)

    def _of_kind(self, ids: frozenset[str], kinds: frozenset[str]) -> frozenset[str]:
        """«г. Бустон» is the town; without a word, a town goes before the district around it."""
        wanted = kinds & {"city", "district"}
        if len(wanted) == 1:
            own = frozenset(i for i in ids if {self.districts[i].type} == wanted)
            return own or ids
        towns = {self.districts[i].region for i in ids if self.districts[i].type == "city"}
        return frozenset(
            i
            for i in ids
            if self.districts[i].type == "city" or self.districts[i].region not in towns
        )
