"""What every test may use: the shipped content, read once, on a fixed day."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.load import load
from bot.content.model import Content
from bot.storage.index_file import prepare_from

# As bot.telegram sets it: otherwise it would depend on which test is imported first.
os.environ["PTB_TIMEDELTA"] = "true"

pytest_plugins = ["tests.browser"]

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-transcripts", action="store_true", help="rewrite the bot's side of *.chat"
    )


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The shipped tree. A broken one fails every test that needs it."""
    tree = load(ROOT / "content", NOW.date())
    # What it learns from the example questions is read from where the last run left it.
    prepare_from(ROOT / "content", tmp_path_factory.mktemp("index"), tree)
    return tree
