"""Words of one meaning in four languages, found by their beginnings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.dialogue.asking.fold import words_of

_SHORTEST_STEM = 4  # letters; a shorter beginning must be nearly the whole word
_REMEMBERED = 20_000  # words while the index is made
_ENDING = 3  # letters that may follow a stem of three


class Synonyms:
    """Meanings by the folded beginnings of words; several words in a row also make one."""

    def __init__(self, synonyms: Mapping[str, Iterable[str]]) -> None:
        self._stems: dict[str, list[str]] = {}
        self._phrases: list[tuple[str, str]] = []
        for meaning, texts in synonyms.items():
            for folded in {tuple(words_of(text)) for text in texts}:
                if len(folded) == 1:
                    self._stems.setdefault(folded[0], []).append(meaning)
                elif folded:
                    self._phrases.append((" " + " ".join(folded), meaning))
        self._longest = max(map(len, self._stems), default=0)
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, words: Sequence[str]) -> dict[str, str]:
        """Meanings in a folded text, each with the word or phrase that brought it."""
        found: dict[str, str] = {}
        for word in words:
            for meaning in self._of_word(word):
                found.setdefault(meaning, word)
        text = " " + " ".join(words)
        for phrase, meaning in self._phrases:
            if phrase in text:
                found.setdefault(meaning, phrase[1:])
        return found

    def _of_word(self, word: str) -> tuple[str, ...]:
        if word not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[word] = tuple(
                meaning
                for size in range(min(len(word), self._longest), 0, -1)
                if _fits(size, len(word))
                for meaning in self._stems.get(word[:size], ())
            )
        return self._known[word]


def _fits(stem: int, word: int) -> bool:
    return stem >= _SHORTEST_STEM or stem == word or (stem == 3 and word <= stem + _ENDING)
