"""Types of single values in content files.

All YAML scalars arrive as text (`bot.content.yaml_source`), so each type here parses text
and raises a `PydanticCustomError` whose type `bot.content.explain` has words for.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

MAX_ID_BYTES = 24
ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SEEN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_WHOLE = re.compile(r"\d{1,6}")
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,8})?")
_HASH = re.compile(r"[0-9a-f]{6}")


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Shape(BaseModel):
    """Base of all file shapes: unknown keys refused, kebab-case keys, frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_kebab)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("text", "needs a text")
    if not value.strip():
        raise PydanticCustomError("empty", "is empty")
    return value.rstrip()


def _line(value: Any) -> str:
    text = _text(value).strip()
    if "\n" in text:
        raise PydanticCustomError("one_line", "must be one line")
    return text


def _word_id(value: Any) -> str:
    text = _line(value)
    if not ID_PATTERN.fullmatch(text):
        raise PydanticCustomError("id", "is not an id", {"value": text[:40]})
    return text


def _short_id(value: Any) -> str:
    text = _word_id(value)
    if len(text) > MAX_ID_BYTES:
        raise PydanticCustomError("id_long", "id too long", {"value": text, "size": len(text)})
    return text


def _day(value: Any) -> date:
    text = _line(value)
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("day", "not a date", {"value": text[:40]}) from None


def _seen(value: Any) -> str:
    text = _line(value)
    if not _SEEN.fullmatch(text):
        try:
            _day(text)
        except PydanticCustomError:
            raise PydanticCustomError("seen", "not a date", {"value": text[:40]}) from None
    return text


def _whole(value: Any) -> int:
    text = _line(value)
    if not _WHOLE.fullmatch(text):
        raise PydanticCustomError("whole", "not a whole number", {"value": text[:40]})
    return int(text)


def _degrees(value: Any) -> float:
    text = _line(value)
    if not _DEGREES.fullmatch(text):
        raise PydanticCustomError("degrees", "not degrees", {"value": text[:40]})
    return float(text)


def _hash(value: Any) -> str:
    text = _line(value)
    if not _HASH.fullmatch(text):
        raise PydanticCustomError("hash", "not a hash", {"value": text[:40]})
    return text


def _schema(**words: Any) -> WithJsonSchema:
    return WithJsonSchema(words)


_SCALAR = ["string", "number", "boolean"]  # an editor's program types `no` and `102` itself

Text = Annotated[str, BeforeValidator(_text), _schema(type="string", minLength=1)]
Line = Annotated[str, BeforeValidator(_line), _schema(type=_SCALAR, minLength=1)]
WordId = Annotated[
    str, BeforeValidator(_word_id), _schema(type="string", pattern="^[a-z0-9]+(-[a-z0-9]+)*$")
]
ShortId = Annotated[
    str,
    BeforeValidator(_short_id),
    _schema(type=["string", "integer"], pattern="^[a-z0-9]+(-[a-z0-9]+)*$", maxLength=MAX_ID_BYTES),
]
Day = Annotated[date, BeforeValidator(_day), _schema(type="string", format="date")]
Seen = Annotated[
    str,
    BeforeValidator(_seen),
    _schema(type=["string", "integer"], pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"),
]
Whole = Annotated[int, BeforeValidator(_whole), _schema(type="integer", minimum=0)]
Degrees = Annotated[float, BeforeValidator(_degrees), _schema(type="number")]
WordsHash = Annotated[
    str,
    BeforeValidator(_hash),
    _schema(type=["string", "number"], pattern="^[0-9a-f]{6}$"),
]

Country = Literal["tj", "uz", "kg"]
Language = Literal["ru", "tg", "uz", "ky"]
NameLanguage = Literal["ru", "tg", "uz", "uz-Cyrl", "ky", "en"]
Stage = Literal["before", "away", "back"]
Confidence = Literal["high", "medium", "low"]
Unit = Literal[
    "money", "percent", "days", "months", "years", "time", "date", "number", "phone", "url"
]
