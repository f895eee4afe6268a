"""What is published of a period: counts with noise, a threshold and rounding.

Noise: two-sided geometric, P(k) ∝ exp(-|k| / b) with b = 2, so ε = 1 / b = 0.5 for each
count a person can change by one. Drawn from the system's secure random numbers with integer
arithmetic only (Canonne, Kamath, Steinke 2020, algorithms 1 and 2): no rounding of floating
point numbers gives anything away.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

NOISE_B = 2
THRESHOLD = 10
STEP = 5


def noise() -> int:
    """Two-sided geometric: the difference of two one-sided draws."""
    return _geometric() - _geometric()


def publish(counts: Mapping[str, int], cells: Iterable[str]) -> dict[str, int]:
    """Every cell gets noise, also those nobody asked for; below 10 nothing is said."""
    published = {}
    for cell in sorted({*cells, *counts}):
        n = counts.get(cell, 0) + noise()
        if n >= THRESHOLD:
            published[cell] = n // STEP * STEP
    return published


def _geometric() -> int:
    """P(k) ∝ exp(-k / b), k ≥ 0."""
    k = 0
    while _decays():
        k += 1
    return k


def _decays() -> bool:
    """True with probability exp(-1 / b), exactly: the first k at which a draw of
    probability 1 / (b·k) fails is odd with that probability."""
    k = 1
    while secrets.randbelow(NOISE_B * k) == 0:
        k += 1
    return k % 2 == 1
