"""Uzbek Latin to Cyrillic: a table of pairs, and what must survive anything."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cyrillic import APOSTROPHES, is_cyrillic, to_cyrillic
from bot.i18n import read_pinned

ROOT = Path(__file__).resolve().parents[2]
PINNED = read_pinned(ROOT / "content" / "uz" / "cyrillic.yaml")
PAIRS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "cyrillic.tsv").read_text("utf-8").splitlines()
]


def test_enough_words() -> None:
    assert len(PAIRS) >= 120
    assert len(PINNED) >= 150


@pytest.mark.parametrize(("latin", "cyrillic"), PAIRS)
def test_pair(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin, PINNED) == cyrillic


@pytest.mark.parametrize("latin", PINNED)
def test_every_pinned_word_is_found(latin: str) -> None:
    assert to_cyrillic(latin, PINNED) == PINNED[latin]
    if latin.islower():
        assert to_cyrillic(latin.upper(), PINNED) == PINNED[latin].upper()
        assert to_cyrillic(f"{latin}ning", PINNED) == PINNED[latin].removesuffix("ь") + "нинг"


def test_pinned_words_are_needed() -> None:
    """Without the list the rules alone go wrong: the list is really read."""
    assert to_cyrillic("sentabr kompyuter Telegram", {}) == "сентабр компютер Телеграм"


KEPT = (
    "{patent-duty}",
    "{n}",
    "{year:n}",
    "https://mvd.ru/a?b=c&d=sh",
    "tg://resolve?domain=x",
    "@safar_bot",
    "info@markaz.tj",
    "mvd.ru",
    "ruID",
    "Telegram",
    "WhatsApp",
)
_UZBEK = st.text(st.sampled_from("abdefghijklmnopqrstuvxyzABSHY" + APOSTROPHES), min_size=1)


@settings(deadline=None)
@given(st.lists(_UZBEK | st.sampled_from(KEPT) | st.sampled_from("—«5"), min_size=1, max_size=12))
def test_names_and_addresses_survive(words: list[str]) -> None:
    written = to_cyrillic(" ".join(words), PINNED).split(" ")
    for before, after in zip(words, written, strict=True):
        if before in KEPT:
            assert after == before


@settings(deadline=None)
@given(st.text(st.sampled_from("abdefghijklmnopqrstuvxyzABSHYʻʼ"), min_size=1))
def test_no_latin_letter_is_left_in_a_word(word: str) -> None:
    left = set(to_cyrillic(f"а {word}я", {})) & set(string.ascii_letters)
    assert not left or set(word) <= set("IVX")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_writing_twice_changes_nothing(text: str) -> None:
    once = to_cyrillic(text, PINNED)
    assert to_cyrillic(once, PINNED) == once


def test_what_is_cyrillic_already() -> None:
    assert is_cyrillic("Есть ли у вас ruID? https://mvd.ru/longer-than-all-the-rest")
    assert is_cyrillic("Патент: {patent-duty} и {another-latin-name}")
    assert not is_cyrillic("РВП va ВНЖ")
    assert not is_cyrillic("Patent (РКЛ) kerakmi?")
    assert not is_cyrillic("123")
    assert is_cyrillic("РВП")
    assert not is_cyrillic("PATENT")
    assert is_cyrillic("Тело страницы MyApp")
