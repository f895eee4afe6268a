"""`safar check --diff`: what a reviewer must look at apart from everything else."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.reach import changed, reaches
from tests.process import SAFAR, environment

PAGE = "ru/rights/patent.yaml"
PLACES = "places/tj.yaml"
Run = Callable[..., tuple[int, str]]


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def run(tree: Path) -> Run:
    """The good tree, committed in a repository of its own, then `safar check --diff`."""
    git(tree.parent, "init", "-q", "-b", "main")
    git(tree.parent, "add", ".")
    git(tree.parent, "commit", "-qm", "Good")

    def check(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [SAFAR, "check", "--content", str(tree), *(words or ("--diff", "main"))],
            cwd=tree.parent, env=environment(), capture_output=True, text=True, check=False,
            encoding="utf-8",
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    return check


def swap(tree: Path, path: str, old: str, new: str) -> None:
    text = (tree / path).read_text(encoding="utf-8")
    assert old in text
    (tree / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.fault("F30")
def test_a_swapped_phone(tree: Path, run: Run) -> None:
    swap(tree, PLACES, "225-05-75", "225-05-57")
    code, said = run()
    assert code == 0  # a good tree all the same: a person must judge
    assert said.splitlines()[-3:] == [
        "Телефоны и адреса, изменённые с main: 2",
        f"{PLACES}:8: телефона больше нет: 225-05-75",
        f"{PLACES}:8: новый телефон: 225-05-57",
    ]


@pytest.mark.fault("F30")
@pytest.mark.parametrize(("path", "old", "new", "told"), [
    (PAGE, "https://example.org/patent", "https://example.org/patemt", "https://example.org/patemt"),
    (PAGE, "Храните чек.", "Звоните 112.", "112"),
    (PAGE, "Храните чек.", "Звоните +992 90 441-72-63.", "+992 90 441-72-63"),
    (PAGE, "Храните чек.", "Пишите @safar_patent_bot.", "@safar_patent_bot"),
    (PAGE, "Храните чек.", "Смотрите evil.example.com.", "evil.example.com"),
    ("tg/rights/patent.yaml", "Чекро", "Ба 1414 занг занед. Чекро", "1414"),
    ("ky/ui.po", "Артка", "Артка 8 800 200 00 00", "8 800 200 00 00"),
])  # fmt: skip
def test_wherever_it_stands(tree: Path, run: Run, path: str, old: str, new: str, told: str) -> None:
    swap(tree, path, old, new)
    said = run("--diff", "main", "--lang", "en")[1].splitlines()
    assert [line for line in said if line.startswith(path) and line.endswith(f": {told}")]


def test_also_in_a_file_that_is_broken(tree: Path, run: Run) -> None:
    swap(tree, PAGE, "title: Патент", "title: [Патент 112")
    code, said = run()
    assert code == 1
    assert "новый телефон: 112" in said


def test_nothing_else_is_listed(tree: Path, run: Run) -> None:
    swap(tree, PAGE, "Храните чек.", "Храните чек 90 дней, с 2026-03-01, до 10000 рублей, 35 %.")
    swap(tree, PAGE, "reviewed: 2026-03-01", "reviewed: 2026-04-01")
    swap(tree, PLACES, "lat: 38.5358", "lat: 38.5359")
    assert run()[1].splitlines()[-1] == "Телефоны и адреса, изменённые с main: 0"


FACTS = "facts/money.yaml"


def test_a_price_that_nobody_looked_up(tree: Path, run: Run) -> None:
    swap(tree, FACTS, "value: 10000,", "value: 100000,")
    code, said = run()
    assert code == 0
    assert said.splitlines()[-3:-1] == [
        "Факты, изменённые с main, а дата источника (seen) прежняя: 1",
        f"{FACTS}:7: «patent-duty»: было 10000, стало 100000, seen: нет",
    ]
    assert "line=7::`patent-duty`: was 10000, is 100000" in run(
        "--diff", "main", "--format", "github", "--lang", "en"
    )[1]  # fmt: skip


@pytest.mark.parametrize("change", [
    ("value: 10000, source: {name: Закон,", "value: 100000, source: {seen: 2026-05, name: Закон,"),
    ("from: 2026-01-01, to: 2026-12-31, value: 10000", "from: 2026-01-01, value: 10000"),
    ("facts:\n", "# a note\nfacts:\n"),
    ("facts:\n", "facts: [\n"),
])  # fmt: skip
def test_a_fact_that_was_looked_up(tree: Path, run: Run, change: tuple[str, str]) -> None:
    swap(tree, FACTS, *change)
    assert "прежняя: 0" in run()[1]


def test_as_notes_on_a_change(tree: Path, run: Run) -> None:
    swap(tree, PLACES, "225-05-75", "225-05-57")
    said = run("--diff", "main", "--format", "github", "--lang", "en")[1]
    assert f"::warning file=content/{PLACES},line=8::a new phone: 225-05-57" in said


@pytest.mark.parametrize("revision", ["nonsense", "--output=x", "main..main"])
def test_a_revision_that_is_none(tree: Path, run: Run, revision: str) -> None:
    code, said = run(f"--diff={revision}")
    assert code == 2
    assert "git knows no revision" in said
    assert not (tree.parent / "x").exists()


def test_what_only_moved_is_no_change() -> None:
    old = {"a.yaml": b"number: '112'\nweb: https://a.tj\n"}
    new = {"a.yaml": b"# new\nweb: https://a.tj\nnumber: '112'\n"}
    assert changed(reaches(old), reaches(new)) == ((), ())
    gone, come = changed(reaches(old), reaches({"b.yaml": new["a.yaml"]}))
    assert len(gone) == len(come) == 2  # in another file it is shown elsewhere
