"""Learning to tell labels apart: a linear classifier over tf-idf, all in plain Python.

It starts as the centroid of each label's examples (Rocchio) and is then corrected where an
example scores less than a margin above another label: the passive-aggressive rule of Crammer
et al., «Online Passive-Aggressive Algorithms», JMLR 7 (2006), PA-I, with the weights of all
rounds averaged. A weight exists only where a feature occurs in an example of the label, which
keeps the whole thing at about 1 MB.
"""

from __future__ import annotations

import random
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt

Vector = dict[str, float]
_ROUNDS = 4
_START = 2.0  # length of a label's centroid before the first round
_MARGIN = 0.5
_LARGEST_STEP = 0.3
_RIVALS = 5  # labels corrected at most for one example


@dataclass(frozen=True, slots=True)
class Weights:
    """Compressed rows: feature `row` has the weights `starts[row]` to `starts[row + 1]`."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    idf: array[float]
    starts: array[int]
    classes: array[int]
    values: array[float]
    unseen: float  # idf of a feature that no example has

    def vector(self, features: Vector) -> tuple[list[tuple[int, float]], float]:
        """Known features as (row, value), of length 1 with the unknown ones; and the share of
        the known: what nobody ever wrote scores low."""
        known: list[tuple[int, float]] = []
        inside = outside = 0.0
        for name, count in features.items():
            row = self.rows.get(name)
            if row is None:
                outside += (count * self.unseen) ** 2
            else:
                value = count * self.idf[row]
                inside += value * value
                known.append((row, value))
        length = sqrt(inside) or 1.0
        return [(row, value / length) for row, value in known], inside / (inside + outside or 1.0)

    def scores(self, vector: Iterable[tuple[int, float]]) -> list[float]:
        """One score a label."""
        out = [0.0] * len(self.labels)
        starts, classes, values = self.starts, self.classes, self.values
        for row, value in vector:
            start, end = starts[row], starts[row + 1]
            for label, weight in zip(classes[start:end], values[start:end], strict=True):
                out[label] += weight * value
        return out


def learn(examples: Sequence[tuple[str, Vector]]) -> Weights:
    """`examples`: (label, features)."""
    labels = tuple(sorted({label for label, _ in examples}))
    numbers = {label: number for number, label in enumerate(labels)}
    rows, idf, unseen = _idf([vector for _, vector in examples])
    weights = _centroids(labels, numbers, rows, idf, unseen, examples)
    _correct(weights, numbers, examples)
    return weights


def _idf(vectors: Sequence[Vector]) -> tuple[dict[str, int], array[float], float]:
    counts: dict[str, int] = {}
    for vector in vectors:
        for name in vector:
            counts[name] = counts.get(name, 0) + 1
    total = 1 + len(vectors)
    rows = {name: row for row, name in enumerate(counts)}
    idf = array("f", (log(total / (1 + count)) + 1 for count in counts.values()))
    return rows, idf, log(total) + 1


def _centroids(
    labels: tuple[str, ...],
    numbers: dict[str, int],
    rows: dict[str, int],
    idf: array[float],
    unseen: float,
    examples: Sequence[tuple[str, Vector]],
) -> Weights:
    sums: list[dict[int, float]] = [{} for _ in labels]
    for label, features in examples:
        own = sums[numbers[label]]
        pairs = [(rows[name], count * idf[rows[name]]) for name, count in features.items()]
        length = sqrt(sum(value * value for _, value in pairs)) or 1.0
        for row, value in pairs:
            own[row] = own.get(row, 0.0) + value / length
    lengths = [sqrt(sum(value * value for value in own.values())) or 1.0 for own in sums]
    starts = array("I", bytes(4 * (len(rows) + 1)))
    for own in sums:
        for row in own:
            starts[row + 1] += 1
    for row in range(len(rows)):
        starts[row + 1] += starts[row]
    total = starts[len(rows)]
    classes, values = array("H", bytes(2 * total)), array("f", bytes(4 * total))
    free = array("I", starts)
    for number, own in enumerate(sums):  # in order, so that every row is sorted by label
        for row, value in own.items():
            place = free[row]
            free[row] += 1
            classes[place], values[place] = number, _START * value / lengths[number]
    return Weights(labels, rows, idf, starts, classes, values, unseen)


def _correct(
    weights: Weights, numbers: dict[str, int], examples: Sequence[tuple[str, Vector]]
) -> None:
    vectors = [(numbers[label], weights.vector(features)[0]) for label, features in examples]
    values, total = weights.values, array("d", bytes(8 * len(weights.values)))
    order = list(range(len(vectors)))
    shuffled = random.Random(1)  # noqa: S311
    for _ in range(_ROUNDS):
        shuffled.shuffle(order)
        for index in order:
            label, vector = vectors[index]
            scores = weights.scores(vector)
            bound = scores[label] - _MARGIN
            rivals = [
                number for number, score in enumerate(scores) if score > bound and number != label
            ]
            if not rivals:
                continue
            rivals = sorted(rivals, key=scores.__getitem__, reverse=True)[:_RIVALS]
            whole = 0.0
            for rival in rivals:
                step = min(_LARGEST_STEP, (scores[rival] - bound) / 2) / len(rivals)
                whole += step
                _move(weights, vector, rival, -step)
            _move(weights, vector, label, whole)
        for place, value in enumerate(values):
            total[place] += value
    for place, value in enumerate(total):
        values[place] = value / _ROUNDS


def _move(weights: Weights, vector: list[tuple[int, float]], label: int, step: float) -> None:
    starts, classes, values = weights.starts, weights.classes, weights.values
    for row, value in vector:
        end = starts[row + 1]
        place = bisect_left(classes, label, starts[row], end)
        if place < end and classes[place] == label:
            values[place] += step * value
