"""The shape of files that serve all languages: facts, places, topics; and the table of kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from bot.content.fields import (
    Country,
    Day,
    Degrees,
    Line,
    NameLanguage,
    Shape,
    ShortId,
    Text,
    Unit,
    WordId,
    WordsHash,
)
from bot.content.schema import (
    FlowFile,
    FlowWordsFile,
    PageFile,
    PageWordsFile,
    SectionFile,
    SectionWordsFile,
    SourceFile,
)

_NAMES = "Название по языкам: ru, tg, uz, ky. · Names by language."
_SERVICES = "Чем помогают: имена из places.yaml. · What they do, ids from places.yaml."


class PlaceWordsFile(Shape):
    """content/<language>/places.yaml"""

    translates: WordsHash | None = Field(
        None, description="Ставит `safar stamp`; в русском нет. · Written by `safar stamp`."
    )
    types: dict[str, Line] = Field(description="Вид места: слово. · Place type: word.")
    services: dict[str, Line] = Field(description="Услуга: слово. · Service: word.")
    countries: dict[Literal["tj", "uz", "kg", "ru"], Line] = Field(
        description="Страна: слово. · Country: word."
    )


class CyrillicFile(Shape):
    """content/uz/cyrillic.yaml"""

    words: dict[str, Line] = Field(
        description="Слово латиницей: то же кириллицей. · Latin word: the same in Cyrillic."
    )


class TopicsFile(Shape):
    """content/topics.yaml"""

    topics: tuple[ShortId, ...] = Field(
        description="Темы, не больше 64. · Topics, at most 64.", min_length=1
    )


class FactValueFile(Shape):
    from_: Day | None = Field(None, description="С какого дня, включая его. · First day.")
    to: Day | None = Field(None, description="По какой день, включая его. · Last day.")
    value: Line = Field(
        description="Число без пробелов и валюты, дата, время, телефон или адрес. "
        "· A number without spaces or currency, a date, a time, a phone or an address."
    )
    source: SourceFile = Field(description="Откуда это известно. · Where it comes from.")


class FactFile(Shape):
    id: ShortId = Field(description="Имя; в тексте пишут {имя}. · Id; texts say {id}.")
    unit: Unit = Field(description="Что это за значение. · What kind of value it is.")
    currency: Literal["RUB", "TJS", "UZS", "KGS", "USD", "EUR", "KZT"] | None = Field(
        None, description="Валюта, только для money. · Currency, for money only."
    )
    values: tuple[FactValueFile, ...] = Field(
        description="Значения по порядку дат, без дыр. · Values in order of dates, no gaps.",
        min_length=1,
    )


class FactsFile(Shape):
    """content/facts/*.yaml"""

    facts: tuple[FactFile, ...] = Field(description="Факты. · Facts.")


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


class OfficeFile(Shape):
    country: Country = Field(description="Страна: tj, uz, kg. · Country.")
    type: Line = Field(description="Вид из places.yaml. · Type from places.yaml.")
    names: dict[NameLanguage, Line] = Field(description=_NAMES, min_length=1)
    services: tuple[Line, ...] = Field((), description=_SERVICES)
    source: SourceFile = Field(description="Откуда это известно. · Where it comes from.")


class OfficesFile(Shape):
    """content/places/offices.yaml"""

    offices: tuple[OfficeFile, ...] = Field(
        description="Что есть в каждом районе. · What every district has."
    )


# The kind of a file, as `safar schema <kind>` and `docs/schema/<kind>.json` name it.
KINDS: Mapping[str, type[Shape]] = {
    "section": SectionFile,
    "section-words": SectionWordsFile,
    "page": PageFile,
    "page-words": PageWordsFile,
    "flow": FlowFile,
    "flow-words": FlowWordsFile,
    "place-words": PlaceWordsFile,
    "cyrillic": CyrillicFile,
    "topics": TopicsFile,
    "facts": FactsFile,
    "places": PlacesFile,
    "districts": DistrictsFile,
    "settlements": SettlementsFile,
    "offices": OfficesFile,
}


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of file. Raises KeyError."""
    shape = KINDS[kind]
    schema: dict[str, Any] = _tidy(shape.model_json_schema(by_alias=True))
    where = (shape.__doc__ or "").strip()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Safar: {where}",
        **{name: part for name, part in schema.items() if name != "description"},
    }


def _tidy(part: Any) -> Any:
    """Without pydantic's own titles, and without null: a key with no value is left out."""
    if isinstance(part, list):
        return [_tidy(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("default", "") is None:
        part = {name: value for name, value in part.items() if name != "default"}
    kinds = [kind for kind in part.get("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        part = {**kinds[0], **{name: value for name, value in part.items() if name != "anyOf"}}
    return {
        name: _tidy(value)
        for name, value in part.items()
        if not (name == "title" and isinstance(value, str))
    }
