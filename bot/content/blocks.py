"""A text as blocks of styled spans, and what they look like as Telegram HTML or plain text.

Telegram keeps at most 4096 code points of visible text and 100 styled runs a message, knows a
handful of tags and refuses the rest; here only `b i u code a blockquote` are written, and every
tag closes within its own span, so that any cut between spans stays well-formed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import chain

PLACEHOLDER = re.compile(r"\{(=?[a-z0-9]+(?:-[a-z0-9]+)*(?::n)?)\}")
"""`{patent-duty}` (the value with its unit) or `{patent-duty:n}` (the bare number);
`{=last-day}` is what a calculator worked out."""

_KEEP = re.compile(r"\{[^{}\s]*\}|(?:https?://|www\.|tg://)\S+")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style. A link shown as code is a link."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    url: str | None = None
    underline: bool = False

    @property
    def styled(self) -> bool:
        return self.bold or self.italic or self.code or self.underline or self.url is not None


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Spans


@dataclass(frozen=True, slots=True)
class Quote:
    spans: Spans


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of one level. `start` is the first number, or None for «•»."""

    entries: tuple[Spans, ...]
    start: int | None = None

    def marker(self, index: int) -> str:
        return "• " if self.start is None else f"{self.start + index}. "


Block = Heading | Paragraph | Bullets | Quote


def to_plain(blocks: Sequence[Block]) -> str:
    """What a reader sees, without any style. Equals the text Telegram shows but for trimming."""
    return "\n\n".join(map(_plain, blocks))


def visible_length(blocks: Sequence[Block]) -> int:
    """Unicode code points of the visible text: the unit of Telegram's 4096."""
    return len(to_plain(blocks))


def entity_count(blocks: Sequence[Block]) -> int:
    """Styled runs Telegram will count, at most: nested styles count each."""
    total = 0
    for block in blocks:
        for span in spans_of(block):
            bold = span.bold or isinstance(block, Heading)
            total += (
                1
                if span.code and span.url is None
                else bold + span.italic + span.underline + (span.url is not None)
            )
        total += isinstance(block, Quote)
    return total


def to_telegram_html(blocks: Sequence[Block]) -> str:
    """HTML for Telegram's `parse_mode=HTML`. Headings are bold; blank line between blocks."""
    return "\n\n".join(map(_html, blocks))


def fill(blocks: Sequence[Block], values: Mapping[str, str]) -> tuple[Block, ...]:
    """Put values in the place of `{name}` and `{name:n}`, in texts and addresses alike.

    Runs after parsing, so a value is never read as markup. Unknown names stay as they are. A
    link whose filled address is no web address becomes plain text.
    """

    def put(text: str) -> str:
        return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)

    def change(span: Span) -> Span:
        url = span.url
        if url is not None and PLACEHOLDER.search(url):
            url = put(url)
            if not re.fullmatch(r"https?://\S+", url):
                url = None
        return replace(span, text=put(span.text), url=url)

    return tuple(_change(block, change) for block in blocks)


def placeholders(blocks: Sequence[Block]) -> set[str]:
    """Names in braces as written: `patent-duty`, `patent-duty:n`."""
    spans = chain.from_iterable(map(spans_of, blocks))
    texts = ((span.text, span.url or "") for span in spans)
    return {name for text in chain.from_iterable(texts) for name in PLACEHOLDER.findall(text)}


def map_text(blocks: Sequence[Block], fn: Callable[[str], str]) -> tuple[Block, ...]:
    """Change the words only: placeholders, web addresses and code stay untouched."""

    def change(span: Span) -> Span:
        if span.code:
            return span
        out, end = [], 0
        for kept in _KEEP.finditer(span.text):
            out += [fn(span.text[end : kept.start()]), kept[0]]
            end = kept.end()
        out.append(fn(span.text[end:]))
        return replace(span, text="".join(out))

    return tuple(_change(block, change) for block in blocks)


def spans_of(block: Block) -> Spans:
    """All spans of a block in reading order."""
    if isinstance(block, Bullets):
        return tuple(chain.from_iterable(block.entries))
    return block.spans


def text_of(spans: Spans) -> str:
    return "".join(span.text for span in spans)


def _change(block: Block, change: Callable[[Span], Span]) -> Block:
    if isinstance(block, Bullets):
        entries = tuple(tuple(map(change, entry)) for entry in block.entries)
        return replace(block, entries=entries)
    return replace(block, spans=tuple(map(change, block.spans)))


def _plain(block: Block) -> str:
    if isinstance(block, Bullets):
        lines = (block.marker(i) + text_of(entry) for i, entry in enumerate(block.entries))
        return "\n".join(lines)
    return text_of(block.spans)


def _html(block: Block) -> str:
    if isinstance(block, Bullets):
        lines = (
            block.marker(i) + "".join(map(_tags, entry)) for i, entry in enumerate(block.entries)
        )
        return "\n".join(lines)
    if isinstance(block, Heading):
        return "".join(_tags(replace(span, bold=True)) for span in block.spans)
    html = "".join(map(_tags, block.spans))
    return f"<blockquote>{html}</blockquote>" if isinstance(block, Quote) else html


def _tags(span: Span) -> str:
    text = escape(span.text)
    if span.url is not None:
        text = f'<a href="{escape(span.url)}">{text}</a>'
    elif span.code:
        return f"<code>{text}</code>"  # Telegram drops bold and italic around code
    if span.underline:
        text = f"<u>{text}</u>"
    if span.italic:
        text = f"<i>{text}</i>"
    return f"<b>{text}</b>" if span.bold else text
