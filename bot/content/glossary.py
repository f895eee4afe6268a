"""Terms that a page uses and a reader may not know: where they stand, what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.content.blocks import Block, Bullets, Heading, Span, Spans
from bot.content.schema_words import GlossaryFile


@dataclass(frozen=True, slots=True)
class Term:
    """`forms`: how the word begins in a text; one with a capital letter (ОМС) is matched as it
    stands, so that Омск is not. `explain`: one plain line."""

    id: str
    term: str
    forms: tuple[str, ...]
    explain: str


def to_terms(file: GlossaryFile) -> dict[str, Term]:
    """Term id → term, in the order of the file."""
    return {
        term_id: Term(term_id, term.term, term.forms, term.explain)
        for term_id, term in file.terms.items()
    }


def mark(
    blocks: Sequence[Block], terms: Mapping[str, Term]
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks with the first mention of each term underlined, and the ids found, in order.

    Headings and links are passed by: a link is underlined already.
    """
    if not terms:
        return tuple(blocks), ()
    found: list[str] = []
    pattern, owner = _pattern(tuple(terms.values()))

    def spans(given: Spans) -> Spans:
        return tuple(part for span in given for part in _cut(span, pattern, owner, found))

    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            out.append(block)
        elif isinstance(block, Bullets):
            out.append(replace(block, entries=tuple(map(spans, block.entries))))
        else:
            out.append(replace(block, spans=spans(block.spans)))
    return tuple(out), tuple(found)


def _cut(
    span: Span, pattern: re.Pattern[str], owner: Mapping[str, str], found: list[str]
) -> Iterable[Span]:
    if span.url is not None or span.code:
        yield span
        return
    end = 0
    for match in pattern.finditer(span.text):
        term_id = owner.get(match[1]) or owner[match[1].casefold()]
        if term_id in found:
            continue
        found.append(term_id)
        if match.start() > end:
            yield replace(span, text=span.text[end : match.start()])
        yield replace(span, text=match[0], underline=True)
        end = match.end()
    if end < len(span.text) or not span.text:
        yield replace(span, text=span.text[end:])


@lru_cache(maxsize=64)
def _pattern(terms: tuple[Term, ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """One expression for all forms, the longest first, to the end of the word."""
    owner = {form: term.id for term in terms for form in term.forms}
    forms = sorted(owner, key=len, reverse=True)
    joined = "|".join(
        f"(?i:{re.escape(form)})" if form == form.casefold() else re.escape(form) for form in forms
    )
    return re.compile(rf"(?<!\w)({joined})[\wʻʼ]*"), owner
