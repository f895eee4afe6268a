"""Short sentences, short paragraphs, none of the words a language's style forbids.

Limits and words stand in `content/<language>/style.yaml`, with the pages that are exempt and
why. What stands in «quotes», `code` or a link's address may be somebody else's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.blocks import PLACEHOLDER, Bullets, Spans, text_of
from bot.content.markup import MarkupError
from bot.content.model import Issue
from bot.content.schema_words import StyleFile
from bot.content.texts import Passage, passages
from bot.content.tree import Entry, Tree
from bot.content.words import parsed

name = "readability"

_KINDS = ("section", "page", "flow", "checklist", "course", "need", "notice", "glossary")
_ROLES = ("title", "summary", "prose", "choice", "label", "term", "explain")
_SENTENCE_END = re.compile(r"(?<=[.!?…:;])[»”\")]*\s+")
_WORD = re.compile(r"[\w’ʻʼ]+(?:-[\w’ʻʼ]+)*")
_FREE = re.compile(r"`[^`\n]*`|«[^»]*»|https?://\S+|\]\([^)]*\)")


def check(tree: Tree) -> Iterable[Issue]:
    styles = {entry.language: entry.file for entry in tree.of("style")}
    patterns = {language: list(_patterns(style)) for language, style in styles.items()}
    for entry in tree.of("style"):
        yield from _exceptions(tree, entry)
    for entry in tree.entries:
        if entry.language not in styles or entry.kind.removesuffix("-words") not in _KINDS:
            continue
        for passage in passages(entry.file):
            if passage.role in _ROLES:
                yield from _forbidden(entry, passage, patterns[entry.language])
            if passage.role == "prose" and entry.id not in styles[entry.language].exceptions:
                yield from _long(entry, passage, styles[entry.language])


def _patterns(style: StyleFile) -> Iterator[tuple[re.Pattern[str], str]]:
    for word, instead in style.forbidden.items():
        stem = r"\s+".join(re.escape(part) for part in word.removesuffix("*").split())
        end = "" if word.endswith("*") else r"(?!\w)"
        yield re.compile(rf"(?<!\w){stem}{end}", re.IGNORECASE), instead


def _forbidden(
    entry: Entry[Any], passage: Passage, patterns: list[tuple[re.Pattern[str], str]]
) -> Iterator[Issue]:
    text = _FREE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), passage.text)
    start = entry.node.text_line(*passage.steps)
    for pattern, instead in patterns:
        for match in pattern.finditer(text):
            yield Issue(
                name,
                entry.path,
                start + text.count("\n", 0, match.start()),
                f"«{match.group()}» так не пишем: {instead}",
                f"`{match.group()}` is not used here: {instead}",
            )


def _long(entry: Entry[Any], passage: Passage, style: StyleFile) -> Iterator[Issue]:
    try:
        blocks = parsed(passage.text)
    except MarkupError:
        return  # the markup check tells it
    line = entry.line(*passage.steps)
    runs: list[Spans] = []
    for block in blocks:
        runs += block.entries if isinstance(block, Bullets) else (block.spans,)
    for run in runs:
        text = PLACEHOLDER.sub("0", text_of(run))
        if len(text) > style.paragraph_letters:
            yield Issue(
                name,
                entry.path,
                line,
                f"абзац «{text[:30]}…» длиннее {style.paragraph_letters} знаков ({len(text)})",
                f"the paragraph `{text[:30]}…` is longer than {style.paragraph_letters} characters "
                f"({len(text)})",
            )
        for sentence in _SENTENCE_END.split(text):
            size = len(_WORD.findall(sentence))
            if size > style.sentence_words:
                yield Issue(
                    name,
                    entry.path,
                    line,
                    f"предложение «{sentence[:30]}…» длиннее {style.sentence_words} слов ({size})",
                    f"the sentence `{sentence[:30]}…` is longer than {style.sentence_words} words "
                    f"({size})",
                )


def _exceptions(tree: Tree, entry: Entry[StyleFile]) -> Iterator[Issue]:
    known = tree.ids("page", "flow", "checklist", "course", "need-words", "notice-words")
    for page in entry.file.exceptions:
        if page not in known:
            yield Issue(
                name,
                entry.path,
                entry.line("exceptions", page),
                f"страницы «{page}» нет; уберите исключение",
                f"there is no page `{page}`; drop the exception",
            )
