from __future__ import annotations

from collections import Counter

from bot.telegram.flood import Flood, Verdict


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_ten_at_once_one_warning_then_silence() -> None:
    flood = Flood(10, 1.0, Clock())
    verdicts = [flood.check(1) for _ in range(50)]
    assert verdicts[:10] == [Verdict.PASS] * 10
    assert Counter(verdicts) == {Verdict.PASS: 10, Verdict.WARN: 1, Verdict.SILENT: 39}


def test_one_a_second_comes_back_without_a_second_warning() -> None:
    clock = Clock()
    flood = Flood(10, 1.0, clock)
    for _ in range(20):
        flood.check(1)
    clock.now = 3.0
    assert [flood.check(1) for _ in range(4)] == [Verdict.PASS] * 3 + [Verdict.SILENT]


def test_after_a_rest_all_is_forgiven_and_forgotten() -> None:
    clock = Clock()
    flood = Flood(10, 1.0, clock)
    for _ in range(20):
        flood.check(1)
    clock.now = 10.0
    flood.check(2)
    assert len(flood) == 1  # who rested is not remembered
    assert Counter(flood.check(1) for _ in range(12))[Verdict.WARN] == 1


def test_one_persons_flood_is_nobody_elses() -> None:
    flood = Flood(1, 1.0, Clock())
    flood.check(1)
    assert flood.check(1) is Verdict.WARN
    assert flood.check(2) is Verdict.PASS
