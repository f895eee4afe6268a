"""A sum or days typed where no question waits: at a question with buttons, or after a result."""

from __future__ import annotations

import pytest

from bot.content.model import LOCALES, Content
from bot.dialogue.session import Session
from tests.chat import Chat
from tests.conftest import NOW


@pytest.fixture
def chat(content: Content) -> Chat:
    return Chat(content, NOW, session=Session(locale="ru"))


def offered(chat: Chat) -> list[str]:
    return [
        (button.data or "").split(":")[1] for button in chat.buttons() if ":" in str(button.data)
    ]


@pytest.mark.parametrize("text", ["30 000 руб", "30000", "300 долларов", "30 тыс"])
def test_a_sum_at_a_question_with_buttons(chat: Chat, text: str) -> None:
    chat.type("/start send-compare")
    chat.type(text)
    assert "Нажмите кнопку под ним" in chat.shown()
    assert offered(chat)[0] == "send-compare"


def test_a_second_trip_after_the_days_were_counted(chat: Chat) -> None:
    chat.type("/start stay-count")
    chat.type("12.01.2026 – 20.02.2026")
    chat.type("01.06.2026 – 20.07.2026")
    assert offered(chat) == ["stay-count"]
    chat.press("Посчитать мои дни в России")
    assert "50 дней" in chat.shown()  # the answer was not asked again
    assert not chat.session.open


@pytest.mark.parametrize("text", ["5 мая", "12.11.2026"])
def test_a_day(chat: Chat, text: str) -> None:
    chat.type(text)
    assert set(offered(chat)) >= {"register-by", "extend-by", "patent-when"}


@pytest.mark.parametrize("locale", LOCALES)
def test_in_every_language(chat: Chat, locale: str) -> None:
    chat.session = Session(locale=locale)
    chat.type("30 000")
    assert "send-compare" in offered(chat)


@pytest.mark.parametrize(
    "text",
    ["112", "102", "3", "401234567", "40 1234567", "+992 37 225-05-75", "18:00", "вчера", "нет",
     "патент", "0,115", "30 000 рублей не заплатил хозяин"],
)  # fmt: skip
def test_anything_else_is_no_sum(chat: Chat, text: str) -> None:
    chat.type(text)
    assert "Что с этим посчитать?" not in chat.shown()


def test_who_has_no_language_yet_is_asked_for_it(chat: Chat) -> None:
    chat.session = Session()
    chat.type("30 000")
    assert chat.turn.replies[0].id == "language"


def test_a_sum_that_was_asked_for_is_an_answer(chat: Chat) -> None:
    chat.type("/start send-compare")
    chat.press("Таджикистан, сомони")
    chat.type("30 000")
    assert "Первый способ. Какая комиссия?" in chat.shown()
