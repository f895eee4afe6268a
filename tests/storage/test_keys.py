from __future__ import annotations

import json
import logging
import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import StateError
from bot.storage.keys import CREDENTIAL, destroy, key_path, read_keys, rotate

NOW = datetime(2026, 3, 4, tzinfo=UTC)
NOBODY: dict[str, str] = {}


def test_made_on_first_start_private_and_loud(
    state: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keys = read_keys(state, now=NOW, environ=NOBODY)
    path = state / "safar.keys"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert [r.levelno for r in caplog.records] == [logging.WARNING]
    assert str(path) in caplog.text
    current = keys.current
    assert len({current.pepper, current.seal, current.tally}) == 3
    assert {len(current.pepper), len(current.seal), len(current.tally)} == {32}
    for key in (current.pepper, current.seal, current.tally):
        assert key.hex() not in caplog.text
        assert repr(key) not in repr(current) + repr(keys)


def test_the_second_start_reads_the_same(state: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = read_keys(state, now=NOW, environ=NOBODY)
    caplog.clear()
    assert read_keys(state, now=NOW, environ=NOBODY).current == first.current
    assert caplog.records == []


def test_a_place_of_its_own(state: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "keys"
    read_keys(state, elsewhere, now=NOW, environ=NOBODY)
    assert elsewhere.exists()
    assert not state.exists()


def test_a_systemd_credential_is_only_read(state: Path, tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    made = read_keys(state, credentials / CREDENTIAL, now=NOW, environ=NOBODY)
    environ = {"CREDENTIALS_DIRECTORY": str(credentials)}
    keys = read_keys(state, now=NOW, environ=environ)
    assert keys.current == made.current
    assert key_path(state, environ=environ) == (credentials / CREDENTIAL, False)
    with pytest.raises(StateError, match="credential"):
        rotate(keys, NOW.date())
    (credentials / CREDENTIAL).write_text("nonsense")
    with pytest.raises(StateError, match="not a Safar key file"):
        read_keys(state, now=NOW, environ=environ)


@pytest.mark.fault("P07")
@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", '{"version": 2}', '{"version": 1, "current": {"made": 1}}']
)
def test_a_broken_file_is_set_aside(
    state: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    read_keys(state, now=NOW, environ=NOBODY)
    (state / "safar.keys").write_text(text)
    keys = read_keys(state, now=NOW, environ=NOBODY)
    aside = [p for p in state.iterdir() if ".broken-" in p.name]
    assert [p.read_text() for p in aside] == [text]
    assert read_keys(state, now=NOW, environ=NOBODY).current == keys.current
    assert any(r.levelno == logging.ERROR for r in caplog.records)


def test_the_previous_set_lives_30_days(state: Path) -> None:
    keys = read_keys(state, now=NOW, environ=NOBODY)
    old = keys.current
    rotate(keys, date(2026, 4, 1))
    assert [one == old for one in keys.sets] == [False, True]
    day30 = datetime(2026, 5, 1, tzinfo=UTC)
    assert read_keys(state, now=day30, environ=NOBODY).previous == old
    late = read_keys(state, now=day30 + timedelta(days=1), environ=NOBODY)
    assert late.previous is None
    assert late.current == keys.current
    assert old.pepper.hex() not in (state / "safar.keys").read_text()


def test_replacing_overwrites_the_old_bytes(state: Path) -> None:
    keys = read_keys(state, now=NOW, environ=NOBODY)
    path = state / "safar.keys"
    os.link(path, state / "same-inode")
    rotate(keys, NOW.date())
    assert set((state / "same-inode").read_bytes()) == {0}
    assert json.loads(path.read_text())["previous"] is not None


def test_destroy_overwrites_and_deletes_also_what_was_set_aside(state: Path) -> None:
    read_keys(state, now=NOW, environ=NOBODY)
    path = state / "safar.keys"
    os.link(path, state / "same-inode")
    (state / "safar.keys.broken-20260301-000000").write_text("half a key")
    assert destroy(path)
    assert sorted(p.name for p in state.iterdir()) == ["same-inode"]
    assert set((state / "same-inode").read_bytes()) == {0}
    assert not destroy(path)


def test_an_open_key_file_is_made_private(state: Path, caplog: pytest.LogCaptureFixture) -> None:
    read_keys(state, now=NOW, environ=NOBODY)
    path = state / "safar.keys"
    path.chmod(0o644)
    read_keys(state, now=NOW, environ=NOBODY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "open to other users" in caplog.text
