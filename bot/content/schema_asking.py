"""The shape of files that only help to recognise what people type."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.content.fields import Line, Shape, ShortId

Service = Literal["nearest-centre", "talk-human", "change-language", "delete-data"]
Danger = Literal["held", "violence", "suicide", "hurt", "stranded"]

_AS_TYPED = "Как пишут люди, любыми буквами. · As people type it, in any spelling."


class AskingFile(Shape):
    """content/<language>/asking.yaml"""

    services: dict[Service, tuple[Line, ...]] = Field(
        description=f"Просьбы к боту. {_AS_TYPED} · Wishes to the bot."
    )
    urgent: dict[Danger, tuple[Line, ...]] = Field(
        description=f"Беда прямо сейчас. {_AS_TYPED} · Danger right now."
    )
    calm: tuple[Line, ...] = Field(
        (), description="Похоже на беду, но не она. · Looks like danger and is not."
    )
    off_topic: tuple[Line, ...] = Field(
        description=f"Не к нам: приветствия, шутки, реклама. {_AS_TYPED} · Not for this bot."
    )


class SynonymsFile(Shape):
    """content/synonyms.yaml"""

    synonyms: dict[ShortId, tuple[Line, ...]] = Field(
        description="Смысл: начала слов на всех языках. · A meaning: beginnings of words."
    )
