"""Somebody who knows everybody else's questions, and then sees what is published.

The attacker knows that the target asked one question in this period, and all other counts exactly.
They weigh each topic by how likely the published table is if that was the one (Bayes): nobody can
do better. Every question of a period is a target once a draw of the noise, so the shares are exact
for that draw. How much one period tells depends on where its counts fall between two multiples of
five; the bar is for many periods, as it is for many questions.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.storage.releases import read_releases
from bot.topics import release
from bot.topics.release import NOISE_B, STEP, THRESHOLD
from bot.topics.sheet import from_bytes
from bot.topics.tally import TopicTally
from tests.privacy.attackers import SURE
from tests.privacy.stream import PRIOR, START, TOPICS, ask
from tests.privacy.writers import Clock, product, ticks

POINTS = 0.02
PERIODS = 60
DRAWS = 25
Table = Mapping[str, int]


def drawn(k: int) -> float:
    """P(noise = k) of the two-sided geometric with b = 2."""
    keep = math.exp(-1 / NOISE_B)
    return float((1 - keep) / (1 + keep) * keep ** abs(k))


def none(k: int) -> float:
    return float(k == 0)


def odds_by(noise: Callable[[int], float]) -> Callable[[int | None, int], float]:
    """(published, others) → how much likelier it is with one more than with the others only."""

    def likelihood(published: int | None, n: int) -> float:
        if published is None:
            return sum(noise(value - n) for value in range(THRESHOLD - 80, THRESHOLD))
        return sum(noise(value - n) for value in range(published, published + STEP))

    @cache
    def odds(published: int | None, others: int) -> float:
        # Impossible without the target: odds of a thousand million stand for certainty.
        return likelihood(published, others + 1) / max(likelihood(published, others), 1e-9)

    return odds


def attack(
    odds: Callable[[int | None, int], float], counts: Table, published: Table
) -> tuple[float, float]:
    """Right guesses and sure cases, as shares of all questions of the period."""
    weight = {t: PRIOR[t] * odds(published.get(t), counts.get(t, 0)) for t in TOPICS}
    ranked = sorted(TOPICS, key=weight.__getitem__)[::-1]
    whole = sum(weight.values())
    right = sure = 0
    for topic, n in counts.items():
        mine = PRIOR[topic] * odds(published.get(topic), n - 1)
        rival = weight[ranked[topic == ranked[0]]]
        right += n * (mine >= rival)
        sure += n * (max(mine, rival) > SURE * (whole - weight[topic] + mine))
    return right / sum(counts.values()), sure / sum(counts.values())


def periods(a_day: int, weeks: int, draws: int) -> Iterator[tuple[Table, list[Table]]]:
    """What was counted in each period, and what may be published of it: the product draws the
    noise anew until one draw is stored."""
    for seed in range(PERIODS):
        clock = Clock()
        tally = TopicTally(TOPICS, [], clock, weeks)
        for question in ask(random.Random(seed), a_day, 7 * weeks):
            clock.now = question.at
            tally.count(question.person, [question.topic])
        counts = from_bytes(tally.to_bytes())["topic_week"].n
        clock.now = START + timedelta(weeks=weeks)
        published = []
        for _ in range(draws):
            (one,) = (r for r in tally.ended() if r.table == "topic_week")
            published.append({cell[0]: n for cell, n in one.counts.items()})
        yield counts, published


@pytest.mark.fault("P06")
@pytest.mark.parametrize(("a_day", "weeks"), [(50, 4), (150, 1), (1000, 1)])
def test_everybody_elses_questions_are_not_enough(a_day: int, weeks: int) -> None:
    odds = odds_by(drawn)
    n, gains = 0, []
    for counts, published in periods(a_day, weeks, DRAWS):
        bar = max(counts.values()) / sum(counts.values())
        for table in published:
            right, sure = attack(odds, counts, table)
            assert sure == 0
            gains.append(right - bar)
        n += sum(counts.values())
    assert n >= 3000
    gain = sum(gains) / len(gains)
    print(f"{a_day} a day, {weeks} weeks: {gain:+.2%}")
    assert gain <= POINTS, f"{gain:.1%} above the commonest topic"


def test_without_noise_the_attacker_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threshold and rounding alone are not enough: so the attack above can see."""
    monkeypatch.setattr(release, "noise", lambda: 0)
    odds = odds_by(none)
    cases = [attack(odds, counts, table) for counts, (table,) in periods(150, 1, 1)]
    assert sum(sure for _, sure in cases) / len(cases) > 0.05


@pytest.mark.fault("P06")
async def test_one_draw_is_stored_and_no_other_is_ever_seen(tmp_path: Path) -> None:
    """Two draws of one period would let anybody average the noise away."""
    folder = tmp_path / "state"
    async with product(folder) as writer:
        for question in ask(random.Random(1), 300, 7):
            await writer.ask(question)
        await writer.turn(ticks(7)[-1])
        first = read_releases(folder / "safar.db")
        assert first[0].counts
        for turn in ticks(8)[-144:]:
            await writer.turn(turn)
        assert read_releases(folder / "safar.db") == first
        again = replace(first[0], counts=dict.fromkeys(first[0].counts, 1000))
        await writer.store.release([again], b"")
        assert read_releases(folder / "safar.db") == first
