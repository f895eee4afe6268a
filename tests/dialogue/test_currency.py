"""Sums without a currency go on in the one that the person has named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.content.flow import Flow
from bot.content.model import Content
from bot.dialogue import replay
from bot.dialogue.answers import Money
from bot.dialogue.session import Session
from tests.chat import Chat
from tests.conftest import NOW

FLOW = "home-budget"


@pytest.fixture
def flow(content: Content) -> Flow:
    return content.flows[FLOW]


def given(content: Content, flow: Flow, *lines: str) -> list[object]:
    chat = Chat(content, NOW, session=Session(locale="ru"))
    chat.type(f"/start {FLOW}")
    for line in lines:
        chat.type(line)
    assert chat.session.open
    standing = replay.replay(flow, chat.session.open.answers)
    assert standing
    return list(standing.given.values())


def test_the_flows_own_currency(content: Content, flow: Flow) -> None:
    assert given(content, flow, "60000", "нет") == [
        Money(Decimal(60000), "RUB"),
        Money(Decimal(0), "RUB"),
    ]


def test_the_named_one_goes_on(content: Content, flow: Flow) -> None:
    assert given(content, flow, "6000 сомони", "500", "0") == [
        Money(Decimal(6000), "TJS"),
        Money(Decimal(500), "TJS"),
        Money(Decimal(0), "TJS"),
    ]


def test_another_may_be_named_again(content: Content, flow: Flow) -> None:
    assert given(content, flow, "8 mln so'm", "50 som", "100 $", "7") == [
        Money(Decimal(8_000_000), "UZS"),
        Money(Decimal(50), "UZS"),
        Money(Decimal(100), "USD"),
        Money(Decimal(7), "USD"),
    ]
