from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.dialogue.ports import Release
from bot.errors import StateError
from bot.storage.keys import new_keys
from bot.storage.sqlite import SqliteStore
from bot.topics.report import NOTE, first_release, to_csv, to_text
from bot.verbs.keys import app as keys_app
from bot.verbs.report import report

ROOT = Path(__file__).resolve().parents[2]
RELEASES = [
    Release("topic_week", date(2026, 3, 2), 1, {("sos",): 25, ("money-home",): 10}),
    Release("who_month", date(2026, 3, 2), 4, {("uz-Cyrl", "uz"): 30}),
    Release("region_month", date(2026, 3, 2), 4, {}),
]
TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(("weeks", "day"), [(1, date(2026, 3, 9)), (4, date(2026, 3, 23))])
def test_nothing_yet_says_when(weeks: int, day: date) -> None:
    text = to_text([], TODAY, weeks)
    assert f"is released on {day}" in text
    assert first_release(TODAY, weeks) == day


def test_tables() -> None:
    text = to_text(RELEASES, TODAY, 1)
    assert "What people asked about, 2026-03-02 to 2026-03-08" in text
    assert "     25  sos\n     10  money-home" in text
    assert "     30  uz-Cyrl · uz" in text
    assert "nothing reached 10" in text
    assert text.endswith(NOTE)


def test_csv() -> None:
    lines = list(csv.DictReader(io.StringIO(to_csv(RELEASES))))
    assert [line["n"] for line in lines] == ["25", "10", "30"]
    assert lines[0] == {
        "table": "topic_week",
        "from": "2026-03-02",
        "to": "2026-03-08",
        "topic": "sos",
        "language": "",
        "origin": "",
        "region": "",
        "n": "25",
    }
    assert lines[2]["to"] == "2026-03-29"
    assert (lines[2]["language"], lines[2]["origin"]) == ("uz-Cyrl", "uz")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("SAFAR_STATE", str(folder))
    monkeypatch.delenv("SAFAR_KEYS", raising=False)
    monkeypatch.chdir(tmp_path)
    return folder


def run(app: typer.Typer, *words: str, answer: str | None = None) -> str:
    done = CliRunner().invoke(app, words, input=answer)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


@pytest.fixture
def report_app() -> typer.Typer:
    app = typer.Typer()
    app.command()(report)
    return app


async def publish(state: Path) -> None:
    def now() -> datetime:
        return datetime(2026, 3, 9, tzinfo=UTC)

    async with SqliteStore(state / "safar.db", new_keys(TODAY), now=now) as store:
        await store.release(RELEASES[:1], b"")


async def test_safar_report(state: Path, report_app: typer.Typer) -> None:
    assert "Nothing is published yet" in run(report_app)
    assert run(report_app, "--format", "csv").count("\n") == 1
    await publish(state)
    assert "25  sos" in run(report_app)
    assert run(report_app, "--format", "csv") == to_csv(RELEASES[:1])
    assert not (state / "safar.keys").exists()  # it needs no keys
    (state / "safar.db").write_bytes(b"nonsense" * 1000)
    with pytest.raises(StateError, match="cannot be read"):
        run(report_app)


def test_safar_keys(state: Path) -> None:
    assert "There are no keys" in run(keys_app, "destroy", "--yes")
    # The first rotation also makes the file, as a first start would.
    assert "Restart Safar" in run(keys_app, "rotate")
    made = (state / "safar.keys").read_text()
    with pytest.raises(StateError, match="change them again"):
        run(keys_app, "rotate")
    assert (state / "safar.keys").read_text() == made
    assert "Aborted" in run(keys_app, "destroy", answer="n\n")
    assert (state / "safar.keys").exists()
    assert "is destroyed" in run(keys_app, "destroy", answer="y\n")
    assert list(state.iterdir()) == []


def test_topics_and_storage_stay_apart() -> None:
    for package, other in (("bot.topics.log", "bot.storage"), ("bot.storage.sqlite", "bot.topics")):
        code = (
            f"import sys, {package}; "
            f"sys.exit(any(name.startswith('{other}') for name in sys.modules))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert done.returncode == 0
