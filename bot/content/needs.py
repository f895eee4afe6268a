"""Who helps at home with what: needs, programmes, hotlines and visiting consultations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.content.facts import to_source
from bot.content.model import Content, Office, Phone, Place, Source
from bot.content.schema_needs import HotlineFile, NeedFile, NeedWordsFile, ProgrammeFile, VisitFile
from bot.content.schema_places import PhoneFile


@dataclass(frozen=True, slots=True)
class Need:
    """What a person may need at home: who helps does one of `services` or is of `types`."""

    id: str
    icon: str
    topic: str
    services: frozenset[str]
    types: frozenset[str]
    links: tuple[str, ...]  # page or flow ids

    def met_by(self, one: Place | Office) -> bool:
        return one.type in self.types or not self.services.isdisjoint(one.services)


@dataclass(frozen=True, slots=True)
class Programme:
    """A state or other programme. `offices`: types of the offices that take the case."""

    id: str
    country: str
    needs: frozenset[str]
    offices: tuple[str, ...]
    start: date | None
    end: date | None
    closed: bool
    source: Source

    def offered(self, day: date) -> bool:
        begun = self.start is None or self.start <= day
        return begun and not self.closed and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Hotline:
    """`where`: the country one calls from; `country`: whose citizens it is for."""

    id: str
    country: str
    where: str
    names: Mapping[str, str]
    services: tuple[str, ...]
    phones: tuple[Phone, ...]
    address: Mapping[str, str]
    status: str  # current | older | doubtful | stale
    source: Source

    @property
    def shown(self) -> bool:
        """A doubtful or stale line is never shown, nor one whose every number was silent."""
        return self.status in ("current", "older") and any(p.answers != "no" for p in self.phones)


@dataclass(frozen=True, slots=True)
class Visit:
    """A consultation that comes to a district. `start` and `end` inclusive."""

    id: str
    district: str
    start: date
    end: date
    names: Mapping[str, str]
    address: Mapping[str, str]
    services: tuple[str, ...]
    phones: tuple[Phone, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class NeedText:
    title: str
    bring: str  # Markdown


@dataclass(frozen=True, slots=True)
class ProgrammeText:
    title: str
    body: str  # Markdown with facts


@dataclass(frozen=True, slots=True)
class NeedWords:
    needs: Mapping[str, NeedText]
    programmes: Mapping[str, ProgrammeText]


def to_need(file: NeedFile) -> Need:
    services, types = frozenset(file.services), frozenset(file.offices)
    return Need(file.id, file.icon, file.topic, services, types, file.links)


def to_programme(file: ProgrammeFile) -> Programme:
    return Programme(
        id=file.id,
        country=file.country,
        needs=frozenset(file.needs),
        offices=file.offices,
        start=file.from_,
        end=file.to,
        closed=file.status == "closed",
        source=to_source(file.source),
    )


def to_hotline(file: HotlineFile) -> Hotline:
    return Hotline(
        id=file.id,
        country=file.country,
        where=file.where,
        names={str(language): name for language, name in file.names.items()},
        services=file.services,
        phones=_phones(file.phones),
        address={str(language): text for language, text in file.address.items()},
        status=file.status,
        source=to_source(file.source),
    )


def to_visit(file: VisitFile) -> Visit:
    return Visit(
        id=file.id,
        district=file.district,
        start=file.from_,
        end=file.to,
        names={str(language): name for language, name in file.names.items()},
        address={str(language): text for language, text in file.address.items()},
        services=file.services,
        phones=_phones(file.phones),
        source=to_source(file.source),
    )


def to_need_words(file: NeedWordsFile) -> NeedWords:
    return NeedWords(
        {need_id: NeedText(text.title, text.bring) for need_id, text in file.needs.items()},
        {
            programme_id: ProgrammeText(text.title, text.body)
            for programme_id, text in file.programmes.items()
        },
    )


def _phones(files: tuple[PhoneFile, ...]) -> tuple[Phone, ...]:
    return tuple(Phone(phone.number, phone.tested, phone.answers) for phone in files)


def programmes_for(content: Content, country: str, need: Need, day: date) -> Iterator[Programme]:
    return (
        programme
        for programme in content.programmes
        if programme.country == country and need.id in programme.needs and programme.offered(day)
    )


def hotlines_for(content: Content, where: str, services: frozenset[str]) -> Iterator[Hotline]:
    return (
        hotline
        for hotline in content.hotlines
        if hotline.where == where and hotline.shown and services & set(hotline.services)
    )


def visits_in(content: Content, district: str, day: date) -> Iterator[Visit]:
    """Those that are on, or come: never one that is over."""
    return (visit for visit in content.visits if visit.district == district and day <= visit.end)
