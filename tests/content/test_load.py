"""Files become one Content: order, revisions, words, and no exception for a bad tree."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.content.load import load, read_tree
from bot.content.model import Content
from bot.errors import ContentError
from tests.content.conftest import BASE, BROKEN, TODAY
from tests.content.test_stamp import FLOW, PAGE, edit


def read(root: Path) -> Content:
    return load(root, TODAY)


def test_everything_is_there() -> None:
    content = read(BASE)
    assert list(content.sections) == ["rights"]
    page = content.pages["patent"]
    assert (page.section, page.topic, page.path.as_posix()) == ("rights", "patent", PAGE)
    assert page.origins == {"tj", "uz"}
    assert page.stages == {"away"}
    assert page.words["ru"].steps == {"bring": "Паспорт"}
    assert page.words["ru"].ask[1] == "patent necha pul"
    assert page.sources[0].seen == "2026-02"
    flow = content.flows["ban-flow"]
    assert [question.id for question in flow.questions] == ["where", "fines"]
    assert [choice.to for choice in flow.question("where").choices] == ["fines", None]
    assert [outcome.id for outcome in flow.outcomes] == ["overstay", "nothing"]
    assert flow.words["tg"].questions["where"].choices == {"home": "Дар хона", "away": "Он ҷо"}
    fact = content.facts["patent-duty"].on(date(2026, 6, 1))
    assert fact is not None
    assert (fact.value, fact.currency) == (Decimal(10000), "RUB")
    assert content.facts["patent-duty"].on(date(2027, 1, 1)) is None
    assert content.places[0].phones[0].number == "225-05-75"
    assert content.regions[0].districts[0].region == "tj-dushanbe"
    assert content.offices[0].country == "tj"
    assert content.place_words["uz"].countries["uz"] == "Oʻzbekiston"
    assert set(content.interfaces) == {"ru", "tg", "uz", "uz-Cyrl", "ky"}
    assert "sos" in content.topics


def test_pages_are_in_order_then_by_id(tree: Path) -> None:
    text = (tree / PAGE).read_text(encoding="utf-8").replace("[ban-flow]", "[patent]")
    for name, order in (("b", "1"), ("a", "1"), ("z", "0")):
        (tree / f"ru/rights/{name}.yaml").write_text(f"order: {order}\n{text}", encoding="utf-8")
    assert list(read(tree).pages) == ["z", "a", "b", "patent"]


def test_the_revision_changes_with_any_byte_of_any_file(tree: Path) -> None:
    seen = {read(tree).revision}
    for path in (PAGE, "uz/ui.po", "facts/money.yaml", "topics.yaml", "places/tj.yaml"):
        with (tree / path).open("ab") as file:
            file.write(b"# note\n")
        seen.add(read(tree).revision)
    (tree / PAGE).rename(tree / "ru/rights/patent-2.yaml")
    for language in ("tg", "uz", "ky"):
        (tree / f"{language}/rights/patent.yaml").rename(tree / f"{language}/rights/patent-2.yaml")
    edit(tree / FLOW, "[patent]", "[patent-2]")
    seen.add(read(tree).revision)
    assert len(seen) == 7


def test_a_flow_revision_changes_with_the_structure_only(tree: Path) -> None:
    def revision() -> str:
        return read(tree).flows["ban-flow"].revision

    first = revision()
    assert len(first) == 4
    edit(tree / FLOW, "Были штрафы?", "У вас были штрафы?")
    edit(tree / FLOW, "reviewed: 2026-03-01", "reviewed: 2026-04-01")
    assert revision() == first
    edit(tree / FLOW, "clean: {text: Нет, to: end}", "clean: {text: Нет, to: end, finds: nothing}")
    second = revision()
    assert second != first
    yes, no = "fined: {text: Да, to: end, finds: overstay}", "clean: {text: Нет, to: end, finds"
    edit(tree / FLOW, yes, "later: {text: Да, to: end, finds: overstay}")
    for language in ("tg", "uz", "ky"):
        edit(tree / f"{language}/flows/ban-flow.yaml", "fined:", "later:")
    assert no in (tree / FLOW).read_text(encoding="utf-8")
    assert revision() not in (first, second)


def test_errors_give_no_content_and_warnings_do(tree: Path) -> None:
    (tree / "tg/rights/patent.yaml").unlink()
    content, issues = read_tree(tree, TODAY)
    assert content is not None
    assert [issue.error for issue in issues] == [False]
    (tree / PAGE).write_text("title: x\n", encoding="utf-8")
    content, issues = read_tree(tree, TODAY)
    assert content is None
    with pytest.raises(ContentError) as raised:
        load(tree, TODAY)
    assert raised.value.issues == tuple(issue for issue in issues if issue.error)


def test_errors_come_first_then_paths_and_lines(broken: Callable[[str], Path]) -> None:
    _, issues = read_tree(broken("facts"), TODAY)
    keys = [(not issue.error, issue.path, issue.line) for issue in issues]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "case", sorted(path.name for path in BROKEN.iterdir() if path != BASE and path.is_dir())
)
def test_a_bad_tree_is_never_an_exception(broken: Callable[[str], Path], case: str) -> None:
    content, issues = read_tree(broken(case), TODAY)
    assert issues
    assert (content is None) == any(issue.error for issue in issues)


def test_strange_things_on_disk(tree: Path, tmp_path: Path) -> None:
    (tree / "ru/rights/folder.yaml").mkdir()
    (tree / "ru/rights/dangling.yaml").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tree / "ru/rights/pipe.yaml")
    (tree / "ru/rights/.patent.yaml.swp").write_bytes(b"\xff")
    (tree / "ru/rights/patent.yaml~").write_bytes(b"\xff")
    _, issues = read_tree(tree, TODAY)
    told = {issue.path for issue in issues if issue.check in ("yaml", "tree")}
    assert told == {f"ru/rights/{name}.yaml" for name in ("folder", "dangling", "pipe")}


def test_no_folder_and_an_empty_one(tmp_path: Path) -> None:
    content, issues = read_tree(tmp_path / "missing", TODAY)
    assert content is None
    assert [issue.message for issue in issues] == ["папки с текстами нет"]
    content, issues = read_tree(tmp_path, TODAY)
    assert content is None
    assert any("тем" in issue.message for issue in issues)


def test_the_calendar_alone_never_stops_a_start() -> None:
    for day in (date(2026, 3, 1), date(2030, 1, 1), date(2099, 1, 1)):
        content, _ = read_tree(BASE, day)
        assert content is not None


def test_no_real_content_is_broken() -> None:
    root = BASE.parent.parent.parent / "content"
    content, issues = read_tree(root, date.today())
    assert content is not None, [issue for issue in issues if issue.error]
