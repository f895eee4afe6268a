"""docs/reliability.md stays whole: every fault has its row, every row tests that bear its mark."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.conftest import ROOT

TABLE = ROOT / "docs/reliability.md"
RANGE = [*range(1, 23), 31, *range(36, 48)]
IDS = [f"F{number:02d}" for number in RANGE]
# Where tests start the program or a part of it as a process of its own.
REAL = ("tests/faults/", "tests/webhook/", "tests/health/", "tests/deploy/", "tests/storage/")


def rows() -> dict[str, list[str]]:
    """The table: id → the cells after it."""
    found: dict[str, list[str]] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.fullmatch(r"F\d\d", cells[0]):
            assert cells[0] not in found, f"{cells[0]} has two rows"
            found[cells[0]] = cells[1:]
    return found


@cache
def marks(path: str) -> dict[str, set[str]]:
    """The tests of a file, and the faults that each one bears, on itself or on its cases."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            decorators = "\n".join(ast.unparse(one) for one in node.decorator_list)
            found[node.name] = set(re.findall(r"mark\.fault\('(\w+)'\)", decorators))
    return found


def named(cell: str) -> list[tuple[str, str]]:
    return re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", cell)


def test_every_fault_has_its_row() -> None:
    assert list(rows()) == IDS


@pytest.mark.parametrize("fault", IDS)
def test_the_row_names_tests_that_bear_the_mark(fault: str) -> None:
    promise, tests, figure = rows()[fault]
    assert len(promise) > 10
    assert figure
    if tests.startswith("none:"):
        assert len(tests) > 40, "say exactly why there can be none"
        return
    assert named(tests)
    for path, name in named(tests):
        assert name in marks(path), f"{path} has no {name}"
        assert fault in marks(path)[name], f"{name} does not bear the mark {fault}"
    assert any(path.startswith(REAL) for path, _ in named(tests))


def test_every_test_on_the_real_program_is_in_the_table() -> None:
    listed = {f"{path}::{name}" for row in rows().values() for path, name in named(row[1])}
    for file in sorted((ROOT / "tests/faults").glob("test_*.py")):
        path = f"tests/faults/{file.name}"
        tests = {f"{path}::{name}" for name in marks(path) if name.startswith("test_")}
        assert tests <= listed
