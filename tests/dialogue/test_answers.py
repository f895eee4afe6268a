"""The codes of answers come back, fit a button, and any text of a button is survived."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.bounds import coded_length
from bot.content.calculators import FORMS
from bot.content.model import Content, Flow
from bot.dialogue import flows
from bot.dialogue.answers import (
    CURRENCIES,
    FIRST_DAY,
    LAST_DAY,
    LONGEST_TRIP,
    MAX_TRIPS,
    Answer,
    Money,
    Trip,
    decode,
    encode,
)
from bot.dialogue.buttons import parse
from bot.dialogue.calculators import CALCULATORS
from bot.dialogue.session import Session
from bot.dialogue.view import View
from tests.conftest import NOW

days = st.dates(FIRST_DAY, LAST_DAY)
amounts = st.decimals(0, 36**6, places=2, allow_nan=False)


@st.composite
def trips(draw: st.DrawFn) -> tuple[Trip, ...]:
    day = draw(st.dates(date(1990, 1, 1), date(2030, 1, 1)))
    out = []
    for _ in range(draw(st.integers(1, MAX_TRIPS))):
        entry = day + timedelta(days=draw(st.integers(0, 300)))
        day = entry + timedelta(days=draw(st.integers(0, LONGEST_TRIP)))
        out.append(Trip(entry, day))
    if draw(st.booleans()):
        out[-1] = Trip(out[-1].entry, None)
    return tuple(out)


answers: st.SearchStrategy[tuple[str, Answer]] = st.one_of(
    st.tuples(st.just("date"), days),
    st.tuples(st.just("number"), amounts),
    st.tuples(st.just("money"), st.builds(Money, amounts, st.sampled_from(sorted(CURRENCIES)))),
    st.tuples(st.just("dates"), trips()),
)


@given(st.lists(answers, min_size=1, max_size=4))
def test_answers_come_back_one_after_the_other(given_: list[tuple[str, Answer]]) -> None:
    code = "".join(encode(kind, answer) for kind, answer in given_)
    for kind, answer in given_:
        read = decode(kind, code)
        assert read is not None
        assert read[0] == answer
        code = code[read[1] :]
    assert code == ""


@given(answers)
def test_a_code_is_no_longer_than_the_check_reckons(one: tuple[str, Answer]) -> None:
    kind, answer = one
    trips_ = len(answer) if isinstance(answer, tuple) else 0
    amount = answer.amount if isinstance(answer, Money) else answer
    greatest = amount if isinstance(amount, Decimal) else Decimal(0)
    assert len(encode(kind, answer)) <= coded_length(kind, greatest, 2, trips_)
    assert parse(f"f:x:0000:{encode(kind, answer)}")


@pytest.mark.parametrize("kind", ["choice", "number", "money", "date", "dates"])
@given(code=st.text("0123456789abcxyzNRTU.", max_size=20))
def test_any_code_is_survived(kind: str, code: str) -> None:
    read = decode(kind, code, ("a", "b"))
    assert read is None or 0 < read[1] <= len(code)


def test_every_calculator_has_its_form_and_sum() -> None:
    assert CALCULATORS.keys() == FORMS.keys()
    assert all(re.fullmatch(r"[a-z][a-z-]{0,23}", name) for name in FORMS)


@given(data=st.data())
def test_whatever_a_button_answers_a_flow_ends(content: Content, data: st.DataObject) -> None:
    """Buttons are untrusted: any day, any sum within the bounds."""
    flow: Flow = data.draw(st.sampled_from(list(content.flows.values())))
    view = View(content, Session(locale="ru"), "ru", NOW.date())
    code = ""
    while True:
        standing = flows.replay(flow, code)
        assert standing is not None
        question = standing.question
        if question is None:
            break
        if not question.typed:
            answer: Answer = data.draw(st.sampled_from(question.choice_ids))
        elif question.kind == "date":
            answer = data.draw(days)
        elif question.kind == "dates":
            answer = data.draw(trips())[: question.trips]
        else:
            answer = data.draw(
                st.decimals(question.least, question.greatest, places=question.decimals)
            )
            if question.kind == "money":
                answer = Money(answer, data.draw(st.sampled_from(sorted(CURRENCIES))))
        code += encode(question.kind, answer, question.choice_ids)
    screen = flows.screen(view, flow, flow.revision, code)
    assert screen.buttons
    assert screen.body
