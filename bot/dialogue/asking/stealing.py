"""Pages that steal each other's questions: nearly the same example stands on two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.model import Issue
from bot.content.tree import Tree
from bot.dialogue.asking.fold import words_of

name = "stealing"
_ALIKE = 0.8  # of the words of both are shared
_KINDS = ("page", "flow", "checklist", "course")


@dataclass(frozen=True, slots=True)
class _Asked:
    owner: str
    path: str
    line: int
    text: str
    words: frozenset[str]


def stealing(tree: Tree) -> Iterator[Issue]:
    """One warning for each pair of questions; the second file of the two is named first."""
    by_word: dict[str, list[_Asked]] = {}
    for asked in _questions(tree):
        seen: set[tuple[str, int]] = set()
        for other in (one for word in asked.words for one in by_word.get(word, ())):
            if other.owner != asked.owner and (other.path, other.line) not in seen:
                shared = len(other.words & asked.words) / len(other.words | asked.words)
                if shared >= _ALIKE:
                    seen.add((other.path, other.line))
                    yield _issue(asked, other)
        for word in asked.words:
            by_word.setdefault(word, []).append(asked)


def _questions(tree: Tree) -> Iterator[_Asked]:
    for entry in tree.of(*_KINDS, *(f"{kind}-words" for kind in _KINDS)):
        for number, text in enumerate(entry.file.ask):
            line = entry.line("ask", number)
            yield _Asked(entry.id, entry.path, line, text, frozenset(words_of(text)))


def _issue(asked: _Asked, other: _Asked) -> Issue:
    where = f"{other.path}:{other.line}"
    return Issue(
        name,
        asked.path,
        asked.line,
        f"вопрос «{asked.text}» есть и у «{other.owner}» ({where}): чей он?",
        f"the question `{asked.text}` is also asked of `{other.owner}` ({where}): whose is it?",
        error=False,
    )
