"""Which places are near: straight-line distances over the places that work."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from bot.content.model import Content, District, Place

EARTH_KM = 6371.0
SAME_TOWN_KM = 8.0  # places and districts are known by their town's point, not by a building
NEAR_KM = 60.0  # beyond this the district's own office comes first
FAR_KM = 150.0  # beyond this nothing is «nearest»: one asks by phone or on a site
ABROAD_KM = 150.0  # further than this from every district: not in the three countries
_FOR_MIGRANTS = (
    "migrant-resource-centre",
    "pre-departure-centre",
    "migrant-service-centre",
    "reintegration-centre",
    "migration-service",
    "migration-service-district",
    "migration-agency",
    "employment-office",
    "legal-aid",
    "international-org",
    "ngo",
    "social-office",
)
_OFFICES_FROM = _FOR_MIGRANTS.index("migration-service-district")  # before it: centres, for all
# Whom to ask from afar: not the office of one district.
_FOR_ALL = (
    *_FOR_MIGRANTS[:_OFFICES_FROM],
    "migration-agency",
    "international-org",
    "ministry",
    "legal-aid",
    "ngo",
)
_USABLE = ("operating", "older")
FRESH = timedelta(days=365)  # an answered call of longer ago counts as none


class Liveness(IntEnum):
    """Whether somebody reached a place by phone: the lower, the better."""

    ANSWERS = 0
    UNTESTED = 1
    SILENT = 2


def liveness(place: Place, today: date) -> Liveness:
    """By its best number; a place without a number is untested."""
    for phone in place.phones:
        if phone.answers == "yes" and phone.tested and today - phone.tested <= FRESH:
            return Liveness.ANSWERS
    silent = bool(place.phones) and all(phone.answers == "no" for phone in place.phones)
    return Liveness.SILENT if silent else Liveness.UNTESTED


@dataclass(frozen=True, slots=True)
class Near:
    """A place and how far it is, in km as the crow flies; None where the place has no point."""

    place: Place
    km: float
    same_town: bool


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km (haversine); degrees in."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def _order(near: Near, today: date) -> tuple[float, int, float, bool, bool, bool, int, float, str]:
    """What is near first, and there what answers. Then nearer first, in steps of 10 km, far away
    of 50; within a step what is known to work, then what is made for migrants: a deposit fund
    next door is not the answer to «who helps me?». Of these, what has a phone."""
    place = near.place
    step = 10 if near.km <= NEAR_KM else 50
    beyond = 0.0 if near.km <= NEAR_KM else near.km // step
    alive = liveness(place, today)
    working = place.status != "operating"
    kind = rank(place)
    other = kind == len(_FOR_MIGRANTS)
    silent = not place.phones
    return beyond, alive, near.km // step, working, other, silent, kind, near.km, place.id


def rank(place: Place) -> int:
    """By its type: what is made for migrants first."""
    return _FOR_MIGRANTS.index(place.type) if place.type in _FOR_MIGRANTS else len(_FOR_MIGRANTS)


def usable(place: Place) -> bool:
    """We route only to places that a source of this decade says work and that can be reached."""
    return place.status in _USABLE and place.reachable and place.lat is not None


def can_be_asked(place: Place) -> bool:
    """By phone or in writing: the site of a whole programme answers nobody."""
    return bool(place.phones or place.email or place.telegram)


def unreachable(place: Place) -> bool:
    """It works, but no source says how to reach it: named, never routed to."""
    return place.status in _USABLE and not place.reachable


def districts(content: Content) -> Iterable[District]:
    return (district for region in content.regions for district in region.districts)


def district_of(content: Content, district_id: str) -> District | None:
    return next((d for d in districts(content) if d.id == district_id), None)


def nearest_district(content: Content, lat: float, lon: float) -> District | None:
    """The district whose point is nearest, or None abroad or for coordinates that are none."""
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        return None
    best = min(districts(content), key=lambda d: distance(lat, lon, d.lat, d.lon), default=None)
    if best is None or distance(lat, lon, best.lat, best.lon) > ABROAD_KM:
        return None
    return best


def nearest(
    content: Content,
    country: str,
    lat: float,
    lon: float,
    today: date,
    limit: int = 3,
    fits: Callable[[Place], bool] = lambda place: True,
) -> tuple[Near, ...]:
    """Up to `limit` usable places of that country that fit, those that answer first, the
    nearest first."""
    found = [
        _measured(place, lat, lon)
        for place in content.places
        if place.country == country and usable(place) and fits(place)
    ]
    found.sort(key=lambda near: _order(near, today))
    return tuple(found[:limit])


def from_afar(
    content: Content,
    country: str,
    lat: float,
    lon: float,
    today: date,
    limit: int = 1,
    fits: Callable[[Place], bool] = lambda place: True,
) -> tuple[Near, ...]:
    """Up to `limit` places that can be asked without going there: those that answer, then those
    for the whole country, of these with a phone or mail before a mere site, and the short numbers
    of a country first."""

    def order(near: Near) -> tuple[int, bool, bool, int, int, str]:
        place = near.place
        kind = _FOR_ALL.index(place.type) if place.type in _FOR_ALL else len(_FOR_ALL)
        mere_site = not can_be_asked(place)
        shortest = min((len(phone.number) for phone in place.phones), default=0)
        alive = liveness(place, today)
        return alive, kind == len(_FOR_ALL), mere_site, kind, shortest, place.id

    found = [
        _measured(place, lat, lon)
        for place in content.places
        if place.country == country and usable(place) and fits(place)
        if place.phones or place.web or place.email or place.telegram
    ]
    return tuple(sorted(found, key=order)[:limit])


def silent_near(content: Content, of: District, lat: float, lon: float) -> tuple[Place, ...]:
    """What works in this district but cannot be reached from here, and what is made for migrants
    in the towns around it."""
    found = [
        _measured(place, lat, lon)
        for place in content.places
        if place.country == of.country and unreachable(place) and place.lat is not None
    ]
    near = [
        one
        for one in found
        if one.place.district == of.id or (one.km <= NEAR_KM and rank(one.place) < _OFFICES_FROM)
    ]
    near.sort(key=lambda one: (one.place.district != of.id, rank(one.place), one.km, one.place.id))
    return tuple(one.place for one in near)


def _measured(place: Place, lat: float, lon: float) -> Near:
    assert place.lat is not None
    assert place.lon is not None
    km = distance(lat, lon, place.lat, place.lon)
    return Near(place, km, km <= SAME_TOWN_KM and place.precision != "building")
