"""The shape of every file of words: sections, pages, flows, and their translations.

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

_TITLE = "Заголовок, до 64 знаков. · Title, up to 64 characters."
_SUMMARY = "Одна строка под заголовком, до 120 знаков. · One line under the title, up to 120."
_TOPIC = "Тема из content/topics.yaml: её считают. · What is counted, from content/topics.yaml."
_ORDER = "Место в списке, меньше — выше. · Place in the list, smaller is higher."
_ASK = (
    "Как об этом спрашивают люди, любыми буквами; только для поиска. "
    "· How people ask, in any script; search only."
)
_LINKS = "Куда пойти дальше: имена страниц, опросов, разделов. · Ids of pages, flows, sections."
_REVIEWED = (
    "День, когда текст сверили с источниками: ГГГГ-ММ-ДД. "
    "· The day this text was compared with its sources."
)
_REVIEW_EVERY = (
    "Через сколько дней сверять снова: право 90, деньги 30, остальное 180. "
    "· Days until the next review: law 90, money 30, the rest 180."
)
_TRANSLATES = "Ставит `safar stamp`, руками не менять. · Written by `safar stamp`; leave it alone."
_BODY = (
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

    title: Line = Field(description=_TITLE)
    summary: Line = Field(description=_SUMMARY)
    order: Whole = Field(description=_ORDER)
    icon: Line = Field(description="Один эмодзи. · One emoji.")


class SectionWordsFile(Shape):
    """content/<tg|uz|ky>/<section>/section.yaml"""

    translates: WordsHash | None = Field(None, description=_TRANSLATES)
    title: Line = Field(description=_TITLE)
    summary: Line = Field(description=_SUMMARY)


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


class PageFile(Shape):
    """content/ru/<section>/<page>.yaml"""

    title: Line = Field(description=_TITLE)
    summary: Line = Field(description=_SUMMARY)
    topic: Line = Field(description=_TOPIC)
    order: Whole = Field(100, description=_ORDER)
    for_: AudienceFile = Field(
        AudienceFile(), description="Кому показать первым; нет ключа — всем. · Who sees it first."
    )
    ask: tuple[Line, ...] = Field((), description=_ASK)
    body: Text = Field(description=_BODY)
    steps: StepsFile = Field(StepsFile(), description="Карточка «что делать». · The card of steps.")
    links: tuple[ShortId, ...] = Field((), description=_LINKS)
    reviewed: Day = Field(description=_REVIEWED)
    review_every: Whole = Field(description=_REVIEW_EVERY, gt=0)
    sources: tuple[SourceFile, ...] = Field(
        description="Откуда это известно, хотя бы один. · Sources, at least one.", min_length=1
    )


class PageWordsFile(Shape):
    """content/<tg|uz|ky>/<section>/<page>.yaml"""

    translates: WordsHash | None = Field(None, description=_TRANSLATES)
    title: Line = Field(description=_TITLE)
    summary: Line = Field(description=_SUMMARY)
    ask: tuple[Line, ...] = Field((), description=_ASK)
    body: Text = Field(description=_BODY)
    steps: StepsFile = Field(
        StepsFile(), description="Те же ключи, что в русской. · The same keys as in Russian."
    )


class ChoiceFile(Shape):
    text: Line = Field(description="Надпись на кнопке, до 60 знаков. · Button, up to 60.")
    to: ShortId = Field(
        description="Имя следующего вопроса или end. · Id of the next question, or end."
    )
    finds: ShortId | None = Field(
        None, description="Итог, который этот ответ добавит. · Outcome this answer brings up."
    )


class QuestionFile(Shape):
    text: Text = Field(description="Вопрос. · The question.")
    help: Text | None = Field(None, description="Мелко под вопросом. · Small print under it.")
    choices: dict[ShortId, ChoiceFile] = Field(
        description="Ответы по порядку, от 2 до 6. · Answers in order, 2 to 6."
    )


class OutcomeFile(Shape):
    title: Line = Field(description=_TITLE)
    body: Text = Field(description=_BODY)
    links: tuple[ShortId, ...] = Field((), description=_LINKS)


class FlowFile(Shape):
    """content/ru/flows/<flow>.yaml"""

    title: Line = Field(description=_TITLE)
    summary: Line = Field(description=_SUMMARY)
    topic: Line = Field(description=_TOPIC)
    section: ShortId = Field(description="В каком разделе стоит. · Section it is listed under.")
    order: Whole = Field(100, description=_ORDER)
    ask: tuple[Line, ...] = Field((), description=_ASK)
    intro: Text = Field(description="Над первым вопросом. · Above the first question.")
    questions: dict[ShortId, QuestionFile] = Field(
        description="Вопросы; первый идёт первым. · Questions; the first one comes first.",
        min_length=1,
    )
    outcomes: dict[ShortId, OutcomeFile] = Field(
        description="Итоги, самые тяжёлые первыми. · Outcomes, worst first.", min_length=1
    )
    otherwise: ShortId = Field(
        description="Итог, если ответы ничего не нашли. · Outcome when no answer found anything."
    )
    closing: Text = Field(
        description="Чего мы не знаем; стоит под любым итогом. · What we cannot know."
    )
    links: tuple[ShortId, ...] = Field((), description=_LINKS)
    reviewed: Day = Field(description=_REVIEWED)
    review_every: Whole = Field(description=_REVIEW_EVERY, gt=0)
    sources: tuple[SourceFile, ...] = Field(
        description="Откуда это известно, хотя бы один. · Sources, at least one.", min_length=1
    )


class QuestionWordsFile(Shape):
    text: Text = Field(description="Вопрос. · The question.")
    help: Text | None = Field(None, description="Мелко под вопросом. · Small print under it.")
    choices: dict[ShortId, Line] = Field(description="Имя ответа: надпись. · Answer id: label.")


class OutcomeWordsFile(Shape):
    title: Line = Field(description=_TITLE)
    body: Text = Field(description=_BODY)


class FlowWordsFile(Shape):
    """content/<tg|uz|ky>/flows/<flow>.yaml"""

    translates: WordsHash | None = Field(None, description=_TRANSLATES)
    title: Line = Field(description=_TITLE)
    summary: Line = Field(description=_SUMMARY)
    ask: tuple[Line, ...] = Field((), description=_ASK)
    intro: Text = Field(description="Над первым вопросом. · Above the first question.")
    questions: dict[ShortId, QuestionWordsFile] = Field(
        description="Те же вопросы, что в русском. · The same questions as in Russian."
    )
    outcomes: dict[ShortId, OutcomeWordsFile] = Field(
        description="Те же итоги, что в русском. · The same outcomes as in Russian."
    )
    closing: Text = Field(
        description="Чего мы не знаем; стоит под любым итогом. · What we cannot know."
    )
