"""What the calendar brings and takes away by itself, in five scripts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.content.dated import DatedNotice
from bot.content.model import LOCALES, Content
from bot.dialogue.actions import Screen
from bot.dialogue.banner import QUIET, last_review
from bot.dialogue.events import Press
from bot.i18n import Interface
from tests.chat import Chat, text_of


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def line(say: Interface, content: Content) -> str:
    last = last_review(content)
    assert last is not None
    return say(
        "status",
        "Nobody has checked these texts since {date}. Ask a consultant before you act.",
        date=say.date(last),
    )


def at(content: Content, locale: str, day: date, *lines: str) -> Chat:
    chat = Chat(content, noon(day), locale)
    for typed in lines:
        chat.type(typed)
    return chat


@pytest.mark.parametrize("locale", LOCALES)
def test_after_120_quiet_days_every_screen_says_so(content: Content, locale: str) -> None:
    last = last_review(content)
    assert last is not None
    assert timedelta(days=120) == QUIET
    wanted = line(content.interfaces[locale], content)
    for typed in ("/start patent", "/centre", "/settings", "/help", "/sos"):
        assert wanted not in at(content, locale, last + QUIET, typed).shown()
        assert wanted in at(content, locale, last + QUIET + timedelta(days=1), typed).shown()


def test_in_danger_the_first_words_are_what_to_do(content: Content) -> None:
    last = last_review(content)
    assert last is not None
    shown = at(content, "ru", last + QUIET + timedelta(days=1), "/sos").shown()
    assert shown.index("112") < shown.index(line(content.interfaces["ru"], content))


def test_one_review_ends_the_silence(content: Content) -> None:
    last = last_review(content)
    assert last is not None
    later = last + QUIET + timedelta(days=1)
    page = replace(content.pages["patent"], reviewed=later)
    looked_after = replace(content, pages={**content.pages, "patent": page})
    wanted = line(content.interfaces["ru"], content)
    assert wanted not in at(looked_after, "ru", later, "/start registration").shown()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_dated_notice_comes_and_goes(content: Content, locale: str) -> None:
    notice = DatedNotice("prices-end", date(2026, 12, 1), date(2026, 12, 31), frozenset({"patent"}))
    tree = replace(content, notices=(notice,))
    say = content.interfaces[locale]
    text = say.in_script(content.notice_words[locale.partition("-")[0]]["prices-end"])
    for day, there in (
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ):
        assert (text in at(tree, locale, day, "/start patent").shown()) is there
        chat = at(tree, locale, day, "/start patent")
        home = chat.event(Press("h"))
        assert (text in text_of(home.replies[-1])) is there
        assert text not in at(tree, locale, day, "/start registration").shown()
    assert isinstance(home.replies[-1], Screen)
