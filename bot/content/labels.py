"""The interface strings as they stand in `<language>/ui.po`, with lines, for the checks."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from bot.content.characters import wrong_characters
from bot.content.yaml_text import MAX_BYTES
from bot.i18n import UiFileError, read_catalog

# Babel takes `msgid Back"` for the text «ack»: every line must be whole.
_LINE = re.compile(
    r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"(?:[^"\\]|\\.)*")?\s*'
)


@dataclass(frozen=True, slots=True)
class Label:
    """`ids`: the English text, with its plural; `texts`: the translation, one per form."""

    context: str
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    line: int
    fuzzy: bool

    @property
    def translated(self) -> bool:
        return bool(self.texts) and all(self.texts) and not self.fuzzy


class LabelError(ValueError):
    """The file cannot be read. `problems` holds (line, Russian, English)."""

    def __init__(self, *problems: tuple[int, str, str]) -> None:
        super().__init__(problems[0][2])
        self.problems = problems


def read_labels(root: Path, language: str) -> tuple[Label, ...] | None:
    """All strings of a language; None where there is no file. Raises LabelError."""
    path = root / language / "ui.po"
    if not path.exists():
        return None
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise LabelError(
            (1, f"файл не читается: {reason}", f"the file cannot be read: {reason}")
        ) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise LabelError((line, "файл не в кодировке UTF-8", "the file is not UTF-8")) from None
    problems = [*wrong_characters(text), *_broken_lines(text)]
    if len(raw) > MAX_BYTES:
        problems.append((1, "файл больше 256 КиБ", "the file is larger than 256 KiB"))
    if problems:
        raise LabelError(*problems)
    try:
        catalog = read_po(io.StringIO(text), abort_invalid=True)
        read_catalog(path, language)  # the plural rule of the language
    except PoFileError as error:
        line = error.lineno + 1 if isinstance(error.lineno, int) else 1
        raise LabelError((line, *_UNREADABLE)) from None
    except UiFileError as error:
        raise LabelError((error.line, error.message, error.message_en)) from None
    except (ValueError, KeyError, IndexError, TypeError):
        raise LabelError((1, *_UNREADABLE)) from None
    return tuple(_label(message) for message in catalog if message.id)


_UNREADABLE = (
    "файл надписей не читается рядом с этой строкой (формат gettext)",
    "the file of labels cannot be read near this line (gettext format)",
)


def _broken_lines(text: str) -> list[tuple[int, str, str]]:
    return [
        (number, *_UNREADABLE)
        for number, row in enumerate(text.split("\n"), 1)
        if not _LINE.fullmatch(row)
    ]


def _label(message: Message) -> Label:
    return Label(
        message.context or "",
        _tuple(message.id),
        _tuple(message.string),
        message.lineno or 1,
        message.fuzzy,
    )


def _tuple(texts: Any) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts or ())
