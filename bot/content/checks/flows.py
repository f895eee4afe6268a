"""Flows end, lose nobody, and their answers fit into a button."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.bounds import coded_length
from bot.content.calculators import FORMS
from bot.content.load_flows import to_question
from bot.content.model import Issue
from bot.content.schema_flows import FlowFile, QuestionFile
from bot.content.tree import Entry, Tree

name = "flows"

# f:<flow>:<revision>:<answers>:<part> within 64 bytes, and the open question within its row.
MAX_SIZE = 54
END = "end"


def check(tree: Tree) -> Iterable[Issue]:
    for entry in tree.of("flow"):
        yield from _choices(entry)
        yield from _outcomes(entry)
        loop = _loop(entry.file)
        if loop is not None:
            yield from _looped(entry, loop)
        else:
            yield from _lengths(entry)
        yield from _unreachable(entry)


def _targets(file: FlowFile, question_id: str) -> list[str]:
    question = file.questions[question_id]
    nexts = [question.to, *(choice.to for choice in question.choices.values())]
    return [to for to in nexts if to is not None and to in file.questions]


def _choices(entry: Entry[FlowFile]) -> Iterator[Issue]:
    for question_id, question in entry.file.questions.items():
        at = ("questions", question_id, "choices")
        if question_id == END:
            yield _issue(
                entry,
                ("questions", END),
                "вопрос нельзя назвать «end»: это слово значит конец",
                "a question cannot be called `end`: that word means the end",
            )
        if question.to not in (None, END, *entry.file.questions):
            yield _issue(
                entry,
                ("questions", question_id, "to"),
                f"вопроса «{question.to}» нет",
                f"there is no question `{question.to}`",
            )
        if question.kind == "choice" and not 2 <= len(question.choices) <= 6:
            yield _issue(
                entry,
                at,
                f"у вопроса «{question_id}» ответов: {len(question.choices)}; нужно от 2 до 6",
                f"the question `{question_id}` has {len(question.choices)} answers; "
                "it needs 2 to 6",
            )
        for choice_id, choice in question.choices.items():
            if choice.to != END and choice.to not in entry.file.questions:
                yield _issue(
                    entry,
                    (*at, choice_id, "to"),
                    f"вопроса «{choice.to}» нет",
                    f"there is no question `{choice.to}`",
                )
            if choice.finds is not None and choice.finds not in entry.file.outcomes:
                yield _issue(
                    entry,
                    (*at, choice_id, "finds"),
                    f"итога «{choice.finds}» нет",
                    f"there is no outcome `{choice.finds}`",
                )


def _outcomes(entry: Entry[FlowFile]) -> Iterator[Issue]:
    if entry.file.otherwise not in (None, *entry.file.outcomes):
        yield _issue(
            entry,
            ("otherwise",),
            f"итога «{entry.file.otherwise}» нет",
            f"there is no outcome `{entry.file.otherwise}`",
        )


def _reachable(file: FlowFile) -> set[str]:
    waiting = [next(iter(file.questions))]
    seen: set[str] = set()
    while waiting:
        question_id = waiting.pop()
        if question_id not in seen:
            seen.add(question_id)
            waiting.extend(_targets(file, question_id))
    return seen


def _unreachable(entry: Entry[FlowFile]) -> Iterator[Issue]:
    reachable = _reachable(entry.file)
    for question_id in entry.file.questions:
        if question_id not in reachable:
            yield _issue(
                entry,
                ("questions", question_id),
                f"до вопроса «{question_id}» нельзя дойти",
                f"nobody can reach the question `{question_id}`",
            )
    form = FORMS.get(entry.file.calculate or "")
    found = {entry.file.otherwise, *(form.outcomes if form else ())} | {
        choice.finds
        for question_id in reachable
        for choice in entry.file.questions[question_id].choices.values()
    }
    for outcome_id in entry.file.outcomes:
        if outcome_id not in found:
            yield _issue(
                entry,
                ("outcomes", outcome_id),
                f"до итога «{outcome_id}» нельзя дойти",
                f"nobody can reach the outcome `{outcome_id}`",
            )


def _loop(file: FlowFile) -> list[str] | None:
    """The questions of one loop, the first repeated at the end; None where there is none."""
    done: set[str] = set()
    for start in file.questions:
        path = [start]
        branches = [iter(_targets(file, start))]
        while path:
            step = next(branches[-1], None)
            if step is None:
                done.add(path.pop())
                branches.pop()
            elif step in path:
                return [*path[path.index(step) :], step]
            elif step not in done:
                path.append(step)
                branches.append(iter(_targets(file, step)))
    return None


def _looped(entry: Entry[FlowFile], loop: list[str]) -> Iterator[Issue]:
    question = entry.file.questions[loop[-2]]
    choice_id = next(key for key, choice in question.choices.items() if choice.to == loop[-1])
    yield _issue(
        entry,
        ("questions", loop[-2], "choices", choice_id, "to"),
        "вопросы идут по кругу: " + " → ".join(loop),
        "the questions go in a circle: " + " → ".join(loop),
    )


def _longest(file: FlowFile) -> int:
    """Characters of the longest answers a flow without loops may have."""
    longest: dict[str, int] = {}
    waiting = [next(iter(file.questions))]
    while waiting:
        targets = _targets(file, waiting[-1])
        unknown = [target for target in targets if target not in longest]
        if unknown:
            waiting.extend(unknown)
        else:
            key = waiting.pop()
            own = _size(key, file.questions[key])
            longest[key] = own + max((longest[target] for target in targets), default=0)
    return longest[next(iter(file.questions))]


def _size(question_id: str, file: QuestionFile) -> int:
    try:
        question = to_question(question_id, file)
    except ValueError:
        return 0  # the questions check tells it
    return coded_length(question.kind, question.greatest, question.decimals, question.trips)


def _lengths(entry: Entry[FlowFile]) -> Iterator[Issue]:
    size = len(entry.id) + _longest(entry.file)
    if size > MAX_SIZE:
        yield _issue(
            entry,
            ("questions",),
            f"имя и ответы не помещаются в кнопку: {size} знаков, можно {MAX_SIZE}; "
            "сократите имя или путь, уменьшите max или trips",
            f"the id and the answers do not fit into a button: {size} characters of {MAX_SIZE}; "
            "shorten the id or the path, lower `max` or `trips`",
        )


def _issue(entry: Entry[Any], steps: tuple[str, ...], message: str, message_en: str) -> Issue:
    return Issue(name, entry.path, entry.line(*steps), message, message_en)
