"""A file as text before it is YAML: it is a file, not too long, UTF-8, not empty."""

from __future__ import annotations

import stat
from pathlib import Path

from bot.content.model import Issue

MAX_BYTES = 256 * 1024


class Report:
    """Collects what is wrong with one file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.issues: list[Issue] = []

    def add(self, line: int, message: str, message_en: str) -> None:
        self.issues.append(Issue("yaml", self.name, line, message, message_en))


def read_bytes(path: Path, report: Report) -> bytes | None:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            report.add(1, "это не файл", "this is not a file")
            return None
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        report.add(1, f"файл не читается: {reason}", f"the file cannot be read: {reason}")
        return None


def to_text(raw: bytes, report: Report) -> str | None:
    if len(raw) > MAX_BYTES:
        report.add(
            1, "файл больше 256 КиБ; разделите его", "the file is larger than 256 KiB; split it"
        )
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        report.add(
            raw.count(b"\n", 0, error.start) + 1,
            "файл не в кодировке UTF-8; сохраните его в UTF-8",
            "the file is not UTF-8; save it as UTF-8",
        )
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.strip():
        report.add(1, "файл пуст", "the file is empty")
        return None
    return text
