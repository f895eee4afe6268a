"""Strict YAML: text with line numbers, nothing else.

PyYAML alone turns `no` into False and `0701234567` into an octal number, keeps the last of
two equal keys in silence, and its C loader crashes the process on deep nesting. Here
libyaml only delivers *events* (its event parser does not recurse); we build dicts, lists
and strings ourselves, stop at `MAX_DEPTH` and keep every scalar as text.

Limits: 256 KiB a file, depth 20, 20,000 nodes unless the caller allows more.
Every problem becomes an `Issue` with its line; nothing is raised.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml import CSafeLoader

from bot.content.characters import wrong_characters
from bot.content.model import Issue
from bot.content.yaml_text import Report, read_bytes, to_text
from bot.content.yaml_words import in_plain_words

MAX_DEPTH = 20
MAX_NODES = 20_000

_NULLS = frozenset({"~", "null", "Null", "NULL"})

# A scalar is the line its text starts at; a mapping keeps the line of each key as well.
Lines = Any


@dataclass(frozen=True, slots=True)
class Node:
    """A parsed file: `value` is dict, list or str all the way down."""

    value: Any
    lines: Lines

    def line(self, *path: str | int) -> int:
        """The line of a key or list entry, counted from 1.

        Where the path does not exist, the line of its nearest parent that does.
        """
        return self._walk(path)[0]

    def text_line(self, *path: str | int) -> int:
        """The line on which the text at `path` starts: below its key for `key: |`."""
        return self._walk(path)[1]

    def _walk(self, path: tuple[str | int, ...]) -> tuple[int, int]:
        here = self.lines
        found = here[0] if isinstance(here, tuple) else here
        for step in path:
            inner = here[1] if isinstance(here, tuple) else None
            if isinstance(inner, dict) and step in inner:
                found, here = inner[step]
            elif isinstance(inner, list) and isinstance(step, int) and step < len(inner):
                here = inner[step]
                found = here[0] if isinstance(here, tuple) else here
            else:
                return found, found
        return found, here[0] if isinstance(here, tuple) else here


def read_yaml(
    source: Path | bytes, name: str, *, max_nodes: int = MAX_NODES
) -> tuple[Node | None, tuple[Issue, ...]]:
    """Read one file. `name` is its path relative to the content folder, for the issues.

    Returns (None, issues) when anything is wrong, else (node, ()).
    """
    report = Report(name)
    raw = source if isinstance(source, bytes) else read_bytes(source, report)
    if raw is None:
        return None, tuple(report.issues)
    text = to_text(raw, report)
    if text is None:
        return None, tuple(report.issues)
    for problem in wrong_characters(text):
        report.add(*problem)
    node = _Builder(report, max_nodes).build(text)
    return (None if report.issues else node), tuple(report.issues)


class _Stop(Exception):
    """Reading this file further is pointless or dangerous."""


class _Builder:
    """Builds values and lines from events, without recursion."""

    def __init__(self, report: Report, max_nodes: int) -> None:
        self._report = report
        self._max_nodes = max_nodes
        # one frame an open mapping or list: [value, lines, key, line of key]
        self._stack: list[list[Any]] = []
        self._root: Node | None = None
        self._nodes = 0
        self._quoted: tuple[int, int] | None = None  # lines of the last text if it was in quotes

    def build(self, text: str) -> Node | None:
        documents = 0
        try:
            for event in yaml.parse(text, Loader=CSafeLoader):
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    self._scalar(event)
                elif kind is yaml.MappingStartEvent:
                    self._open(event, {}, {})
                elif kind is yaml.SequenceStartEvent:
                    self._open(event, [], [])
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self._stack.pop()
                elif kind is yaml.AliasEvent:
                    self._refuse_alias(event)
                elif kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._stop(
                            event,
                            "второй документ в файле (строка «---»); один файл — один документ",
                            "a second document in the file (a line `---`); one file, one document",
                        )
        except _Stop:
            return None
        except yaml.YAMLError as error:
            self._report.add(*in_plain_words(error, self._quoted))
            return None
        if self._root is None:
            self._report.add(1, "файл пуст", "the file is empty")
        return self._root

    def _scalar(self, event: Any) -> None:
        value: str = event.value
        line = event.start_mark.line + 1
        self._quoted = (line, event.end_mark.line + 1) if event.style in ("'", '"') else None
        if event.anchor or event.tag:
            self._refuse_marks(event)
        if event.style == '"':  # escapes such as \\u202e are read by now
            for _, message, message_en in wrong_characters(value):
                self._report.add(line, message, message_en)
        if not event.style and value in _NULLS:
            self._report.add(
                line,
                f"пустое значение «{value}»; удалите ключ или напишите текст",
                f"empty value `{value}`; delete the key or write a text",
            )
        self._put(value, line + 1 if event.style in ("|", ">") else line, event, value)

    def _open(self, event: Any, value: Any, lines: Any) -> None:
        if event.anchor or event.tag:
            self._refuse_marks(event)
        if len(self._stack) >= MAX_DEPTH:
            self._stop(
                event,
                f"слишком глубокая вложенность: больше {MAX_DEPTH} уровней",
                f"nested too deeply: more than {MAX_DEPTH} levels",
            )
        self._put(value, (event.start_mark.line + 1, lines), event, None)
        self._stack.append([value, lines, None, 0])

    def _put(self, value: Any, lines: Any, event: Any, text: str | None) -> None:
        self._nodes += 1
        if self._nodes > self._max_nodes:
            self._stop(
                event,
                f"слишком много значений в файле: больше {self._max_nodes}",
                f"too many values in the file: more than {self._max_nodes}",
            )
        if not self._stack:
            self._root = Node(value, lines)
            return
        frame = self._stack[-1]
        if isinstance(frame[0], list):
            frame[0].append(value)
            frame[1].append(lines)
        elif frame[2] is None:
            self._key(frame, text, event)
        else:
            frame[0][frame[2]] = value
            frame[1][frame[2]] = (frame[3], lines)
            frame[2] = None

    def _key(self, frame: list[Any], text: str | None, event: Any) -> None:
        line = event.start_mark.line + 1
        if text is None:
            self._stop(event, "ключ должен быть словом", "a key must be a word")
        elif text in frame[0]:
            first = frame[1][text][0]
            self._report.add(
                line,
                f"ключ «{text}» стоит дважды (первый раз в строке {first})",
                f"key `{text}` is given twice (first on line {first})",
            )
        frame[2], frame[3] = text, line

    def _refuse_marks(self, event: Any) -> None:
        mark = f"&{event.anchor}" if event.anchor else str(event.tag)
        self._report.add(
            event.start_mark.line + 1,
            f"знак «{mark}»: якоря (&) и метки (!) нельзя; если это текст, возьмите его в кавычки",
            f"`{mark}`: anchors (&) and tags (!) are not allowed; if it is text, quote it",
        )

    def _refuse_alias(self, event: Any) -> None:
        self._stop(
            event,
            f"знак «*{event.anchor}»: ссылки (*) нельзя; если это текст, возьмите его в кавычки",
            f"`*{event.anchor}`: aliases (*) are not allowed; if it is text, quote it",
        )

    def _stop(self, event: Any, message: str, message_en: str) -> None:
        self._report.add(event.start_mark.line + 1, message, message_en)
        raise _Stop
