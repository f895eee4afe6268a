"""Every calculator has its form, and stops the day after a rate ends."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.content.calculators import FORMS
from bot.content.model import Content
from bot.dialogue.answers import Trip
from bot.dialogue.calculators import CALCULATORS
from bot.dialogue.calculators.calendar_sums import add_months
from bot.dialogue.calculators.contract import Answer, FactReader, Stopped
from tests.calculators.conftest import ENDS, facts, rub

ENOUGH: dict[str, dict[str, Answer]] = {
    "registration-deadline": {"citizen": "tj", "entered": date(2026, 12, 1)},
    "stay-days": {"trips": (Trip(date(2026, 12, 1), None),)},
    "patent-dates": {"have": "no", "entered": date(2026, 12, 1)},
    "patent-cost": {"region": "elsewhere", "kind": "running", "months": Decimal(1)},
    "wages-owed": {
        "rate": rub(1),
        "per": "whole",
        "paid": rub(0),
        "due": date(2026, 12, 1),
    },
}


def test_names_are_the_same() -> None:
    assert CALCULATORS.keys() == FORMS.keys()


def test_every_one_that_reads_facts_is_here() -> None:
    assert ENOUGH.keys() == {name for name, form in FORMS.items() if form.facts}


@pytest.mark.parametrize("name", ENOUGH)
def test_the_day_after_the_end_it_stops(name: str) -> None:
    compute, answers = CALCULATORS[name], ENOUGH[name]
    assert compute(answers, FactReader(facts(ENDS), ENDS), ENDS).finds
    after = ENDS + timedelta(days=1)
    with pytest.raises(Stopped) as stopped:
        compute(answers, FactReader(facts(ENDS), after), after)
    assert stopped.value.ended == ENDS
    assert stopped.value.fact_id in FORMS[name].facts


@pytest.mark.parametrize("name", FORMS)
def test_results_keep_to_their_form(name: str, content: Content) -> None:
    form = FORMS[name]
    for fact, unit in form.facts.items():
        assert content.facts[fact].unit == unit
    if name in ENOUGH:
        result = CALCULATORS[name](ENOUGH[name], FactReader(facts(), ENDS), ENDS)
        assert set(result.finds) <= set(form.outcomes)
        assert result.values.keys() <= form.values.keys()


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_months(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)
