"""`@bot words` in another chat: cards to share, and nothing kept."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update
from telegram.error import BadRequest

from bot.content.markup import to_plain
from bot.content.model import Content
from bot.dialogue.actions import Turn
from bot.dialogue.engine import respond
from bot.dialogue.events import Inline
from bot.dialogue.inline import FIRST, MOST
from bot.dialogue.session import Session
from bot.telegram.convert import TEXT_LIMIT, Inbound, convert, lane_of
from bot.telegram.flood import Flood
from bot.telegram.intake import allowed_updates
from bot.telegram.messenger import Messenger
from bot.telegram.render import LIMIT, result
from bot.telegram.turns import Turns
from tests.conftest import NOW
from tests.telegram.running import Store, Topics

ASKED = {
    "id": "77",
    "from": {"id": 7, "is_bot": False, "first_name": "x", "language_code": "tg"},
    "query": "патент",
    "offset": "",
}


class Bot:
    """Records what is answered; `error` is raised the first time."""

    username = "safar_bot"

    def __init__(self, error: Exception | None = None) -> None:
        self.answered: list[tuple[str, list[Any], dict[str, Any]]] = []
        self.sent: list[Any] = []
        self.error = error

    async def answer_inline_query(self, query_id: str, results: list[Any], **how: Any) -> bool:
        if self.error:
            raise self.error
        self.answered.append((query_id, results, how))
        return True

    async def send_message(self, *what: Any, **how: Any) -> None:
        self.sent.append(what)


def turn(content: Content, text: str, locale: str = "ru") -> Turn:
    return respond(content, Session(locale=locale), Inline(text), NOW)


def test_an_update_becomes_words(content: Content) -> None:
    update = Update.de_json({"update_id": 1, "inline_query": ASKED}, None)
    assert update is not None
    assert convert(update) == Inbound(7, Inline("патент"), "tg", query_id="77")
    assert lane_of(update) == 7
    long = Update.de_json({"update_id": 1, "inline_query": ASKED | {"query": "я" * 5000}}, None)
    assert long is not None
    inbound = convert(long)
    assert inbound is not None
    assert inbound.event == Inline("я" * TEXT_LIMIT)


def test_it_is_asked_for_only_where_it_is_on() -> None:
    assert "inline_query" not in allowed_updates(False)
    assert allowed_updates(True).endswith(', "inline_query"]')


@pytest.mark.parametrize("locale", ["ru", "tg", "uz", "uz-Cyrl", "ky"])
def test_the_page_comes_first_in_the_readers_language(content: Content, locale: str) -> None:
    answer = turn(content, "не платят зарплату", locale)
    assert answer.cards[0].id == "unpaid-wages"
    assert answer.cards[0].title in to_plain(answer.cards[0].body)
    assert len(answer.cards) <= MOST
    assert not answer.replies
    assert not answer.topics
    assert answer.session == Session(locale=locale)


def test_before_a_letter_is_typed(content: Content) -> None:
    assert [card.id for card in turn(content, " ").cards] == list(FIRST)


def test_danger_comes_first(content: Content) -> None:
    assert turn(content, "меня держат взаперти и бьют спасите").cards[0].id.startswith("sos")


def test_small_talk_offers_nothing(content: Content) -> None:
    assert turn(content, "привет как дела").cards == ()


def test_every_page_is_a_card_that_telegram_takes(content: Content) -> None:
    for locale in ("ru", "uz-Cyrl"):
        for page in content.pages.values():
            for card in turn(content, page.words["ru"].title, locale).cards[:1]:
                made = result(card, "safar_bot")
                text = made.input_message_content.message_text  # type: ignore[attr-defined]
                assert 0 < len(to_plain(card.body)) <= LIMIT
                assert text
                assert len(made.id.encode()) <= 64
                assert made.reply_markup is not None
                (row,) = made.reply_markup.inline_keyboard
                assert row[0].url == f"https://t.me/safar_bot?start={card.id}"


def turns(content: Content, bot: Bot) -> tuple[Turns, Store, Topics]:
    store, topics = Store(), Topics()
    made = Turns(
        respond,
        lambda: content,
        store,
        topics,
        Messenger(bot, pauses=()),  # type: ignore[arg-type]
        Flood(1),
        now=lambda: NOW,
    )
    return made, store, topics


async def test_it_is_answered_and_nothing_is_kept(content: Content) -> None:
    bot = Bot()
    handling, store, topics = turns(content, bot)
    for _ in range(5):  # letter by letter: no flood
        await handling.handle(Inbound(7, Inline("патент"), "tg", query_id="77"))
    assert len(bot.answered) == 5
    query_id, results, how = bot.answered[0]
    assert query_id == "77"
    assert results[0].title
    assert how["is_personal"] is True
    assert not bot.sent
    assert store.rows == {}
    assert topics.counted == []


async def test_a_late_answer_is_no_message(content: Content) -> None:
    bot = Bot(BadRequest("Query is too old and response timeout expired or query id is invalid"))
    handling, _, _ = turns(content, bot)
    await handling.handle(Inbound(7, Inline("патент"), query_id="77"))
    assert not bot.sent
