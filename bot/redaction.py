"""Logs of the process: one line each, and never a token, a text or an id of a person.

What may hold something personal is not written at all: the messages of exceptions, tracebacks,
and everything python-telegram-bot says, whose lines quote whole updates and addresses with the
token in them.
"""

from __future__ import annotations

import asyncio
import logging
import re
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

_TOKEN = re.compile(r"\d+:[\w-]{20,}")
_HIDDEN = "[token]"

# Libraries that write addresses, parameters or payloads into their lines.
_QUIET = ("httpx", "httpcore", "aiosqlite", "asyncio", "filelock", "watchfiles", "multipart")
_SILENT = ("telegram",)  # quotes updates even at ERROR and CRITICAL; ours say what is needed

log = logging.getLogger(__name__)


def redact(text: str) -> str:
    """The text with every token in it hidden."""
    return _TOKEN.sub(_HIDDEN, text)


def where(error: BaseException) -> str:
    """`ValueError at intake.py:71`: class and place, without the message."""
    place = ""
    trace = error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        place = f" at {Path(code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}{place}"


class Redaction(logging.Filter):
    """On the handler, so that every logger passes through it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()).replace("\n", " ⏎ "), None
        return True


class OneLine(logging.Formatter):
    """Time, level, module, text; of an exception its class and place."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")

    def format(self, record: logging.LogRecord) -> str:
        exception = record.exc_info[1] if record.exc_info else None
        # The handler's own copy stays whole: others may look at the same record.
        record = logging.makeLogRecord(record.__dict__)
        record.exc_info = record.exc_text = record.stack_info = None
        line = super().format(record)
        return f"{line} ({where(exception)})" if exception else line


def set_up_logging(level: str = "INFO", stream: TextIO | None = None) -> None:
    """The logging of this process, to `stream` (stderr). Replaces what was set up before."""
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redaction())
    handler.setFormatter(OneLine())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    sys.excepthook = _last_words


def guard_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Errors nobody awaited: class and place, not the repr of the task with its arguments."""
    loop.set_exception_handler(_lost)


def _last_words(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("bot").critical("ended by %s", where(error.with_traceback(trace)))


def _lost(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    log.error("lost in the event loop: %s", where(error) if error else "no exception")
