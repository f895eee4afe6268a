"""Questions that people might ask: 60 topics, a few of them far more often than the rest."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 23, tzinfo=UTC)  # a Monday on which a period of four weeks begins
TOPICS = tuple(f"topic-{n:02}" for n in range(60))
# Zipf-Mandelbrot: the commonest is asked by about one person in nine, the rarest by one in 200.
SHARES = [1 / (rank + 2.6) for rank in range(len(TOPICS))]
PRIOR = {topic: share / sum(SHARES) for topic, share in zip(TOPICS, SHARES, strict=True)}

LOCALES = {"ru": 30, "tg": 25, "uz": 25, "uz-Cyrl": 8, "ky": 12}
ORIGINS = {"tj": 40, "uz": 38, "kg": 22}
# Relative number of questions an hour, from midnight UTC (five in the morning in Dushanbe).
HOURS = [3, 4, 5, 6, 7, 8, 8, 8, 8, 8, 8, 8, 9, 10, 12, 14, 14, 12, 9, 6, 4, 2, 2, 2]


@dataclass(frozen=True, slots=True)
class Question:
    """One question; the attacker knows all of it but the topic (and the person's number)."""

    at: datetime
    person: int
    locale: str
    origin: str
    topic: str

    @property
    def minute(self) -> int:
        """Whole minutes since `START`."""
        return int((self.at - START).total_seconds() // 60)


def ask(rng: random.Random, a_day: int, days: int) -> list[Question]:
    """About `a_day` questions a day, in order. People come on several days and mostly ask more
    than once when they come."""
    people = {
        5_000_000_000 + rng.getrandbits(28): (_pick(rng, LOCALES), _pick(rng, ORIGINS))
        for _ in range(a_day * 8)
    }
    ids = list(people)
    questions = []
    for day in range(days):
        asked = 0
        while asked < a_day:
            person = rng.choice(ids)
            hour = rng.choices(range(24), HOURS)[0]
            at = START + timedelta(days=day, hours=hour, seconds=rng.randrange(3600))
            for _ in range(rng.choices((1, 2, 3, 4), (50, 28, 14, 8))[0]):
                topic = rng.choices(TOPICS, SHARES)[0]
                questions.append(Question(at, person, *people[person], topic))
                asked += 1
                at = min(
                    at + timedelta(seconds=rng.randrange(20, 240)),
                    START + timedelta(days=day, hours=23, minutes=59, seconds=59),
                )
    return sorted(questions, key=lambda question: question.at)


def commonest(questions: Sequence[Question]) -> float:
    """The bar: the share of right guesses of who always says the commonest topic."""
    return Counter(q.topic for q in questions).most_common(1)[0][1] / len(questions)


def _pick(rng: random.Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]
