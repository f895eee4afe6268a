"""The shape of sections and pages, and of their translations.

Field descriptions are for editors: `safar schema` prints them as JSON Schema, and editors'
programs show them beside the keys. Neutral files (facts, places …) are in `schema_neutral`.
"""

from __future__ import annotations

from pydantic import Field

from bot.content.fields import (
    Confidence,
    Country,
    Day,
    Line,
    Seen,
    Shape,
    ShortId,
    Stage,
    Text,
    Whole,
    WordsHash,
)

# Also used by `schema_flows` and `schema_lists`.
TITLE = "Заголовок, до 64 знаков. · Title, up to 64 characters."
SUMMARY = "Одна строка под заголовком, до 120 знаков. · One line under the title, up to 120."
TOPIC = "Тема из content/topics.yaml: её считают. · What is counted, from content/topics.yaml."
SECTION = "В каком разделе стоит. · Section it is listed under."
FOR = "Кому показать первым; нет ключа — всем. · Who sees it first."
ORDER = "Место в списке, меньше — выше. · Place in the list, smaller is higher."
ASK = (
    "Как об этом спрашивают люди, любыми буквами; только для поиска. "
    "· How people ask, in any script; search only."
)
LINKS = "Куда пойти дальше: имена страниц, опросов, разделов. · Ids of pages, flows, sections."
REVIEWED = (
    "День, когда текст сверили с источниками: ГГГГ-ММ-ДД. "
    "· The day this text was compared with its sources."
)
REVIEW_EVERY = (
    "Через сколько дней сверять снова: право 90, деньги 30, остальное 180. "
    "· Days until the next review: law 90, money 30, the rest 180."
)
TRANSLATES = "Ставит `safar stamp`, руками не менять. · Written by `safar stamp`; leave it alone."
BODY = (
    "Текст: абзацы, **жирный**, *курсив*, списки, > цитата, ## подзаголовок, [слово](https://…); "
    "{имя-факта} — число из content/facts. · Text in simple Markdown; {fact-id} is a value."
)


class SourceFile(Shape):
    name: Line = Field(description="Как называется источник. · What the source is called.")
    url: Line | None = Field(None, description="Адрес https://… · Its address.")
    seen: Seen | None = Field(
        None,
        description="Дата самого источника: ГГГГ, ГГГГ-ММ или ГГГГ-ММ-ДД; нет даты — нет ключа. "
        "· The source's own date; leave it out when undated.",
    )
    confidence: Confidence = Field(
        description="Насколько надёжно: high, medium, low. · How reliable it is."
    )


class SectionFile(Shape):
    """content/ru/<section>/section.yaml"""

    title: Line = Field(description=TITLE)
    summary: Line = Field(description=SUMMARY)
    order: Whole = Field(description=ORDER)
    icon: Line = Field(description="Один эмодзи. · One emoji.")


class SectionWordsFile(Shape):
    """content/<tg|uz|ky>/<section>/section.yaml"""

    translates: WordsHash | None = Field(None, description=TRANSLATES)
    title: Line = Field(description=TITLE)
    summary: Line = Field(description=SUMMARY)


class AudienceFile(Shape):
    origin: tuple[Country, ...] = Field(
        (), description="Из какой страны человек: tj, uz, kg. · Country of origin."
    )
    stage: tuple[Stage, ...] = Field(
        (), description="before — до отъезда, away — там, back — дома. · Stage of the journey."
    )


class StepsFile(Shape):
    bring: Text | None = Field(None, description="Что взять с собой. · What to bring.")
    where: Text | None = Field(None, description="Куда идти. · Where to go.")
    cost: Text | None = Field(None, description="Сколько стоит. · What it costs.")
    deadline: Text | None = Field(None, description="До какого срока. · By when.")

    def texts(self) -> dict[str, str]:
        """Only the steps that are there, in the order of the card."""
        found = {
            "bring": self.bring,
            "where": self.where,
            "cost": self.cost,
            "deadline": self.deadline,
        }
        return {step: text for step, text in found.items() if text is not None}


class ListedFile(Shape):
    """The keys that pages, flows, checklists and courses share."""

    title: Line = Field(description=TITLE)
    summary: Line = Field(description=SUMMARY)
    topic: Line = Field(description=TOPIC)
    order: Whole = Field(100, description=ORDER)
    for_: AudienceFile = Field(AudienceFile(), description=FOR)
    ask: tuple[Line, ...] = Field((), description=ASK)
    links: tuple[ShortId, ...] = Field((), description=LINKS)
    reviewed: Day = Field(description=REVIEWED)
    review_every: Whole = Field(description=REVIEW_EVERY, gt=0)
    sources: tuple[SourceFile, ...] = Field(
        description="Откуда это известно, хотя бы один. · Sources, at least one.", min_length=1
    )


class ListedWordsFile(Shape):
    """The keys that their translations share."""

    translates: WordsHash | None = Field(None, description=TRANSLATES)
    title: Line = Field(description=TITLE)
    summary: Line = Field(description=SUMMARY)
    ask: tuple[Line, ...] = Field((), description=ASK)


class PageFile(ListedFile):
    """content/ru/<section>/<page>.yaml"""

    body: Text = Field(description=BODY)
    steps: StepsFile = Field(StepsFile(), description="Карточка «что делать». · The card of steps.")


class PageWordsFile(ListedWordsFile):
    """content/<tg|uz|ky>/<section>/<page>.yaml"""

    body: Text = Field(description=BODY)
    steps: StepsFile = Field(
        StepsFile(), description="Те же ключи, что в русской. · The same keys as in Russian."
    )
