from __future__ import annotations

import math
from collections import Counter

import pytest

from bot.topics import release
from bot.topics.release import noise, publish


def test_noise_is_two_sided_geometric_with_b_2() -> None:
    """Expected shares from P(k) = (1 - a) / (1 + a) · a^|k|, a = exp(-1/2); bounds of more
    than six standard deviations, so that chance never fails this."""
    n = 40_000
    seen = Counter(noise() for _ in range(n))
    a = math.exp(-1 / 2)
    for k in range(-6, 7):
        p = (1 - a) / (1 + a) * a ** abs(k)
        assert abs(seen[k] / n - p) < 6.5 * math.sqrt(p * (1 - p) / n), k
    assert max(seen) > 10
    assert min(seen) < -10


@pytest.mark.parametrize(
    ("n", "drawn", "published"),
    [
        (9, 0, None),
        (10, 0, 10),
        (14, 0, 10),
        (15, 0, 15),
        (12, -3, None),
        (6, 4, 10),
        (0, 11, 10),
        (103, 1, 100),
    ],
)
def test_threshold_and_rounding_come_after_the_noise(monkeypatch, n, drawn, published) -> None:
    monkeypatch.setattr(release, "noise", lambda: drawn)
    assert publish({"sos": n}, ["sos"]) == ({} if published is None else {"sos": published})


def test_every_cell_gets_noise_of_its_own(monkeypatch) -> None:
    draws = iter([10, 20, 30])
    monkeypatch.setattr(release, "noise", lambda: next(draws))
    assert publish({"b": 5}, ["a", "b", "c"]) == {"a": 10, "b": 25, "c": 30}
    assert next(draws, None) is None
