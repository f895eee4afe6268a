"""The shape of checklists and of courses of short lessons."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.content.fields import Line, Shape, ShortId, Text
from bot.content.schema import (
    LINKS,
    SECTION,
    TITLE,
    ListedFile,
    ListedWordsFile,
)

_CHECKLIST_INTRO = "Над списком. · Above the list."
_CHECKLIST_CLOSING = "Под списком: чего мы не знаем. · Under the list: what we cannot know."
_COURSE_INTRO = "Над списком уроков. · Above the list of lessons."
_ENTRY = "Что сделать, до 60 знаков: это кнопка. · What to do, up to 60: it is a button."
_ENTRY_HELP = "Подробнее, под списком. · More about it, under the list."
_SCREENS = "Экраны урока, до 5, каждый до 700 знаков. · Screens, at most 5, of up to 700."
_WHY = "Почему так: покажем после ответа. · Why: shown after the answer."


class EntryFile(Shape):
    text: Line = Field(description=_ENTRY)
    help: Text | None = Field(None, description=_ENTRY_HELP)
    links: tuple[ShortId, ...] = Field((), description=LINKS)


class ChecklistFile(ListedFile):
    """content/ru/checklists/<checklist>.yaml"""

    section: ShortId = Field(description=SECTION)
    intro: Text = Field(description=_CHECKLIST_INTRO)
    entries: dict[ShortId, EntryFile] = Field(
        description="Пункты по порядку, до 32. · Entries in order, at most 32.", min_length=1
    )
    closing: Text = Field(description=_CHECKLIST_CLOSING)


class EntryWordsFile(Shape):
    text: Line = Field(description=_ENTRY)
    help: Text | None = Field(None, description=_ENTRY_HELP)


class ChecklistWordsFile(ListedWordsFile):
    """content/<tg|uz|ky>/checklists/<checklist>.yaml"""

    intro: Text = Field(description=_CHECKLIST_INTRO)
    entries: dict[ShortId, EntryWordsFile] = Field(
        description="Те же пункты, что в русском. · The same entries as in Russian."
    )
    closing: Text = Field(description=_CHECKLIST_CLOSING)


class AnswerFile(Shape):
    text: Line = Field(description="Надпись на кнопке, до 60 знаков. · Button, up to 60.")
    right: Literal["yes", "no"] = Field(
        "no", description="yes у верных ответов. · yes for right answers."
    )
    why: Text = Field(description=_WHY)


class LessonQuestionFile(Shape):
    text: Text = Field(description="Вопрос после урока. · The question after the lesson.")
    choices: dict[ShortId, AnswerFile] = Field(description="Ответы, от 2 до 4. · Answers, 2 to 4.")


class LessonFile(Shape):
    title: Line = Field(description=TITLE)
    screens: tuple[Text, ...] = Field(description=_SCREENS, min_length=1)
    question: LessonQuestionFile = Field(description="Один вопрос в конце. · One question.")
    links: tuple[ShortId, ...] = Field((), description=LINKS)


class CourseFile(ListedFile):
    """content/ru/courses/<course>.yaml"""

    section: ShortId = Field(description=SECTION)
    intro: Text = Field(description=_COURSE_INTRO)
    lessons: dict[ShortId, LessonFile] = Field(
        description="Уроки по порядку, до 12. · Lessons in order, at most 12.", min_length=1
    )


class AnswerWordsFile(Shape):
    text: Line = Field(description="Надпись на кнопке, до 60 знаков. · Button, up to 60.")
    why: Text = Field(description=_WHY)


class LessonQuestionWordsFile(Shape):
    text: Text = Field(description="Вопрос после урока. · The question after the lesson.")
    choices: dict[ShortId, AnswerWordsFile] = Field(
        description="Те же ответы, что в русском. · The same answers as in Russian."
    )


class LessonWordsFile(Shape):
    title: Line = Field(description=TITLE)
    screens: tuple[Text, ...] = Field(description=_SCREENS, min_length=1)
    question: LessonQuestionWordsFile = Field(description="Вопрос. · The question.")


class CourseWordsFile(ListedWordsFile):
    """content/<tg|uz|ky>/courses/<course>.yaml"""

    intro: Text = Field(description=_COURSE_INTRO)
    lessons: dict[ShortId, LessonWordsFile] = Field(
        description="Те же уроки, что в русском. · The same lessons as in Russian."
    )
