"""Nearly the same example on two pages is named, in any script."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.content.tree import read_files
from bot.dialogue.asking.stealing import stealing
from tests.content.conftest import BASE, TODAY


def test_both_files_are_named(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    page = tmp_path / "ru" / "rights" / "patent.yaml"
    twin = page.with_name("twin.yaml")
    text = page.read_text(encoding="utf-8")
    twin.write_text(text.replace("патент чанд пул", "patent chand pul"), encoding="utf-8")
    found = list(stealing(read_files(tmp_path, TODAY)))
    assert {issue.path for issue in found} == {"ru/rights/twin.yaml"}
    assert "patent chand pul" in found[0].message
    assert "ru/rights/patent.yaml:5" in found[0].message
    assert not any(issue.error for issue in found)


def test_a_page_does_not_steal_from_itself() -> None:
    assert list(stealing(read_files(BASE, TODAY))) == []
