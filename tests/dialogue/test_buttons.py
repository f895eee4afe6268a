"""The grammar of buttons: strict, short, and never a crash."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.buttons import MAX_BYTES, parse, to

GOOD = [
    "h", "x", "s:rights", "s:papers:2", "p:check-ban", "p:check-ban:2", "r:patent", "f:ban-risk",
    "f:ban-risk:3f9a:0120", "f:ban-risk:3f9a:", "f:ban-risk:3f9a:01:2", "l", "l:uz-Cyrl", "l:ru:b",
    "l:tg:check-ban", "o:-", "o:tj:b", "t:back", "t:-:b", "g", "g:tj-khatlon", "e", "v", "d", "q",
    "c", "c:kg", "cr:uz-30", "cd:tj-bokhtar", "cl",
    "n", "n:tj", "nr:uz-14", "nd:kg-osh-city", "nd:kg-osh-city:legal-aid",
]  # fmt: skip
BAD = [
    "", "z", "h:", "h:1", "s:", "s:../etc", "s:rights:0", "p:a:0", "p:a:100", "p:А", "f:x:zzzz:0",
    "f:x:3f9a:!", "l:en", "l:ru:", "o:ru", "t:now", "c:ru", "cd:", "cd:a:b", "n:", "n:ru", "nd:",
    "nd:a:", "nd:a:1", "nd:a:b:c", "p:check ban", "p:a\n", "h\n",
    "p:" + "a" * 63, "🆘",
]  # fmt: skip


@pytest.mark.parametrize("data", GOOD)
def test_a_button_of_ours_reads_back(data: str) -> None:
    target = parse(data)
    assert target is not None
    assert to(target.verb, *target.parts) == data


@pytest.mark.parametrize("data", BAD)
def test_anything_else_is_refused(data: str) -> None:
    assert parse(data) is None


@given(st.text())
def test_any_text_is_survived(data: str) -> None:
    target = parse(data)
    assert target is None or len(data.encode()) <= MAX_BYTES


def test_a_wrong_button_of_ours_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="not a button"):
        to("p", "Нет")
