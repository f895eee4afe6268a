"""Every path of every flow, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.content.markup import to_plain
from bot.content.model import LOCALES, Content, Flow, Question
from bot.dialogue import flows, replay
from bot.dialogue.actions import Screen
from bot.dialogue.answers import Answer, Money, Trip, encode
from bot.dialogue.buttons import MAX_BYTES
from bot.dialogue.engine import respond
from bot.dialogue.events import Press
from bot.dialogue.reading import days
from bot.dialogue.session import Session
from bot.dialogue.view import View
from tests.conftest import NOW

TYPED: dict[str, Answer] = {
    "number": Decimal(6),
    "money": Money(Decimal(50_000), "RUB"),
    "date": NOW.date() - timedelta(days=20),
    "dates": (Trip(NOW.date() - timedelta(days=200), NOW.date() - timedelta(days=150)),),
}


def samples(question: Question) -> list[str]:
    """The codes of all answers to a choice, of one that fits to a question that is typed."""
    if not question.typed:
        return [encode("choice", choice, question.choice_ids) for choice in question.choice_ids]
    answer = TYPED[question.kind]
    first, last = days(question, NOW.date())
    if isinstance(answer, Decimal):
        answer = min(max(answer, question.least), question.greatest)
    elif isinstance(answer, Money):
        amount = min(max(answer.amount, question.least), question.greatest)
        answer = Money(amount, question.currency)
    elif isinstance(answer, date):
        answer = min(max(answer, first), last)
    return [encode(question.kind, answer)]


def paths(flow: Flow) -> Iterator[str]:
    """The answers of all ways from the first question to an end."""
    open_ends = [""]
    while open_ends:
        answers = open_ends.pop()
        standing = flows.replay(flow, answers)
        assert standing is not None
        if standing.question is None:
            yield answers
        else:
            open_ends += [answers + code for code in samples(standing.question)]


def ending(content: Content, flow: Flow, answers: str) -> replay.Ending:
    standing = flows.replay(flow, answers)
    assert standing is not None
    return flows.conclude(content, flow, standing, NOW.date())


def test_every_path_ends_with_words_in_every_language(content: Content) -> None:
    assert content.flows
    for flow in content.flows.values():
        ends = list(paths(flow))
        print(f"{flow.id}: {len(ends)} paths")  # shown with -s
        combinations = {frozenset(o.id for o in ending(content, flow, e).found): e for e in ends}
        for locale in LOCALES:
            view = View(content, Session(locale=locale), locale, NOW.date())
            for found, answers in combinations.items():
                screen = flows.screen(view, flow, flow.revision, answers)
                shown = whole(view, flow, answers)
                words = [flows.words.flow_words(content, flow, locale).outcomes[o] for o in found]
                assert words
                assert all(outcome.title in shown for outcome in words)
                check_buttons(screen)


def whole(view: View, flow: Flow, answers: str) -> str:
    parts, last = [], ""
    for number in range(1, 10):
        shown = to_plain(flows.screen(view, flow, flow.revision, answers, number).body)
        if shown == last:
            break
        parts.append(last := shown)
    return "\n".join(parts)


def check_buttons(screen: Screen) -> None:
    assert screen.buttons
    for row in screen.buttons:
        for button in row:
            assert button.label
            assert len((button.data or "").encode()) <= MAX_BYTES


def test_every_question_is_met_in_every_language(content: Content) -> None:
    for flow in content.flows.values():
        met: set[str] = set()
        for answers in paths(flow):
            end = flows.replay(flow, answers)
            assert end is not None
            for count in range(len(end.steps)):
                before = "".join(end.steps[:count])
                standing = flows.replay(flow, before)
                assert standing is not None
                assert standing.question is not None
                if standing.question.id in met:
                    continue
                met.add(standing.question.id)
                for locale in LOCALES:
                    view = View(content, Session(locale=locale), locale, NOW.date())
                    screen = flows.screen(view, flow, flow.revision, before)
                    check_buttons(screen)
                    assert len(screen.buttons) >= len(standing.question.choices) + 1
                    if standing.question.typed:
                        text = flows.words.flow_words(content, flow, locale)
                        assert text.questions[standing.question.id].error
        assert met == {question.id for question in flow.questions}


def test_no_verdict_and_always_what_we_cannot_know(content: Content) -> None:
    view = View(content, Session(locale="ru"), "ru", NOW.date())
    for flow in content.flows.values():
        closing = to_plain(view.text(flow.words["ru"].closing)).splitlines()[0]
        for answers in paths(flow):
            assert closing in whole(view, flow, answers)
            break


def test_back_drops_the_last_answer(content: Content) -> None:
    for flow in content.flows.values():
        answers = next(paths(flow))
        standing = flows.replay(flow, answers)
        assert standing is not None
        turn = press(content, f"f:{flow.id}:{flow.revision}:{answers}")
        back = turn.buttons[-1][0].data
        assert back == f"f:{flow.id}:{flow.revision}:{standing.before}"
        assert answers == standing.before + standing.steps[-1]


def test_a_changed_flow_starts_again_and_says_so(content: Content) -> None:
    flow = next(iter(content.flows.values()))
    other = "0000" if flow.revision != "0000" else "0001"
    turn = press(content, f"f:{flow.id}:{other}:000")
    assert content.interfaces["ru"]("flow", "The questions have changed. Let us start again.") in (
        to_plain(turn.body)
    )


@pytest.mark.parametrize("answers", ["z", "9999", "0" * 40, "0.R", "9zzzzz"])
def test_answers_that_do_not_fit_start_again(content: Content, answers: str) -> None:
    flow = content.flows["ban-risk"]
    first = press(content, f"f:{flow.id}")
    again = press(content, f"f:{flow.id}:{flow.revision}:{answers}")
    assert again.buttons[:-1] == first.buttons[:-1]


def press(content: Content, data: str) -> Screen:
    turn = respond(content, replace(Session(), locale="ru"), Press(data), NOW)
    screen = turn.replies[0]
    assert isinstance(screen, Screen)
    return screen
