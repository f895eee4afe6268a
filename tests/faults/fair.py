"""Seconds of an ordinary machine, on one that is busy with other tests right now."""

from __future__ import annotations

import subprocess
import time

from tests.process import SAFAR, environment

ORDINARY = 0.7  # seconds that `safar keys --help` takes where nothing else runs
LEAST = 2.0  # other tests come and go within the seconds that are measured


def fair(seconds: float) -> float:
    """The limit, stretched by how much slower the program's own imports are at this moment."""
    began = time.monotonic()
    subprocess.run(
        [SAFAR, "keys", "--help"], env=environment(), capture_output=True, check=True, timeout=60
    )
    return seconds * max(LEAST, (time.monotonic() - began) / ORDINARY)
