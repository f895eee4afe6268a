"""Guided flows: the answers so far stand in the button and are replayed each time."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content import words
from bot.content.markup import Block
from bot.content.model import Flow, Outcome, Question
from bot.dialogue.actions import Button, Row, Screen
from bot.dialogue.buttons import to
from bot.dialogue.provenance import provenance, sources_button
from bot.dialogue.view import View, heading, note, part_of

_PART = 2500  # visible characters of one part of an end: what was found should stay together
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the answers have led. `question` is None at the end; `found` in file order."""

    question: Question | None
    answers: str
    found: tuple[Outcome, ...]


def replay(flow: Flow, answers: str) -> Standing | None:
    """Follow the answers from the first question; None where they do not fit the flow."""
    question: Question | None = flow.questions[0]
    found: set[str] = set()
    for answer in answers:
        number = _DIGITS.find(answer)
        if question is None or not 0 <= number < len(question.choices):
            return None
        choice = question.choices[number]
        if choice.finds:
            found.add(choice.finds)
        question = flow.question(choice.to) if choice.to else None
    if question is None and not found:
        found.add(flow.otherwise)
    return Standing(question, answers, tuple(o for o in flow.outcomes if o.id in found))


def screen(view: View, flow: Flow, revision: str = "", answers: str = "", part: int = 1) -> Screen:
    """The next question, or the end. A changed flow starts again and says so."""
    _ = view.say
    standing = replay(flow, answers) if revision in ("", flow.revision) else None
    if standing is None:
        lead: list[Block] = [note(_("flow", "The questions have changed. Let us start again."))]
        standing = Standing(flow.questions[0], "", ())
    else:
        lead = []
    if standing.question is None:
        return _end(view, flow, standing, part)
    return _ask(view, flow, standing, standing.question, lead)


def _ask(
    view: View, flow: Flow, standing: Standing, question: Question, lead: list[Block]
) -> Screen:
    _ = view.say
    text = words.flow_words(view.content, flow, view.locale)
    of = text.questions[question.id]
    body: list[Block] = [heading(text.title), *lead]
    if not standing.answers:
        body += view.of(flow).text(text.intro)
    progress = _("flow", "Question {number}", number=len(standing.answers) + 1)
    body += [note(progress), *view.of(flow).text(f"**{of.text}**")]
    body += view.of(flow).text(of.help)
    buttons: tuple[Row, ...] = tuple(
        (Button(of.choices[choice.id], _data(flow, standing.answers + _DIGITS[number])),)
        for number, choice in enumerate(question.choices)
    )
    return Screen(
        f"flow:{flow.id}:{question.id}", tuple(body), (*buttons, _nav(view, flow, standing))
    )


def _end(view: View, flow: Flow, standing: Standing, part: int) -> Screen:
    _ = view.say
    text = words.flow_words(view.content, flow, view.locale)
    body: list[Block] = []
    links: list[str] = []
    for outcome in standing.found:
        shown = text.outcomes[outcome.id]
        body += [heading("▪️ " + shown.title), *view.of(flow).text(shown.body)]
        links += [link for link in outcome.links if link not in links]
    body += view.of(flow).text(text.closing)
    links += [link for link in flow.links if link not in links]
    here = _data(flow, standing.answers)
    shown_part = part_of(view, (body,), part, _PART, lambda n: f"{here}:{n}")
    again: Row = (Button(_("button", "Start the questions again"), to("f", flow.id)),)
    return Screen(
        f"flow:{flow.id}:end",
        (shown_part.title(text.title), *shown_part.blocks, *provenance(view, flow)),
        (
            *shown_part.turning,
            *view.links(tuple(links)),
            (sources_button(view, flow),),
            again,
            _nav(view, flow, standing),
        ),
    )


def _nav(view: View, flow: Flow, standing: Standing) -> Row:
    if standing.answers:
        return view.nav(_data(flow, standing.answers[:-1]))
    return view.nav(to("s", flow.section))


def _data(flow: Flow, answers: str) -> str:
    return to("f", flow.id, flow.revision, answers)
