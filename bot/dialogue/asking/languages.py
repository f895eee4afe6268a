"""Which of the four languages a text is in, where that is clear.

First by letters that only one of them has; else by words and their endings, learned from the
titles and example questions (naive Bayes). Mixed texts stay undecided.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from bot.content.model import LANGUAGES, Content
from bot.dialogue.asking.examples import Example, examples
from bot.dialogue.asking.fold import MAX_TEXT, words_of

# ғ, қ, ҳ stand in Tajik and in Uzbek Cyrillic; they decide nothing.
_OWN_LETTERS = {"tg": frozenset("ӣӯҷ"), "ky": frozenset("ңөү"), "uz": frozenset("ў")}
_UZBEK_LATIN = re.compile(r"[og][ʻʼ'’‘`]")
_ENDINGS = (2, 3, 4)
_FEWEST_LETTERS = 6
_CLEAR = 3.0  # natural logarithm of how many times likelier than any other
_SMOOTH = 0.5


@dataclass(frozen=True, slots=True)
class Languages:
    """Logarithms of how often a feature stands in each language, in the order of LANGUAGES."""

    likely: dict[str, tuple[float, ...]]

    def clear(self, text: str) -> str:
        """One of LANGUAGES, or an empty text."""
        words = words_of(text)
        if sum(map(len, words)) < _FEWEST_LETTERS:
            return ""
        if own := _by_letters(text):
            return own
        sums = [0.0] * len(LANGUAGES)
        for feature in _features(words):
            for number, value in enumerate(self.likely.get(feature, ())):
                sums[number] += value
        best, second = sorted(sums, reverse=True)[:2]
        return LANGUAGES[sums.index(best)] if best - second >= _CLEAR else ""


def _by_letters(text: str) -> str:
    """Two letters of one language and none of another."""
    text = unicodedata.normalize("NFC", text[:MAX_TEXT]).casefold()
    counts = {
        language: sum(letter in letters for letter in text)
        for language, letters in _OWN_LETTERS.items()
    }
    counts["uz"] += len(_UZBEK_LATIN.findall(text))
    found = [language for language, count in counts.items() if count]
    return found[0] if len(found) == 1 and counts[found[0]] >= 2 else ""


def _features(words: Sequence[str]) -> Iterable[str]:
    for word in words:
        yield word
        for size in _ENDINGS:
            if len(word) > size:
                yield "-" + word[-size:]


def learn(found: Iterable[Example]) -> Languages:
    counts = [Counter[str]() for _ in LANGUAGES]
    for example in found:
        counts[LANGUAGES.index(example.language)].update(_features(words_of(example.text)))
    totals = [count.total() + 1 for count in counts]
    names = {name for count in counts for name, times in count.items() if times > 1}
    return Languages(
        {
            name: tuple(
                log((count[name] + _SMOOTH) / total)
                for count, total in zip(counts, totals, strict=True)
            )
            for name in names
        }
    )


def clear_language(content: Content, text: str) -> str:
    """One of LANGUAGES in which the text clearly is, or an empty text."""
    return _made(content.revision, _Held(content)).clear(text)


class _Held:
    """Carries the content past the cache, whose key is the revision alone."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=2)
def _made(_revision: str, held: _Held) -> Languages:
    return learn(examples(held.content))
