"""The shape of files about words themselves: style, glossary, dated notices."""

from __future__ import annotations

from pydantic import Field

from bot.content.fields import Day, Line, Shape, ShortId, Text, Whole, WordsHash

_TRANSLATES = "Ставит `safar stamp`; в русском нет. · Written by `safar stamp`."


class StyleFile(Shape):
    """content/<language>/style.yaml"""

    sentence_words: Whole = Field(
        description="Самое длинное предложение, слов. · The longest sentence, in words.", gt=0
    )
    paragraph_letters: Whole = Field(
        description="Самый длинный абзац, знаков. · The longest paragraph, in characters.", gt=0
    )
    forbidden: dict[str, Line] = Field(
        {},
        description="Слово или начало слова со звёздочкой: чем заменить. "
        "· A word, or its beginning with a star: what to write instead.",
    )
    exceptions: dict[ShortId, Line] = Field(
        {},
        description="Страница, которой предел длины не касается: почему. "
        "· A page that the limits of length do not bind, and why.",
    )


class TermFile(Shape):
    term: Line = Field(description="Слово на кнопке, до 32 знаков. · The word on its button.")
    forms: tuple[Line, ...] = Field(
        description="Начала слова, по которым его узнают в тексте. "
        "· Beginnings by which it is recognised in a text.",
        min_length=1,
    )
    explain: Line = Field(description="Одна строка, до 180 знаков. · One line, up to 180.")


class GlossaryFile(Shape):
    """content/<language>/glossary.yaml"""

    translates: WordsHash | None = Field(None, description=_TRANSLATES)
    terms: dict[ShortId, TermFile] = Field(description="Слово: пояснение. · Term: explanation.")


class DatedNoticeFile(Shape):
    id: ShortId = Field(description="Имя объявления. · Id of the notice.")
    from_: Day = Field(description="С какого дня видно. · First day.")
    to: Day = Field(description="По какой день видно. · Last day.")
    pages: tuple[ShortId, ...] = Field(
        (), description="На каких страницах ещё, кроме меню. · Pages that show it too."
    )


class NoticesFile(Shape):
    """content/notices.yaml"""

    notices: tuple[DatedNoticeFile, ...] = Field((), description="Объявления. · Dated notices.")


class NoticeWordsFile(Shape):
    """content/<language>/notices.yaml"""

    translates: WordsHash | None = Field(None, description=_TRANSLATES)
    notices: dict[ShortId, Text] = Field({}, description="Объявление: текст. · Notice: its text.")
