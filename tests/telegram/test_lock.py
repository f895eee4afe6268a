from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import LockError, StateError
from bot.telegram.lock import sole_user


def test_one_at_a_time(tmp_path: Path) -> None:
    state = tmp_path / "new" / "var"
    with sole_user(state), pytest.raises(LockError), sole_user(state):
        pass
    with sole_user(state):
        pass


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateError, match="cannot write"), sole_user(tmp_path / "file" / "var"):
        pass
