"""How long does a typed name take? `python benchmarks/typed_names.py`

All names of tests/places/typed_names.tsv and the ordinary words beside it, each searched ten
times, as the bot does it; and what making the index costs, once, at the first text.
"""

from __future__ import annotations

import csv
import statistics
import time
from pathlib import Path

from bot.content.load import load
from bot.dialogue.asking.asked import ask
from bot.dialogue.gazetteer import gazetteer
from tests.conftest import NOW

ROOT = Path(__file__).resolve().parent.parent
PLACES = ROOT / "tests" / "places"


def main() -> None:
    content = load(ROOT / "content", NOW.date())
    start = time.perf_counter()
    gazetteer(content)
    print(f"index          {time.perf_counter() - start:.2f} s")
    with (PLACES / "typed_names.tsv").open(encoding="utf-8", newline="") as file:
        names = [row["typed"] for row in csv.DictReader(file, delimiter="\t")]
    words = (PLACES / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    ask(content, "Ош")
    for label, texts in (("names", names), ("ordinary words", words)):
        for what, work in (
            ("place", lambda text: gazetteer(content).meant(text)),
            ("whole question", lambda text: ask(content, text)),
        ):
            times = []
            for text in texts * (10 if what == "place" else 1):
                start = time.perf_counter()
                work(text)
                times.append((time.perf_counter() - start) * 1000)
            cut = statistics.quantiles(times, n=100)
            print(f"{label:14} {what:13} p50 {cut[49]:.2f} ms   p95 {cut[94]:.2f} ms")


if __name__ == "__main__":
    main()
