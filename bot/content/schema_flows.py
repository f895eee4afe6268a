"""The shape of flows: questions, outcomes, and the calculator they may end in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.content.fields import Line, Shape, ShortId, Text, Whole
from bot.content.schema import (
    BODY,
    LINKS,
    SECTION,
    TITLE,
    ListedFile,
    ListedWordsFile,
)

Kind = Literal["choice", "number", "money", "date", "dates"]
NumberUnit = Literal["days", "months", "years", "percent", "people", "number"]
Currency = Literal["RUB", "TJS", "UZS", "KGS", "KZT", "USD", "EUR"]

_ERROR = (
    "Что сказать, если ответ не понят; с примером в `обратных кавычках`. "
    "· Said when an answer is not understood; with an example in `backticks`."
)
_HELP = "Мелко под вопросом. · Small print under it."
_STOPPED = (
    "Куда идти, если у расчёта нет ставки на сегодня; нужен при calculate. "
    "· Where to ask when a rate has no value for today; needed with calculate."
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
    kind: Kind = Field(
        "choice",
        description="choice — кнопки; number, money, date, dates (поездки) — человек пишет. "
        "· choice: buttons; number, money, date, dates (trips): typed.",
    )
    text: Text = Field(description="Вопрос. · The question.")
    help: Text | None = Field(None, description=_HELP)
    error: Text | None = Field(None, description=_ERROR)
    choices: dict[ShortId, ChoiceFile] = Field(
        {}, description="Ответы по порядку, от 2 до 6. · Answers in order, 2 to 6."
    )
    to: ShortId | None = Field(
        None,
        description="Что дальше после написанного ответа: вопрос или end. "
        "· What follows a typed answer: a question or end.",
    )
    unit: NumberUnit | None = Field(None, description="Что считает number. · What a number counts.")
    currency: Currency | None = Field(
        None, description="Валюта, если её не написали. · Currency where none was typed."
    )
    decimals: Whole = Field(
        0, description="Сколько знаков после запятой, до 4. · Decimals allowed, up to 4.", le=4
    )
    min: Line | None = Field(
        None,
        description="Самый малый ответ; у дат: ГГГГ-ММ-ДД, today, today-365, today+30. "
        "· The least answer.",
    )
    max: Line | None = Field(
        None, description="Самый большой ответ; у dates — день. · The greatest answer."
    )
    trips: Whole = Field(
        0, description="Сколько поездок в dates, до 9. · How many trips in dates, up to 9.", le=9
    )


class OutcomeFile(Shape):
    title: Line = Field(description=TITLE)
    body: Text = Field(description=BODY)
    links: tuple[ShortId, ...] = Field((), description=LINKS)


class FlowFile(ListedFile):
    """content/ru/flows/<flow>.yaml"""

    section: ShortId = Field(description=SECTION)
    calculate: ShortId | None = Field(
        None, description="Имя расчёта (docs/flows.md). · Name of a calculator."
    )
    intro: Text = Field(description="Над первым вопросом. · Above the first question.")
    questions: dict[ShortId, QuestionFile] = Field(
        description="Вопросы; первый идёт первым. · Questions; the first one comes first.",
        min_length=1,
    )
    outcomes: dict[ShortId, OutcomeFile] = Field(
        description="Итоги, самые тяжёлые первыми. · Outcomes, worst first.", min_length=1
    )
    otherwise: ShortId | None = Field(
        None,
        description="Итог, если ответы ничего не нашли; без calculate нужен. "
        "· Outcome when no answer found anything; needed without calculate.",
    )
    closing: Text = Field(
        description="Чего мы не знаем; стоит под любым итогом. · What we cannot know."
    )
    stopped: Text | None = Field(None, description=_STOPPED)


class QuestionWordsFile(Shape):
    text: Text = Field(description="Вопрос. · The question.")
    help: Text | None = Field(None, description=_HELP)
    error: Text | None = Field(None, description=_ERROR)
    choices: dict[ShortId, Line] = Field({}, description="Имя ответа: надпись. · Answer id: label.")


class OutcomeWordsFile(Shape):
    title: Line = Field(description=TITLE)
    body: Text = Field(description=BODY)


class FlowWordsFile(ListedWordsFile):
    """content/<tg|uz|ky>/flows/<flow>.yaml"""

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
    stopped: Text | None = Field(None, description=_STOPPED)
