"""Why a text leads to a page: which of its words count, and the example most like it."""

from __future__ import annotations

from math import sqrt

from bot.content.model import Content
from bot.dialogue.asking.examples import Example, examples, label_of
from bot.dialogue.asking.features import BEGINNING, MEANING, WORD, features
from bot.dialogue.asking.fold import words_of
from bot.dialogue.asking.index import index


def why(content: Content, text: str, target: str, most: int = 4) -> list[tuple[str, float]]:
    """The folded words, and `#meanings`, that speak most for `target` or against it."""
    made = index(content)
    words = made.typos.right(words_of(text))
    weights = made.weights
    label = _label(content, target)
    if label not in weights.labels:
        return []
    number = weights.labels.index(label)
    vector = weights.vector(features(words, made.synonyms))
    names = {row: name for name, row in weights.rows.items()}
    shares: dict[str, float] = {}
    for row, value in vector:
        score = weights.scores([(row, value)])[number]
        owner = _owner(names[row], words)
        shares[owner] = shares.get(owner, 0.0) + score
    ordered = sorted(shares.items(), key=lambda pair: -abs(pair[1]))
    return [(word, share) for word, share in ordered[:most] if abs(share) >= 0.01]


def nearest(content: Content, text: str, target: str) -> Example | None:
    """The example of `target` that shares most with the text (cosine, without idf)."""
    made = index(content)
    asked = made.features(text)
    label, best, found = _label(content, target), 0.0, None
    for example in examples(content):
        if example.label == label:
            like = cosine(asked, made.features(example.text))
            if like > best:
                best, found = like, example
    return found


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    shared = sum(value * other.get(name, 0.0) for name, value in one.items())
    return shared / ((_length(one) * _length(other)) or 1.0)


def _length(vector: dict[str, float]) -> float:
    return sqrt(sum(value * value for value in vector.values()))


def _label(content: Content, target: str) -> str:
    listed = content.listed(target)
    return label_of(listed) if listed else target


def _owner(feature: str, words: list[str]) -> str:
    if feature.startswith(MEANING):
        return feature
    piece = feature.lstrip(WORD + BEGINNING)
    return next((word for word in words if piece in f" {word} "), feature)
