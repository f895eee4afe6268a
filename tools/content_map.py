"""docs/content-map.md from the content: what people ask → pages → facts → sources.

`python -m tools.content_map` writes it; a test keeps it equal. The intents come from the
mapping that the question benchmark uses, the other lines from `content_map.yaml` beside this.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import yaml

from bot.content.blocks import PLACEHOLDER
from bot.content.load import load
from bot.content.model import Content, Listed

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "content-map.md"
INTENTS = ROOT / "benchmarks" / "questions" / "mapping.json"
WISHES = Path(__file__).with_suffix(".yaml")
DAY = date(2026, 11, 22)  # decides nothing in the map, only warnings

# What the engine answers itself: no page of its own.
SERVICES = {
    "nearest-centre": "nearest centre (`c`)",
    "talk-human": "hotlines and centres",
    "change-language": "languages (`l`)",
    "delete-data": "privacy and forget (`v`, `d`)",
}


def content_map(content: Content) -> str:
    """The whole file. Raises KeyError for a page that the mapping names and nobody has."""
    mapping: dict[str, list[str]] = json.loads(INTENTS.read_text(encoding="utf-8"))
    wishes: dict[str, dict[str, list[str]]] = yaml.safe_load(WISHES.read_text(encoding="utf-8"))
    lines = [
        "# What people ask → pages → facts → sources",
        "",
        "Made from the content by `python -m tools.content_map`; a test keeps it equal.",
        "",
        "## Intents",
        "",
        "| intent | pages |",
        "|---|---|",
    ]
    lines += [
        f"| `{intent}` | {_linked(content, pages)} |"
        for intent, pages in sorted(mapping.items())
        if not intent.startswith("__")
    ]
    for group, rows in wishes.items():
        lines += ["", f"## {group}", "", "| what | pages |", "|---|---|"]
        lines += [f"| {what} | {_linked(content, pages)} |" for what, pages in rows.items()]
    lines += ["", "## Pages: their facts and sources", ""]
    for one in content.all_listed():
        lines += _page(one)
    return "\n".join(lines) + "\n"


def _linked(content: Content, ids: Iterable[str]) -> str:
    shown = []
    for target in ids:
        if target in SERVICES:
            shown.append(SERVICES[target])
            continue
        one = content.listed(target)
        if one is None:
            raise KeyError(target)
        shown.append(f"[{target}](../content/{one.path.as_posix()})")
    return ", ".join(shown)


def _page(page: Listed) -> Iterator[str]:
    facts = ", ".join(f"`{fact}`" for fact in _facts(page)) or "none: no figure is given"
    yield f"### {page.id}"
    yield ""
    yield f"Facts: {facts}."
    yield ""
    for source in page.sources:
        name = f"[{source.name}]({source.url})" if source.url else source.name
        yield f"- {name}, {source.seen or 'undated'}, {source.confidence}"
    yield ""


def _facts(page: Listed) -> list[str]:
    """Ids of the facts in the Russian text, in the order of the page."""
    found = PLACEHOLDER.findall(repr(page.words["ru"]))
    return list(dict.fromkeys(name.removesuffix(":n") for name in found))


if __name__ == "__main__":
    TARGET.write_text(content_map(load(ROOT / "content", DAY)), encoding="utf-8")
