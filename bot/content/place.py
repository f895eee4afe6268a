"""Places in memory: where one may turn, and the map of districts. See also `bot.content.model`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from.

    `seen` is the source's own date as far as it is known: `2026-02-26`, `2025-11`, `2025`,
    or None for an undated source. Never the day we wrote the page.
    """

    name: str
    url: str | None
    seen: str | None
    confidence: str  # high | medium | low


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as printed in its source. `tested` is the day somebody called it."""

    number: str
    tested: date | None
    answers: str  # yes | no | unknown


@dataclass(frozen=True, slots=True)
class Place:
    """An office one may go to. `names` and `address` per language; the source's own
    language is always there, no official name is invented."""

    id: str
    country: str  # tj | uz | kg
    region: str
    district: str | None
    type: str
    names: Mapping[str, str]
    address: Mapping[str, str]
    services: tuple[str, ...]
    phones: tuple[Phone, ...]
    web: str | None
    telegram: str | None
    email: str | None
    hours: str | None  # OSM opening_hours syntax
    lat: float | None
    lon: float | None
    precision: str  # building | town | approx | unknown
    status: str  # operating | older | planned | stale
    source: Source

    @property
    def reachable(self) -> bool:
        """There is some way to reach it: a phone that is not known dead, an address, a site."""
        alive = any(phone.answers != "no" for phone in self.phones)
        return bool(alive or self.address or self.web or self.telegram or self.email)


@dataclass(frozen=True, slots=True)
class District:
    """`names`: language or `uz-Cyrl` → name. `other_names`: former names and aliases."""

    id: str
    region: str
    country: str
    type: str  # city | district
    names: Mapping[str, str]
    other_names: tuple[str, ...]
    lat: float
    lon: float
    precision: str  # town | district_centroid | city | approx


@dataclass(frozen=True, slots=True)
class Region:
    id: str
    country: str
    names: Mapping[str, str]
    lat: float
    lon: float
    districts: tuple[District, ...]


@dataclass(frozen=True, slots=True)
class Settlement:
    """A town or village by all its spellings, the usual one first; only to be searched."""

    district: str
    town: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class City:
    """A big city of Russia, where we know no offices; only to be recognised."""

    names: Mapping[str, str]  # Russian always
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of office of a country: the structural answer. `level`: district | region |
    country, where there is one at all."""

    country: str
    level: str
    type: str
    names: Mapping[str, str]
    services: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words about places: place types, services, countries, and what each office does."""

    types: Mapping[str, str]
    services: Mapping[str, str]
    countries: Mapping[str, str]
