"""Copies of the database tell no more about a question than guessing the commonest topic."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.privacy.attackers import Attack, Score
from tests.privacy.copies import each_minute
from tests.privacy.stream import ask, commonest
from tests.privacy.writers import Careless, day_counters, product, raw_rows

POINTS = 0.02
ENOUGH = 3000


async def attacked(
    folder: Path, a_day: int, days: int, weeks: int
) -> tuple[dict[str, Score], float]:
    questions = ask(random.Random(a_day), a_day, days)
    attack = Attack(folder / "desk")
    async with product(folder / "state", weeks) as writer:
        await attack.watch(each_minute(writer, questions, days))
    return attack.scores(), commonest(questions)


@pytest.mark.fault("P04")
@pytest.mark.fault("P05")
@pytest.mark.parametrize(
    ("a_day", "days", "weeks"),
    [
        pytest.param(50, 63, 4, id="50 a day, periods of four weeks"),
        pytest.param(150, 21, 1, id="150 a day"),
        pytest.param(1000, 8, 1, id="1000 a day"),
    ],
)
async def test_no_copy_tells_a_topic(tmp_path: Path, a_day: int, days: int, weeks: int) -> None:
    scores, bar = await attacked(tmp_path, a_day, days, weeks)
    assert len(scores) == 7
    for name, score in scores.items():
        assert score.n >= ENOUGH, name
        assert score.right <= bar + POINTS, f"{name}: {score.right:.1%} against {bar:.1%}"
        assert score.sure == 0, name


async def careless(writer: Careless, folder: Path, days: int = 7) -> dict[str, Score]:
    questions = ask(random.Random(150), 150, days)
    attack = Attack(folder / "desk")
    await attack.watch(each_minute(writer, questions, days))
    writer.database.close()
    return attack.scores()


async def test_the_attackers_see_day_counters(tmp_path: Path) -> None:
    """Or the test above would prove nothing."""
    scores = await careless(day_counters(tmp_path / "state"), tmp_path)
    assert scores["two copies a minute apart"].right > 0.7
    assert scores["two copies a minute apart"].sure > 0.4
    assert scores["one copy at the day's end"].right > 0.13


async def test_the_attackers_see_rows_with_a_time(tmp_path: Path) -> None:
    scores = await careless(raw_rows(tmp_path / "state"), tmp_path)
    assert scores["one copy later, message times"].right > 0.9


async def test_with_the_keys_the_running_week_is_open(tmp_path: Path) -> None:
    """What docs/threat-model.md says of the database and the keys together, and why they must not
    lie in one backup: the tally of the running week holds no person, but it is exact."""
    questions = ask(random.Random(150), 150, 7)
    async with product(tmp_path / "state") as writer:

        def unseal(sealed: bytes) -> bytes:
            return writer.store._seal.open_tally(0, sealed) or sealed

        attack = Attack(tmp_path / "desk", unseal)
        await attack.watch(each_minute(writer, questions, 7))
    scores = attack.scores()
    assert scores["two copies around the timer"].right > 0.4
    assert scores["one copy at the day's end"].right < 0.2
    # Between two turns of the timer nothing tells them apart, with the keys as without.
    assert scores["two copies a minute apart"].right <= commonest(questions) + POINTS
