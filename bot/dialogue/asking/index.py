"""The index of a content: what a typed text is about, with one score for each label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from bot.content.model import Content
from bot.dialogue.asking.examples import OFF_TOPIC, Example, examples
from bot.dialogue.asking.features import features
from bot.dialogue.asking.fold import words_of
from bot.dialogue.asking.learning import Weights, learn
from bot.dialogue.asking.synonyms import Synonyms

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
    synonyms: Synonyms
    weights: Weights

    def scored(self, text: str) -> Scored:
        vector, known = self.weights.vector(features(words_of(text), self.synonyms))
        scores = dict(zip(self.weights.labels, self.weights.scores(vector), strict=True))
        danger, chatter = scores.pop(DANGER, 0.0), scores.pop(CHATTER, 0.0)
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        return Scored(tuple(ranked), danger, chatter, known)


def build(synonyms: Synonyms, found: Sequence[Example]) -> Index:
    vectors = [(one.label, features(words_of(one.text), synonyms)) for one in found]
    heads: dict[str, list[bool | None]] = {
        DANGER: [one.danger for one in found],
        CHATTER: [one.label == OFF_TOPIC for one in found],
    }
    return Index(synonyms, learn(vectors, heads))


def index(content: Content) -> Index:
    """The index of a content, made once."""
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
