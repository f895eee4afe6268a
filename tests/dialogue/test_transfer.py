"""Rates that cannot be, fees in per cent and kopecks: nobody is sent the wrong way by a slip."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.content.model import LOCALES, Content
from bot.dialogue.answers import Money
from bot.dialogue.rates import doubt, doubtful
from bot.dialogue.replay import replay
from bot.dialogue.session import Session
from tests.chat import Chat
from tests.conftest import NOW

FLOW = "send-compare"
D = Decimal


def at_rate(content: Content, home: str, amount: str = "30 000", fee: str = "300") -> Chat:
    """At the rate of the first offer."""
    chat = Chat(content, NOW, session=Session(locale="ru"))
    chat.type(f"/start {FLOW}")
    chat.press(
        {"tj": "Таджикистан, сомони", "uz": "Узбекистан, сумы", "kg": "Кыргызстан, сомы"}[home]
    )
    chat.type(amount)
    chat.type(fee)
    return chat


def given(chat: Chat, question: str) -> object:
    assert chat.session.open
    standing = replay(chat.content.flows[FLOW], chat.session.open.answers)
    assert standing
    return standing.given[question]


@pytest.mark.parametrize(
    ("rate", "sent", "home"),
    [
        ("0.119", "RUB", "TJS"), ("0.06", "RUB", "TJS"), ("150", "RUB", "UZS"),
        ("1.08", "RUB", "KGS"), ("0.92", "RUB", "KGS"), ("9.3", "USD", "TJS"),
        ("12000", "USD", "UZS"), ("87.4", "USD", "KGS"), ("25", "KZT", "UZS"),
    ],
)  # fmt: skip
def test_rates_that_may_be(rate: str, sent: str, home: str) -> None:
    assert not doubtful(D(rate), sent, home)
    assert doubt(D(rate), sent, home) is None


@pytest.mark.parametrize(
    ("rate", "sent", "home", "meant"),
    [
        ("8.4", "RUB", "TJS", ["0.1190", "0.0840"]),  # for a somoni, or for a hundred roubles
        ("119", "RUB", "TJS", ["0.1190"]),  # for a thousand roubles
        ("0.0067", "RUB", "UZS", ["149.2537"]),
        ("6.7", "RUB", "UZS", ["149.2537"]),  # roubles for a thousand
        ("15000", "RUB", "UZS", ["150.0000"]),
        ("108", "RUB", "KGS", ["0.9259", "1.0800"]),
        ("0.119", "USD", "TJS", ["8.4034"]),
        ("5000", "RUB", "TJS", ["0.0200", "0.2000"]),
        ("100000", "RUB", "TJS", []),
    ],
)  # fmt: skip
def test_what_was_likely_meant(rate: str, sent: str, home: str, meant: list[str]) -> None:
    found = doubt(D(rate), sent, home)
    assert found
    assert [str(one.answer) for one in found.meant] == meant


def test_a_rate_the_other_way_round_is_asked_about(content: Content) -> None:
    chat = at_rate(content, "tj")
    chat.type("8.4")
    assert "1 рубль = 8,40 сомони? Так почти не бывает" in chat.shown()
    assert chat.session.open  # the rate may be typed anew
    chat.press("1 сомони = 8,40 рубля")
    chat.press("Нет, посчитать этот")
    assert "3\u00a0534,30 сомони" in chat.shown()  # 29,700 × 0.119


def test_it_may_be_typed_anew(content: Content) -> None:
    chat = at_rate(content, "uz")
    chat.type("15 000")
    chat.type("151,5")
    chat.press("Нет, посчитать этот")
    assert "4\u00a0499\u00a0550 сумов" in chat.shown()  # 29,700 × 151.5


@pytest.mark.parametrize(
    ("rate", "outcome"),
    [
        (("8.4", "[Всё верно: 1 рубль = 8,40 сомони]"), "doubtful"),  # who insists
        (("0,25",), "far-apart"),
    ],
)
def test_no_way_is_recommended_where_a_rate_looks_mistyped(
    content: Content, rate: tuple[str, ...], outcome: str
) -> None:
    chat = at_rate(content, "tj")
    for line in (*rate, "[Да, есть второй]", "150", "0,115"):
        chat.type(line)
    outcomes = content.flows[FLOW].words["ru"].outcomes
    assert outcomes[outcome].title in chat.shown()
    assert outcomes["first"].title not in chat.shown()


def test_no_date_of_a_source_makes_a_right_sum_look_wrong(content: Content) -> None:
    chat = at_rate(content, "tj")
    chat.type("0,119")
    chat.press("Нет, посчитать этот")
    assert "3\u00a0534,30 сомони" in chat.shown()
    assert "📅" not in chat.shown()
    assert "⚠️" not in chat.shown()
    chat.press("Источники")
    assert "📅" in chat.shown()  # they stand where they are asked for


@pytest.mark.parametrize("locale", LOCALES)
def test_the_doubt_in_every_language(content: Content, locale: str) -> None:
    chat = at_rate(content, "tj")
    chat.session = Session(locale=locale, open=chat.session.open)
    chat.type("8.4")
    assert "8,4" in chat.shown().splitlines()[2]
    answers = [one for one in chat.buttons() if (one.data or "").startswith("f:")]
    assert len(answers) == 4  # two meanings, to insist, and back


@pytest.mark.parametrize("text", ["1%", "1 %", "1 процент", "1 фоиз", "1 foiz", "1 пайыз", "300"])
def test_a_fee_in_per_cent_shows_what_it_makes(content: Content, text: str) -> None:
    chat = at_rate(content, "tj", fee=text)
    assert "✔️ 300 рублей (1\u00a0%)" in chat.shown()
    assert given(chat, "fee-a") == Money(D(300), "RUB")


def test_a_per_cent_is_of_the_money_sent(content: Content) -> None:
    chat = at_rate(content, "kg", amount="300 долларов", fee="1,5%")
    assert given(chat, "fee-a") == Money(D("4.5"), "USD")


@pytest.mark.parametrize("text", ["1%", "5000000%"])
def test_no_per_cent_of_nothing_and_none_beyond_the_bounds(content: Content, text: str) -> None:
    chat = Chat(content, NOW, session=Session(locale="ru"))
    chat.type(f"/start {FLOW}")
    chat.press("Таджикистан, сомони")
    if text == "1%":
        chat.type(text)  # the sum itself
    else:
        chat.type("30 000")
        chat.type(text)
    assert "⚠️" in chat.shown()


def test_kopecks_of_a_fee_are_kept(content: Content) -> None:
    chat = at_rate(content, "tj", fee="8.4")
    assert "✔️ 8,40 рубля (0,03\u00a0%)" in chat.shown()
    assert given(chat, "fee-a") == Money(D("8.4"), "RUB")
