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
    or not every flow, asks it. share_of: the question whose sum this one may be a per cent of.
    """

    kind: str
    choices: tuple[str, ...] = ()
    optional: bool = False
    share_of: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """questions: by question id. outcomes: all that `compute` may find.

    values: name → money | days | months | years | percent | number | date, written as
    `{=name}` in outcomes. facts: fact id → unit; those that it always reads. own: it reckons
    with the person's own numbers alone, so that no date of a source stands under the result.
    """

    questions: Mapping[str, Needed]
    outcomes: tuple[str, ...]
    values: Mapping[str, str]
    facts: Mapping[str, str] = field(default_factory=dict)
    own: bool = False


FORMS: Mapping[str, Form] = {
    "extension-deadline": Form(
        questions={"until": Needed("date")},
        outcomes=("ahead", "last-days", "passed"),
        values={"until": "date", "days-left": "days", "days-late": "days"},
    ),
    "family-budget": Form(
        own=True,
        questions={
            question: Needed("money")
            for question in ("income", "food", "home", "debt", "children", "other")
        },
        outcomes=("minus", "zero", "plus", "two-currencies"),
        values={
            "income": "money",
            "spent": "money",
            "left": "money",
            "short": "money",
            "year": "money",
            "share": "percent",
        },
    ),
    "loan-cost": Form(
        own=True,
        questions={
            "offers": Needed("choice", ("one", "two")),
            "amount-a": Needed("money"),
            "fee-a": Needed("money"),
            "payment-a": Needed("money"),
            "months-a": Needed("number"),
            "amount-b": Needed("money", optional=True),
            "fee-b": Needed("money", optional=True),
            "payment-b": Needed("money", optional=True),
            "months-b": Needed("number", optional=True),
        },
        outcomes=("costs", "free", "not-so", "two-currencies", "same", "first", "second"),
        values={
            "received": "money",
            "paid": "money",
            "on-top": "money",
            "rate": "percent",
            "received-2": "money",
            "paid-2": "money",
            "on-top-2": "money",
            "rate-2": "percent",
        },
    ),
    "patent-cost": Form(
        questions={
            "kind": Needed("choice", ("new", "running")),
            "months": Needed("number"),
            "region": Needed("choice", ("moscow", "elsewhere", "known")),
            "price": Needed("money", optional=True),
        },
        outcomes=("moscow", "elsewhere", "known", "with-duty", "without-duty", "not-roubles"),
        values={
            "monthly": "money",
            "total": "money",
            "least": "money",
            "most": "money",
            "duty": "money",
        },
        facts={
            "patent-duty": "money",
            "patent-moscow": "money",
            "patent-cheapest": "money",
            "patent-dearest": "money",
        },
    ),
    "patent-dates": Form(
        questions={
            "have": Needed("choice", ("no", "yes")),
            "entered": Needed("date", optional=True),
            "paid-from": Needed("date", optional=True),
            "months": Needed("number", optional=True),
        },
        outcomes=(
            "apply-ahead",
            "apply-last-days",
            "apply-passed",
            "pay-ahead",
            "pay-last-days",
            "pay-passed",
        ),
        values={"last-day": "date", "days-left": "days", "days-late": "days"},
        facts={"patent-apply": "days"},
    ),
    "registration-deadline": Form(
        questions={
            "citizen": Needed("choice", ("tj", "uz", "kg")),
            "entered": Needed("date"),
        },
        outcomes=("ahead", "last-days", "passed"),
        values={"term": "days", "last-day": "date", "days-left": "days", "days-late": "days"},
        facts={"registration-tj-uz": "days", "registration-kg": "days"},
    ),
    "saving-goal": Form(
        own=True,
        questions={
            "goal": Needed("money"),
            "have": Needed("money"),
            "know": Needed("choice", ("months", "monthly")),
            "months": Needed("number", optional=True),
            "monthly": Needed("money", optional=True),
        },
        outcomes=("reached", "monthly", "term", "never", "two-currencies"),
        values={
            "goal": "money",
            "missing": "money",
            "monthly": "money",
            "months": "months",
            "reached-on": "date",
        },
    ),
    "stay-days": Form(
        questions={"trips": Needed("dates")},
        outcomes=("over", "last-days", "below", "until", "new-year", "outside"),
        values={
            "used": "days",
            "planned": "days",
            "total": "days",
            "limit": "days",
            "left": "days",
            "over": "days",
            "last-day": "date",
        },
        facts={"stay-limit": "days"},
    ),
    "transfer-offers": Form(
        own=True,
        questions={
            "home": Needed("choice", ("tj", "uz", "kg")),
            "amount": Needed("money"),
            "fee-a": Needed("money", share_of="amount"),
            "rate-a": Needed("number"),
            "offers": Needed("choice", ("one", "two")),
            "fee-b": Needed("money", optional=True, share_of="amount"),
            "rate-b": Needed("number", optional=True),
        },
        outcomes=("one", "first", "second", "same", "fee-too-big", "doubtful", "far-apart"),
        values={"first": "money", "second": "money", "difference": "money"},
    ),
    "wages-owed": Form(
        questions={
            "per": Needed("choice", ("month", "day", "hour", "whole")),
            "months": Needed("number", optional=True),
            "days": Needed("number", optional=True),
            "hours": Needed("number", optional=True),
            "rate": Needed("money"),
            "paid": Needed("money"),
            "due": Needed("date"),
        },
        outcomes=(
            "owed",
            "nothing-owed",
            "court-ahead",
            "court-soon",
            "court-passed",
            "may-stop",
            "not-due",
            "two-currencies",
        ),
        values={
            "earned": "money",
            "owed": "money",
            "court-by": "date",
            "days-left": "days",
            "days-late": "days",
            "stop-after": "days",
        },
        facts={"wage-court": "years", "wage-stop-work": "days"},
    ),
}
