"""Trees on disk: a small good one, and the bad ones laid over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

BROKEN = Path(__file__).parent.parent / "broken"
BASE = BROKEN / "base"
TODAY = date(2026, 6, 1)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the good tree that a test may change."""
    root = tmp_path / "content"
    shutil.copytree(BASE, root)
    return root


@pytest.fixture
def broken(tree: Path) -> Callable[[str], Path]:
    """The good tree with one case of `tests/broken` laid over it.

    `expected*.txt` stay out; `removed.txt` lists files to take away.
    """

    def lay(case: str) -> Path:
        shutil.copytree(
            BROKEN / case,
            tree,
            dirs_exist_ok=True,
            ignore=shutil.ignore_patterns("expected*.txt", "removed.txt"),
        )
        removed = BROKEN / case / "removed.txt"
        for path in removed.read_text().split() if removed.exists() else ():
            (tree / path).unlink()
        return tree

    return lay
