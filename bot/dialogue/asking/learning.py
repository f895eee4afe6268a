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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

Vector = dict[str, float]
Known = list[tuple[int, float]]  # (row, value)
_ROUNDS = 3  # each takes seconds at the first start
_START = 2.0  # length of a label's centroid before the first round
_MARGIN = 0.5
_LARGEST_STEP = 0.3
_RIVALS = 2  # labels corrected at most for one example


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

    def vector(self, features: Vector) -> Known:
        """The known features, made length 1."""
        rows, idf = self.rows, self.idf
        return _unit([(rows[of], n * idf[rows[of]]) for of, n in features.items() if of in rows])

    def known(self, features: Vector) -> float:
        """Which share of the text any example has, 0 to 1: what nobody ever wrote scores low."""
        inside = outside = 0.0
        for name, count in features.items():
            row = self.rows.get(name)
            if row is None:
                outside += (count * self.unseen) ** 2
            else:
                inside += (count * self.idf[row]) ** 2
        return inside / ((inside + outside) or 1.0)

    def scores(self, vector: Iterable[tuple[int, float]]) -> list[float]:
        """One score a label."""
        out = [0.0] * len(self.labels)
        starts, classes, values = self.starts, self.classes, self.values
        for row, value in vector:
            start, end = starts[row], starts[row + 1]
            for label, weight in zip(classes[start:end], values[start:end], strict=True):
                out[label] += weight * value
        return out


def learn(
    examples: Sequence[tuple[str, Vector]],
    heads: Mapping[str, Sequence[bool | None]] | None = None,
) -> Weights:
    """`examples`: (label, features). `heads`: yes-or-no questions, each with the answer for every
    example, None where it is left out; they are learned apart and become labels more, whose score
    is that of «yes» less that of «no»."""
    labels = tuple(sorted({label for label, _ in examples}))
    numbers = {label: number for number, label in enumerate(labels)}
    rows, idf, unseen = _idf([vector for _, vector in examples])
    vectors = [
        (
            numbers[label],
            _unit([(rows[name], count * idf[rows[name]]) for name, count in of.items()]),
        )
        for label, of in examples
    ]
    table = _Table(len(labels), len(rows), vectors)
    table.correct(vectors)
    for name, answers in (heads or {}).items():
        asked = [
            (int(answer), vector)
            for answer, (_, vector) in zip(answers, vectors, strict=True)
            if answer is not None
        ]
        head = _Table(2, len(rows), asked)
        head.correct(asked)
        table.append(head)
        labels = (*labels, name)
    return Weights(
        labels,
        rows,
        array("f", idf),
        array("I", table.starts),
        array("H", (label for row in table.classes for label in row)),
        array("f", table.values),
        unseen,
    )


def _idf(vectors: Sequence[Vector]) -> tuple[dict[str, int], list[float], float]:
    counts: dict[str, int] = {}
    for vector in vectors:
        for name in vector:
            counts[name] = counts.get(name, 0) + 1
    total = 1 + len(vectors)
    rows = {name: row for row, name in enumerate(counts)}
    idf = [log(total / (1 + count)) + 1 for count in counts.values()]
    return rows, idf, log(total) + 1


def _unit(vector: list[tuple[int, float]]) -> list[tuple[int, float]]:
    length = sqrt(sum(value * value for _, value in vector)) or 1.0
    return [(row, value / length) for row, value in vector]


class _Table:
    """The weights while they are learned: lists, which are quicker to change than arrays."""

    def __init__(self, labels: int, rows: int, vectors: Sequence[tuple[int, Known]]) -> None:
        sums: list[dict[int, float]] = [{} for _ in range(labels)]
        for label, vector in vectors:
            own = sums[label]
            for row, value in vector:
                own[row] = own.get(row, 0.0) + value
        classes: list[list[int]] = [[] for _ in range(rows)]
        weights: list[list[float]] = [[] for _ in range(rows)]
        for label, own in enumerate(sums):  # in order, so that every row is sorted by label
            length = sqrt(sum(value * value for value in own.values())) or 1.0
            for row, value in own.items():
                classes[row].append(label)
                weights[row].append(_START * value / length)
        self.labels = labels
        self.classes = [tuple(row) for row in classes]
        self.starts = [0]
        for row_weights in weights:
            self.starts.append(self.starts[-1] + len(row_weights))
        self.values = [value for row_weights in weights for value in row_weights]

    def append(self, head: _Table) -> None:
        """One label more: how much more a feature speaks for the second label of `head` than for
        its first."""
        classes, starts, values = list(self.classes), [0], list[float]()
        for row, own in enumerate(self.classes):
            values += self.values[self.starts[row] : self.starts[row + 1]]
            signs = head.classes[row]
            if signs:
                weights = head.values[head.starts[row] : head.starts[row + 1]]
                values.append(
                    sum(w if sign else -w for sign, w in zip(signs, weights, strict=True))
                )
                classes[row] = (*own, self.labels)
            starts.append(len(values))
        self.classes, self.starts, self.values = classes, starts, values
        self.labels += 1

    def scores(self, vector: Known) -> list[float]:
        out = [0.0] * self.labels
        starts, classes, values = self.starts, self.classes, self.values
        for row, value in vector:
            weights = values[starts[row] : starts[row + 1]]
            for label, weight in zip(classes[row], weights, strict=True):
                out[label] += weight * value
        return out

    def correct(self, vectors: Sequence[tuple[int, Known]]) -> None:
        """Rounds over the examples; one that stands well above all others is left in peace."""
        total = [0.0] * len(self.values)
        order = list(range(len(vectors)))
        shuffled = random.Random(1)  # noqa: S311
        for _ in range(_ROUNDS):
            shuffled.shuffle(order)
            order = [index for index in order if self._one(*vectors[index])]
            total = [before + value for before, value in zip(total, self.values, strict=True)]
        self.values = [value / _ROUNDS for value in total]

    def _one(self, label: int, vector: Known) -> bool:
        """Whether the example was too low and its weights were moved."""
        scores = self.scores(vector)
        bound = scores[label] - _MARGIN
        rivals = [n for n, score in enumerate(scores) if score > bound and n != label]
        if not rivals:
            return False
        rivals = sorted(rivals, key=scores.__getitem__, reverse=True)[:_RIVALS]
        whole = 0.0
        for rival in rivals:
            step = min(_LARGEST_STEP, (scores[rival] - bound) / 2) / len(rivals)
            whole += step
            self._move(vector, rival, -step)
        self._move(vector, label, whole)
        return True

    def _move(self, vector: Known, label: int, step: float) -> None:
        starts, classes, values = self.starts, self.classes, self.values
        for row, value in vector:
            own = classes[row]
            place = bisect_left(own, label)
            if place < len(own) and own[place] == label:
                values[starts[row] + place] += step * value
