"""The shape of the files of places: places, districts, settlements, cities abroad,
offices."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.content.fields import (
    Country,
    Day,
    Degrees,
    Line,
    NameLanguage,
    Shape,
    Text,
    WordId,
)
from bot.content.schema import SourceFile

_NAMES = "Название по языкам: ru, tg, uz, ky. · Names by language."
_SERVICES = "Чем помогают: имена из places.yaml. · What they do, ids from places.yaml."


class PhoneFile(Shape):
    number: Line = Field(
        description="Как напечатано в источнике; код не дописывать. · As printed; add no code."
    )
    tested: Day | None = Field(
        None, description="День, когда по нему звонили. · The day somebody called it."
    )
    answers: Literal["yes", "no", "unknown"] = Field(
        "unknown", description="Отвечает ли. · Whether it answers."
    )


class PlaceFile(Shape):
    id: WordId = Field(description="Имя места, одно на всё. · Id, unique.")
    region: WordId = Field(description="Область из districts-*.yaml. · Region id.")
    district: WordId | None = Field(None, description="Район или город. · District id.")
    type: Line = Field(description="Вид места из places.yaml. · Place type from places.yaml.")
    names: dict[NameLanguage, Line] = Field(description=_NAMES, min_length=1)
    address: dict[NameLanguage, Line] = Field({}, description="Адрес по языкам. · Address.")
    services: tuple[Line, ...] = Field((), description=_SERVICES)
    phones: tuple[PhoneFile, ...] = Field((), description="Телефоны. · Phones.")
    web: Line | None = Field(None, description="Сайт https://… · Web site.")
    telegram: Line | None = Field(None, description="Имя в Telegram. · Telegram name.")
    email: Line | None = Field(None, description="Почта. · E-mail.")
    hours: Line | None = Field(
        None, description="Часы в записи OSM: Mo-Fr 09:00-18:00. · Hours in OSM syntax."
    )
    lat: Degrees | None = Field(None, description="Широта. · Latitude.")
    lon: Degrees | None = Field(None, description="Долгота. · Longitude.")
    precision: Literal["building", "town", "approx", "unknown"] = Field(
        description="Что значат координаты: здание, город, примерно. · What the point means."
    )
    status: Literal["operating", "older", "planned", "stale"] = Field(
        description="Работает, старые сведения, планируется, устарело. · State of the place."
    )
    source: SourceFile = Field(description="Откуда это известно. · Where it comes from.")


class PlacesFile(Shape):
    """content/places/<tj|uz|kg>.yaml"""

    places: tuple[PlaceFile, ...] = Field(description="Места. · Places.")


class DistrictFile(Shape):
    id: WordId = Field(description="Имя района, одно на всё. · Id, unique.")
    type: Literal["city", "district"] = Field(description="Город или район. · City or district.")
    names: dict[NameLanguage, Line] = Field(description=_NAMES, min_length=1)
    other_names: tuple[Line, ...] = Field(
        (), alias="other_names", description="Прежние и другие названия. · Former names, aliases."
    )
    lat: Degrees = Field(description="Широта. · Latitude.")
    lon: Degrees = Field(description="Долгота. · Longitude.")
    precision: Literal["town", "district_centroid", "city", "approx"] = Field(
        description="Что значат координаты. · What the point means."
    )


class RegionFile(Shape):
    id: WordId = Field(description="Имя области, одно на всё. · Id, unique.")
    names: dict[NameLanguage, Line] = Field(description=_NAMES, min_length=1)
    lat: Degrees = Field(description="Широта. · Latitude.")
    lon: Degrees = Field(description="Долгота. · Longitude.")
    districts: tuple[DistrictFile, ...] = Field((), description="Районы. · Districts.")


class DistrictsFile(Shape):
    """content/places/districts-<tj|uz|kg>[-n].yaml"""

    regions: tuple[RegionFile, ...] = Field(description="Области. · Regions.")


class SettlementsFile(Shape):
    """content/places/settlements-<tj|uz|kg>.yaml"""

    towns: dict[WordId, Text] = Field(
        {}, description="Район: города и посёлки, по строке. · District: towns, one a line."
    )
    villages: dict[WordId, Text] = Field(
        {}, description="Район: сёла и джамоаты, по строке. · District: villages, one a line."
    )


class CityFile(Shape):
    names: dict[NameLanguage, Line] = Field(description=_NAMES, min_length=1)
    other_names: tuple[Line, ...] = Field(
        (), alias="other_names", description="Как ещё пишут. · Other spellings."
    )


class AbroadFile(Shape):
    """content/places/abroad.yaml"""

    cities: tuple[CityFile, ...] = Field(
        description="Большие города России: только узнать название. · Big cities of Russia."
    )


class OfficeFile(Shape):
    country: Country = Field(description="Страна: tj, uz, kg. · Country.")
    type: Line = Field(description="Вид из places.yaml. · Type from places.yaml.")
    level: Literal["district", "region", "country"] = Field(
        "district",
        description="Где она есть: в районах, в областях, в стране. · Where there is one.",
    )
    names: dict[NameLanguage, Line] = Field(description=_NAMES, min_length=1)
    services: tuple[Line, ...] = Field((), description=_SERVICES)
    source: SourceFile = Field(description="Откуда это известно. · Where it comes from.")


class OfficesFile(Shape):
    """content/places/offices.yaml"""

    offices: tuple[OfficeFile, ...] = Field(
        description="Что есть в каждом районе. · What every district has."
    )
