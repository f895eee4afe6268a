"""Terms of the glossary are explained in every language and are found in some text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.model import Issue
from bot.content.texts import passages
from bot.content.tree import Entry, Tree

name = "glossary"


def check(tree: Tree) -> Iterable[Issue]:
    for entry in tree.of("glossary-words"):
        yield from _shared(entry)
        text = " ".join(
            passage.text
            for page in tree.of("page", "page-words")
            if page.language == entry.language
            for passage in passages(page.file)
            if passage.role == "prose"
        ).casefold()
        for term_id, term in entry.file.terms.items():
            forms = "|".join(re.escape(form.casefold()) for form in term.forms)
            if text and not re.search(rf"(?<!\w)(?:{forms})", text):
                yield Issue(
                    name,
                    entry.path,
                    entry.line("terms", term_id),
                    f"слово «{term.term}» не встречается ни на одной странице",
                    f"no page uses the term `{term.term}`",
                    error=False,
                )


def _shared(entry: Entry[Any]) -> Iterator[Issue]:
    """One form cannot lead to two explanations."""
    owner: dict[str, str] = {}
    for term_id, term in entry.file.terms.items():
        for form in term.forms:
            first = owner.setdefault(form.casefold(), term_id)
            if first != term_id:
                yield Issue(
                    name,
                    entry.path,
                    entry.line("terms", term_id, "forms"),
                    f"«{form}» уже ведёт к слову «{first}»",
                    f"`{form}` leads to the term `{first}` already",
                )
