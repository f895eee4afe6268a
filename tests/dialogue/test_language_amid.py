"""Another language in the middle of a flow: the same question, with all answers before it."""

from __future__ import annotations

import pytest

from bot.content.model import LOCALES, Content
from bot.dialogue.actions import Screen, Turn
from bot.dialogue.buttons import parse, to
from bot.dialogue.engine import respond
from bot.dialogue.events import Press
from bot.dialogue.session import Session
from bot.dialogue.setup import LANGUAGE_NAMES
from tests.chat import Chat
from tests.conftest import NOW


@pytest.fixture
def chat(content: Content) -> Chat:
    """At the second question of a flow with buttons."""
    chat = Chat(content, NOW, session=Session(locale="tg"))
    chat.type("/start ban-risk")
    chat.press(chat.buttons()[0].label)
    return chat


@pytest.fixture
def typing(content: Content) -> Chat:
    """At the second question, which is typed."""
    chat = Chat(content, NOW, session=Session(locale="tg"))
    chat.type("/start send-compare")
    chat.press(chat.buttons()[0].label)
    return chat


def question(content: Content, flow: str, name: str, locale: str) -> str:
    text = content.flows[flow].words[locale.partition("-")[0]].questions[name].text
    return content.interfaces[locale].in_script(text)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_question_stands_in_the_new_language(chat: Chat, locale: str) -> None:
    chat.press("🌐 Забон")
    turn = chat.press(LANGUAGE_NAMES[locale])
    assert question(chat.content, "ban-risk", "removed", locale) in chat.shown()
    assert chat.session.locale == locale
    assert not turn.topics  # the flow was not started anew
    chat.press(chat.buttons()[-3].label)  # ‹ Back
    assert question(chat.content, "ban-risk", "been", locale) in chat.shown()


def test_so_does_a_result(chat: Chat) -> None:
    for _ in range(3):
        chat.press(chat.buttons()[0].label)
    chat.press("🌐 Забон")
    chat.press("Русский")
    assert chat.content.flows["ban-risk"].words["ru"].outcomes["removed"].title in chat.shown()


@pytest.mark.parametrize("line", ["[🌐 Забон]", "/language"])
def test_a_typed_question_waits_again(typing: Chat, line: str) -> None:
    before = typing.session.open
    typing.type(line)
    typing.press("Русский")
    assert question(typing.content, "send-compare", "amount", "ru") in typing.shown()
    assert typing.session.open == before
    typing.type("30 000")
    assert question(typing.content, "send-compare", "fee-a", "ru") in typing.shown()


@pytest.mark.parametrize("line", ["[🌐 Забон]", "/language"])
def test_back_without_a_change(typing: Chat, line: str) -> None:
    typing.type(line)
    typing.press("‹ Ба қафо")
    assert question(typing.content, "send-compare", "amount", "tg") in typing.shown()
    assert typing.session.open


def test_from_the_settings_back_has_a_word_and_the_old_messages_are_mentioned(
    content: Content,
) -> None:
    chat = Chat(content, NOW, session=Session(locale="ru"))
    chat.type("/language")
    assert chat.button("‹ Назад").data == "e"
    turn = chat.press("Кыргызча")
    assert turn.toast == content.interfaces["ky"](
        "language", "Done. The messages above answer in this language too."
    )


def labels(turn: Turn) -> list[str]:
    (screen,) = turn.replies
    assert isinstance(screen, Screen)
    return [button.label for row in screen.buttons for button in row]


def test_long_answers_leave_no_button_rather_than_a_broken_one(content: Content) -> None:
    flow = content.flows["send-compare"]
    code = "0uzzzzR" + "zzz.99R"
    turn = respond(content, Session(locale="ru"), Press(to("f", flow.id, flow.revision, code)), NOW)
    assert "🌐 Язык" in labels(turn)
    code += "uuu.9999N" + "0" + "zzz.99R" + "uuu.9999N"
    turn = respond(content, Session(locale="ru"), Press(to("f", flow.id, flow.revision, code)), NOW)
    assert "🌐 Язык" not in labels(turn)
    assert "🆘 SOS" in labels(turn)


@pytest.mark.parametrize(
    "data", ["l:-", "l:-:patent", "l:-:ban-risk:abcd", "l:xx:ban-risk:abcd:", "l:ru:ban-risk:abcd"]
)
def test_what_is_no_such_button(data: str) -> None:
    assert parse(data) is None


def test_a_flow_that_is_gone_or_changed(content: Content) -> None:
    for data in ("l:ru:gone:abcd:0", "l:ru:ban-risk:0000:zz", "l:-:gone:abcd:0"):
        turn = respond(content, Session(locale="tg"), Press(data), NOW)
        assert turn.replies
