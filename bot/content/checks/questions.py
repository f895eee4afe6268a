"""Typed questions have what they need, and calculators the questions, outcomes and facts."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from bot.content.blocks import PLACEHOLDER
from bot.content.bounds import read_bound
from bot.content.calculators import FORMS, Form, Needed
from bot.content.checks.flows import END
from bot.content.model import Issue
from bot.content.schema_flows import FlowFile, QuestionFile
from bot.content.texts import passages
from bot.content.tree import Entry, Tree

name = "questions"

_OWN = {
    "unit": ("number",),
    "currency": ("money",),
    "decimals": ("number", "money"),
    "min": ("number", "money", "date", "dates"),
    "max": ("number", "money", "date", "dates"),
    "trips": ("dates",),
    "error": ("number", "money", "date", "dates"),
    "to": ("number", "money", "date", "dates"),
    "choices": ("choice",),
}


def check(tree: Tree) -> Iterable[Issue]:
    units = {fact.id: fact.unit for entry in tree.of("facts") for fact in entry.file.facts}
    flows = tree.source("flow")
    for entry in flows.values():
        for question_id, question in entry.file.questions.items():
            yield from _question(entry, question_id, question)
        yield from _calculator(entry, units)
        yield from _values(entry, entry.file)
    for entry in tree.of("flow-words"):
        if entry.id in flows:
            yield from _values(entry, flows[entry.id].file)


def _question(entry: Entry[FlowFile], question_id: str, question: QuestionFile) -> Iterator[Issue]:
    at = ("questions", question_id)
    for key, kinds in _OWN.items():
        if getattr(question, key) and question.kind not in kinds:
            yield _issue(
                entry,
                (*at, key),
                f"«{key}» не бывает у вопроса вида {question.kind}",
                f"a question of kind `{question.kind}` has no `{key}`",
            )
    if question.kind != "choice":
        for key in ("error", "to"):
            if getattr(question, key) is None:
                yield _issue(
                    entry,
                    at,
                    f"у вопроса «{question_id}» нет «{key}»: ответ на него пишут",
                    f"the question `{question_id}` needs `{key}`: its answer is typed",
                )
        if question.error and "`" not in question.error:
            yield _issue(
                entry,
                (*at, "error"),
                "в error нужен пример в `обратных кавычках`",
                "`error` needs an example in `backticks`",
            )
        for key in ("min", "max"):
            yield from _bound(entry, (*at, key), question.kind, getattr(question, key))


def _bound(
    entry: Entry[FlowFile], at: tuple[str, ...], kind: str, text: str | None
) -> Iterator[Issue]:
    if text is None:
        return
    try:
        read_bound(kind, text)
    except ValueError:
        days = kind in ("date", "dates")
        needed = "ГГГГ-ММ-ДД, today, today-365 или today+30" if days else "число"
        needed_en = "YYYY-MM-DD, today, today-365 or today+30" if days else "a number"
        yield _issue(entry, at, f"«{text}»: нужно {needed}", f"`{text}`: needs {needed_en}")


def _calculator(entry: Entry[FlowFile], units: dict[str, str]) -> Iterator[Issue]:
    file = entry.file
    if file.calculate is None:
        if file.otherwise is None:
            yield _issue(entry, (), "нет ключа «otherwise»", "the key `otherwise` is missing")
        return
    form = FORMS.get(file.calculate)
    if form is None:
        near = difflib.get_close_matches(file.calculate, FORMS, n=1)
        yield _issue(
            entry,
            ("calculate",),
            f"расчёта «{file.calculate}» нет" + (f"; может быть, «{near[0]}»?" if near else ""),
            f"no calculator `{file.calculate}`" + (f"; did you mean `{near[0]}`?" if near else ""),
        )
        return
    if file.stopped is None:
        yield _issue(
            entry,
            ("calculate",),
            "расчёту нужен «stopped»: куда идти, если ставки на сегодня нет",
            "a calculator needs `stopped`: whom to ask when there is no rate for today",
        )
    for question_id, needed in form.questions.items():
        yield from _needed(entry, question_id, needed)
    for outcome in form.outcomes:
        if outcome not in file.outcomes:
            yield _issue(
                entry,
                ("outcomes",),
                f"расчёт может найти итог «{outcome}», а его нет",
                f"the calculator may find the outcome `{outcome}`, which is missing",
            )
    for fact, unit in form.facts.items():
        if units.get(fact, unit) != unit or (units and fact not in units):
            yield _issue(
                entry,
                ("calculate",),
                f"расчёту нужен факт «{fact}» ({unit})",
                f"the calculator needs the fact `{fact}` ({unit})",
            )
    if file.otherwise is None:
        yield from _lost(entry, form)


def _needed(entry: Entry[FlowFile], question_id: str, needed: Needed) -> Iterator[Issue]:
    question = entry.file.questions.get(question_id)
    if question is None:
        if not needed.optional:
            yield _issue(
                entry,
                ("questions",),
                f"расчёту нужен вопрос «{question_id}» ({needed.kind})",
                f"the calculator needs the question `{question_id}` ({needed.kind})",
            )
        return
    at = ("questions", question_id)
    if question.kind != needed.kind:
        yield _issue(
            entry,
            at,
            f"расчёту нужен вопрос вида {needed.kind}, а не {question.kind}",
            f"the calculator needs a question of kind `{needed.kind}`, not `{question.kind}`",
        )
    for choice_id, choice in question.choices.items():
        apart = choice.to == END and choice.finds
        if needed.choices and choice_id not in needed.choices and not apart:
            known = ", ".join(needed.choices)
            yield _issue(
                entry,
                (*at, "choices", choice_id),
                f"расчёт не знает ответа «{choice_id}», он знает: {known}; "
                "другой ответ ведёт в end и называет свой итог (finds)",
                f"the calculator does not know the answer `{choice_id}`, it knows: {known}; "
                "another answer leads to `end` and names its outcome (`finds`)",
            )


def _lost(entry: Entry[FlowFile], form: Form) -> Iterator[Issue]:
    """Ends that neither an answer nor the calculator gives an outcome."""
    needed = frozenset(key for key, one in form.questions.items() if not one.optional)
    waiting = [(next(iter(entry.file.questions)), needed, False)]
    seen = set(waiting)
    while waiting:
        question_id, missing, found = waiting.pop()
        question = entry.file.questions[question_id]
        steps = [(question.to, found)] if question.kind != "choice" else []
        steps += [(one.to, found or one.finds is not None) for one in question.choices.values()]
        for to, finds in steps:
            left = missing - {question_id}
            if to == END and left and not finds:
                yield _issue(
                    entry,
                    ("questions", question_id),
                    f"после «{question_id}» конец без итога: расчёту не хватает "
                    + ", ".join(sorted(left)),
                    f"after `{question_id}` the flow ends without an outcome: the calculator lacks "
                    + ", ".join(sorted(left)),
                )
            following = (str(to), left, finds)
            if to in entry.file.questions and following not in seen:
                seen.add(following)
                waiting.append(following)


def _values(entry: Entry[FlowFile], flow: FlowFile) -> Iterator[Issue]:
    """`{=name}` is a value of the calculator or a typed answer, in outcomes only."""
    form = FORMS.get(flow.calculate or "")
    typed = {key: one.kind for key, one in flow.questions.items() if one.kind != "choice"}
    known = {**typed, **(form.values if form else {})}
    for passage in passages(entry.file):
        start = entry.node.text_line(*passage.steps)
        for match in PLACEHOLDER.finditer(passage.text):
            if not match[1].startswith("="):
                continue
            value, _, bare = match[1][1:].partition(":")
            line = start + passage.text.count("\n", 0, match.start())
            if passage.steps[0] != "outcomes":
                yield Issue(
                    name,
                    entry.path,
                    line,
                    f"{{={value}}} бывает только в тексте итога",
                    f"{{={value}}} stands in an outcome only",
                )
            elif value not in known or (bare and known[value] in ("date", "dates")):
                allowed = ", ".join(sorted(known)) or "—"
                yield Issue(
                    name,
                    entry.path,
                    line,
                    f"{match[0]}: такого нет; можно: {allowed}",
                    f"{match[0]}: no such value; allowed: {allowed}",
                )


def _issue(entry: Entry[FlowFile], steps: tuple[str, ...], message: str, message_en: str) -> Issue:
    line = entry.line(*steps) if steps else 1
    return Issue(name, entry.path, line, message, message_en)
