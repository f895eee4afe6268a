"""What each calculator takes and gives: for the checks, and for the words of its flows.

The sums themselves are in `bot.dialogue.calculators`, one file each under the same name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Needed:
    """A question that a flow must ask. `kind`: choice, number, money, date or dates.

    choices: ids that a `choice` may have, all of them known to the calculator; a choice that
    ends the flow before the calculator is reached need not be here. optional: not every path,
    or not every flow, asks it.
    """

    kind: str
    choices: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """questions: by question id. outcomes: all that `compute` may find.

    values: name → money | days | months | years | percent | number | date, written as
    `{=name}` in outcomes. facts: fact id → unit; those that it always reads.
    """

    questions: Mapping[str, Needed]
    outcomes: tuple[str, ...]
    values: Mapping[str, str]
    facts: Mapping[str, str] = field(default_factory=dict)


FORMS: Mapping[str, Form] = {
    "registration-deadline": Form(
        questions={
            "citizen": Needed("choice", ("tj", "uz", "kg")),
            "entered": Needed("date"),
        },
        outcomes=("ahead", "last-days", "passed"),
        values={"term": "days", "last-day": "date", "days-left": "days", "days-late": "days"},
        facts={"registration-tj-uz": "days", "registration-kg": "days"},
    ),
}
