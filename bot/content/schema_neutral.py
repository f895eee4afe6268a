"""The shape of files that serve all languages: facts, places, topics; and the table of kinds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from bot.content.fields import Day, Line, Shape, ShortId, Unit, WordsHash
from bot.content.schema import (
    PageFile,
    PageWordsFile,
    SectionFile,
    SectionWordsFile,
    SourceFile,
)
from bot.content.schema_asking import AskingFile, SynonymsFile
from bot.content.schema_flows import FlowFile, FlowWordsFile
from bot.content.schema_lists import (
    ChecklistFile,
    ChecklistWordsFile,
    CourseFile,
    CourseWordsFile,
)
from bot.content.schema_needs import HotlinesFile, NeedsFile, NeedWordsFile, VisitsFile
from bot.content.schema_places import (
    AbroadFile,
    DistrictsFile,
    OfficesFile,
    PlacesFile,
    SettlementsFile,
)
from bot.content.schema_words import GlossaryFile, NoticesFile, NoticeWordsFile, StyleFile


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


class HostsFile(Shape):
    """content/hosts.yaml"""

    hosts: tuple[Line, ...] = Field(
        description="Сайты, которые бот может предложить открыть. "
        "· Sites that the bot may offer to open."
    )
    names_only: tuple[Line, ...] = Field(
        (),
        description="Источники, которые называем без ссылки: где-то доступ к ним закрыт. "
        "· Sources named without a link: somewhere access to them is closed.",
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


# The kind of a file, as `safar schema <kind>` and `docs/schema/<kind>.json` name it.
KINDS: Mapping[str, type[Shape]] = {
    "section": SectionFile,
    "section-words": SectionWordsFile,
    "page": PageFile,
    "page-words": PageWordsFile,
    "flow": FlowFile,
    "flow-words": FlowWordsFile,
    "checklist": ChecklistFile,
    "checklist-words": ChecklistWordsFile,
    "course": CourseFile,
    "course-words": CourseWordsFile,
    "place-words": PlaceWordsFile,
    "cyrillic": CyrillicFile,
    "topics": TopicsFile,
    "hosts": HostsFile,
    "facts": FactsFile,
    "places": PlacesFile,
    "districts": DistrictsFile,
    "settlements": SettlementsFile,
    "abroad": AbroadFile,
    "offices": OfficesFile,
    "needs": NeedsFile,
    "need-words": NeedWordsFile,
    "hotlines": HotlinesFile,
    "events": VisitsFile,
    "style": StyleFile,
    "glossary-words": GlossaryFile,
    "notices": NoticesFile,
    "notice-words": NoticeWordsFile,
    "asking": AskingFile,
    "synonyms": SynonymsFile,
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
