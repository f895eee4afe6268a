"""How well a question finds its page: ours, BM25 on words, SQLite's FTS5 trigrams, rapidfuzz.

    python -m benchmarks.questions_routers [dev.jsonl own.jsonl …]

All four get the same pages with the same example questions and are scored by
`benchmarks/questions/evaluate.py` on the same messages. BM25 is Okapi's, k1 = 1.2 and b = 0.75,
one document a page; FTS5 ranks by its own bm25; rapidfuzz takes the most alike example
(`token_set_ratio`). None of the three knows danger or small talk.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from math import log
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.questions import evaluate
from bot.content.load import load
from bot.content.model import Content
from bot.dialogue.asking.asked import prepare
from bot.dialogue.asking.examples import URGENT, Example, examples
from bot.verbs.ask import answer

QUESTIONS = Path(__file__).resolve().parent / "questions"
Route = Callable[[str, str | None], object]
_WORD = re.compile(r"[^\W_]+")
_MOST = 10


def texts(content: Content) -> list[Example]:
    found = examples(content)
    return [one for one in found if not one.label.startswith(("-", URGENT))]


def bm25(found: list[Example]) -> Route:
    pages: dict[str, Counter[str]] = {}
    for one in found:
        pages.setdefault(one.label, Counter()).update(_words(one.text))
    sizes = {page: counts.total() for page, counts in pages.items()}
    average = sum(sizes.values()) / len(sizes)
    having = Counter(word for counts in pages.values() for word in counts)

    def route(question: str, _lang: str | None = None) -> object:
        scores = {}
        for page, counts in pages.items():
            score = 0.0
            for word in _words(question):
                if n := counts.get(word, 0):
                    idf = log(1 + (len(pages) - having[word] + 0.5) / (having[word] + 0.5))
                    score += idf * n * 2.2 / (n + 1.2 * (0.25 + 0.75 * sizes[page] / average))
            if score:
                scores[page] = score
        return sorted(scores.items(), key=lambda pair: -pair[1])[:_MOST]

    return route


def fts5(found: list[Example]) -> Route:
    database = sqlite3.connect(":memory:")
    database.execute(
        "create virtual table pages using fts5(page unindexed, text, tokenize=trigram)"
    )
    whole: dict[str, list[str]] = {}
    for one in found:
        whole.setdefault(one.label, []).append(one.text)
    database.executemany(
        "insert into pages values (?, ?)", [(page, "\n".join(own)) for page, own in whole.items()]
    )

    def route(question: str, _lang: str | None = None) -> object:
        text = question.casefold()
        pieces = {text[at : at + 3] for at in range(len(text) - 2)}
        if not pieces:
            return []
        query = " OR ".join('"' + piece.replace('"', '""') + '"' for piece in sorted(pieces))
        rows = database.execute(
            "select page, -rank from pages where pages match ? order by rank limit ?",
            (query, _MOST),
        )
        return [list(row) for row in rows]

    return route


def fuzzy(found: list[Example]) -> Route:
    known = [" ".join(_words(one.text)) for one in found]

    def route(question: str, _lang: str | None = None) -> object:
        best: dict[str, float] = {}
        asked = " ".join(_words(question))
        for _, score, at in process.extract(asked, known, scorer=fuzz.token_set_ratio, limit=50):
            best.setdefault(found[at].label, score / 100)
        return list(best.items())[:_MOST]

    return route


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def main(files: list[str]) -> None:
    content = load(QUESTIONS.parent.parent / "content", date.today())
    mapping = json.loads((QUESTIONS / "mapping.json").read_text("utf-8"))
    started = time.perf_counter()
    prepare(content)
    print(f"the index was learned in {time.perf_counter() - started:.1f} s")
    found = texts(content)
    routers: dict[str, Route] = {
        "ours": lambda question, _lang=None: answer(content, question),
        "BM25, words": bm25(found),
        "FTS5, trigrams": fts5(found),
        "rapidfuzz": fuzzy(found),
    }
    for file in files or ["dev.jsonl", "own.jsonl"]:
        rows = evaluate.load(QUESTIONS / file, "all")
        print(f"\n{file}: {len(rows)} messages")
        print(f"{'':16} top-1  top-3  story  none AUROC  urgent  p50 ms  p95 ms")
        for name, route in routers.items():
            s, _ = evaluate.run(route, rows, mapping)
            story = s["groups"].get("kind=story", {"topk": float("nan")})["topk"]
            print(
                f"{name:16} {s['top1']:.3f}  {s['topk']:.3f}  {story:.3f}  "
                f"{s['none_auroc']:10.3f}  {s['urgent']['recall']:6.3f}  "
                f"{s['p50_ms']:6.2f}  {s['p95_ms']:6.2f}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
