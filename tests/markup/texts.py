"""Blocks for property tests: any characters that a YAML text may hold, and then some."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.content.markup import Block, Bullets, Heading, Paragraph, Quote, Span

WILD = st.text(
    st.one_of(
        st.sampled_from("<>&\"'`*_[](){}\\/ .!?…\n«»ʻқӣөү🆘1"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)
"""Anything at all, rich in characters that mean something to HTML or Markdown."""

_LETTERS = st.text(st.sampled_from("абвгдеёжзқӣөүABc19«»,:-"), min_size=1, max_size=12)
_WORD = st.one_of(_LETTERS, _LETTERS.map(lambda w: w + "."), _LETTERS.map(lambda w: w + "! "))
PROSE = st.lists(_WORD, min_size=1, max_size=30).map(" ".join)
"""Words with sentence ends."""

_URLS = st.none() | st.sampled_from(["https://mvd.ru/?a=1&b=2", 'https://a.uz/"<x>'])


def spans(text: st.SearchStrategy[str], max_size: int = 4) -> st.SearchStrategy[tuple[Span, ...]]:
    span = st.builds(Span, text, st.booleans(), st.booleans(), st.booleans(), _URLS)
    return st.lists(span, min_size=1, max_size=max_size).map(tuple)


def blocks(text: st.SearchStrategy[str], max_size: int = 6) -> st.SearchStrategy[tuple[Block, ...]]:
    of = spans(text)
    entries = st.lists(of, min_size=1, max_size=6).map(tuple)
    block = st.one_of(
        st.builds(Heading, of),
        st.builds(Paragraph, of),
        st.builds(Quote, of),
        st.builds(Bullets, entries, st.none() | st.integers(1, 999)),
    )
    return st.lists(block, max_size=max_size).map(tuple)
