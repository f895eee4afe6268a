"""`safar ask`: where a typed text leads and why; for editors, and for measuring."""

from __future__ import annotations

import json
import sys
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.config import PROJECT, read_settings
from bot.content.model import Content
from bot.verbs.content import Folder

_CONTENT = PROJECT / "content"


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="Что написал человек. · What somebody typed.")
    ] = None,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl", help='Строки {"question", "lang"} со входа. · JSON lines in, JSON lines out.'
        ),
    ] = False,
    report: Annotated[
        bool,
        typer.Option(
            "--report", help="Что с чем путается на примерах. · What is confused with what."
        ),
    ] = False,
    content: Folder = _CONTENT,
) -> None:
    """Куда ведёт вопрос и почему. · Where a question leads, and why."""
    from bot.verbs import ask_tables

    loaded = _load(content)
    if jsonl:
        _lines(loaded)
    elif report:
        ask_tables.show_report(loaded)
    elif typed := " ".join(question or ()).strip():
        ask_tables.show_ranking(loaded, typed)
    else:
        sys.stderr.write("safar ask хозяин не отдаёт паспорт · --report · --jsonl\n")
        raise typer.Exit(2)


def route(question: str, lang: str | None = None) -> dict[str, Any]:
    """Where the bot leads with a question: `{"ranked": [[id, score], …], "reject": bool,
    "urgent": bool}`. `lang` chooses only the language of what is shown: it changes nothing."""
    return answer(_load(_CONTENT), question)


def answer(content: Content, question: str) -> dict[str, Any]:
    from bot.dialogue.asking.asked import ask as asked

    found = asked(content, question)
    return {
        "ranked": [[target, round(score, 4)] for target, score in found.ranked],
        "reject": found.refused,
        "urgent": bool(found.urgent),
    }


def _lines(content: Content) -> None:
    """A line that is no such question gets `{"error": …}`; the next ones are answered."""
    for line in sys.stdin:
        if not line.strip():
            continue
        try:
            question = json.loads(line)["question"]
            out = answer(content, str(question))
        except (ValueError, TypeError, KeyError):
            out = {"error": 'expected {"question": "…", "lang": "…"}'}
        sys.stdout.write(json.dumps(out, ensure_ascii=False) + "\n")
        sys.stdout.flush()


@lru_cache(maxsize=1)
def _load(folder: Path) -> Content:
    """The content with its index, read where the bot keeps it or learned."""
    from datetime import date

    from bot.content.load import load
    from bot.storage.index_file import prepare_from

    content = load(folder, date.today())
    prepare_from(folder, read_settings().state, content)
    return content
