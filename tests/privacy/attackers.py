"""The attackers: each guesses the topic of every question from copies of the database.

They know the closed list of topics, how often each is asked on the whole, and of their target the
language, the origin and the second of the message. They do not have the keys.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.privacy.copies import DAY, Copy, Moment, Table, Unseal
from tests.privacy.stream import PRIOR, TOPICS, Question

SURE = 0.99
MONTH = timedelta(days=28)


@dataclass
class Score:
    """right: share of right guesses; sure: share of cases called with more than 99 %."""

    n: int = 0
    right: float = 0.0
    sure: float = 0.0


@dataclass
class Guesses:
    right: int = 0
    sure: int = 0
    n: int = 0

    def guess(self, question: Question, evidence: Mapping[str, float]) -> None:
        """The likeliest topic by the evidence; without any, the commonest."""
        weights = evidence if any(v > 0 for v in evidence.values()) else PRIOR
        best = max(TOPICS, key=lambda topic: (weights.get(topic, 0), PRIOR[topic]))
        share = weights.get(best, 0) / sum(v for v in weights.values() if v > 0)
        self.n += 1
        self.right += best == question.topic
        self.sure += share > SURE

    def score(self) -> Score:
        return Score(self.n, self.right / self.n, self.sure / self.n)


@dataclass
class Attack:
    """Give it every moment, then ask for `scores`. desk: a folder to open copies in; unseal: what
    the keys are good for, nothing without them."""

    desk: Path
    unseal: Unseal = bytes
    guesses: dict[str, Guesses] = field(default_factory=lambda: defaultdict(Guesses))
    _seen: list[tuple[Question, tuple[object, ...]]] = field(default_factory=list)
    _all: list[Question] = field(default_factory=list)
    _today: list[Question] = field(default_factory=list)
    _waiting: list[tuple[Question, tuple[object, ...]]] = field(default_factory=list)

    async def watch(self, moments: AsyncIterator[Moment]) -> None:
        self.desk.mkdir(exist_ok=True)
        rows: Table | None = None
        seen = Copy(())
        last: Copy | None = None
        async for moment in moments:
            if rows is None or moment.before != seen:
                rows = moment.before.table(self.desk, self.unseal)
            after = (
                rows
                if moment.after == moment.before
                else moment.after.table(self.desk, self.unseal)
            )
            self._moment(moment, rows, after)
            if moment.minute % DAY == 0:
                self._one_copy("one copy at the day's end", self._today, rows)
                self._today.clear()
            rows, seen, last = after, moment.after, moment.after
        assert last is not None
        assert rows is not None
        self._one_copy("one copy at the day's end", self._today, rows)
        self._one_copy("one copy later", self._all, rows)
        self._learn()

    def scores(self) -> dict[str, Score]:
        return {name: guesses.score() for name, guesses in self.guesses.items()}

    def _moment(self, moment: Moment, rows: Table, after: Table) -> None:
        delta = after.grown(rows)
        look = self._look(moment)
        for question in moment.asked:
            evidence = weigh(delta, question)
            self.guesses["two copies a minute apart"].guess(question, evidence)
            self._waiting.append((question, look))
            self._today.append(question)
            self._all.append(question)
        if moment.timer:
            for question, earlier in self._waiting:
                evidence = weigh(delta, question)
                self.guesses["two copies around the timer"].guess(question, evidence)
                self._seen.append((question, (*earlier, *look)))
            self._waiting.clear()

    def _look(self, moment: Moment) -> tuple[object, ...]:
        """All of a change that is not text: what a learner could tell topics apart by."""
        before, after = moment.before, moment.after
        if before == after:
            return (after.sizes, (0, 0), (), 0)
        return (
            after.sizes,
            tuple(map(int.__sub__, after.sizes, before.sizes)),
            before.changed_pages(after),
            before.changed_bytes(after) // 16,
        )

    def _one_copy(self, name: str, questions: Iterable[Question], rows: Table) -> None:
        for question in questions:
            # What is not published may still have been asked: never sure from a table alone.
            table = weigh(rows, question)
            smooth = {topic: table.get(topic, 0) + PRIOR[topic] for topic in TOPICS}
            self.guesses[name].guess(question, smooth if table else {})
            self.guesses[f"{name}, message times"].guess(
                question, weigh(rows, question, by_second=True) or (smooth if table else {})
            )

    def _learn(self) -> None:
        """Naive Bayes over the looks: learnt on one half of the targets, used on the other."""
        middle = len(self._seen) // 2
        halves = self._seen[:middle], self._seen[middle:]
        for known, targets in (halves, halves[::-1]):
            counts: dict[object, Counter[str]] = defaultdict(Counter)
            topics = Counter(question.topic for question, _ in known)
            for question, look in known:
                for place, value in enumerate(look):
                    counts[place, value][question.topic] += 1
            for question, look in targets:
                told = [c for place, value in enumerate(look) if (c := counts.get((place, value)))]
                weights = {
                    topic: PRIOR[topic]
                    * math.prod(
                        (c[topic] + 5 * PRIOR[topic])
                        / (topics[topic] + 5)
                        / (c.total() + 5)
                        * (len(known) + 5)
                        for c in told
                    )
                    for topic in TOPICS
                }
                self.guesses["what changed, learnt"].guess(question, weights)


def weigh(table: Table, question: Question, *, by_second: bool = False) -> dict[str, float]:
    """topic → the numbers of the rows that may be about this question."""
    second, day = question.at.isoformat(), question.at.date()
    weights: dict[str, float] = defaultdict(float)
    for codes in ((question.locale, question.origin), ()):
        for said in (str(day), ""):
            for (topic, time), n in table.groups.get((codes, said), {}).items():
                if not by_second or time == second:
                    weights[topic] += n
    if weights or by_second:
        return dict(weights)
    for (codes, start), group in table.groups.items():
        if (
            not codes
            and start
            and date.fromisoformat(start) <= day < (date.fromisoformat(start) + MONTH)
        ):
            for (topic, _), n in group.items():
                weights[topic] += n
    return dict(weights)
