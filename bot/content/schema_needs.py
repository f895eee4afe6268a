"""The shape of files for those who need help at home: needs, programmes, hotlines, visits."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.content.fields import (
    Country,
    Day,
    Line,
    NameLanguage,
    Shape,
    ShortId,
    Text,
    WordId,
    WordsHash,
)
from bot.content.schema import SourceFile
from bot.content.schema_places import PhoneFile

_SOURCE = "Откуда это известно. · Where it comes from."
_NAMES = "Название по языкам: ru, tg, uz, ky. · Names by language."
_SERVICES = "Чем помогают: имена из places.yaml. · What they do, ids from places.yaml."


class NeedFile(Shape):
    id: ShortId = Field(description="Имя нужды. · Id of the need.")
    icon: Line = Field(description="Один эмодзи. · One emoji.")
    topic: ShortId = Field(description="Тема из topics.yaml. · Topic.")
    services: tuple[Line, ...] = Field((), description=_SERVICES)
    offices: tuple[Line, ...] = Field(
        (), description="Виды мест, которые помогают всегда. · Types that always help."
    )
    links: tuple[ShortId, ...] = Field((), description="Страницы об этом. · Pages about it.")


class ProgrammeFile(Shape):
    id: WordId = Field(description="Имя программы. · Id of the programme.")
    country: Country = Field(description="Страна: tj, uz, kg. · Country.")
    needs: tuple[ShortId, ...] = Field(description="При каких нуждах. · Needs.", min_length=1)
    offices: tuple[Line, ...] = Field(
        (), description="Куда идти: виды из offices.yaml. · Office types that take the case."
    )
    from_: Day | None = Field(None, description="С какого дня. · First day.")
    to: Day | None = Field(None, description="По какой день. · Last day.")
    status: Literal["open", "closed"] = Field(
        "open", description="Закрытую не предлагаем. · A closed one is not offered."
    )
    source: SourceFile = Field(description=_SOURCE)


class NeedsFile(Shape):
    """content/places/needs.yaml"""

    needs: tuple[NeedFile, ...] = Field(description="Нужды по порядку. · Needs, in order.")
    programmes: tuple[ProgrammeFile, ...] = Field((), description="Программы. · Programmes.")


class NeedTextFile(Shape):
    title: Line = Field(description="Надпись на кнопке. · The label of its button.")
    bring: Text = Field(description="Что взять с собой. · What to bring.")


class ProgrammeTextFile(Shape):
    title: Line = Field(description="Название. · Its name.")
    body: Text = Field(description="Кому, что дают, как получить. · For whom, what, how.")


class NeedWordsFile(Shape):
    """content/<language>/needs.yaml"""

    translates: WordsHash | None = Field(
        None, description="Ставит `safar stamp`; в русском нет. · Written by `safar stamp`."
    )
    needs: dict[ShortId, NeedTextFile] = Field(description="Нужда: слова. · Need: words.")
    programmes: dict[WordId, ProgrammeTextFile] = Field(
        {}, description="Программа: слова. · Programme: words."
    )


class HotlineFile(Shape):
    id: WordId = Field(description="Имя, одно на всё. · Id, unique.")
    country: Country = Field(description="Чьи граждане звонят. · Whose citizens call.")
    where: Literal["tj", "uz", "kg", "ru"] = Field(
        description="Откуда звонят: дома или из России. · Where one calls from."
    )
    names: dict[NameLanguage, Line] = Field(description=_NAMES, min_length=1)
    services: tuple[Line, ...] = Field((), description=_SERVICES)
    phones: tuple[PhoneFile, ...] = Field(description="Телефоны. · Phones.", min_length=1)
    address: dict[NameLanguage, Line] = Field({}, description="Адрес по языкам. · Address.")
    status: Literal["current", "older", "doubtful", "stale"] = Field(
        description="Сомнительные и старые не показываем. · doubtful and stale are never shown."
    )
    source: SourceFile = Field(description=_SOURCE)


class HotlinesFile(Shape):
    """content/places/hotlines.yaml"""

    hotlines: tuple[HotlineFile, ...] = Field(description="Телефоны доверия. · Hotlines.")


class VisitFile(Shape):
    id: WordId = Field(description="Имя, одно на всё. · Id, unique.")
    district: WordId = Field(description="Район из districts-*.yaml. · District id.")
    from_: Day = Field(description="Первый день приёма. · First day.")
    to: Day = Field(description="Последний день приёма. · Last day.")
    names: dict[NameLanguage, Line] = Field(description=_NAMES, min_length=1)
    address: dict[NameLanguage, Line] = Field(description="Где, по языкам. · Where.", min_length=1)
    services: tuple[Line, ...] = Field((), description=_SERVICES)
    phones: tuple[PhoneFile, ...] = Field((), description="Телефоны. · Phones.")
    source: SourceFile = Field(description=_SOURCE)


class VisitsFile(Shape):
    """content/places/events.yaml"""

    events: tuple[VisitFile, ...] = Field(
        (), description="Выездные консультации с датами. · Visiting consultations, dated."
    )
