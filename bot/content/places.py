"""Places, regions and offices from their files."""

from __future__ import annotations

from bot.content.facts import to_source
from bot.content.model import City, District, Office, Phone, Place, Region, Settlement
from bot.content.schema_places import CityFile, OfficeFile, PlaceFile, RegionFile, SettlementsFile


def to_place(file: PlaceFile, country: str) -> Place:
    return Place(
        id=file.id,
        country=country,
        region=file.region,
        district=file.district,
        type=file.type,
        names={str(language): name for language, name in file.names.items()},
        address={str(language): text for language, text in file.address.items()},
        services=file.services,
        phones=tuple(Phone(phone.number, phone.tested, phone.answers) for phone in file.phones),
        web=file.web,
        telegram=file.telegram,
        email=file.email,
        hours=file.hours,
        lat=file.lat,
        lon=file.lon,
        precision=file.precision,
        status=file.status,
        source=to_source(file.source),
    )


def to_region(file: RegionFile, country: str) -> Region:
    return Region(
        id=file.id,
        country=country,
        names={str(language): name for language, name in file.names.items()},
        lat=file.lat,
        lon=file.lon,
        districts=tuple(
            District(
                id=district.id,
                region=file.id,
                country=country,
                type=district.type,
                names={str(language): name for language, name in district.names.items()},
                other_names=district.other_names,
                lat=district.lat,
                lon=district.lon,
                precision=district.precision,
            )
            for district in file.districts
        ),
    )


def to_office(file: OfficeFile) -> Office:
    return Office(
        country=file.country,
        level=file.level,
        type=file.type,
        names={str(language): name for language, name in file.names.items()},
        services=file.services,
        source=to_source(file.source),
    )


def to_city(file: CityFile) -> City:
    return City({str(language): name for language, name in file.names.items()}, file.other_names)


def to_settlements(file: SettlementsFile) -> list[Settlement]:
    """One a line: `Khujand, Leninabad`."""
    return [
        Settlement(district, town, tuple(name.strip() for name in line.split(",")))
        for town, found in ((True, file.towns), (False, file.villages))
        for district, lines in found.items()
        for line in lines.splitlines()
    ]


def never_tested(places: tuple[Place, ...]) -> list[tuple[Place, Phone]]:
    """Numbers that nobody has called yet, of places that are routed to."""
    return [
        (place, phone)
        for place in places
        if place.status in ("operating", "older")
        for phone in place.phones
        if phone.tested is None
    ]
