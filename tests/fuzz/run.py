"""`python -m tests.fuzz.run <target> <seconds>`: atheris on one target, from its seeds.

What breaks a rule is written beside the seeds as `crash-…`: mend the cause, give the file a name
that says what it is, and keep it. `test_seeds.py` replays all of them.
"""

from __future__ import annotations

import sys
import tempfile

import atheris

with atheris.instrument_imports(include=["bot", "markdown_it", "yaml"]):
    from tests.fuzz.targets import SEEDS, TARGETS


def main() -> None:
    target, seconds = sys.argv[1], sys.argv[2]
    seeds = SEEDS / target
    with tempfile.TemporaryDirectory() as corpus:
        atheris.Setup(
            [
                sys.argv[0], corpus, str(seeds), f"-max_total_time={seconds}", "-max_len=4096",
                f"-artifact_prefix={seeds}/", "-timeout=10", "-rss_limit_mb=2048",
                "-print_final_stats=1",
            ],
            TARGETS[target],
        )  # fmt: skip
        atheris.Fuzz()


if __name__ == "__main__":
    main()
