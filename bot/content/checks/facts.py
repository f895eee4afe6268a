"""Facts are whole (no gap, no overlap, values that fit) and are named rightly in the texts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from bot.content.blocks import PLACEHOLDER
from bot.content.calculators import FORMS
from bot.content.facts import NUMERIC, FactValueError, read_value
from bot.content.model import Issue
from bot.content.schema_neutral import FactFile
from bot.content.texts import passages
from bot.content.tree import Entry, Tree

name = "facts"

_BRACES = re.compile(r"\{[^{}\n]*\}?|\}")
_TEXTS = (
    "section",
    "section-words",
    "page",
    "page-words",
    "flow",
    "flow-words",
    "checklist",
    "checklist-words",
    "course",
    "course-words",
    "need-words",
    "notice-words",
    "glossary-words",
)
Steps = tuple[str | int, ...]


def check(tree: Tree) -> Iterable[Issue]:
    facts: dict[str, tuple[Entry[Any], int]] = {}
    for entry in tree.of("facts"):
        for index, fact in enumerate(entry.file.facts):
            if fact.id in facts:
                first, number = facts[fact.id]
                yield Issue(
                    name,
                    entry.path,
                    entry.line("facts", index),
                    f"факт «{fact.id}» уже есть: {first.path}:{first.line('facts', number)}",
                    f"the fact `{fact.id}` is given twice: "
                    f"{first.path}:{first.line('facts', number)}",
                )
            facts.setdefault(fact.id, (entry, index))
            yield from _fact(entry, index, fact)
    units = {fact_id: entry.file.facts[index].unit for fact_id, (entry, index) in facts.items()}
    # With an unreadable file of facts every name in it would be «missing»: one mistake is enough.
    complete = all(
        any(entry.path == path for entry in tree.of("facts"))
        for path, slot in tree.slots.items()
        if slot.kind == "facts"
    )
    used: set[str] = set()
    for entry in tree.of(*_TEXTS):
        yield from _named(entry, units, used, complete)
    for entry in tree.of("flow"):
        form = FORMS.get(entry.file.calculate or "")
        used |= set(form.facts) if form else set()
    for fact_id, (entry, index) in facts.items():
        if fact_id not in used:
            yield Issue(
                name,
                entry.path,
                entry.line("facts", index),
                f"факт «{fact_id}» нигде не назван",
                f"nothing names the fact `{fact_id}`",
                error=False,
            )


def _fact(entry: Entry[Any], index: int, fact: FactFile) -> Iterator[Issue]:
    at: Steps = ("facts", index)
    if fact.unit == "money" and fact.currency is None:
        yield _issue(
            entry,
            at,
            f"у факта «{fact.id}» нет валюты (currency)",
            f"the fact `{fact.id}` has no currency",
        )
    if fact.unit != "money" and fact.currency is not None:
        yield _issue(
            entry,
            (*at, "currency"),
            "валюта бывает только у money",
            "only money has a currency",
        )
    for number, value in enumerate(fact.values):
        try:
            read_value(fact.unit, value.value)
        except FactValueError as error:
            yield _issue(
                entry,
                (*at, "values", number, "value"),
                f"«{value.value}» не подходит к {fact.unit}; пишут так: {error.expected}",
                f"`{value.value}` does not fit {fact.unit}: it needs {error.expected_en}",
            )
    yield from _dates(entry, at, fact)


def _dates(entry: Entry[Any], at: Steps, fact: FactFile) -> Iterator[Issue]:
    before: date | None = None  # the last day of the value above; None: it is open
    for number, value in enumerate(fact.values):
        here = (*at, "values", number)
        if value.from_ and value.to and value.to < value.from_:
            yield _issue(
                entry,
                (*here, "to"),
                f"последний день {value.to} раньше первого {value.from_}",
                f"the last day {value.to} is before the first, {value.from_}",
            )
        if number:
            yield from _joint(entry, here, before, value.from_)
        before = value.to


def _joint(
    entry: Entry[Any], here: Steps, before: date | None, start: date | None
) -> Iterator[Issue]:
    if before is None:
        yield _issue(
            entry,
            here,
            "значение выше не имеет последнего дня (to), и это с ним пересекается",
            "the value above has no last day (to), so this one overlaps it",
        )
    elif start is None:
        yield _issue(
            entry,
            here,
            "нет первого дня (from): он бывает пустым только у первого значения",
            "no first day (from): only the first value may leave it out",
        )
    elif start <= before:
        yield _issue(
            entry,
            (*here, "from"),
            f"значения пересекаются или стоят не по порядку: выше — по {before}, здесь — с {start}",
            f"values overlap or are out of order: above until {before}, here from {start}",
        )
    elif start > before + timedelta(days=1):
        gap, end = before + timedelta(days=1), start - timedelta(days=1)
        yield _issue(
            entry,
            (*here, "from"),
            f"дыра: с {gap} по {end} значения нет",
            f"a gap: no value from {gap} to {end}",
        )


def _named(
    entry: Entry[Any], units: dict[str, str], used: set[str], complete: bool
) -> Iterator[Issue]:
    for passage in passages(entry.file):
        if "{" not in passage.text and "}" not in passage.text:
            continue
        start = entry.node.text_line(*passage.steps)
        if passage.role != "prose":
            yield Issue(
                name,
                entry.path,
                start,
                "фигурные скобки бывают только в тексте, не в заголовке и не на кнопке",
                "braces stand in texts only, not in a title or on a button",
            )
            continue
        for match in _BRACES.finditer(passage.text):
            line = start + passage.text.count("\n", 0, match.start())
            yield from _brace(entry, line, match.group(), units, used, complete)


def _brace(
    entry: Entry[Any], line: int, brace: str, units: dict[str, str], used: set[str], complete: bool
) -> Iterator[Issue]:
    match = PLACEHOLDER.fullmatch(brace)
    if match is None:
        yield Issue(
            name,
            entry.path,
            line,
            f"«{brace}» — не имя факта; пишут {{имя-факта}} или {{имя-факта:n}}",
            f"`{brace}` does not name a fact; write {{fact-id}} or {{fact-id:n}}",
        )
        return
    if match[1].startswith("="):
        return  # what a calculator works out; the questions check looks at it
    fact_id, _, form = match[1].partition(":")
    used.add(fact_id)
    if fact_id in units:
        if form and units[fact_id] not in NUMERIC:
            yield Issue(
                name,
                entry.path,
                line,
                f"«{brace}»: {fact_id} — не число, уберите «:n»",
                f"`{brace}`: {fact_id} is not a number, drop `:n`",
            )
    elif complete:
        near = difflib.get_close_matches(fact_id, units, n=1)
        yield Issue(
            name,
            entry.path,
            line,
            f"факта «{fact_id}» нет" + (f"; может быть, «{near[0]}»?" if near else ""),
            f"no fact `{fact_id}`" + (f"; did you mean `{near[0]}`?" if near else ""),
        )


def _issue(entry: Entry[Any], steps: Steps, message: str, message_en: str) -> Issue:
    return Issue(name, entry.path, entry.line(*steps), message, message_en)
