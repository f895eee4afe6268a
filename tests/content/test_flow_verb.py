"""`safar flow`: every path with its outcomes, and a drawing that names what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content.load import load
from bot.content.model import Content
from bot.content.words import fact_text
from bot.verbs.flow import described, drawing, found, paths
from tests.conftest import NOW
from tests.content.conftest import BASE, TODAY
from tests.content.test_verbs import safar


@pytest.fixture(scope="module")
def base() -> Content:
    return load(BASE, TODAY)


def test_every_path_is_listed_with_its_outcomes(base: Content) -> None:
    flow = base.flows["ban-flow"]
    ways = [" ".join(choice.id if choice else "" for _, choice in way) for way in paths(flow)]
    assert ways == ["home fined", "home clean", "away"]
    assert [found(flow, way) for way in paths(flow)] == [("overstay",), ("nothing",), ("overstay",)]


def test_it_is_printed_for_editors() -> None:
    code, out, error = safar("flow", "ban-flow", "--content", str(BASE))
    assert (code, error) == (0, "")
    assert "## fines: Были штрафы?" in out
    assert "[Да] → end  ▪️ overstay" in out
    assert "Путей: 3" in out
    assert "where=home → fines=clean ⇒ nothing" in out
    assert "flowchart TD" in out


def test_facts_are_shown_as_a_reader_sees_them(content: Content) -> None:
    shown = "\n".join(described(content, content.flows["ban-risk"], "ru", NOW.date()))
    assert "{offences-window}" not in shown
    window = content.facts["offences-window"]
    assert str(fact_text(window, content.interfaces["ru"], NOW.date())) in shown


def test_the_list_of_flows() -> None:
    code, out, _ = safar("flow", "--content", str(BASE))
    assert code == 0
    assert re.match(r"ban-flow +— +путей: 3", out)


def test_what_is_not_there() -> None:
    code, out, error = safar("flow", "nope", "--content", str(BASE))
    assert (code, out) == (2, "")
    assert error == "no flow 'nope'; there are: ban-flow\n"
    assert safar("flow", "ban-flow", "--locale", "en", "--content", str(BASE))[0] == 2


def test_the_drawing_names_only_what_it_declares(content: Content) -> None:
    for flow in content.flows.values():
        for locale in ("ru", "uz-Cyrl"):
            lines = list(drawing(content, flow, locale, NOW.date()))
            assert lines[0] == "flowchart TD"
            nodes = re.findall(r"\b[qo]_\w+", "\n".join(lines))
            declared = {re.match(r"  ([qo]_\w+)[\[{(]", line) for line in lines}
            names = {match[1] for match in declared if match}
            assert set(nodes) == names
            assert all(line.count('"') % 2 == 0 for line in lines)
        assert any(
            line.startswith("```mermaid") for line in described(content, flow, "ru", NOW.date())
        )


def test_every_path_of_the_real_flows_has_an_outcome(content: Content) -> None:
    for flow in content.flows.values():
        count = 0
        for way in paths(flow):
            count += 1
            assert found(flow, way)
        print(f"{flow.id}: {count} paths")


def test_a_path(tmp_path: Path) -> None:
    code, _, error = safar("flow", "x", "--content", str(tmp_path))
    assert code == 1
    assert "Traceback" not in error
