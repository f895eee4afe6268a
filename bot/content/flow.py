"""A flow in memory: questions that lead to outcomes, in all languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bot.content.bounds import DayBound
from bot.content.in_section import InSection

MAX_AMOUNT = Decimal(10**9)  # of a number or sum of money where the file sets no `max`


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer. `to` names the next question, or None where the flow ends.

    `finds` names an outcome that this answer brings up, shown at the end.
    """

    id: str
    to: str | None
    finds: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """`kind`: choice (buttons), or number, money, date, dates, which people type.

    to: what follows a typed answer, None for the end. unit: of a number, days | months | years
    | percent | people | number. currency: where none was typed. decimals: how many are kept.
    least, greatest: both allowed themselves. days: the same for date and dates. trips: the most
    of them, for dates.
    """

    id: str
    choices: tuple[Choice, ...]
    kind: str = "choice"
    to: str | None = None
    unit: str = "number"
    currency: str = "RUB"
    decimals: int = 0
    least: Decimal = Decimal(0)
    greatest: Decimal = MAX_AMOUNT
    first: DayBound | None = None
    last: DayBound | None = None
    trips: int = 0

    @property
    def typed(self) -> bool:
        return self.kind != "choice"

    @property
    def choice_ids(self) -> tuple[str, ...]:
        return tuple(choice.id for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the end of a flow may show. The order in the file is the order on the screen."""

    id: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(InSection):
    """A guided set of questions: a tree without loops, the first question first.

    At the end all outcomes that the answers and the calculator brought up are shown in the
    order of the file; where none was, `otherwise` is. `revision` (4 hex digits) changes with
    the structure.
    """

    revision: str
    questions: tuple[Question, ...]
    outcomes: tuple[Outcome, ...]
    otherwise: str | None  # None only with a calculator
    words: Mapping[str, FlowWords]
    calculate: str | None = None

    def question(self, question_id: str) -> Question:
        return next(q for q in self.questions if q.id == question_id)


@dataclass(frozen=True, slots=True)
class QuestionWords:
    text: str
    help: str
    choices: Mapping[str, str]  # choice id → label
    error: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class FlowWords:
    """`closing` stands under every outcome: what we cannot know. `stopped` where the
    calculator has no rate for today: whom to ask."""

    title: str
    summary: str
    intro: str
    questions: Mapping[str, QuestionWords]
    outcomes: Mapping[str, OutcomeWords]
    closing: str
    ask: tuple[str, ...] = field(default=())
    stopped: str = ""
