"""Words with one wrong letter, set right where it is clear: «потент» → «патент».

Known words are those of at least two examples. As in SymSpell, every known word is also listed
without each of its letters, so that a look-up takes no search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from bot.dialogue.asking.synonyms import Synonyms

_SHORTEST = 5  # letters of a word in which a typo is looked for
_FEWEST = 2  # examples that have the word


class Typos:
    """`counts`: folded words and in how many examples they stand."""

    def __init__(self, counts: Mapping[str, int], synonyms: Synonyms) -> None:
        self.counts = {word: count for word, count in counts.items() if count >= _FEWEST}
        self._synonyms = synonyms
        self._without: dict[str, list[str]] = {}
        for word in self.counts:
            if len(word) >= _SHORTEST:
                for piece in _pieces(word):
                    self._without.setdefault(piece, []).append(word)

    def right(self, words: Sequence[str]) -> list[str]:
        return [self._right(word) for word in words]

    def _right(self, word: str) -> str:
        """A word that is known, or has a meaning, stays."""
        if len(word) < _SHORTEST or word in self.counts or self._synonyms.of([word]):
            return word
        found = {near for piece in _pieces(word) for near in self._without.get(piece, ())}
        alike = [near for near in found if OSA.distance(word, near, score_cutoff=1) <= 1]
        return max(alike, key=lambda near: self._better(word, near)) if alike else word

    def _better(self, word: str, near: str) -> tuple[bool, int, str]:
        return near[0] == word[0], self.counts[near], near


def _pieces(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
