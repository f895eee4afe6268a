"""The end of a flow uses what was answered and what the settings say."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.dialogue.replay import CITIZEN
from bot.dialogue.session import Session
from tests.chat import Chat
from tests.conftest import NOW

ASKED = "Куда вы вернулись?"


def at_need(content: Content, origin: str | None) -> Chat:
    """At the last question but one of what follows a deportation."""
    chat = Chat(content, NOW, session=Session(locale="ru", origin=origin, stage="back"))
    chat.type("/start after-deport")
    chat.press("Да, больше")
    chat.press("Паспорт есть")
    return chat


def test_the_country_of_the_settings_is_not_asked_for(content: Content) -> None:
    chat = at_need(content, "kg")
    chat.press("Здоровье")
    assert "Кыргызстан: работа и помощь" in chat.shown()
    assert "✔️ Кыргызстан" in chat.shown()


def test_back_asks_and_another_may_be_chosen(content: Content) -> None:
    chat = at_need(content, "kg")
    chat.press("Здоровье")
    chat.press("Назад")
    assert ASKED in chat.shown()
    chat.press("Таджикистан")
    assert "Таджикистан: работа и помощь" in chat.shown()
    chat.press("Назад")
    chat.press("Назад")
    assert "Что сейчас труднее всего?" in chat.shown()


def test_who_has_not_said_is_asked(content: Content) -> None:
    chat = at_need(content, None)
    chat.press("Здоровье")
    assert ASKED in chat.shown()


def test_a_question_about_another_person_is_always_asked(content: Content) -> None:
    """Who was detained may have another passport than the reader."""
    assert CITIZEN not in {question.id for question in content.flows["detained-steps"].questions}


@pytest.mark.parametrize("flow", ["after-deport", "lost-docs", "register-steps", "register-by"])
def test_questions_for_the_own_country(content: Content, flow: str) -> None:
    question = content.flows[flow].question(CITIZEN)
    assert {"tj", "uz", "kg"} <= set(question.choice_ids)


def test_who_is_not_in_russia_is_not_asked_whether_he_is(content: Content) -> None:
    for where, inside in (("сейчас я не в России", False), ("сейчас я в России", True)):
        chat = Chat(content, NOW, session=Session(locale="ru"))
        chat.type("/start ban-risk")
        chat.press(where)
        chat.press("Нет")
        chat.press("Да, меньше месяца")
        chat.press("долга нет")
        chat.press("Ничего")
        assert ("сверх срока — уже другой риск" in chat.shown()) == inside
        assert "Вы ещё в России?" not in chat.shown()


def test_the_check_of_a_ban_is_the_first_page_after_any_ground(content: Content) -> None:
    first = {
        outcome.links[0]
        for outcome in content.flows["ban-risk"].outcomes
        if "check-ban" in outcome.links
    }
    assert first == {"check-ban"}


@pytest.mark.parametrize("origin", ["tj", "uz"])
def test_no_rule_is_shown_as_one_for_another_country(content: Content, origin: str) -> None:
    chat = Chat(content, NOW, session=Session(locale="ru", origin=origin))
    chat.type("/start stay-count")
    chat.type("12.01.2026 – 20.02.2026")
    assert "Посчитано по этим правилам" in chat.shown()
    assert "граждан Кыргызстана" not in chat.shown()
    assert "📅" in chat.shown()
