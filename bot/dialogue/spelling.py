"""One key for all spellings of a name: five scripts, lost diacritics, mixed alphabets.

`key` writes a name in a small Latin alphabet; `loose` also drops what people hear alike (vowels,
ч and ҷ). Neither is for showing: they only compare.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_APOSTROPHES = re.compile("['‘’`´ʻʼʹ′ъь]")
_WORD = re.compile(r"[^\W_]+")
_ORIGINAL = re.compile(r"[^\W_]+(?:['‘’`´ʻʼʹ′][^\W_]+)*")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z]")

# Letters of one alphabet that look like letters of the other: «Oш», «Хypoғ».
_LOOKALIKES = "аa еe оo рp сc уy хx кk мm тt вb нh іi"
_TO_CYRILLIC = str.maketrans({pair[1]: pair[0] for pair in _LOOKALIKES.split()})
_TO_LATIN = str.maketrans({pair[0]: pair[1] for pair in _LOOKALIKES.split()})

_SOUNDS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufie", strict=True)),
        "ё": "io", "ж": "j", "х": "h", "ц": "ts", "ч": "c", "ш": "š", "щ": "š", "ю": "iu",
        "я": "ia", "ғ": "g", "ӣ": "i", "қ": "k", "ӯ": "u", "ҳ": "h", "ҷ": "j", "ң": "n",
        "ө": "o", "ү": "u", "ў": "o", "ә": "a", "ұ": "u", "һ": "h", "і": "i",
        # Fonts of the nineties put Tajik letters in the places of Balkan ones.
        "љ": "j", "њ": "h", "ќ": "k", "ї": "i",
        "q": "k", "w": "v", "x": "h", "y": "i", "ı": "i", "ə": "a", "ø": "o", "ğ": "g",
        "ş": "š", "ç": "c",
    }
)  # fmt: skip
_PAIRS = (("shch", "š"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"),
          ("sh", "š"), ("ch", "c"), ("дж", "j"))  # fmt: skip
# ӯ, ў, ү and ө are written у, о, u or o by those who lack them, and one for the other.
_ROUND = str.maketrans("u", "o")
_TWICE = re.compile(r"(.)\1+")
_ALIKE = str.maketrans({**dict.fromkeys("oe", "a"), "c": "j"})


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case, apostrophes left out, each in one alphabet."""
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
    return [_one_alphabet(word) for word in _WORD.findall(text)]


def originals(text: str) -> list[str]:
    """The same words as they were written: «Qoʻqon»; rarely another number of them."""
    return _ORIGINAL.findall(text)


def _one_alphabet(word: str) -> str:
    if word.isascii():
        return word
    latin = len(_LATIN.findall(word))
    if not latin:
        return word
    cyrillic = len(_CYRILLIC.findall(word))
    if not cyrillic:
        return word
    return word.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)


def sounds(word: str) -> str:
    """One word of `words_of` in the alphabet of keys."""
    for pair, sound in _PAIRS:
        word = word.replace(pair, sound)
    word = word.translate(_SOUNDS)
    if not word.isascii():
        # «õ», «ŭ», «é»: the letter without its mark, but for those of our own alphabet.
        word = "".join(
            part if part == "š" else unicodedata.normalize("NFD", part)[0] for part in word
        )
    return _TWICE.sub(r"\1", word.translate(_ROUND))


def key(words: Iterable[str]) -> str:
    """The key of a name given as its words: `Кӯлоб`, `Kulob`, `кулоб` → `kolob`."""
    return _TWICE.sub(r"\1", "".join(map(sounds, words)))


def loose(key_: str) -> str:
    """A key without the vowels' differences: `kolab` and `kolob` are one."""
    return _TWICE.sub(r"\1", key_.translate(_ALIKE))
