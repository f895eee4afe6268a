"""What the Dockerfile promises: its own user, pinned wheels, nothing of the state inside."""

from __future__ import annotations

from tests.conftest import ROOT


def test_the_image_runs_as_its_own_user_and_installs_only_pinned_wheels() -> None:
    text = (ROOT / "Dockerfile").read_text()
    last = text.split("FROM ")[-1]
    assert last.index("USER safar") < last.index("CMD")
    assert "--require-hashes --only-binary :all: -r requirements/run.txt" in text
    assert "SAFAR_STATE=/state" in last
    assert "VOLUME /state" in last
    assert "COPY . " not in text


def test_nothing_private_enters_the_build() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {".git", ".env", "var", ".venv"} <= set(ignored)
