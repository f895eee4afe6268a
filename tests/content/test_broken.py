"""Every check has a bad tree, and says exactly this about it.

`SAFAR_UPDATE_EXPECTED=1 pytest tests/content/test_broken.py` rewrites the expected lines; read
the difference before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content import checks
from bot.content.tree import read_files
from tests.content.conftest import BASE, BROKEN, TODAY

STAGES = ("yaml", "schema")  # before the checks: reading, and giving it a shape
CASES = sorted(path.name for path in BROKEN.iterdir() if path.is_dir() and path != BASE)


def _lines(root: Path, english: bool) -> str:
    rows = [
        f"{'error' if issue.error else 'warning'} [{issue.check}] {issue.path}:{issue.line}: "
        + (issue.message_en if english else issue.message)
        for issue in checks.run(read_files(root, TODAY))
    ]
    return "".join(f"{row}\n" for row in rows)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_says_exactly(broken: Callable[[str], Path], case: str, language: str) -> None:
    found = _lines(broken(case), language == "en")
    expected = BROKEN / case / ("expected.txt" if language == "ru" else "expected.en.txt")
    if os.environ.get("SAFAR_UPDATE_EXPECTED"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_the_case_is_about_its_own_check(broken: Callable[[str], Path], case: str) -> None:
    found = {issue.check for issue in checks.run(read_files(broken(case), TODAY))}
    assert case in found


def test_every_check_has_a_broken_tree() -> None:
    assert sorted([*STAGES, *(check.name for check in checks.CHECKS)]) == CASES


def test_every_file_in_checks_runs() -> None:
    folder = Path(checks.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert files == {check.name for check in checks.CHECKS}


def test_the_good_tree_has_no_issue() -> None:
    assert checks.run(read_files(BASE, TODAY)) == ()


@pytest.mark.parametrize(("language", "told"), [("ru", True), ("tg", False)])
def test_only_the_russian_text_can_be_made_shorter(tree: Path, language: str, told: bool) -> None:
    page = tree / language / "rights/patent.yaml"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("body: |\n", "body: |\n" + "  Чек.\n\n" * 900), encoding="utf-8")
    found = [issue.path for issue in checks.run(read_files(tree, TODAY)) if issue.check == "limits"]
    assert found == ([f"{language}/rights/patent.yaml"] if told else [])
