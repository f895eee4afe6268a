"""Anything a person can do gets a useful answer, in every language, from every settings."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.model import LOCALES, ORIGINS, STAGES, Content
from bot.dialogue.actions import AskLocation, Notice, Screen, Turn
from bot.dialogue.buttons import MAX_BYTES, parse
from bot.dialogue.engine import respond
from bot.dialogue.events import (
    Blocked,
    Command,
    Edited,
    Event,
    Group,
    Location,
    Media,
    Press,
    Text,
)
from bot.dialogue.session import Session
from tests.chat import Chat, text_of
from tests.conftest import NOW

COMMANDS = ("start", "help", "sos", "centre", "language", "settings", "privacy", "forget")


def check(turn: Turn, content: Content) -> None:
    """What holds for every turn: something to read, a way on, nothing too long, known topics."""
    assert turn.replies or turn.forget or (turn.alert and turn.toast)
    for reply in turn.replies:
        assert text_of(reply).strip()
    for topic in turn.topics:
        assert topic in content.topics
    screens = [reply for reply in turn.replies if isinstance(reply, Screen)]
    for screen in screens:
        assert screen.buttons, f"{screen.id} is a dead end"
        for row in screen.buttons:
            assert 1 <= len(row) <= 8
            for button in row:
                assert button.label.strip()
                assert button.data is None or parse(button.data) is not None, button
                assert len((button.data or "").encode()) <= MAX_BYTES


def has_sos(turn: Turn) -> bool:
    return any(
        button.data == "x"
        for reply in turn.replies
        if isinstance(reply, Screen)
        for row in reply.buttons
        for button in row
    )


EVENTS: list[Event] = [
    *(Command(name) for name in COMMANDS),
    Command("start", "check-ban"),
    Command("start", "no-such-page"),
    Command("nonsense"),
    *(Media(kind) for kind in ("voice", "photo", "contact", "sticker", "document", "other")),
    Edited(),
    Text("патент"),
    Text(""),
    Text("\u200d\u202e\x00"),
    Location(38.56, 68.78),
]


@pytest.mark.parametrize("event", EVENTS, ids=repr)
@pytest.mark.parametrize("locale", [None, *LOCALES])
def test_every_event_has_an_answer(content: Content, event: Event, locale: str | None) -> None:
    turn = respond(content, Session(locale=locale), event, NOW, "ru")
    check(turn, content)
    if turn.session != Session() or locale is None:
        assert has_sos(turn) or turn.forget


def test_sos_is_reachable_before_any_question(content: Content) -> None:
    chat = Chat(content, NOW)
    for line in ("/start", "[Русский]", "[Кыргызстан]", "[Пропустить]"):
        chat.type(line)
        assert has_sos(chat.turn), line


@pytest.mark.parametrize("seed", range(20))
def test_random_walks_never_end(content: Content, seed: int) -> None:
    """Two hundred random taps from the menu: no exception, no dead end, settings stay valid."""
    chance = random.Random(seed)
    chat = Chat(content, NOW, chance.choice(["", "ru", "tg", "uz", "ky", "en"]))
    chat.type("/start")
    for _ in range(200):
        check(chat.turn, content)
        assert chat.session.locale in (None, *LOCALES)
        assert chat.session.origin in (None, *ORIGINS)
        assert chat.session.stage in (None, *STAGES)
        data = [b.data for b in chat.buttons() if b.data]
        if not data:
            last = chat.standing[-1]
            assert isinstance(last, AskLocation)
            chat.type(last.cancel)
        else:
            chat.event(Press(chance.choice(data)))


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=600))
def test_any_text_and_any_button_is_survived(text: str) -> None:
    content = _content()
    check(respond(content, Session(), Text(text), NOW), content)
    check(respond(content, Session(locale="ky"), Press(text), NOW), content)
    check(respond(content, Session(), Command("start", text), NOW, "tg"), content)


@settings(max_examples=300, deadline=None)
@given(lat=st.floats(), lon=st.floats())
def test_any_position_is_survived(lat: float, lon: float) -> None:
    content = _content()
    turn = respond(content, Session(locale="uz"), Location(lat, lon), NOW)
    check(turn, content)
    assert isinstance(turn.replies[0], Notice)
    assert turn.replies[0].close_keyboard


_kept: list[Content] = []


@pytest.fixture(autouse=True)
def _keep(content: Content) -> None:
    """Hypothesis cannot take fixtures of a function; the content is the same for all."""
    _kept[:] = [content]


def _content() -> Content:
    return _kept[0]


def test_an_old_button_leads_home_and_says_so(content: Content) -> None:
    for data in ("p:gone", "s:gone", "f:gone:0000:1", "i:gone", "old-grammar:1", ""):
        turn = respond(content, Session(locale="ru"), Press(data), NOW)
        assert turn.toast == content.interfaces["ru"](
            "notice", "This button is old. Here is the menu."
        )
        assert isinstance(turn.replies[0], Screen)
        assert turn.replies[0].id == "home"


def test_a_gone_place_leads_to_the_centre_menu(content: Content) -> None:
    for data in ("cd:tj-nowhere", "cr:tj-nowhere"):
        screen = respond(content, Session(locale="ru"), Press(data), NOW).replies[0]
        assert isinstance(screen, Screen)
        assert screen.id == "centre"


def test_settings_change_only_what_was_chosen(content: Content) -> None:
    before = Session(locale="tg", origin="tj", region="tj-sughd", stage="away")
    changed = [
        ("l:ky", replace(before, locale="ky")),
        ("o:uz", replace(before, origin="uz", region=None)),
        ("o:tj", before),
        ("t:-", replace(before, stage=None)),
        ("g:tj-khatlon", replace(before, region="tj-khatlon")),
        ("g:-", replace(before, region=None)),
        ("g:uz-999", before),
        ("h", before),
    ]
    for data, after in changed:
        assert respond(content, before, Press(data), NOW).session == after, data


def test_reading_changes_no_setting(content: Content) -> None:
    """A press that only shows something must write no row."""
    for data in ("h", "x", "s:rights", "p:patent", "f:ban-risk", "c", "c:tj", "e", "v", "q", "l"):
        assert respond(content, Session(), Press(data), NOW, "tg").session == Session()


def test_forget_empties_the_settings(content: Content) -> None:
    for event in (Command("forget"), Press("d"), Blocked()):
        turn = respond(content, Session(locale="ru", origin="tj"), event, NOW)
        assert turn.forget
        assert turn.session == Session()


def test_a_group_gets_one_line_and_is_left(content: Content) -> None:
    turn = respond(content, Session(), Group(), NOW, "ru")
    assert turn.leave
    assert len(turn.replies) == 1


def test_a_deep_link_opens_its_page_for_a_newcomer(content: Content) -> None:
    turn = respond(content, Session(), Command("start", "check-ban"), NOW, "tg")
    assert isinstance(turn.replies[0], Screen)
    assert turn.replies[0].id == "page:check-ban"
    unknown = respond(content, Session(), Command("start", "check-ban"), NOW, "")
    assert isinstance(unknown.replies[0], Screen)
    following = unknown.replies[0].buttons[0][0].data
    assert following == "l:ru:check-ban"
    after = respond(content, Session(), Press(following), NOW).replies[0]
    assert isinstance(after, Screen)
    assert after.id == "page:check-ban"


def test_topics_are_counted_once_a_question(content: Content) -> None:
    def topics(data: str) -> tuple[str, ...]:
        return respond(content, Session(locale="ru"), Press(data), NOW).topics

    assert topics("p:patent") == ("patent",)
    assert topics("p:patent:2") == ()
    assert topics("r:patent") == ()
    assert topics("f:ban-risk") == (content.flows["ban-risk"].topic,)
    assert topics(f"f:ban-risk:{content.flows['ban-risk'].revision}:0") == ()
    assert topics("x") == ("sos",)
    assert topics("h") == ()


def test_nothing_of_a_position_is_left(content: Content) -> None:
    turn = respond(content, Session(locale="ru"), Location(38.5598, 68.787), NOW)
    shown = "".join(text_of(reply) for reply in turn.replies)
    assert "38.5598" not in shown
    assert turn.session == Session(locale="ru")


def test_a_tree_without_the_sos_page_still_answers(content: Content) -> None:
    pages = {name: page for name, page in content.pages.items() if name != "sos"}
    without = replace(content, pages=pages, revision=content.revision + "-")
    check(respond(without, Session(locale="ru"), Press("x"), NOW), without)


@pytest.mark.parametrize(("hour", "day"), [(20, 22), (21, 23), (23, 23)])
def test_today_is_the_day_in_moscow(content: Content, hour: int, day: int) -> None:
    """«Today» typed at midnight is the new day there, though UTC has the old one."""
    chat = Chat(content, NOW.replace(hour=hour, minute=30), "ru")
    for line in ("/start register-by", "[Таджикистан]", "сегодня"):
        chat.type(line)
    assert f"{day} ноября 2026" in chat.shown()
