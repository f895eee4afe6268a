"""Turns what pydantic found into issues: file, line and plain words in two languages."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.content.fields import MAX_ID_BYTES, Shape
from bot.content.model import Issue
from bot.content.yaml_source import Node

_Shape = TypeVar("_Shape", bound=Shape)

# Error type → (Russian, English). {key} is where it is, the rest comes from pydantic's `ctx`.
WORDS: Mapping[str, tuple[str, str]] = {
    "missing": ("нет ключа «{key}»", "the key `{key}` is missing"),
    "extra_forbidden": ("лишний ключ «{key}»", "unknown key `{key}`"),
    "text": ("«{key}»: здесь нужен текст", "`{key}`: needs a text"),
    "empty": (
        "«{key}»: пусто; напишите текст или удалите ключ",
        "`{key}`: empty; write a text or delete the key",
    ),
    "one_line": ("«{key}»: нужна одна строка", "`{key}`: must be one line"),
    "id": (
        "«{key}»: «{value}» — не имя; имя пишут латинскими буквами a–z, цифрами и дефисом",
        "`{key}`: `{value}` is not an id; use a–z, digits and hyphens",
    ),
    "id_long": (
        f"«{{key}}»: имя «{{value}}» длиннее {MAX_ID_BYTES} знаков (сейчас {{size}})",
        f"`{{key}}`: the id `{{value}}` is longer than {MAX_ID_BYTES} characters (it has {{size}})",
    ),
    "day": (
        "«{key}»: «{value}» — не дата; пишут ГГГГ-ММ-ДД, например 2026-02-05",
        "`{key}`: `{value}` is not a date; write YYYY-MM-DD, such as 2026-02-05",
    ),
    "seen": (
        "«{key}»: «{value}» — не дата; пишут ГГГГ, ГГГГ-ММ или ГГГГ-ММ-ДД",
        "`{key}`: `{value}` is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    "whole": (
        "«{key}»: «{value}» — не целое число",
        "`{key}`: `{value}` is not a whole number",
    ),
    "degrees": (
        "«{key}»: «{value}» — не градусы; пишут 38.5358",
        "`{key}`: `{value}` is not degrees; write 38.5358",
    ),
    "hash": (
        "«{key}»: «{value}» — не отметка; её ставит safar stamp",
        "`{key}`: `{value}` is not a stamp; `safar stamp` writes it",
    ),
    "literal_error": (
        "«{key}»: «{input}» нельзя; можно: {expected}",
        "`{key}`: `{input}` is not allowed; allowed: {expected}",
    ),
    "greater_than": (
        "«{key}»: число должно быть больше {gt}",
        "`{key}`: must be greater than {gt}",
    ),
    "less_than_equal": (
        "«{key}»: не больше {le}",
        "`{key}`: at most {le}",
    ),
    "too_short": (
        "«{key}»: пусто; нужно хотя бы одно",
        "`{key}`: empty; at least one is needed",
    ),
    "tuple_type": (
        "«{key}»: здесь нужен список: [..., ...] или строки с «- »",
        "`{key}`: needs a list: [..., ...] or lines with `- `",
    ),
    "dict_type": (
        "«{key}»: здесь нужны строки вида «имя: значение»",
        "`{key}`: needs lines such as `name: value`",
    ),
}
WORDS = {**WORDS, "model_type": WORDS["dict_type"]}
_UNKNOWN = ("«{key}»: значение не подходит", "`{key}`: the value does not fit")


def to_shape(shape: type[_Shape], node: Node, path: str) -> tuple[_Shape | None, tuple[Issue, ...]]:
    """The typed file, or None and every issue with its line."""
    try:
        return shape.model_validate(node.value), ()
    except ValidationError as error:
        wrongs = error.errors(include_url=False)
        wrongs = [wrong for wrong in wrongs if not _is_echo(wrong["loc"], wrong["type"], wrongs)]
        return None, tuple(_issue(shape, wrong, node, path) for wrong in wrongs)


def _is_echo(loc: tuple[str | int, ...], kind: str, wrongs: list[Any]) -> bool:
    """A list that is «too short» only because its entries are wrong."""
    return kind == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in wrongs
    )


def _issue(shape: type[Shape], wrong: Mapping[str, Any], node: Node, path: str) -> Issue:
    kind = str(wrong["type"])
    steps = tuple(step for step in wrong["loc"] if step != "[key]")
    words = dict(wrong.get("ctx") or {})
    words["key"] = " → ".join(_step(step) for step in steps) or path
    words["input"] = str(wrong.get("input", ""))[:40]
    words["expected"] = str(words.get("expected", "")).replace("'", "").replace(" or ", ", ")
    russian, english = (text.format_map(words) for text in WORDS.get(kind, _UNKNOWN))
    if kind == "extra_forbidden" and (near := _nearest(shape, str(steps[-1]))):
        russian += f"; может быть, «{near}»?"
        english += f"; did you mean `{near}`?"
    return Issue("schema", path, node.line(*steps), russian, english)


def _step(step: str | int) -> str:
    return str(step + 1) if isinstance(step, int) else step


def _nearest(shape: type[Shape], key: str) -> str | None:
    return next(iter(difflib.get_close_matches(key, sorted(_keys(shape)), n=1, cutoff=0.7)), None)


@cache
def _keys(shape: type[BaseModel]) -> frozenset[str]:
    """All keys that stand anywhere in this kind of file."""
    schema = shape.model_json_schema(by_alias=True)
    parts = [schema, *schema.get("$defs", {}).values()]
    return frozenset(name for part in parts for name in part.get("properties", {}))
