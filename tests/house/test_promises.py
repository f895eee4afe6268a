"""Every promise of docs/threat-model.md names a test, and that test exists."""

from __future__ import annotations

import re

from tests.conftest import ROOT

THREATS = ROOT / "docs" / "threat-model.md"


def table() -> list[tuple[str, str]]:
    """(promise, test) of the last table."""
    text = THREATS.read_text("utf-8").split("## Promises and the tests that hold them")[1]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")][1:]
    assert all(len(row) == 2 for row in rows)
    return [(promise.strip(), test.strip().strip("`")) for promise, test in rows]


def test_every_named_test_exists() -> None:
    wrong = []
    for promise, test in table():
        path, _, name = test.partition("::")
        file = ROOT / path
        found = file.is_file() and re.search(
            rf"^(async )?def {re.escape(name)}\(", file.read_text("utf-8"), re.MULTILINE
        )
        if not (found and name.startswith("test_")):
            wrong.append((promise, test))
    assert not wrong


def test_the_table_is_there() -> None:
    promises = [promise for promise, _ in table()]
    assert len(promises) > 40
    assert len(set(promises)) == len(promises)


def test_every_privacy_fault_has_a_test() -> None:
    marked = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        marked |= set(re.findall(r"mark\.fault\(\"([A-Z]\d\d)\"\)", path.read_text("utf-8")))
    wanted = {f"P{n:02}" for n in range(1, 12)} | {f"F{n}" for n in range(22, 36) if n != 27}
    assert not wanted - marked
