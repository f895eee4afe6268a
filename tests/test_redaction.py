from __future__ import annotations

import asyncio
import io
import logging
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bot.redaction import guard_loop, redact, set_up_logging, where

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the process would write to stderr; the root logger is put back afterwards."""
    root = logging.getLogger()
    handlers, level, hook = root.handlers[:], root.level, sys.excepthook
    stream = io.StringIO()
    set_up_logging("DEBUG", stream)
    yield stream
    root.handlers[:], root.level, sys.excepthook = handlers, level, hook
    logging.captureWarnings(False)


def test_a_token_is_hidden() -> None:
    assert redact(f"https://x/bot{TOKEN}/getMe") == "https://x/bot[token]/getMe"
    assert redact("at 12:30 and 100:200") == "at 12:30 and 100:200"


@pytest.mark.parametrize("logger", ["bot.telegram", "somebody.else"])
def test_in_the_text_and_in_the_arguments(lines: io.StringIO, logger: str) -> None:
    logging.getLogger(logger).error("a %s b", f"bot{TOKEN}")
    logging.getLogger(logger).error(f"bot{TOKEN}\nsecond line")
    assert "AAF-" not in lines.getvalue()
    assert lines.getvalue().count("\n") == 2


def test_an_exception_is_its_class_and_place(lines: io.StringIO) -> None:
    try:
        raise ValueError("CANARY")
    except ValueError:
        logging.getLogger("bot.x").exception("it broke", stack_info=True)
    (line,) = lines.getvalue().splitlines()
    assert line.endswith(f"it broke ({'ValueError at test_redaction.py:'}{_raise_line()})")
    assert "CANARY" not in line


def _raise_line() -> int:
    with open(__file__) as source:
        return next(n for n, text in enumerate(source, 1) if 'raise ValueError("CANARY")' in text)


@pytest.mark.parametrize("logger", ["httpx", "httpcore.connection", "aiosqlite", "asyncio"])
def test_talkative_libraries_only_warn(lines: io.StringIO, logger: str) -> None:
    logging.getLogger(logger).info("HTTP Request: POST …")
    assert lines.getvalue() == ""


def test_the_telegram_library_is_silent(lines: io.StringIO) -> None:
    """Its ERROR and CRITICAL lines quote whole updates and bodies."""
    logging.getLogger("telegram.ext.Application").critical("update: CANARY")
    assert lines.getvalue() == ""


async def test_what_nobody_awaited(lines: io.StringIO) -> None:
    loop = asyncio.get_running_loop()
    guard_loop(loop)
    loop.call_exception_handler({"message": "CANARY", "exception": ValueError("CANARY")})
    loop.call_exception_handler({"message": "CANARY"})
    assert "CANARY" not in lines.getvalue()
    assert lines.getvalue().count("lost in the event loop") == 2


def test_the_last_words_of_a_process() -> None:
    code = (
        "from bot.redaction import set_up_logging; set_up_logging(); "
        f"raise RuntimeError('CANARY {TOKEN}')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ended by RuntimeError at <string>:1" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "CANARY" not in done.stderr


def test_where_without_a_traceback() -> None:
    assert where(ValueError("x")) == "ValueError"
