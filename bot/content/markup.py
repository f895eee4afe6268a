"""The Markdown an editor may write, read into blocks.

Paragraphs, **bold**, *italic*, `code`, lists of one level, > quotes, ## headings and
[text](https://…). Everything else is an error that names its line: what Telegram cannot show
must not be written and then vanish. A line break within a paragraph is a space, as in all
Markdown; `\\*` is a literal asterisk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NoReturn

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.content.blocks import (
    PLACEHOLDER,
    Block,
    Bullets,
    Heading,
    Paragraph,
    Quote,
    Span,
    Spans,
    entity_count,
    fill,
    map_text,
    placeholders,
    text_of,
    to_plain,
    to_telegram_html,
    visible_length,
)
from bot.content.parts import split

__all__ = [
    "PLACEHOLDER",
    "Block",
    "Bullets",
    "Heading",
    "MarkupError",
    "Paragraph",
    "Quote",
    "Span",
    "Spans",
    "entity_count",
    "fill",
    "map_text",
    "parse",
    "placeholders",
    "split",
    "text_of",
    "to_plain",
    "to_telegram_html",
    "visible_length",
]


class MarkupError(ValueError):
    """Markdown that Safar does not show. `line` counts from 1 within the text given to parse.

    `message` is Russian, `message_en` the same in English; both say what to write instead.
    """

    def __init__(self, line: int, message: str, message_en: str = "") -> None:
        super().__init__(f"line {line}: {message_en or message}")
        self.line = line
        self.message = message
        self.message_en = message_en or message


_REFUSED = {
    "fence": ("блок кода не поддерживается", "code blocks are not supported"),
    "code_block": (
        "строка начинается с 4 пробелов и стала блоком кода: уберите пробелы",
        "four leading spaces make a code block: remove them",
    ),
    "hr": ("линия не поддерживается", "a rule is not supported"),
    "table_open": (
        "таблицы не поддерживаются: сделайте список",
        "no tables: write a list",
    ),
    "html_block": ("HTML не поддерживается", "HTML is not supported"),
    "html_inline": ("HTML не поддерживается", "HTML is not supported"),
    "image": ("картинки не поддерживаются", "images are not supported"),
    "s_open": ("зачёркивание не поддерживается", "strikethrough is not supported"),
    "autolink": (
        "адрес пишите так: [слова](https://…)",
        "write an address as [words](https://…)",
    ),
}
_UNKNOWN = ("такая разметка не поддерживается", "this markup is not supported")
_HEADING = ("заголовок пишите так: ## Текст", "write a heading as: ## Text")
_NESTED = (
    "список внутри списка или цитаты не поддерживается",
    "no list inside a list or quote",
)
_ENTRY = (
    "пункт списка — один абзац, и не пустой",
    "a list entry is one paragraph and not empty",
)
_QUOTE = ("в цитате могут быть только абзацы", "a quote holds paragraphs only")
_LINK = (
    "ссылка — это [слова](https://адрес.страна): с https, со словами и без подписи",
    "a link is [words](https://host.name): https, with words and no title",
)
_REFERENCE = (
    "ссылка-сноска не поддерживается: пишите [слова](https://…)",
    "reference links are not supported: write [words](https://…)",
)
_BREAK = (
    "«\\» в конце строки не переносит строку: начните новый абзац",
    "a backslash does not break the line: begin a new paragraph",
)
_EMPTY = ("пустой блок", "an empty block")

# The host needs a dot: Telegram drops a link to a bare name in silence.
_WEB = re.compile(r"https://[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?")


def _parser() -> MarkdownIt:
    """HTML, tables and the like are switched on to be seen, and then refused."""
    md = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]  # keeps {placeholders}
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # ours is stricter
    return md


_MD = _parser()


def parse(markdown: str) -> tuple[Block, ...]:
    """Blocks of a text; () for a blank one. Raises MarkupError at the first thing refused."""
    env: dict[str, dict[str, dict[str, list[int]]]] = {}
    tokens = _MD.parse(markdown, env)
    for reference in env.get("references", {}).values():
        _refuse(reference["map"][0] + 1, _REFERENCE)
    return tuple(_blocks(iter(tokens)))


def _refuse(line: int, reason: tuple[str, str]) -> NoReturn:
    raise MarkupError(line, *reason)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _blocks(tokens: Iterator[Token]) -> Iterator[Block]:
    for token in tokens:
        if token.type == "paragraph_open":
            yield Paragraph(_leaf(tokens))
        elif token.type == "heading_open":
            if token.markup != "##":
                _refuse(_line(token), _HEADING)
            yield Heading(_leaf(tokens))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            start = int(token.attrs.get("start", 1)) if token.type[0] == "o" else None
            yield Bullets(tuple(_entries(tokens)), start)
        elif token.type == "blockquote_open":
            yield _quote(token, tokens)
        else:
            _refuse(_line(token), _REFUSED.get(token.type, _UNKNOWN))


def _entries(tokens: Iterator[Token]) -> Iterator[Spans]:
    for item in tokens:
        if item.type != "list_item_open":
            return  # the list is closed
        entry: Spans = ()
        for token in tokens:
            if token.type == "list_item_close":
                break
            if token.type.endswith("list_open"):
                _refuse(_line(token), _NESTED)
            if token.type != "paragraph_open" or entry:
                _refuse(_line(token), _REFUSED.get(token.type, _ENTRY))
            entry = _leaf(tokens)
        if not entry:
            _refuse(_line(item), _ENTRY)
        yield entry


def _quote(opened: Token, tokens: Iterator[Token]) -> Quote:
    """Paragraphs of a quote stand on lines of their own."""
    spans: list[Span] = []
    for token in tokens:
        if token.type == "blockquote_close":
            break
        if token.type.endswith("list_open"):
            _refuse(_line(token), _NESTED)
        if token.type != "paragraph_open":
            _refuse(_line(token), _REFUSED.get(token.type, _QUOTE))
        spans += [Span("\n"), *_leaf(tokens)] if spans else _leaf(tokens)
    if not spans:
        _refuse(_line(opened), _EMPTY)
    return Quote(_merge(spans))


def _leaf(tokens: Iterator[Token]) -> Spans:
    """The spans of a paragraph or heading whose opening token has just been read."""
    inline = next(tokens)
    spans = _merge(_spans(inline))
    next(tokens)  # the closing token
    if not text_of(spans).strip():
        _refuse(_line(inline), _EMPTY)
    return spans


def _spans(inline: Token) -> Iterator[Span]:
    line, bold, italic = _line(inline), 0, 0
    url: str | None = None
    link_text = ""
    for token in inline.children or ():
        match token.type:
            case "text" | "code_inline":
                code = token.type == "code_inline"
                if code and url is not None:
                    _refuse(line, _LINK)
                link_text += token.content
                yield Span(token.content, bool(bold), bool(italic), code, url)
            case "softbreak" | "hardbreak":
                if token.type == "hardbreak" and "\\\n" in inline.content:
                    _refuse(line, _BREAK)
                line += 1
                yield Span(" ", bool(bold), bool(italic), url=url)
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                url, link_text = _address(token, line), ""
            case "link_close":
                url = None
                if not link_text.strip():
                    _refuse(line, _LINK)
            case other:
                _refuse(line, _REFUSED.get(other, _UNKNOWN))


def _address(link: Token, line: int) -> str:
    if link.markup == "autolink":
        _refuse(line, _REFUSED["autolink"])
    url = str(link.attrs["href"])
    # A whole address may be a fact: [site]({mvd-site}). `fill` drops it if it is none.
    if "title" in link.attrs or not (_WEB.fullmatch(url) or PLACEHOLDER.fullmatch(url)):
        _refuse(line, _LINK)
    return url


def _merge(spans: Iterator[Span] | list[Span]) -> Spans:
    """Join neighbours of one style, so that a placeholder or word is never cut in two."""
    out: list[Span] = []
    for span in spans:
        if out and replace(out[-1], text=span.text) == span:
            out[-1] = replace(span, text=out[-1].text + span.text)
        elif span.text:
            out.append(span)
    return tuple(out)
