"""Guided flows: the answers so far stand in the button and are replayed each time.

A question that is typed has no button for its answer: while it waits, the answers before it are
the session's open question.
"""

from __future__ import annotations

from dataclasses import replace

from bot.content import words
from bot.content.flow import Flow, Question
from bot.content.markup import Block
from bot.dialogue import ends
from bot.dialogue.actions import Button, Row, Screen, Turn
from bot.dialogue.answers import Answer, encode
from bot.dialogue.ends import data, end, nav, said
from bot.dialogue.provenance import translation_note
from bot.dialogue.rates import Doubt, doubt_of
from bot.dialogue.reading import answer_to, days
from bot.dialogue.replay import Standing, conclude, onward, replay
from bot.dialogue.session import OpenQuestion
from bot.dialogue.view import View, heading, note, ui
from bot.dialogue.written import rate_text

__all__ = ["Standing", "conclude", "replay", "screen", "turn", "typed"]

_SERIALS = 36**2


def turn(
    view: View, flow: Flow, revision: str = "", answers: str = "", part: int = 1, serial: int = 0
) -> Turn:
    """The next question, or the end; a typed question is left open. Counts only the start."""
    standing, lead = _standing(view, flow, revision, answers)
    shown = _shown(view, flow, standing, lead, part)
    topics = (flow.topic,) if not answers and flow.topic in view.content.topics else ()
    return Turn(_left_open(view, flow, standing, serial).session, (shown,), topics)


def screen(view: View, flow: Flow, revision: str = "", answers: str = "", part: int = 1) -> Screen:
    """The next question, or the end. A changed flow starts again and says so."""
    standing, lead = _standing(view, flow, revision, answers)
    return _shown(view, flow, standing, lead, part)


def answers(view: View, waiting: OpenQuestion, text: str) -> bool:
    """Whether the text answers the question that waits."""
    flow = view.content.flows.get(waiting.flow)
    standing = replay(flow, waiting.answers) if flow else None
    question = standing.question if standing else None
    if flow is None or standing is None or question is None:
        return False
    return answer_to(flow, standing.given, question, text, view.today) is not None


def left(view: View, waiting: OpenQuestion | None) -> tuple[str, ...]:
    """The way back to the question that waits, for the screen of languages."""
    if waiting is None or waiting.flow not in view.content.flows:
        return ()
    return ends.left(waiting.flow, waiting.revision, waiting.answers)


def typed(view: View, waiting: OpenQuestion, text: str, serial: int = 0) -> Turn | None:
    """The answer to the question that waits; None where its flow is no longer there."""
    flow = view.content.flows.get(waiting.flow)
    if flow is None:
        return None
    if waiting.revision != flow.revision:
        return turn(view, flow, waiting.revision, waiting.answers)
    standing = replay(flow, waiting.answers)
    question = standing.question if standing else None
    if standing is None or question is None or not question.typed:
        return turn(view, flow, "0", "")
    serial %= _SERIALS
    if serial and serial == waiting.serial:  # delivered twice: this text was the answer before
        return turn(view, flow, flow.revision, standing.answers, serial=serial)
    answer = answer_to(flow, standing.given, question, text, view.today)
    if answer is None:
        error = words.flow_words(view.content, flow, view.locale).questions[question.id].error
        lead = list(view.of(flow).text(f"⚠️ {error}"))
        shown = _ask(view, flow, standing, question, lead)
        left = _left_open(view, flow, standing, waiting.serial)
        return Turn(left.session, (replace(shown, id=f"{shown.id}:again"),))
    if doubt := doubt_of(flow.calculate, standing.given, question.id, answer):
        shown = _doubted(view, flow, standing, question, doubt)
        return Turn(_left_open(view, flow, standing, waiting.serial).session, (shown,))
    after = onward(flow, standing.answers + encode(question.kind, answer), view.session.origin)
    return turn(view, flow, flow.revision, after, serial=serial)


def _doubted(
    view: View, flow: Flow, standing: Standing, question: Question, doubt: Doubt
) -> Screen:
    """The question again: a button for each thing that was likely meant, and one to insist."""
    _ = view.say
    taken = rate_text(doubt.typed, _)
    asked = _("flow", "{rate}? That is hardly possible. What did you mean?", rate=taken)
    keep = _("flow", "This is right: {rate}", rate=taken)
    choices = [
        *((rate_text(one, _), one.answer) for one in doubt.meant),
        (keep, doubt.typed.answer),
    ]
    shown = _ask(view, flow, standing, question, list(ui(f"⚠️ **{asked}**")))
    rows = tuple(
        (Button(label, data(flow, standing.answers + encode(question.kind, answer))),)
        for label, answer in choices
    )
    return replace(shown, id=f"{shown.id}:doubt", buttons=(*rows, *shown.buttons))


def _standing(view: View, flow: Flow, revision: str, answers: str) -> tuple[Standing, list[Block]]:
    standing = replay(flow, answers) if revision in ("", flow.revision) else None
    if standing:
        return standing, []
    first = replay(flow, "")
    assert first  # no answers always fit
    say = view.say
    return first, [note(say("flow", "The questions have changed. Let us start again."))]


def _left_open(view: View, flow: Flow, standing: Standing, serial: int) -> View:
    question = standing.question
    if question is None or not question.typed:
        return view
    waiting = OpenQuestion(flow.id, flow.revision, standing.answers, serial=serial % _SERIALS)
    return replace(view, session=replace(view.session, open=waiting))


def _shown(view: View, flow: Flow, standing: Standing, lead: list[Block], part: int) -> Screen:
    if standing.question is None:
        return end(view, flow, standing, part)
    return _ask(view, flow, standing, standing.question, lead)


def _ask(
    view: View, flow: Flow, standing: Standing, question: Question, lead: list[Block]
) -> Screen:
    _ = view.say
    text = words.flow_words(view.content, flow, view.locale)
    of = text.questions[question.id]
    body: list[Block] = [heading(text.title), *lead]
    if not standing.answers:
        body += [*translation_note(view, flow), *view.of(flow).text(text.intro)]
    last = list(standing.given)[-1:]
    body += [note(f"✔️ {one}") for one in said(view, flow, standing, last)]
    progress = _("flow", "Question {number}", number=len(standing.steps) + 1)
    body += [note(progress), *view.of(flow).text(f"**{of.text}**")]
    body += view.of(flow).text(of.help)
    if question.typed:
        body.append(note("✍️ " + _("flow", "Write your answer in a message.")))
    return Screen(
        f"flow:{flow.id}:{question.id}",
        tuple(body),
        (*_answers(view, flow, standing, question), *nav(view, flow, standing)),
    )


def _answers(view: View, flow: Flow, standing: Standing, question: Question) -> tuple[Row, ...]:
    of = words.flow_words(view.content, flow, view.locale).questions[question.id]
    ids = question.choice_ids
    answers: list[tuple[str, Answer]] = [(of.choices[choice], choice) for choice in ids]
    if question.kind == "date":
        first, last = days(question, view.today)
        if first <= view.today <= last:
            answers.append((view.say("flow", "Today"), view.today))
    before, origin = standing.answers, view.session.origin
    codes = [(label, encode(question.kind, answer, ids)) for label, answer in answers]
    return tuple(
        (Button(label, data(flow, onward(flow, before + code, origin))),) for label, code in codes
    )
