"""What `safar ask` prints: a ranking with its reasons, and the report on the examples."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table

from bot.content.model import Content


def show_ranking(content: Content, question: str) -> None:
    from bot.dialogue.asking.asked import ask
    from bot.dialogue.asking.why import nearest, why

    console = Console()
    asked = ask(content, question)
    if asked.urgent:
        console.print(f"🆘 urgent: {asked.urgent}")
    if asked.place:
        console.print("📍 place")
    if asked.refused:
        console.print("— не к нам: бот скажет, что он умеет · refused")
    if asked.clear:
        console.print("→ откроется сразу · opens at once")
    table = Table("score", "id", "words", "example")
    for target, score in asked.ranked[:5]:
        words = ", ".join(f"{word} {share:+.2f}" for word, share in why(content, question, target))
        example = nearest(content, question, target)
        shown = f"«{example.text}» ({example.language})" if example else ""
        table.add_row(f"{score:.2f}", target, words, shown)
    console.print(table)


def show_report(content: Content) -> None:
    from bot.dialogue.asking.trial import trial

    console = Console()
    found = trial(content)
    for line in found.summary():
        console.print(line)
    confused: Counter[tuple[str, str]] = Counter()
    sample: dict[tuple[str, str], str] = {}
    for one in found.tried:
        if not one.right:
            pair = (one.example.label, one.first)
            confused[pair] += 1
            sample.setdefault(pair, one.example.text)
    table = Table("asked for", "went to", "times", "such as")
    for (label, got), count in confused.most_common(40):
        table.add_row(label, got, str(count), sample[label, got])
    console.print(table)
