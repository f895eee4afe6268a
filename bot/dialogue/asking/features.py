"""What a folded text is compared by: pieces of its words, whole words, meanings.

Four letters in a row within a word's boundaries (character n-grams) meet where endings,
spellings and typos differ, so do the first three and five letters; meanings meet across
languages, and two meanings together tell «passport lost» from «passport taken away».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import log

from bot.dialogue.asking.synonyms import Synonyms

SIZE = 4
BEGINNINGS = (3, 5)
WORD = "="  # marks a whole word
BEGINNING = "^"
MEANING = "#"  # marks a meaning of `content/synonyms.yaml`, or two: `#passport+lost`
_MEANING_COUNTS = 5  # as if typed five times
_PAIR_COUNTS = 4
_MOST_PAIRED = 16  # meanings; a long story has more, and its pairs say little


def features(words: Sequence[str], synonyms: Synonyms) -> dict[str, float]:
    """Feature → its weight before idf: 1 + ln(count)."""
    counts: Counter[str] = Counter()
    for word in words:
        counts[WORD + word] += 1
        for size in BEGINNINGS:
            if len(word) >= size:
                counts[BEGINNING + word[:size]] += 1
        padded = f" {word} "
        for start in range(len(padded) - SIZE + 1):
            counts[padded[start : start + SIZE]] += 1
    meanings = synonyms.of(words)
    for meaning in meanings:
        counts[MEANING + meaning] += _MEANING_COUNTS
    for pair in combinations(sorted(list(meanings)[:_MOST_PAIRED]), 2):
        counts[MEANING + "+".join(pair)] += _PAIR_COUNTS
    return {name: 1.0 + log(count) if count > 1 else 1.0 for name, count in counts.items()}
