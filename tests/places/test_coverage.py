"""docs/coverage.md says what the content says."""

from __future__ import annotations

from bot.content.model import Content
from tools.coverage_table import TARGET, table


def test_the_table_is_of_today(content: Content) -> None:
    assert TARGET.read_text(encoding="utf-8") == table(content), (
        "run `python -m tools.coverage_table`"
    )
