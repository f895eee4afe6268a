"""One word in five scripts, without its marks, and typed in Latin, is one word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.asking.fold import MAX_TEXT, fold, words_of


@pytest.mark.parametrize(
    "spellings",
    [
        ("қўйиб юборинг", "qoʻyib yuboring", "qo'yib yuboring", "куйиб юборинг", "quyib yuboring"),
        ("ёрдам", "yordam"),
        ("регистрация", "registraciya", "registratsiya", "РЕГИСТРАЦИЯ"),
        ("муҳоҷир", "muhojir", "мухожир"),
        ("жумуш", "jumush"),
        ("шаҳодатнома", "shahodatnoma", "шаходатнома"),
        ("көчө", "кочо", "kocho"),
        ("паспорт", "пacпopт", "pasport"),  # Latin look-alikes within Cyrillic
        ("ҳуқуқ", "huquq", "хукук"),
        ("oʻgʻirladi", "o‘g‘irladi", "o`g`irladi", "ogirladi", "ўғирлади"),
        ("1х1", "1x1"),
        ("самолёт", "самолет", "samolyot"),
    ],
)
def test_one_word(spellings: tuple[str, ...]) -> None:
    assert len({fold(text) for text in spellings}) == 1, {text: fold(text) for text in spellings}


@pytest.mark.parametrize(
    ("one", "other"),
    [("паспорт", "патент"), ("суд", "сад"), ("бола", "пул"), ("кирим", "чиқим"), ("90", "9")],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=2 * MAX_TEXT))
def test_anything_is_folded_and_folding_again_splits_nothing(text: str) -> None:
    for word in words_of(text):
        assert word
        assert " " not in word
        assert word == word.casefold()
