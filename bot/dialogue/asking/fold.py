"""One script for all: what people type, folded so that spellings of one word meet.

Cyrillic and Latin, the letters that small keyboards lack, apostrophes, Russian typed in Latin,
Uzbek in both alphabets, look-alike letters of the other alphabet: «қўйиб», `qoʻyib`, «куйиб»
and `quyib` are one. What is folded only compares; it is never shown.
"""

from __future__ import annotations

import re
import unicodedata

MAX_TEXT = 512  # code points looked at; the rest of a longer text is not read

_APOSTROPHES = re.compile("['‘’`´ʻʼʹ′ъь]")
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z]")

# Letters of one alphabet that look like letters of the other: «пaтент» with a Latin a.
_LOOKALIKES = "аa еe оo рp сc уy хx кk мm тt вb нh іi"
_TO_CYRILLIC = str.maketrans({pair[1]: pair[0] for pair in _LOOKALIKES.split()})
_LATIN_ALIKE = frozenset(pair[1] for pair in _LOOKALIKES.split())
_TO_LATIN = str.maketrans({pair[0]: pair[1] for pair in _LOOKALIKES.split()})

# ё is «yo» at the start of a word and after a vowel (ёрдам, аёл), elsewhere mostly typed е.
_IO = re.compile(r"(?:(?<=^)|(?<=[аеийоуыэюяўӯөүӣ]))ё")
_YO = re.compile(r"(?<=[bdfghjklmnpqrstvxz])yo")
_LETTERS = str.maketrans(
    {
        **dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziiklmnoprstofie", strict=True)),
        "ж": "j", "х": "h", "ц": "s", "ч": "c", "ш": "w", "щ": "w", "ю": "io", "я": "ia",
        "ғ": "g", "ӣ": "i", "қ": "k", "ӯ": "o", "ҳ": "h", "ҷ": "j", "ң": "n", "ө": "o",
        "ү": "o", "ў": "o", "ә": "a", "ұ": "o", "һ": "h", "і": "i", "љ": "j", "њ": "h",
        "ќ": "k", "ї": "i",
    }
)  # fmt: skip
_PAIRS = (("shch", "W"), ("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"),
          ("sh", "W"), ("ch", "C"), ("ts", "s"), ("ye", "e"))  # fmt: skip
_ROMAN = str.maketrans(
    {"q": "k", "w": "v", "x": "h", "y": "i", "u": "o", "c": "s", "C": "c", "W": "w", "ı": "i",
     "ş": "w", "ç": "c", "ğ": "g", "ö": "o", "ü": "o", "ə": "a", "ø": "o"}
)  # fmt: skip
_TWICE = re.compile(r"(\D)\1+")
_RUN = re.compile(r"(\d)\1{8,}")


def words_of(text: str) -> list[str]:
    """The folded words of a text, in its order. The alphabet: a–z without q, u, x, y; digits."""
    text = unicodedata.normalize("NFKC", text[:MAX_TEXT]).casefold()
    return [folded for word in _WORD.findall(_APOSTROPHES.sub("", text)) if (folded := _fold(word))]


def fold(text: str) -> str:
    return " ".join(words_of(text))


def _fold(word: str) -> str:
    if word.isascii():
        return _TWICE.sub(r"\1", _roman(word))
    latin, cyrillic = set(_LATIN.findall(word)), set(_CYRILLIC.findall(word))
    if latin and cyrillic:
        word = word.translate(_TO_CYRILLIC if latin <= _LATIN_ALIKE else _TO_LATIN)
    if _CYRILLIC.search(word):
        word = _IO.sub("йо", word).replace("дж", "ж").replace("тс", "ц").translate(_LETTERS)
    else:
        word = _roman(word)
    if not word.isascii():
        # «õ», «ŭ», «é»: the letter without its mark; other alphabets stay as they are.
        word = "".join(unicodedata.normalize("NFD", letter)[0] for letter in word)
    return _TWICE.sub(r"\1", word)


def _roman(word: str) -> str:
    word = _YO.sub("e", word)
    for pair, sound in _PAIRS:
        word = word.replace(pair, sound)
    return word.translate(_ROMAN)
