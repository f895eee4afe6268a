"""Two days of an editor: a centre moves, a number goes silent. On a copy of the shipped files."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content.contacts import StampError, contacts, stamp_contact
from bot.content.load import load
from bot.content.model import LOCALES, Content
from bot.content.tree import read_files
from bot.dialogue.engine import respond
from bot.dialogue.events import Press
from bot.dialogue.nearest import Liveness, liveness
from bot.dialogue.session import Session
from tests.chat import text_of
from tests.conftest import NOW, ROOT
from tests.content.test_verbs import safar

TODAY = NOW.date()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


def answer(content: Content, district: str, locale: str) -> str:
    session = Session(locale=locale)
    return text_of(respond(content, session, Press(f"cd:{district}"), NOW).replies[0])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_centre_moved_one_file_all_languages(folder: Path) -> None:
    """An office in Dushanbe moves: one line of one file, and every language shows it."""
    place = next(p for p in load(folder, TODAY).places if p.id == "tj-iom")
    old = place.address["ru"]
    edit(folder / "places/tj.yaml", old, "Душанбе, ул. Новая, 7")
    after = load(folder, TODAY)
    for locale in LOCALES:
        turn = respond(after, Session(locale=locale), Press("nd:tj-dushanbe-city:health"), NOW)
        text = text_of(turn.replies[0])
        assert "ул. Новая, 7" in text, locale
        assert old not in text, locale


def test_a_number_went_silent_it_is_stamped_and_sinks(folder: Path) -> None:
    content = load(folder, TODAY)
    first = next(p for p in content.places if p.id == "tj-pdc-dushanbe")
    text = answer(content, "tj-dushanbe-city", "ru")
    assert first.names["ru"] in text, "it is among the three nearest today"
    path = folder / "places/tj.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()

    command = ("stamp", "--tested", first.id, "--answers", "no", "--content", str(folder))
    code, out, error = safar(*command)
    assert (code, error) == (0, ""), out
    changed = [
        (old, new)
        for old, new in zip(lines, path.read_text(encoding="utf-8").splitlines(), strict=True)
        if old != new
    ]
    assert len(changed) == len(first.phones) == 2, "only its own two lines"
    assert all("answers: no" in new and "tested: " in new for _, new in changed)

    content = load(folder, date.today())
    silent = next(p for p in content.places if p.id == first.id)
    assert liveness(silent, TODAY) is Liveness.SILENT
    assert {phone.number for phone in silent.phones} == {phone.number for phone in first.phones}
    text = answer(content, "tj-dushanbe-city", "ru")
    assert first.names["ru"] not in text, "three others are before it now"
    assert "Государственные и местные службы" in text, "and the second way is still there"


def test_a_stamp_with_one_number_and_with_hotlines(folder: Path) -> None:
    tree = read_files(folder, TODAY)
    assert stamp_contact(tree, "kg-1966", "yes", "66-01-07") == 1
    phones = {
        phone.number: phone
        for line in load(folder, TODAY).hotlines
        if line.id == "kg-1966"
        for phone in line.phones
    }
    assert (phones["66-01-07"].tested, phones["66-01-07"].answers) == (TODAY, "yes")
    assert (phones["1966"].tested, phones["1966"].answers) == (None, "unknown")
    assert stamp_contact(read_files(folder, TODAY), "kg-1966", "no") == 2
    text = (folder / "places/hotlines.yaml").read_text(encoding="utf-8")
    assert text.count(f"tested: {TODAY}, answers: no") == 2, "a new stamp replaces the old one"
    assert "answers: yes" not in text


@pytest.mark.parametrize(
    ("owner", "number"), [("nowhere", None), ("kg-kolomto", "999"), ("kg-emp-abroad", None)]
)
def test_a_stamp_that_fits_nothing_writes_nothing(
    folder: Path, owner: str, number: str | None
) -> None:
    before = {path: path.read_bytes() for path in (folder / "places").iterdir()}
    with pytest.raises(StampError):
        stamp_contact(read_files(folder, TODAY), owner, "yes", number)
    assert before == {path: path.read_bytes() for path in (folder / "places").iterdir()}


def test_every_place_and_line_can_be_stamped(folder: Path) -> None:
    owners = {one.owner for one in contacts(read_files(folder, TODAY))}
    assert len(owners) > 15
    for owner in sorted(owners):
        stamp_contact(read_files(folder, TODAY), owner, "yes")
    stamped = contacts(read_files(folder, TODAY))
    assert {one.answers for one in stamped} == {"yes"}
    assert load(folder, TODAY)


def test_the_list_of_calls_is_oldest_first(folder: Path) -> None:
    tree = read_files(folder, TODAY)
    stamp_contact(tree, "kg-117", "yes")
    listed = contacts(read_files(folder, TODAY))
    assert listed[-1].owner == "kg-117"
    never = [one.source for one in listed if one.tested is None]
    assert never == sorted(never)
    code, out, _ = safar("status", "--contacts", "--content", str(folder), COLUMNS="200")
    assert code == 0
    assert out.index("tj-iom") < out.index("kg-117")


def test_both_options_are_needed(folder: Path) -> None:
    code, out, _ = safar("stamp", "--tested", "kg-117", "--content", str(folder), "--lang", "en")
    assert (code, out) == (2, "--tested and --answers are needed\n")
