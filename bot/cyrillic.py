"""Uzbek Latin to Uzbek Cyrillic for plain text.

The letters follow rules; loan words that lost «ц», «ь» or «э» on their way into Latin cannot be
guessed back and are pinned in `content/uz/cyrillic.yaml`. A pinned word also stands for its
suffixed forms: `kompyuter` gives компьютерда. What is not Uzbek stays Latin: placeholders,
addresses, names with @, Roman numbers, words with `w` or a bare `c`, pinned names.

Only uz → uz-Cyrl exists. Correct Uzbek Latin first; here only letters change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

APOSTROPHES = "ʻʼ'‘’‛`´ʹ′＇"
"""All that people type for U+02BB (oʻ, gʻ) and U+02BC (tutuq belgisi)."""

_MONTHS = "yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sentabr|oktabr|noyabr|dekabr"

_TOKEN = re.compile(
    rf"""
    (?P<kept>
        \{{[^{{}}]*\}}                                    # {{placeholder}}
      | (?:https?|tg)://[^\s<>"]+ | www\.[^\s<>"]+
      | </?[A-Za-z][^<>]*> | &(?:[A-Za-z]+|\#\w+);        # tags, should any come
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+ | @\w+               # e-mail, @name
      | (?<![\w/{APOSTROPHES}])/[a-z][a-z_]*\b            # /command
      | \b(?:[A-Za-z0-9-]+\.)+(?:uz|ru|kg|tj|kz|com|org|net|info|int|eu|me|gov)\b(?:/[^\s<>"]*)?
      | \b[Ee]-?mail\b
      | \b[A-Za-z]+\d\w*\b | \b\d+[A-Z]+\b                # A4, 4G, RU1234
      | \b(?:X{{1,3}}(?:IX|IV|V?I{{0,3}})|IX|IV|VI{{0,3}}|I{{1,3}})\b(?!\.\s?[A-Z])  # XIX
    )
  | (?P<hyphen>(?:(?<=[\d}}])|^)-(?=(?:yil|{_MONTHS})))   # 2026-yil 5-fevral
  | (?P<word>[A-Za-z](?:[A-Za-z]|[{APOSTROPHES}](?=[A-Za-z])|(?<=[oOgG])[{APOSTROPHES}])*)
    """,
    re.VERBOSE,
)

_TWICE = re.compile(r"\b([А-Я]{2,}) \(\1\)")
"""«RVP (РВП)» says it in two scripts; in Cyrillic once is enough."""

_SUFFIX = re.compile(
    "(?:lar|ning|niki|ni|ga|ka|qa|dagi|dan|da|gacha|cha|chi|gi|dir|mi|ku|"
    "imiz|ingiz|im|ing|i|miz|ngiz|ng|m|si|siz|li|lik|lash|lan|la|tir|il|di|gan|ish|moq|"
    "man|san|day|dek|dosh|dor|viy|iy|ham|chilik|xona)*"
)
_LONG_STEM = 6
"""A pinned stem this long begins no other word; a shorter one needs a real suffix after it."""

_CHUNK = re.compile(
    r"""
    (?P<ц> ts(?=iya|ion) | (?<=[kpn])s(?=iya) | (?<=k)s(?=ion) )  # migratsiya, aksiya, aksioner
  | (?P<э> (?:(?<=[aeiou])|^)e )
  | (?P<ье> (?<=[bdfghjklmnpqrstvxz])ye )                         # karyera
  | (?P<none> (?<=s)ʼ(?=h) )                                      # Isʼhoq
  | yoʻ | oʻ | gʻ | sh | ch | y[aoue] | .
    """,
    re.VERBOSE | re.DOTALL,
)
_LETTERS = {
    **dict(zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз", strict=True)),
    **{"yoʻ": "йў", "oʻ": "ў", "gʻ": "ғ", "sh": "ш", "ch": "ч", "ʼ": "ъ"},
    **{"ya": "я", "yo": "ё", "yu": "ю", "ye": "е"},
}


def to_cyrillic(text: str, pinned: Mapping[str, str]) -> str:
    """The text in Cyrillic. `pinned`: Latin word → Cyrillic word, see the module.

    A key with a capital letter (`Telegram`, `RKL`) matches that spelling only and its value is
    taken as it stands; a key in small letters matches any case and takes it over.
    """
    return _converter(frozenset(pinned.items()))(text)


def is_cyrillic(text: str) -> bool:
    """Whether this is a Cyrillic text already: most small letters are, addresses aside.

    Capitals do not count: an Uzbek text is full of Russian abbreviations (РВП va ВНЖ).
    """
    bare = re.sub(r"\{[^{}]*\}|\S+://\S+", "", text)
    small = len(re.findall("[а-яёўқғҳ]", bare)) - len(re.findall("[a-z]", bare))
    every = len(re.findall("[А-Яа-яЁёЎўҚқҒғҲҳ]", bare)) - len(re.findall("[A-Za-z]", bare))
    return (small or every) > 0


@lru_cache(maxsize=8)
def _converter(pinned: frozenset[tuple[str, str]]) -> _Converter:
    return _Converter(dict(pinned))


class _Converter:
    def __init__(self, pinned: Mapping[str, str]) -> None:
        self._names: dict[str, str] = {}
        self._words: dict[str, str] = {}
        for latin, cyrillic in pinned.items():
            key = _normal(latin)
            (self._words if key == key.lower() else self._names)[key] = cyrillic
        self._word = lru_cache(maxsize=16384)(self._convert_word)

    def __call__(self, text: str) -> str:
        return _TWICE.sub(r"\1", _TOKEN.sub(self._token, text))

    def _token(self, found: re.Match[str]) -> str:
        match found.lastgroup:
            case "word":
                return self._word(found[0])
            case "hyphen":
                return " "
        return found[0]

    def _convert_word(self, word: str) -> str:
        word = _normal(word)
        for end in range(len(word), 1, -1):
            stem, rest = word[:end], word[end:]
            if (name := self._names.get(stem)) and rest == rest.lower() and _is_suffix(rest):
                return name + _letters(rest, start=False)
            pinned = self._words.get(stem.lower())
            if pinned and (end >= _LONG_STEM or _is_suffix(rest.lower())):
                return self._inflect(pinned, word, rest)
        lower = word.lower()
        if "w" in lower or re.search("c(?!h)", lower):
            return word  # no Uzbek word: a foreign name
        return _letters(word)

    def _inflect(self, pinned: str, word: str, rest: str) -> str:
        if rest:
            pinned = pinned.removesuffix("ь")  # «апрель», but «апрелда»
        if len(word) > 1 and word.isupper():
            pinned = pinned.upper()
        elif word[0].isupper():
            pinned = pinned[0].upper() + pinned[1:]
        return pinned + _letters(rest, start=False)


def _normal(word: str) -> str:
    """One apostrophe for oʻ and gʻ (U+02BB), another for all else (U+02BC)."""
    word = re.sub(f"(?<=[oOgG])[{APOSTROPHES}]", "ʻ", word)
    return re.sub(f"(?<![oOgG])[{APOSTROPHES}]", "ʼ", word)


def _is_suffix(rest: str) -> bool:
    return _SUFFIX.fullmatch(rest) is not None


def _letters(word: str, *, start: bool = True) -> str:
    """By rule alone. `start`: the word begins here, so that e is э."""
    out: list[str] = []
    for found in _CHUNK.finditer(word.lower()):
        kind, latin = found.lastgroup, word[found.start() : found.end()]
        cyrillic = kind or _LETTERS.get(found[0], latin)
        if kind == "none":
            continue
        if kind == "э" and not start and found.start() == 0:
            cyrillic = "е"
        if latin[0].isupper():
            whole = len(word) > 1 and word.isupper()
            cyrillic = cyrillic.upper() if whole else cyrillic[0].upper() + cyrillic[1:]
        out.append(cyrillic)
    return "".join(out)
