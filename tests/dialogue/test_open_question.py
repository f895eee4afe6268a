"""A question that waits for a typed answer: what belongs to it, what closes it, for how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content.model import LOCALES, Content, Fact
from bot.dialogue.actions import Screen
from bot.dialogue.engine import respond
from bot.dialogue.events import Edited, Location, Media, Press, Text
from bot.dialogue.session import KEEP_HOURS, OpenQuestion, Session, hour_of
from tests.chat import Chat
from tests.conftest import NOW

FLOW = "register-by"


@pytest.fixture
def chat(content: Content) -> Chat:
    """At the date question of the flow."""
    chat = Chat(content, NOW, session=Session(locale="ru"))
    chat.type(f"/start {FLOW}")
    chat.press("Узбекистан")
    return chat


def test_it_waits_with_the_answers_before_it(chat: Chat, content: Content) -> None:
    revision = content.flows[FLOW].revision
    assert chat.session.open == OpenQuestion(FLOW, revision, "1", hour_of(NOW))


def test_a_typed_answer_belongs_to_it(chat: Chat) -> None:
    chat.type("12 ноября")
    assert "26 ноября 2026" in chat.shown()
    assert chat.session.open is None


def test_words_that_are_no_answer_get_the_questions_own_help(chat: Chat, content: Content) -> None:
    for text in ("патент", "31.02.2026", "Нигматулло", "5 или 6 марта"):
        chat.type(text)
        error = content.flows[FLOW].words["ru"].questions["entered"].error
        assert error.replace("`", "") in chat.shown()
        assert chat.session.open is not None
        assert text not in repr(chat.session)
    chat.type("12.11.2026")
    assert chat.session.open is None


@pytest.mark.parametrize(
    "line", ["/start", "/sos", "/help", "/settings", "/nonsense", "/start patent", "sos", "[Меню]",
             "[SOS]", "[Назад]", "[Сегодня]", "📍 38.5, 68.7"],
)  # fmt: skip
def test_commands_buttons_and_a_place_work_and_close_it(chat: Chat, line: str) -> None:
    turn = chat.type(line)
    assert turn.replies
    assert chat.session.open is None


@pytest.mark.parametrize("event", [Media("voice"), Media("photo"), Edited()])
def test_what_we_cannot_read_leaves_it_open(chat: Chat, event: Media | Edited) -> None:
    before = chat.session
    chat.event(event)
    assert chat.session == before


def test_danger_comes_before_the_question_but_not_before_its_answer(chat: Chat) -> None:
    session = chat.session
    chat.type("меня бьют, помогите")
    assert "Я не понял дату" not in chat.shown()
    assert chat.session.open is None
    for text in ("12-mart", "12 ноября", "31.02.2026", "12.13.2026"):
        chat.session = session
        chat.type(text)
        assert "До какого дня встать на учёт?" in chat.shown(), text


def test_one_step_back_asks_again(chat: Chat) -> None:
    chat.type("5.11.2026")
    chat.press("Назад")
    assert chat.session.open is not None
    chat.type("12.11.2026")
    assert "26 ноября 2026" in chat.shown()


def test_the_same_message_twice_answers_once(content: Content) -> None:
    """Telegram brings an update again after a kill; the answer is not taken for the next one."""
    flow = content.flows[FLOW]
    first, last = flow.questions
    two = replace(flow, questions=(replace(last, to="later"), replace(last, id="later")))
    words = {
        language: replace(one, questions={**one.questions, "later": one.questions["entered"]})
        for language, one in flow.words.items()
    }
    changed = replace(content, flows={FLOW: replace(two, words=words)})
    opened = respond(changed, Session(locale="ru"), Press(f"f:{FLOW}"), NOW).session
    text = Text("12.11.2026", 5001)
    once = respond(changed, opened, text, NOW)
    again = respond(changed, once.session, text, NOW)
    assert again.session == once.session
    assert again.replies == once.replies
    further = respond(changed, again.session, Text("12.11.2026", 5002), NOW)
    assert further.session.open is None
    assert first.id == "citizen"


def test_after_24_hours_a_text_is_only_a_text(chat: Chat) -> None:
    start = NOW.replace(minute=0)
    chat.now = start + timedelta(hours=KEEP_HOURS, seconds=-1)
    session = chat.session
    chat.type("12.11.2026")
    assert "26 ноября 2026" in chat.shown()
    chat.session, chat.now = session, start + timedelta(hours=KEEP_HOURS)
    chat.type("12.11.2026")
    assert "26 ноября 2026" not in chat.shown()
    assert chat.session.open is None


def test_a_changed_flow_starts_again_with_a_line(chat: Chat, content: Content) -> None:
    flow = replace(content.flows[FLOW], revision="0bad")
    chat.content = replace(content, flows={**content.flows, FLOW: flow})
    chat.type("12.11.2026")
    assert "Вопросы изменились. Начнём сначала." in chat.shown()
    assert "Какой у вас паспорт?" in chat.shown()


def test_a_flow_that_is_gone_says_so(chat: Chat, content: Content) -> None:
    chat.content = replace(content, flows={})
    chat.type("12.11.2026")
    assert "Этой страницы больше нет" in chat.shown()
    assert chat.session.open is None


@pytest.mark.parametrize("locale", LOCALES)
def test_a_rule_that_has_ended_stops_the_sum(content: Content, locale: str) -> None:
    """The day after its end there is no count, but whom to ask."""
    fact = content.facts["registration-tj-uz"]
    until = NOW.date() - timedelta(days=1)
    ended = Fact(fact.id, fact.unit, tuple(replace(v, end=until) for v in fact.values))
    old = replace(content, facts={**content.facts, fact.id: ended})
    flow = content.flows[FLOW]
    for tree, stops in ((content, False), (old, True)):
        chat = Chat(tree, NOW, session=Session(locale=locale))
        chat.type(f"/start {FLOW}")
        chat.event(Press(f"f:{FLOW}:{flow.revision}:0"))
        chat.type("12.11.2026")
        say = content.interfaces[locale]
        stopped = say.in_script(flow.words[say.language].stopped.strip())
        assert ("⛔" in chat.shown()) is stops
        assert (stopped.splitlines()[0] in chat.shown()) is stops
        assert (say.date("2026-11-26") in chat.shown()) is not stops
        assert (say.date(until) in chat.shown()) is stops


def test_the_days_button_answers_too(chat: Chat) -> None:
    chat.press("Сегодня")
    assert "· 22 ноября 2026" in chat.shown()


def test_the_sources_lead_back_to_the_result(chat: Chat) -> None:
    chat.type("12.11.2026")
    result = chat.shown()
    chat.press("Источники")
    chat.press("Назад")
    assert chat.shown() == result


def test_what_a_result_links_to_stands_below_it(chat: Chat) -> None:
    chat.type("12.11.2026")
    chat.press("Регистрация в России")
    (screen,) = chat.turn.replies
    assert isinstance(screen, Screen)
    assert screen.below
    back = screen.buttons[-1][0].data
    assert back == "s:papers"


def test_a_location_is_not_an_answer(chat: Chat) -> None:
    chat.event(Location(38.5, 68.7))
    assert chat.session.open is None
