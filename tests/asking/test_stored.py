"""The index on disk: the same answers, no trust in a damaged file, no fight for the last room."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.model import Content
from bot.dialogue.asking import index as indexes
from bot.dialogue.asking.index import index
from bot.dialogue.asking.stored import from_bytes, to_bytes
from bot.dialogue.asking.synonyms import Synonyms
from bot.storage import index_file
from bot.storage.index_file import prepare_from

TEXTS = ("не платят зарплату", "патент чанд пул", "hello", "pasportim yoqoldi")


def test_the_same_scores(content: Content) -> None:
    made = index(content)
    again = from_bytes(to_bytes(made), Synonyms(content.phrases.synonyms))
    assert again is not None
    for text in TEXTS:
        assert again.scored(text) == made.scored(text)


@pytest.mark.parametrize("damage", [b"", b"x" * 10, b"\0" * 5000])
def test_a_damaged_file_counts_as_none(content: Content, damage: bytes) -> None:
    assert from_bytes(damage, Synonyms({})) is None
    raw = bytearray(to_bytes(index(content)))
    raw[-1] ^= 1
    assert from_bytes(bytes(raw), Synonyms({})) is None


def test_it_is_learned_once_and_read_after(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "asking-old.index"
    old.write_bytes(b"old")
    monkeypatch.setattr(indexes, "_MADE", {content.revision: index(content)})
    prepare_from(tmp_path / "content", tmp_path, content)
    (file,) = tmp_path.iterdir()  # the old one is gone, and nothing lies beside
    monkeypatch.setattr(indexes, "_MADE", {})
    monkeypatch.setattr(indexes, "build", None)  # learning again would fail
    prepare_from(tmp_path / "content", tmp_path, content)
    assert index(content).scored(TEXTS[0]).labels
    assert file.exists()


def test_where_it_cannot_be_written_only_time_is_lost(content: Content, tmp_path: Path) -> None:
    prepare_from(tmp_path / "nowhere", tmp_path / "nowhere", content)
    assert list(tmp_path.iterdir()) == []


def test_the_last_room_is_left_alone(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_file, "_ROOM", 10**12)
    prepare_from(tmp_path / "content", tmp_path, content)
    assert list(tmp_path.iterdir()) == []


def test_a_content_is_shipped_learned(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, state = tmp_path / "content", tmp_path / "state"
    root.mkdir()
    state.mkdir()
    monkeypatch.setattr(indexes, "_MADE", {content.revision: index(content)})
    prepare_from(root, state, content)
    assert [path.suffix for path in (root / ".cache").iterdir()] == [".index"]
    assert list(state.iterdir()) == []
    monkeypatch.setattr(indexes, "_MADE", {})
    monkeypatch.setattr(indexes, "build", None)  # learning again would fail
    prepare_from(root, state, content)
