"""The answers so far, replayed from the first question: where they lead and what they find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.content.calculators import FORMS
from bot.content.flow import Flow, Outcome, Question
from bot.content.model import Content, Source
from bot.dialogue.answers import Answer, Money, decode, encode
from bot.dialogue.calculators import CALCULATORS
from bot.dialogue.calculators.contract import FactReader, Stopped, Value

CITIZEN = "citizen"
"""The id of a question for the person's own country, with the choices `tj`, `uz`, `kg`."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the answers have led. `question` is None at the end.

    answers: their code. given: by question id, in order. steps: the code of each. found: what
    the choices brought up, in file order; with `otherwise` at the end of a flow without a
    calculator.
    """

    question: Question | None
    answers: str
    given: Mapping[str, Answer]
    steps: tuple[str, ...]
    found: tuple[Outcome, ...]

    @property
    def before(self) -> str:
        """The code without the last answer."""
        return "".join(self.steps[:-1])


@dataclass(frozen=True, slots=True)
class Ending:
    """What a flow comes to. `stopped`: the calculator lacks a value of today; then only what
    the choices found stands in `found`."""

    found: tuple[Outcome, ...]
    values: Mapping[str, Value] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    stopped: Stopped | None = None


def replay(flow: Flow, answers: str) -> Standing | None:
    """Follow the answers from the first question; None where they do not fit the flow."""
    question: Question | None = flow.questions[0]
    found: set[str] = set()
    given: dict[str, Answer] = {}
    steps: list[str] = []
    rest = answers
    while rest:
        if question is None:
            return None
        read = decode(question.kind, rest, question.choice_ids)
        if read is None:
            return None
        answer, length = read
        if not _allowed(question, answer):
            return None
        given[question.id] = answer
        steps.append(rest[:length])
        rest = rest[length:]
        following = question.to
        if not question.typed:
            choice = next(c for c in question.choices if c.id == answer)
            following = choice.to
            if choice.finds:
                found.add(choice.finds)
        question = flow.question(following) if following else None
    if question is None and not found and flow.otherwise and not flow.calculate:
        found.add(flow.otherwise)
    outcomes = tuple(o for o in flow.outcomes if o.id in found)
    return Standing(question, answers, given, tuple(steps), outcomes)


def known(question: Question, origin: str | None) -> str:
    """The choice that the country in the settings makes, where a question `citizen` asks for it;
    else empty."""
    asks = question.id == CITIZEN
    return origin if asks and origin and origin in question.choice_ids else ""


def onward(flow: Flow, answers: str, origin: str | None) -> str:
    """The answers, and those that the settings give after them: not asked but on the way back."""
    standing = replay(flow, answers)
    question = standing.question if standing else None
    choice = known(question, origin) if question else ""
    if question is None or not choice:
        return answers
    return answers + encode(question.kind, choice, question.choice_ids)


def _allowed(question: Question, answer: Answer) -> bool:
    """A button is untrusted: sums and numbers stay within the question's bounds. Days may lie
    anywhere that has a code: `today` moves on under an old button."""
    amount = answer.amount if isinstance(answer, Money) else answer
    if isinstance(amount, Decimal):
        return question.least <= amount <= question.greatest
    return not isinstance(answer, tuple) or len(answer) <= max(question.trips, 1)


def conclude(content: Content, flow: Flow, standing: Standing, today: date) -> Ending:
    """The end of a flow: what the choices found, and the calculator, where it has all it needs
    and knows every choice made.

    Raises what a calculator raises by mistake; never `Stopped`.
    """
    form = FORMS.get(flow.calculate or "")
    if form is None or not flow.calculate:
        return Ending(standing.found)
    needed = {key for key, one in form.questions.items() if not one.optional}
    found = {outcome.id for outcome in standing.found}
    known = all(
        not one.choices or standing.given.get(key, one.choices[0]) in one.choices
        for key, one in form.questions.items()
    )
    if not known or not needed <= standing.given.keys():
        return Ending(_outcomes(flow, found))
    facts = FactReader(content.facts, today)
    try:
        result = CALCULATORS[flow.calculate](standing.given, facts, today)
    except Stopped as stopped:
        return Ending(standing.found, {}, facts.sources, stopped)
    return Ending(_outcomes(flow, found | set(result.finds)), result.values, facts.sources)


def _outcomes(flow: Flow, found: set[str]) -> tuple[Outcome, ...]:
    if not found and flow.otherwise:
        found = {flow.otherwise}
    return tuple(outcome for outcome in flow.outcomes if outcome.id in found)
