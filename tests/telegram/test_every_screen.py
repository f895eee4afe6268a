"""Every screen, in every language, through Telegram's own parser: accepted, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.content.model import LOCALES, Content
from bot.dialogue.actions import Pin, Reply, Screen
from bot.dialogue.engine import respond
from bot.dialogue.events import Command, Edited, Event, Group, Location, Media, Press, Text
from bot.dialogue.nearest import districts
from bot.dialogue.session import Session
from bot.telegram.render import parts
from tests import telegram_html
from tests.conftest import NOW
from tests.dialogue.test_flows import paths


def typed() -> Iterator[Event]:
    for name in (
        "start",
        "help",
        "sos",
        "centre",
        "language",
        "settings",
        "privacy",
        "forget",
        "x",
    ):
        yield Command(name)
    for kind in ("voice", "photo", "contact", "sticker", "document", "other"):
        yield Media(kind)
    yield from (Edited(), Group(), Text("патент"), Text("ывапролд"), Text("Бустон"))
    yield from (Location(55.7, 37.6), Location(38.5, 68.7), Location(42.8, 74.6))


def replies(content: Content, locale: str) -> Iterator[Reply]:
    """All that buttons lead to from the menu; of a flow each question and each set of findings."""
    session = Session(locale=locale, origin="tj", stage="away")
    for event in typed():
        yield from respond(content, session, event, NOW).replies
        yield from respond(content, Session(), event, NOW, locale).replies
    waiting = ["h", "p:sos", *(f"cd:{d.id}" for d in districts(content))]
    for flow in content.flows.values():
        seen: set[frozenset[str]] = set()
        for answers in paths(flow):
            taken = frozenset(f"{number}{answer}" for number, answer in enumerate(answers[:4]))
            if taken not in seen:
                seen.add(taken)
                waiting.append(f"f:{flow.id}:{flow.revision}:{answers}")
    few = {region.districts[0].id for region in content.regions}
    met = set(waiting)
    while waiting:
        for reply in respond(content, session, Press(waiting.pop()), NOW).replies:
            yield reply
            if isinstance(reply, Screen):
                targets = {b.data for row in reply.buttons for b in row if b.data}
                new = {t for t in targets if t not in met and not _deep(t, few)}
                met |= new
                waiting += sorted(new)


def _deep(target: str, few: set[str]) -> bool:
    """Answers given are covered by the paths above; their number has no end worth walking. The
    needs are walked in one district of each region: 338 × 12 differ only in a name."""
    if target.startswith("nd:"):
        return target.split(":")[1] not in few
    if target.startswith(("k:", "m:")):  # one tick, one lesson done: more look the same
        place = 3 if target.startswith("k:") else 2
        marks = (target.split(":") + ["0"] * 4)[place]
        return int(marks, 36).bit_count() > 1
    if target.startswith("i:"):
        return target.count(":") > 1
    return target.startswith("f:") and target.count(":") == 3 and not target.endswith(":")


@pytest.mark.parametrize("locale", LOCALES)
def test_telegram_takes_every_screen_whole(content: Content, locale: str) -> None:
    checked: set[str] = set()
    for reply in replies(content, locale):
        if isinstance(reply, Pin):
            continue
        for part in parts(reply):
            if part.html in checked:
                continue
            checked.add(part.html)
            found = telegram_html.check(part.html)
            assert found.ok, (reply.id, found.error)
            assert not found.warnings, (reply.id, found.warnings)
            assert found.text == telegram_html.shown(part.plain), reply.id
            assert found.len <= 4096
    assert len(checked) > 450  # 338 districts, the regions, pages, questions, ends …
