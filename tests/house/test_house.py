"""The rules of the house: style, types, imports, documents that must stay true."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.config import Settings
from tests.conftest import ROOT

BIN = Path(sys.executable).parent
TOP = {"bot", "content", "tests", "pyproject.toml", "Dockerfile", "README.md"}


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
        ["safar", "check"],
    ],
    ids=lambda command: " ".join(command),
)
@pytest.mark.timeout(300)
def test_clean(command: list[str]) -> None:
    done = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def tracked() -> list[str]:
    out = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [name for name in out.split("\0") if name and (ROOT / name).is_file()]


def test_layout() -> None:
    assert {name.split("/")[0] for name in tracked()} >= TOP
    for language in ("ru", "tg", "uz", "ky"):
        assert (ROOT / "content" / language / "ui.po").is_file()


def test_modules_hold_one_noun() -> None:
    """Small files; names that say nothing are not used."""
    modules = [name for name in tracked() if name.startswith("bot/") and name.endswith(".py")]
    assert modules
    vague = {"manager", "helper", "helpers", "utils", "util", "data", "item", "info", "common"}
    assert not [name for name in modules if vague & set(Path(name).stem.split("_"))]
    long = {n: len((ROOT / n).read_text("utf-8").splitlines()) for n in modules}
    assert not {name: lines for name, lines in long.items() if lines > 270}


def test_no_registry_host_and_no_machine_path() -> None:
    """Dependencies come from the operator's own index; nothing names a machine."""
    host = re.compile(r"https?://[a-z0-9.-]*(?:pypi|pythonhosted|npmjs|debian)[a-z0-9.-]*")
    machine = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/")
    wrong = []
    for name in tracked():
        if name.startswith(("tests/", "docs/screenshots")):
            continue
        text = (ROOT / name).read_bytes().decode("utf-8", "ignore")
        if host.search(text) or machine.search(text):
            wrong.append(name)
    assert not wrong


def test_requirements_are_hashed_and_name_no_index() -> None:
    for lock, least in (("run", 20), ("dev", 20), ("audit", 10), ("fuzz", 1)):
        text = (ROOT / "requirements" / f"{lock}.txt").read_text()
        pins = re.findall(r"^[a-z0-9-]+==", text, re.MULTILINE)
        assert len(pins) >= least
        blocks = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
        assert all("--hash=sha256:" in block for block in blocks)
        assert "--index-url" not in text
        assert "--find-links" not in text


def settings_table() -> str:
    """The table of docs/running.md as the code has it."""
    rows = ["| name | default | what it is |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = (
            ""
            if default is None
            else str(default).lower()
            if default in (True, False)
            else (str(default))
        )
        if name == "content":
            shown = "./content"
        if name == "state":
            shown = "./var"
        rows.append(f"| `{field.alias}` | {f'`{shown}`' if shown else '–'} | {field.description} |")
    return "\n".join(rows)


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs/running.md").read_text("utf-8")
    assert settings_table() in text, "docs/running.md needs this table:\n" + settings_table()


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [
        *project["project"]["dependencies"],
        *(name for group in project["dependency-groups"].values() for name in group),
        *project["build-system"]["requires"],
    ]
    listed = (ROOT / "docs/dependencies.md").read_text().lower().replace("_", "-")
    names = [re.match(r"[\w-]+", line)[0].lower().replace("_", "-") for line in wanted]  # type: ignore[index]
    assert len(names) > 20
    assert not [name for name in names if name not in listed]


def test_ci_runs_the_suite() -> None:
    assert "make test" in (ROOT / ".ci/run").read_text()
