"""Guided flows: the answers so far stand in the button and are replayed each time.

A question that is typed has no button for its answer: while it waits, the answers before it are
the session's open question.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.content import words
from bot.content.flow import Flow, Question
from bot.content.markup import Block, Bullets, Paragraph, Span
from bot.content.model import Source
from bot.dialogue.actions import Button, Row, Screen, Turn
from bot.dialogue.answers import Answer, Money, encode
from bot.dialogue.buttons import to
from bot.dialogue.calculators.contract import Stopped
from bot.dialogue.provenance import named, provenance, sources_button, translation_note
from bot.dialogue.reading import days, in_their_currency, read
from bot.dialogue.replay import Ending, Standing, conclude, replay
from bot.dialogue.session import OpenQuestion
from bot.dialogue.view import View, heading, note, part_of
from bot.dialogue.written import answer_text, value_texts

__all__ = ["Standing", "conclude", "replay", "screen", "turn", "typed"]

_PART = 2500  # visible characters of one part of an end: what was found should stay together
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
    return read(in_their_currency(flow, standing.given, question), text, view.today) is not None


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
    answer = read(in_their_currency(flow, standing.given, question), text, view.today)
    if answer is None:
        error = words.flow_words(view.content, flow, view.locale).questions[question.id].error
        lead = list(view.of(flow).text(f"⚠️ {error}"))
        shown = _ask(view, flow, standing, question, lead)
        left = _left_open(view, flow, standing, waiting.serial)
        return Turn(left.session, (replace(shown, id=f"{shown.id}:again"),))
    code = encode(question.kind, answer)
    return turn(view, flow, flow.revision, standing.answers + code, serial=serial)


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
        body += [*translation_note(view, flow), *view.of(flow).text(text.intro)]
    last = list(standing.given)[-1:]
    body += [note(f"✔️ {said}") for said in _said(view, flow, standing, last)]
    progress = _("flow", "Question {number}", number=len(standing.steps) + 1)
    body += [note(progress), *view.of(flow).text(f"**{of.text}**")]
    body += view.of(flow).text(of.help)
    if question.typed:
        body.append(note("✍️ " + _("flow", "Write your answer in a message.")))
    return Screen(
        f"flow:{flow.id}:{question.id}",
        tuple(body),
        (*_answers(view, flow, standing, question), _nav(view, flow, standing)),
    )


def _answers(view: View, flow: Flow, standing: Standing, question: Question) -> tuple[Row, ...]:
    of = words.flow_words(view.content, flow, view.locale).questions[question.id]
    ids = question.choice_ids
    answers: list[tuple[str, Answer]] = [(of.choices[choice], choice) for choice in ids]
    if question.kind == "date":
        first, last = days(question, view.today)
        if first <= view.today <= last:
            answers.append((view.say("flow", "Today"), view.today))
    return tuple(
        (Button(label, _data(flow, standing.answers + encode(question.kind, answer, ids))),)
        for label, answer in answers
    )


def _end(view: View, flow: Flow, standing: Standing, part: int) -> Screen:
    _ = view.say
    shown = view.of(flow)
    text = words.flow_words(view.content, flow, view.locale)
    ending = conclude(view.content, flow, standing, view.today)
    values = _values(shown, flow, standing, ending)
    body: list[Block] = []
    links: list[str] = []
    said = _said(view, flow, standing, list(standing.given))
    if said:
        body.append(note("✔️ " + " · ".join(said)))
    if ending.stopped:
        body += [note("⛔ " + _stopped(view, ending.stopped)), *shown.text(text.stopped)]
    for outcome in ending.found:
        of = text.outcomes[outcome.id]
        body += [heading("▪️ " + of.title), *shown.text(of.body, values)]
        links += [link for link in outcome.links if link not in links]
    body += shown.text(text.closing)
    body += _rules(view, ending.sources)
    links += [link for link in flow.links if link not in links]
    here = _data(flow, standing.answers)
    shown_part = part_of(view, (body,), part, _PART, lambda n: f"{here}:{n}")
    again: Row = (Button(_("button", "Start the questions again"), to("f", flow.id)),)
    return Screen(
        f"flow:{flow.id}:end",
        (
            shown_part.title(text.title),
            *translation_note(view, flow),
            *shown_part.blocks,
            *provenance(view, flow),
        ),
        (
            *shown_part.turning,
            *view.links(tuple(links), below=True),
            (sources_button(view, flow, flow.revision, standing.answers),),
            again,
            _nav(view, flow, standing),
        ),
    )


def _said(view: View, flow: Flow, standing: Standing, asked: list[str]) -> list[str]:
    """The typed ones among the answers to these questions."""
    questions = [flow.question(question_id) for question_id in asked]
    return [
        answer_text(standing.given[question.id], question, view.say)
        for question in questions
        if question.typed
    ]


def _values(view: View, flow: Flow, standing: Standing, ending: Ending) -> dict[str, str]:
    """What `{=name}` and `{=name:n}` become: typed answers by question, and what was worked
    out."""
    out: dict[str, str] = {}
    for question_id, answer in standing.given.items():
        question = flow.question(question_id)
        if question.typed:
            out[question_id] = answer_text(answer, question, view.say)
            amount = answer.amount if isinstance(answer, Money) else answer
            if isinstance(amount, Decimal):
                out[f"{question_id}:n"] = view.say.number(amount)
    for name, value in ending.values.items():
        out[name], out[f"{name}:n"] = value_texts(value, view.say)
    return out


def _stopped(view: View, stopped: Stopped) -> str:
    _ = view.say
    if stopped.ended:
        return _(
            "flow",
            "I cannot work this out. The sum needs a rate or a term for which our sources give no "
            "value after {date}. I do not count with an old one.",
            date=_.date(stopped.ended),
        )
    return _(
        "flow",
        "I cannot work this out. The sum needs a rate or a term for which our sources give no "
        "value for this day.",
    )


def _rules(view: View, sources: tuple[Source, ...]) -> list[Block]:
    """Where the rules and rates of a sum come from."""
    if not sources:
        return []
    _ = view.say
    entries = [
        (
            named(view, source),
            Span(" — " + (_.date(source.seen) if source.seen else _("source", "no date"))),
        )
        for source in sources
    ]
    lead = Span("🧮 " + _("flow", "Counted by these rules:"), italic=True)
    return [Paragraph((lead,)), Bullets(tuple(entries), None)]


def _nav(view: View, flow: Flow, standing: Standing) -> Row:
    if standing.answers:
        return view.nav(_data(flow, standing.before))
    return view.nav(to("s", flow.section))


def _data(flow: Flow, answers: str) -> str:
    return to("f", flow.id, flow.revision, answers)
