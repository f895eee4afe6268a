"""Translation stamps: what ages a translation, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.load import read_tree
from bot.content.model import TranslationStatus
from bot.content.stamp import stamp_file, words_hash
from bot.content.tree import read_files
from tests.content.conftest import TODAY

PAGE = "ru/rights/patent.yaml"
FLOW = "ru/flows/ban-flow.yaml"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def status(root: Path, kind: str, id_: str) -> set[TranslationStatus]:
    content, issues = read_tree(root, TODAY)
    assert content is not None, issues
    states = {"page": content.pages, "flow": content.flows}[kind][id_].status
    return {state for language, state in states.items() if language != "ru"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reviewed: 2026-03-01", "reviewed: 2026-05-01"),
        ("review-every: 365", "review-every: 90"),
        ("seen: 2026-02", "seen: 2026-05"),
        ("links: [ban-flow]", "links: []"),
        ("ask: [", 'ask: ["patent", '),
        ("topic: patent", "topic: sos"),
        ("Платите **каждый месяц**", "Платите  **каждый\n  месяц**"),
    ],
)
def test_what_does_not_age_a_page(tree: Path, old: str, new: str) -> None:
    edit(tree / PAGE, old, new)
    assert status(tree, "page", "patent") == {TranslationStatus.UP_TO_DATE}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Патент", "title: Патент и чек"),
        ("summary: Как", "summary: Когда"),
        ("Храните чек", "Храните чеки"),
        ("{bring: Паспорт}", "{bring: Паспорт и чек}"),
    ],
)
def test_what_ages_a_page(tree: Path, old: str, new: str) -> None:
    edit(tree / PAGE, old, new)
    assert status(tree, "page", "patent") == {TranslationStatus.OUTDATED}


def test_a_fact_value_does_not_age_a_page(tree: Path) -> None:
    edit(tree / "facts/money.yaml", "value: 10000", "value: 12000")
    assert status(tree, "page", "patent") == {TranslationStatus.UP_TO_DATE}


def test_another_order_of_answers_does_not_age_a_flow_but_another_word_does(tree: Path) -> None:
    yes, no = "fined: {text: Да, to: end, finds: overstay}", "clean: {text: Нет, to: end}"
    edit(tree / FLOW, f"{yes}\n      {no}", f"{no}\n      {yes}")
    assert status(tree, "flow", "ban-flow") == {TranslationStatus.UP_TO_DATE}
    edit(tree / FLOW, "text: Нет", "text: Не было")
    assert status(tree, "flow", "ban-flow") == {TranslationStatus.OUTDATED}


def test_a_new_question_makes_the_translations_of_a_flow_missing(tree: Path) -> None:
    """Half a flow in another language would be worse than all of it in Russian."""
    edit(tree / FLOW, "clean: {text: Нет, to: end}", "clean: {text: Нет, to: more}")
    edit(
        tree / FLOW,
        "outcomes:\n",
        "  more:\n    text: Ещё?\n    choices: {a: {text: А, to: end}, b: {text: Б, to: end}}\n"
        "outcomes:\n",
    )
    assert status(tree, "flow", "ban-flow") == {TranslationStatus.MISSING}


def test_a_missing_and_a_never_stamped_translation(tree: Path) -> None:
    (tree / "tg/rights/patent.yaml").unlink()
    path = tree / "uz/rights/patent.yaml"
    path.write_text(path.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    content, _ = read_tree(tree, TODAY)
    assert content is not None
    assert content.pages["patent"].status == {
        "ru": TranslationStatus.UP_TO_DATE,
        "tg": TranslationStatus.MISSING,
        "uz": TranslationStatus.OUTDATED,
        "ky": TranslationStatus.UP_TO_DATE,
    }
    assert set(content.pages["patent"].words) == {"ru", "uz", "ky"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"title: x\n", b"translates: abcdef\ntitle: x\n"),
        (b"# note\n\n---\ntitle: x\n", b"# note\n\n---\ntranslates: abcdef\ntitle: x\n"),
        (b"translates: 000000\ntitle: x\n", b"translates: abcdef\ntitle: x\n"),
        (
            b"title: x\ntranslates: 000000  # by hand\nbody: y\n",
            b"title: x\ntranslates: abcdef  # by hand\nbody: y\n",
        ),
        (b"translates: 000000\r\ntitle: x\r\n", b"translates: abcdef\r\ntitle: x\r\n"),
        (b"title: x\r\n", b"translates: abcdef\r\ntitle: x\r\n"),
        (b"\xef\xbb\xbftitle: x\n", b"\xef\xbb\xbftranslates: abcdef\ntitle: x\n"),
        (
            b"\xef\xbb\xbftranslates: 000000\ntitle: x\n",
            b"\xef\xbb\xbftranslates: abcdef\ntitle: x\n",
        ),
        (b'translates: "000000"\ntitle: x', b"translates: abcdef\ntitle: x"),
        (
            b"title: x\nbody: |\n  translates: 1\n",
            b"translates: abcdef\ntitle: x\nbody: |\n  translates: 1\n",
        ),
    ],
)
def test_a_stamp_changes_only_its_line(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = tmp_path / "page.yaml"
    path.write_bytes(before)
    path.chmod(0o640)
    assert stamp_file(path, "abcdef")
    assert path.read_bytes() == after
    assert path.stat().st_mode & 0o777 == 0o640
    assert not stamp_file(path, "abcdef")
    assert [other.name for other in tmp_path.iterdir()] == ["page.yaml"]


def test_a_stamp_is_six_hex_digits_and_the_same_everywhere(
    tree: Path, broken: Callable[[str], Path]
) -> None:
    entry = read_files(tree, TODAY).source("page")["patent"]
    assert words_hash(entry.file) == "482586"
