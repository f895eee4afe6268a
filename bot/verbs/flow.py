"""`safar flow <id>`: a flow as an editor reads it, with every way through it, and as Mermaid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Annotated

import typer

from bot.content.calculators import FORMS
from bot.content.flow import Choice, Flow, Question
from bot.content.load import load
from bot.content.markup import to_plain
from bot.content.model import LOCALES, Content
from bot.content.words import blocks, flow_words
from bot.errors import SettingError
from bot.verbs.content import CONTENT, Folder
from bot.verbs.terminal import say

_LABEL = 40  # characters of a label in the drawing

Step = tuple[Question, Choice | None]


def flow(
    flow_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="Опрос; без него — список. · None: a list.")
    ] = None,
    locale: Annotated[str, typer.Option(help=", ".join(LOCALES))] = "ru",
    mermaid: Annotated[
        bool, typer.Option("--mermaid", help="Только рисунок. · Only the drawing.")
    ] = False,
    content: Folder = CONTENT,
) -> None:
    """Показать опрос: вопросы, все пути, рисунок. · Show a flow, its paths, a drawing."""
    today = date.today()
    loaded = load(content, today)
    if locale not in LOCALES:
        raise SettingError(f"--locale: {', '.join(LOCALES)}")
    if flow_id is None:
        for one in loaded.flows.values():
            say(f"{one.id:24} {one.calculate or '—':24} {_count(one)}")
        return
    if flow_id not in loaded.flows:
        raise SettingError(f"no flow {flow_id!r}; there are: {', '.join(loaded.flows)}")
    one = loaded.flows[flow_id]
    lines = (drawing if mermaid else described)(loaded, one, locale, today)
    for line in lines:
        say(line)


def paths(flow: Flow) -> Iterator[tuple[Step, ...]]:
    """Every way from the first question to an end. A typed question has one way on: its choice
    is None."""
    open_ends: list[tuple[tuple[Step, ...], Question | None]] = [((), flow.questions[0])]
    while open_ends:
        steps, question = open_ends.pop()
        if question is None:
            yield steps
            continue
        onward: list[tuple[Choice | None, str | None]] = (
            [(None, question.to)]
            if question.typed
            else [(choice, choice.to) for choice in question.choices]
        )
        for choice, to in reversed(onward):
            following = flow.question(to) if to else None
            open_ends.append(((*steps, (question, choice)), following))


def found(flow: Flow, steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Outcomes that a way finds; of a calculator all that it may."""
    finds = {choice.finds for _, choice in steps if choice and choice.finds}
    form = FORMS.get(flow.calculate or "")
    if form:
        asked = {question.id for question, _ in steps}
        if {key for key, one in form.questions.items() if not one.optional} <= asked:
            finds |= set(form.outcomes)
    if not finds and flow.otherwise:
        finds = {flow.otherwise}
    return tuple(outcome.id for outcome in flow.outcomes if outcome.id in finds)


def described(content: Content, flow: Flow, locale: str, today: date) -> Iterator[str]:
    """Title, questions with their answers, every path with its outcomes, then the drawing.
    Facts have their values of `today`."""
    words = flow_words(content, flow, locale)
    plain = partial(_plain, content, locale, today)
    yield f"# {words.title} ({flow.id}, {flow.revision})"
    yield words.summary
    if flow.calculate:
        yield f"calculate: {flow.calculate}"
    yield ""
    for question in flow.questions:
        said = words.questions[question.id]
        yield f"## {question.id}: {plain(said.text)}"
        if question.typed:
            yield f"   ✍️ {question.kind} → {question.to or 'end'}"
            yield f"   ⚠️ {plain(said.error)}"
        for choice in question.choices:
            finds = f"  ▪️ {choice.finds}" if choice.finds else ""
            yield f"   [{said.choices[choice.id]}] → {choice.to or 'end'}{finds}"
        yield ""
    yield f"## {_count(flow).capitalize()}"
    for number, steps in enumerate(paths(flow), 1):
        way = " → ".join(
            f"{question.id}={choice.id if choice else '✍️'}" for question, choice in steps
        )
        yield f"{number:4}. {way} ⇒ {', '.join(found(flow, steps))}"
    yield ""
    yield "```mermaid"
    yield from drawing(content, flow, locale, today)
    yield "```"


def drawing(content: Content, flow: Flow, locale: str, today: date) -> Iterator[str]:
    """A Mermaid flowchart: a diamond a question, a box an outcome."""
    words = flow_words(content, flow, locale)
    yield "flowchart TD"
    for question in flow.questions:
        text = _quoted(_plain(content, locale, today, words.questions[question.id].text))
        yield (
            f"  q_{_node(question.id)}{{{text}}}"
            if not question.typed
            else (f"  q_{_node(question.id)}[/{text}/]")
        )
    for outcome in flow.outcomes:
        yield f"  o_{_node(outcome.id)}[{_quoted(words.outcomes[outcome.id].title)}]"
    for question in flow.questions:
        here = f"q_{_node(question.id)}"
        if question.typed:
            yield f"  {here} -->|✍️| {_to(question.to)}"
        for choice in question.choices:
            label = _quoted(words.questions[question.id].choices[choice.id])
            yield f"  {here} -->|{label}| {_to(choice.to)}"
            if choice.finds:
                yield f"  {here} -.->|{label}| o_{_node(choice.finds)}"
    form = FORMS.get(flow.calculate or "")
    yield f"  finish(({_quoted(flow.calculate or 'end')}))"
    for outcome_id in form.outcomes if form else ():
        yield f"  finish --> o_{_node(outcome_id)}"
    if flow.otherwise:
        yield f"  finish -.-> o_{_node(flow.otherwise)}"


def _count(flow: Flow) -> str:
    count = sum(1 for _ in paths(flow))
    return f"путей: {count}"


def _to(question_id: str | None) -> str:
    return f"q_{_node(question_id)}" if question_id else "finish"


def _node(name: str) -> str:
    return name.replace("-", "_")


def _quoted(text: str) -> str:
    short = text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"
    return '"' + short.replace('"', "'").replace("\n", " ") + '"'


def _plain(content: Content, locale: str, today: date, markdown: str) -> str:
    if not markdown:
        return ""
    return to_plain(blocks(content, markdown, locale, today)).replace("\n", " ").strip()
