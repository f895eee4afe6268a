"""The index of a content: what a typed text is about, with one score for each label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from bot.content.model import Content
from bot.dialogue.asking.examples import OFF_TOPIC, Example, examples
from bot.dialogue.asking.features import features
from bot.dialogue.asking.fold import words_of
from bot.dialogue.asking.learning import Vector, Weights, learn
from bot.dialogue.asking.synonyms import Synonyms
from bot.dialogue.asking.typos import Typos

DANGER, CHATTER = "?danger", "?chatter"


@dataclass(frozen=True, slots=True)
class Scored:
    """`labels`: (label, score), the best first. `danger`, `chatter`: above 0 it sounds like danger
    right now, like small talk. `known`: which share of the text's features any example has."""

    labels: tuple[tuple[str, float], ...]
    danger: float
    chatter: float
    known: float


@dataclass(frozen=True, slots=True)
class Index:
    """`cries`: single words that are danger by themselves, as the examples have them."""

    synonyms: Synonyms
    typos: Typos
    weights: Weights
    cries: frozenset[str]

    def features(self, text: str) -> Vector:
        return features(self.typos.right(words_of(text)), self.synonyms)

    def is_cry(self, word: str) -> bool:
        return bool(self.cries.intersection((word, *self.typos.right([word]))))

    def scored(self, text: str) -> Scored:
        typed = words_of(text)
        known = self.weights.known(features(typed, self.synonyms))
        vector = self.weights.vector(features(self.typos.right(typed), self.synonyms))
        scores = dict(zip(self.weights.labels, self.weights.scores(vector), strict=True))
        danger, chatter = scores.pop(DANGER, 0.0), scores.pop(CHATTER, 0.0)
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return Scored(tuple(ranked), danger, chatter, known)


def build(synonyms: Synonyms, found: Sequence[Example]) -> Index:
    typed = [words_of(one.text) for one in found]
    typos = Typos(Counter(word for words in typed for word in set(words)), synonyms)
    vectors = [
        (one.label, features(typos.right(words), synonyms))
        for one, words in zip(found, typed, strict=True)
    ]
    heads: dict[str, list[bool | None]] = {
        DANGER: [one.danger for one in found],
        CHATTER: [one.label == OFF_TOPIC for one in found],
    }
    alone = ((one, words) for one, words in zip(found, typed, strict=True) if len(words) == 1)
    cries = {words[0] for one, words in alone if one.danger}
    return Index(synonyms, typos, learn(vectors, heads), frozenset(cries))


def index(content: Content) -> Index:
    """The index of a content, made once."""
    made = _MADE.get(content.revision)
    if made is not None:
        return made  # without the lock: the old index answers while that of an edit is learned
    with _MAKING:
        if content.revision not in _MADE:
            made = build(Synonyms(content.phrases.synonyms), examples(content))
            _remember(content.revision, made)
        return _MADE[content.revision]


def keep(content: Content, made: Index) -> None:
    """Use this index for the content: it was read, not learned."""
    with _MAKING:
        _remember(content.revision, made)


_MADE: dict[str, Index] = {}  # by the content's revision; the last two, as it may be swapped
_MAKING = Lock()  # a text that comes while the index is made waits, instead of making another


def _remember(revision: str, made: Index) -> None:
    _MADE[revision] = made
    while len(_MADE) > 2:
        del _MADE[next(iter(_MADE))]
