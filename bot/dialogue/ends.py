"""The end of a flow: what was found, what was worked out, and where its rules come from."""

from __future__ import annotations

from decimal import Decimal

from bot.content import words
from bot.content.calculators import FORMS
from bot.content.flow import Flow
from bot.content.markup import Block, Bullets, Paragraph, Span
from bot.content.model import Source
from bot.dialogue.actions import Button, Row, Screen
from bot.dialogue.answers import Money
from bot.dialogue.buttons import parse, to
from bot.dialogue.calculators.contract import Stopped
from bot.dialogue.provenance import named, provenance, sources_button, translation_note
from bot.dialogue.reading import whole_of
from bot.dialogue.replay import CITIZEN, Ending, Standing, conclude
from bot.dialogue.view import View, heading, note, part_of
from bot.dialogue.written import answer_text, share_text, value_texts

_PART = 2500  # visible characters of one part of an end: what was found should stay together


def end(view: View, flow: Flow, standing: Standing, part: int) -> Screen:
    _ = view.say
    shown = view.of(flow)
    text = words.flow_words(view.content, flow, view.locale)
    ending = conclude(view.content, flow, standing, view.today)
    values = _values(shown, flow, standing, ending)
    body: list[Block] = []
    links: list[str] = []
    told = said(view, flow, standing, list(standing.given))
    if told:
        body.append(note("✔️ " + " · ".join(told)))
    if ending.stopped:
        body += [note("⛔ " + _stopped(view, ending.stopped)), *shown.text(text.stopped)]
    for outcome in ending.found:
        of = text.outcomes[outcome.id]
        body += [heading("▪️ " + of.title), *shown.text(of.body, values)]
        links += [link for link in outcome.links if link not in links]
    body += shown.text(text.closing)
    body += _rules(view, ending.sources)
    links += [link for link in flow.links if link not in links]
    here = data(flow, standing.answers)
    own = bool(flow.calculate and FORMS[flow.calculate].own)
    shown_part = part_of(view, (body,), part, _PART, lambda n: f"{here}:{n}")
    again: Row = (Button(_("button", "Start the questions again"), to("f", flow.id)),)
    return Screen(
        f"flow:{flow.id}:end",
        (
            shown_part.title(text.title),
            *translation_note(view, flow),
            *shown_part.blocks,
            *(() if own else provenance(view, flow)),
        ),
        (
            *shown_part.turning,
            *view.links(tuple(links), below=True),
            (sources_button(view, flow, flow.revision, standing.answers),),
            again,
            *nav(view, flow, standing),
        ),
    )


def said(view: View, flow: Flow, standing: Standing, asked: list[str]) -> list[str]:
    """The typed ones among the answers to these questions; a fee with its share of the sum, and
    the person's country, which may come from the settings."""
    out = []
    text = words.flow_words(view.content, flow, view.locale)
    for question in (flow.question(question_id) for question_id in asked):
        answer = standing.given[question.id]
        if question.id == CITIZEN:
            out.append(text.questions[CITIZEN].choices.get(str(answer), ""))
        elif question.typed:
            share = share_text(answer, whole_of(flow, standing.given, question.id), view.say)
            out.append(answer_text(answer, question, view.say) + share)
    return out


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


def nav(view: View, flow: Flow, standing: Standing) -> tuple[Row, ...]:
    """The language, which is changed without losing the answers; then back, menu, SOS."""
    back = data(flow, standing.before) if standing.answers else to("s", flow.section)
    way = left(flow.id, flow.revision, standing.answers)
    language = Button("🌐 " + view.say("setup", "Language"), to("l", "-", *way)) if way else None
    return (*(((language,),) if language else ()), view.nav(back))


def left(*way: str) -> tuple[str, ...]:
    """What a button of a language carries to come back to a flow, its revision and answers;
    nothing where that is too long."""
    return way if parse(":".join(("l", "uz-Cyrl", *way))) else ()


def data(flow: Flow, answers: str) -> str:
    return to("f", flow.id, flow.revision, answers)
