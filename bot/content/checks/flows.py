"""Flows end, lose nobody, and their answers fit into a button."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.model import Issue
from bot.content.schema_flows import FlowFile
from bot.content.tree import Entry, Tree

name = "flows"

MAX_ANSWERS = 20
MAX_BUTTON_BYTES = 64
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
    choices = file.questions[question_id].choices.values()
    return [choice.to for choice in choices if choice.to in file.questions]


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
        if not 2 <= len(question.choices) <= 6:
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
    if entry.file.otherwise not in entry.file.outcomes:
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
    found = {entry.file.otherwise} | {
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
    """Answers on the longest path of a flow without loops."""
    longest: dict[str, int] = {}
    waiting = [next(iter(file.questions))]
    while waiting:
        targets = _targets(file, waiting[-1])
        unknown = [target for target in targets if target not in longest]
        if unknown:
            waiting.extend(unknown)
        else:
            question_id = waiting.pop()
            longest[question_id] = 1 + max((longest[target] for target in targets), default=0)
    return longest[next(iter(file.questions))]


def _lengths(entry: Entry[FlowFile]) -> Iterator[Issue]:
    answers = _longest(entry.file)
    if answers > MAX_ANSWERS:
        yield _issue(
            entry,
            ("questions",),
            f"самый длинный путь — {answers} ответов; можно не больше {MAX_ANSWERS}",
            f"the longest path has {answers} answers; at most {MAX_ANSWERS} are allowed",
        )
    # one character an answer: f:<flow>:<revision, 4 hex digits>:<answers>
    size = len(f"f:{entry.id}:0000:".encode()) + answers
    if size > MAX_BUTTON_BYTES:
        yield _issue(
            entry,
            ("questions",),
            f"ответы не помещаются в кнопку: {size} байт, можно {MAX_BUTTON_BYTES}; "
            "сократите имя или путь",
            f"the answers do not fit into a button: {size} bytes of {MAX_BUTTON_BYTES}; "
            "shorten the id or the path",
        )


def _issue(entry: Entry[Any], steps: tuple[str, ...], message: str, message_en: str) -> Issue:
    return Issue(name, entry.path, entry.line(*steps), message, message_en)
