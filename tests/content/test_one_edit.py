"""One edit of a fact changes every language; the calendar alone makes the bot honest."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.content.load import load
from bot.content.model import LOCALES, Content
from tests.chat import Chat
from tests.conftest import ROOT

DUE = "Nobody has compared this page with its sources in time."


def shown(content: Content, locale: str, page: str, day: date) -> str:
    """All parts of a page in a script, on a day."""
    chat = Chat(content, datetime.combine(day, time(12), UTC), locale)
    chat.type(f"/start {page}")
    parts = [chat.shown()]
    for _ in range(9):
        more = [b for b in chat.buttons() if b.label.endswith("▸")]
        if not more:
            return "\n".join(parts)
        chat.press(more[0].label)
        parts.append(chat.shown())
    raise AssertionError("a page without an end")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_new_fee_is_told_in_every_script(tmp_path: Path, content: Content, locale: str) -> None:
    today = date(2026, 11, 22)
    old, new = Decimal(27_300), Decimal(31_350)
    fact = content.facts["patent-dearest"]
    assert old in [value.value for value in fact.values if value is fact.on(today)]
    tree = tmp_path / "content"
    shutil.copytree(ROOT / "content", tree)
    path = tree / "facts" / "money.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("- id: patent-dearest")
    assert text.count("27300", start, text.index("- id:", start + 9)) == 1
    path.write_text(text[:start] + text[start:].replace("27300", "31350", 1), encoding="utf-8")
    edited = load(tree, today)
    say = content.interfaces[locale]
    before, after = shown(content, locale, "patent", today), shown(edited, locale, "patent", today)
    assert say.number(old) in before
    assert say.number(new) in after
    assert after == before.replace(say.number(old), say.number(new), 1)


@pytest.mark.parametrize("locale", LOCALES)
def test_past_its_review_a_page_says_so(content: Content, locale: str) -> None:
    page = content.pages["patent"]
    due = page.reviewed + timedelta(days=page.review_every)
    line = content.interfaces[locale]("status", DUE)
    assert line not in shown(content, locale, "patent", due)
    assert line in shown(content, locale, "patent", due + timedelta(days=1))


@pytest.mark.parametrize("locale", LOCALES)
def test_after_the_end_of_a_rate_no_figure_is_shown(content: Content, locale: str) -> None:
    fact = content.facts["patent-dearest"]
    last = fact.values[-1]
    assert last.end is not None
    say = content.interfaces[locale]
    figure = say.number(Decimal(last.value))
    unknown = say("fact", "⚠️ Our sources give no figure for today. Ask before you pay or act.")
    on, after = (shown(content, locale, "patent", d) for d in (last.end, last.end + timedelta(1)))
    assert figure in on
    assert unknown not in on
    assert figure not in after
    assert unknown in after
