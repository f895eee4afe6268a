"""What is fed with bytes of any kind. Each target takes bytes and raises where a rule is broken."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from telegram import Bot

from bot.content.explain import to_shape
from bot.content.load import load
from bot.content.markup import (
    Block,
    MarkupError,
    parse,
    split,
    to_plain,
    to_telegram_html,
    visible_length,
)
from bot.content.model import LOCALES, Content
from bot.content.schema_neutral import KINDS
from bot.content.yaml_source import read_yaml
from bot.dialogue import buttons
from bot.dialogue.actions import AskLocation, Notice, Screen, Turn
from bot.dialogue.engine import respond
from bot.dialogue.events import Command, Event, Press, Text
from bot.dialogue.session import Session
from bot.telegram.convert import convert
from bot.telegram.webhook import Webhook, _read
from bot.vitals import Vitals

SEEDS = Path(__file__).parent / "seeds"
CONTENT = Path(__file__).parents[2] / "content"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOST_SHOWN = 4096

_TAG = re.compile(r"</?([a-z-]+)[^<>]*>")
_TAGS = frozenset({"a", "b", "blockquote", "code", "i", "u"})
_HREF = re.compile(r'<a href="https?://[^"<>]+">')


def yaml(data: bytes) -> None:
    """A file of any kind: a value or issues with lines, never an exception."""
    node, issues = read_yaml(data, "fuzz.yaml")
    assert (node is None) == bool(issues)
    if node is not None:
        for shape in KINDS.values():
            file, wrongs = to_shape(shape, node, "fuzz.yaml")
            assert (file is None) == any(wrong.error for wrong in wrongs)
            issues += wrongs
    for issue in issues:
        assert issue.line >= 1
        (issue.message + issue.message_en).encode()


def button(data: bytes) -> None:
    """What a modified client presses: one screen, whatever it says."""
    text = data.decode("utf-8", "surrogatepass") if _is_text(data) else data.decode("latin-1")
    target = buttons.parse(text)
    if target is not None:
        assert len(text.encode("utf-8", "surrogatepass")) <= buttons.MAX_BYTES
        for part in target.parts:
            assert re.fullmatch(r"[A-Za-z0-9-]*", part)
    _shown(respond(content(), _session(data), Press(text), NOW))


def words(data: bytes) -> None:
    """What a person types, as text and behind a command: no tag more and none less by it."""
    text = data.decode("utf-8", "replace")
    events: list[Event] = [Text(text), Command(text[:32], text), Command("start", text)]
    for event in events:
        turn = respond(content(), _session(data), event, NOW, text[:8])
        for rendered in _shown(turn):
            # Only our own words stand there; theirs never, in no form.
            canary = "".join(text.split())
            if len(canary) > 40:
                assert canary not in html.unescape("".join(rendered.split()))


def markup(data: bytes) -> None:
    """An editor's text: blocks or an error with its line; what is shown is safe and complete."""
    wrong = None
    blocks: tuple[Block, ...] = ()
    try:
        blocks = parse(data.decode("utf-8", "replace"))
    except MarkupError as error:
        wrong = error
    assert wrong is None or wrong.line >= 1
    _safe(blocks)
    if blocks:
        for piece in split(blocks, 300):
            assert visible_length(piece) <= 300
            _safe(piece)


def webhook(data: bytes) -> None:
    """A body with the right secret: an update with its lane, or a number in the statistics."""
    update_id, raw = _read(data)
    if update_id is None:
        assert raw == {}
        return
    parsed = _webhook()._parsed(update_id, raw)
    if parsed is not None:
        inbound = convert(parsed[1])
        if inbound is not None:
            session = _session(data)
            _shown(respond(content(), session, inbound.event, NOW, inbound.hint))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": yaml, "button": button, "words": words, "markup": markup, "webhook": webhook,
}  # fmt: skip


@cache
def content() -> Content:
    return load(CONTENT, NOW.date())


@cache
def _webhook() -> Webhook:
    async def nothing(_update: object) -> None: ...

    bot = Bot("1:" + "x" * 35)
    return Webhook(bot, nothing, Vitals(), path="/", secret="x" * 20)


def _session(data: bytes) -> Session:
    return Session(locale=(None, *LOCALES)[data[0] % 6 if data else 0])


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _shown(turn: Turn) -> list[str]:
    """The HTML of all replies."""
    assert turn.replies or turn.toast or turn.forget or turn.leave
    shown = []
    for reply in turn.replies:
        if isinstance(reply, Screen | AskLocation | Notice):
            _safe(reply.body)
            shown.append(to_telegram_html(reply.body))
        if isinstance(reply, Screen):
            for row in reply.buttons:
                for one in row:
                    assert len((one.data or "").encode()) <= buttons.MAX_BYTES
    return shown


def _safe(blocks: tuple[Block, ...]) -> None:
    """Only our tags, well nested; everything else escaped; the text as long as promised."""
    shown = to_telegram_html(blocks)
    open_tags: list[str] = []
    for tag in _TAG.finditer(shown):
        assert tag[1] in _TAGS
        if tag[0].startswith("</"):
            assert open_tags.pop() == tag[1]
        else:
            assert tag[1] != "a" or _HREF.fullmatch(tag[0])
            open_tags.append(tag[1])
    assert not open_tags
    rest = _TAG.sub("", shown)
    assert "<" not in rest
    assert ">" not in rest
    assert len(to_plain(blocks)) == visible_length(blocks)
    shown.encode()  # no half of a letter
