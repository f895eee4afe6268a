"""People who press anything and type anything: never an exception, never a dead end."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.model import LOCALES, Content
from bot.dialogue.actions import Screen, Turn
from bot.dialogue.buttons import MAX_BYTES, parse
from bot.dialogue.events import Media, Press, Text
from bot.dialogue.session import KEEP_HOURS, Session, hour_of
from tests.chat import Chat
from tests.conftest import NOW

WORDS = st.sampled_from(
    ["патент", "12.03.2026", "12 марта", "31.02.2026", "сегодня", "дирӯз", "50 000 руб",
     "1,5 млн сум", "50к", "-5", "0", "999999999999999", "12.03.2026 – до сих пор", "🙂", "/",
     "\u202e12", "½", "²³", "١٢.٠٣.٢٠٢٦", "0.1", "1e400", "NaN", "bugun", "12-mart", "sos", "  ",
     "\x00", "12.03.2026\n" * 9]
)  # fmt: skip
NONSENSE = st.text(max_size=40)
STEP = st.one_of(
    st.tuples(st.just("press"), st.integers(0, 40)),
    st.tuples(st.just("type"), WORDS),
    st.tuples(st.just("type"), NONSENSE),
    st.tuples(st.just("wait"), st.integers(1, 30)),
    st.tuples(st.just("media"), st.just("voice")),
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_walk_through_flows_lists_and_lessons_never_ends(
    content: Content, data: st.DataObject
) -> None:
    starts = [*content.flows, *content.checklists, *content.courses]
    chat = Chat(content, NOW, session=Session(locale=data.draw(st.sampled_from(LOCALES))))
    check(chat, chat.type(f"/start {data.draw(st.sampled_from(starts))}"))
    for kind, what in data.draw(st.lists(STEP, max_size=14)):
        if kind == "wait":
            chat.now += timedelta(hours=int(what))
            continue
        buttons = [button.data for button in chat.buttons() if button.data]
        if kind == "press" and buttons:
            target = buttons[int(what) % len(buttons)]
            check(chat, chat.event(Press(target)))
        elif kind == "type":
            check(chat, chat.event(Text(str(what), len(buttons))))
        elif kind == "media":
            check(chat, chat.event(Media(str(what))))


def check(chat: Chat, turn: Turn) -> None:
    assert turn.replies or turn.alert or turn.forget
    screens = [reply for reply in turn.replies if isinstance(reply, Screen)]
    buttons = [button for screen in screens for row in screen.buttons for button in row]
    if screens:
        assert any(button.data for button in buttons)
    for button in buttons:
        assert button.label.strip()
        assert button.url or parse(button.data or "")
        assert len((button.data or "").encode()) <= MAX_BYTES
    if not turn.replies:  # what was on the screen stays there
        chat.turn = turn
    asked = chat.session.open
    if asked:
        assert asked.flow in chat.content.flows
        assert 0 <= hour_of(chat.now) - asked.hour < KEEP_HOURS
