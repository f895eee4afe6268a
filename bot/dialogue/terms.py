"""Words a reader may not know: underlined in the text, explained in one tap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.content import glossary, words
from bot.content.glossary import Term
from bot.content.markup import Block
from bot.dialogue.actions import Button, Row
from bot.dialogue.buttons import to
from bot.dialogue.view import View, rows

_MOST = 4  # a wall of buttons explains nothing


def marked(shown: View, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Row, ...]]:
    """The blocks with their terms underlined, and a small button for each of the first four.

    `shown` is the view in which the words stand (Russian where there is no translation).
    """
    terms = _terms(shown)
    _, found = glossary.mark(blocks, terms)
    kept = {term_id: terms[term_id] for term_id in found[:_MOST]}
    out, found = glossary.mark(blocks, kept)
    return out, rows([Button(f"ℹ️ {kept[term].term}", to("w", term)) for term in found])


def explained(view: View, term_id: str) -> str | None:
    """«Term — one plain line» in the reader's language, else in Russian; None if it is gone."""
    for shown in (view, view.in_russian()):
        if term := _terms(shown).get(term_id):
            return f"{term.term} — {term.explain}"
    return None


def _terms(view: View) -> dict[str, Term]:
    own = view.content.glossary.get(words.language_of(view.locale), {})
    say = view.say.in_script
    if view.locale == words.language_of(view.locale):
        return dict(own)
    return {
        term.id: replace(
            term,
            term=say(term.term),
            # What pages keep Latin (ruID) stays as it is: both ways of writing are looked for.
            forms=tuple(dict.fromkeys([*map(say, term.forms), *term.forms])),
            explain=say(term.explain),
        )
        for term in own.values()
    }
