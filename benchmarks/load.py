"""How long does it take to read 1,200 files? `python benchmarks/load.py [files]`

Makes a tree of pages in four languages, then measures in one run, best of three:
`parse` (strict YAML and shapes), `start` (parse, all checks with nothing remembered, and
`Content`), `reload` (the same again, texts remembered), and a plain `yaml.load(…, CSafeLoader)`
of the same files, which is the fastest PyYAML can do.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from bot.content.load import read_tree
from bot.content.stamp import stamp_file, translations, words_hash
from bot.content.tree import read_files
from bot.content.words import parsed

TODAY = date(2026, 6, 1)
SECTIONS = 10
WORDS = {
    "ru": "Проверьте документы до поездки и сохраните чек.",
    "tg": "Пеш аз сафар ҳуҷҷатҳоро санҷед ва чекро нигоҳ доред.",
    "uz": "Safardan oldin hujjatlarni tekshiring va chekni saqlang.",
    "ky": "Сапардан мурун документтерди текшерип, чекти сактаңыз.",
}


def make(root: Path, files: int) -> None:
    (root / "topics.yaml").write_text("topics: [checklist, centre, sos, unmatched]\n")
    for language, words in WORDS.items():
        for section in range(SECTIONS):
            folder = root / language / f"section-{section}"
            folder.mkdir(parents=True)
            extra = f"order: {section}\nicon: 📄\n" if language == "ru" else ""
            (folder / "section.yaml").write_text(f"title: {words[:20]}\nsummary: {words}\n{extra}")
    for number in range(files // len(WORDS) - SECTIONS):
        section = f"section-{number % SECTIONS}"
        for language, words in WORDS.items():
            (root / language / section / f"page-{number}.yaml").write_text(
                page(words, number, language == "ru")
            )
    for source, entry in translations(read_files(root, TODAY)):
        stamp_file(root / entry.path, words_hash(source.file))


def page(words: str, number: int, russian: bool) -> str:
    body = "".join(
        f"  {words} **{number}-{n}**.\n\n  1. {words}\n  2. {words}\n\n" for n in range(4)
    )
    common = f"title: {words[:30]} {number}\nsummary: {words}\n"
    common += f"ask: ['{words[:20]}', '{number}']\n"
    common += f"body: |\n{body}steps:\n  bring: {words} {number}\n  where: {number} {words}\n"
    if not russian:
        return common
    return common + (
        "topic: checklist\nfor: {origin: [tj, uz], stage: [before]}\n"
        f"links: [page-{number ^ 1}]\nreviewed: 2026-03-01\nreview-every: 180\n"
        "sources:\n  - {name: Source, url: 'https://example.org/a', seen: 2026-02,"
        " confidence: high}\n"
    )


def best(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1200
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make(root, wanted)
        paths = sorted(root.rglob("*.yaml"))
        content, issues = read_tree(root, TODAY)
        if content is None:
            raise SystemExit(f"the tree has errors, the first: {issues[0]}")

        def plain() -> None:
            for path in paths:
                yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)

        bare = best(plain)
        parse = best(lambda: read_files(root, TODAY))
        start = best(lambda: (parsed.cache_clear(), read_tree(root, TODAY)))
        reload = best(lambda: read_tree(root, TODAY))
    print(f"files          {len(paths)}")
    print(f"CSafeLoader    {bare:.2f} s")
    for name, seconds in (("parse", parse), ("start", start), ("reload", reload)):
        print(f"{name:14} {seconds:.2f} s   {seconds / bare:.1f} × CSafeLoader")


if __name__ == "__main__":
    main()
