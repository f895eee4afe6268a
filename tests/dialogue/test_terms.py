"""Terms are underlined once and explained in one tap, in every script."""

from __future__ import annotations

import pytest

from bot.content.blocks import spans_of, to_telegram_html
from bot.content.glossary import Term, mark
from bot.content.markup import parse
from bot.content.model import LOCALES, Content
from bot.dialogue.actions import Screen
from bot.dialogue.buttons import to
from bot.dialogue.events import Press
from tests.chat import Chat
from tests.conftest import NOW

RKL = Term("rkl", "РКЛ", ("ркл", "реестр контролируемых"), "Список.")
CHEQUE = Term("cheque", "чек", ("чек",), "Бумага.")
TERMS = {"rkl": RKL, "cheque": CHEQUE}


def test_the_first_mention_is_underlined_to_the_end_of_the_word() -> None:
    blocks, found = mark(
        parse("## РКЛ\n\nВ **реестре** нет. Реестр контролируемых лиц — РКЛ."), TERMS
    )
    assert found == ("rkl",)
    assert to_telegram_html(blocks).count("<u>") == 1
    assert "<u>Реестр контролируемых</u> лиц — РКЛ." in to_telegram_html(blocks)


@pytest.mark.parametrize("text", ["`чек`", "[чек](https://example.org)", "человек с чёком"])
def test_links_code_and_other_words_stay(text: str) -> None:
    assert mark(parse(text), TERMS) == (parse(text), ())


def test_list_entries_and_endings() -> None:
    blocks, found = mark(parse("- Храните чеки.\n- Чек нужен."), TERMS)
    assert found == ("cheque",)
    assert "<u>чеки</u>" in to_telegram_html(blocks)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_tap_explains_without_leaving_the_page(content: Content, locale: str) -> None:
    chat = Chat(content, NOW, locale)
    screen = chat.type("/start deportation").replies[-1]
    assert isinstance(screen, Screen)
    assert any(span.underline for block in screen.body for span in spans_of(block))
    term = next(b for b in chat.buttons() if (b.data or "").startswith("w:"))
    turn = chat.press(term.label)
    assert turn.alert
    assert not turn.replies
    assert turn.toast is not None
    assert turn.toast.startswith(term.label.removeprefix("ℹ️ "))
    assert len(turn.toast) <= 200
    assert chat.press("🆘 SOS").replies  # the page and its buttons still stand


def test_a_term_that_is_gone_leads_home(content: Content) -> None:
    chat = Chat(content, NOW, "ru")
    chat.type("/start patent")
    turn = chat.event(Press(to("w", "no-such")))
    assert turn.replies
    assert turn.toast


def test_an_abbreviation_in_capitals_is_not_the_beginning_of_a_town() -> None:
    terms = {"oms": Term("oms", "ОМС", ("ОМС",), "Страховка.")}
    assert mark(parse("Омск и омсы"), terms)[1] == ()
    assert mark(parse("Полис ОМС"), terms)[1] == ("oms",)
