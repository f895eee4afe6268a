"""The page with charts: everything the CSV says, nothing from anywhere else."""

from __future__ import annotations

import random
import re
import subprocess
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.dialogue.ports import Release
from bot.storage.keys import new_keys
from bot.storage.sqlite import SqliteStore
from bot.topics.chart import bars, line
from bot.topics.report_page import to_html
from bot.topics.report_words import LABELS, WORDS
from tests.conftest import ROOT
from tests.process import SAFAR, environment

TODAY = date(2026, 6, 15)
TITLES = {"patent": "Патент: как получить и продлить", "tj-sughd": "Согдийская область"}
NAMES = (
    "patent", "registration", "ban-check", "unpaid-wages", "send-money", "police-detention",
    "money-scams", "checklist", "stay-90-days", "job-home", "legal-aid", "sos", "centre",
)  # fmt: skip


def published() -> list[Release]:
    """Thirteen weeks, in one of which little was asked."""
    rng = random.Random(3)
    releases = []
    for week in range(13):
        counts: dict[tuple[str, ...], int] = {}
        for rank, topic in enumerate(NAMES):
            n = int(90 / (rank + 1) * (0.7 + 0.06 * week) + rng.randrange(-6, 7)) // 5 * 5
            if n >= 10 and not (week == 5 and rank > 0):
                counts[(topic,)] = n
        if week != 5:
            counts[("unmatched",)] = 20 + 5 * week
        releases.append(Release("topic_week", date(2026, 3, 16) + timedelta(weeks=week), 1, counts))
    start = date(2026, 5, 18)
    who = {("tg", "tj"): 140, ("ru", "tj"): 95, ("uz", "uz"): 120, ("uz-Cyrl", "uz"): 35,
           ("ky", "kg"): 60, ("ru", "-"): 15}  # fmt: skip
    return [
        *releases,
        Release("who_month", start, 4, who),
        Release("region_month", start, 4, {("tj-sughd",): 45, ("kg-osh",): 30}),
    ]


def charts(page: str) -> list[ET.Element]:
    return [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]


def test_every_published_number_is_on_it() -> None:
    page = to_html(published(), TODAY, 1, "ru", TITLES)
    rows = re.findall(r"<tr><td>(.*?)</td>(.*?)</tr>", page)
    assert len(rows) == len(NAMES) + 1
    table = {label: re.findall(r"<td[^>]*>(.*?)</td>", cells) for label, cells in rows}
    weeks = [r for r in published() if r.table == "topic_week"]
    wanted = [str(r.counts.get(("patent",), "&lt; 10")) for r in weeks]
    assert table[TITLES["patent"]] == wanted
    assert table["Ответа не нашлось"][5] == "&lt; 10"
    assert WORDS["ru"]["note"] in page
    assert "Согдийская область" in page


def test_words_of_both_languages_are_the_same_set() -> None:
    assert WORDS["ru"].keys() == WORDS["en"].keys()
    assert LABELS["ru"].keys() == LABELS["en"].keys()


def test_english_has_no_russian_word() -> None:
    page = to_html(published(), TODAY, 1, "en")
    assert not re.findall(r"[А-Яа-я]+", page)
    assert "Questions nobody could answer" in page


def test_nothing_yet() -> None:
    page = to_html([], TODAY, 1, "ru")
    assert "22 июня 2026" in page
    assert "<svg" not in page


def test_periods_in_which_nothing_reached_10() -> None:
    silent = [Release("topic_week", date(2026, 6, 8), 1, {}), Release("who_month", TODAY, 4, {})]
    page = to_html(silent, TODAY, 1, "ru")
    assert page.count(WORDS["ru"]["nothing-10"]) == 2
    assert WORDS["ru"]["unanswered-none"] in page


def test_words_from_the_content_are_words_only() -> None:
    evil = '<script>alert(1)</script>" onload="x'
    page = to_html(published(), TODAY, 1, "ru", {"patent": evil, "tj-sughd": evil})
    assert "<script" not in page
    assert ' onload="' not in page
    charts(page)  # raises where it is not well-formed


def test_bars_are_in_proportion() -> None:
    drawn = ET.fromstring(bars("x", [("a", 100), ("b", 50), ("c", 10)]))
    wide = [float(r.attrib["width"]) for r in drawn.iter("{http://www.w3.org/2000/svg}rect")]
    assert wide[0] == pytest.approx(2 * wide[1]) == pytest.approx(10 * wide[2])


def test_a_line_leaves_gaps() -> None:
    drawn = line("x", [("1", 10), ("2", None), ("3", 30), ("4", 20)], 30)
    assert drawn.count("<polyline") == 2
    assert drawn.count('class="none"') == 1
    (top,) = re.findall(r'cy="(\d+\.\d)" r="3"><title>3: 30', drawn)
    assert float(top) == 18.0


def safar_report(state: Path, language: str) -> str:
    base = ROOT / "tests" / "broken" / "base"
    return subprocess.run(
        [SAFAR, "report", "--format", "html", "--lang", language],
        env=environment(SAFAR_STATE=str(state), SAFAR_CONTENT=str(base)),
        capture_output=True, timeout=60, check=True,
    ).stdout.decode()  # fmt: skip


async def test_safar_report_html(tmp_path: Path) -> None:
    def now() -> datetime:
        return datetime(2026, 6, 15, tzinfo=UTC)

    async with SqliteStore(tmp_path / "safar.db", new_keys(TODAY), now=now) as store:
        await store.release(published(), b"")
    russian, english = safar_report(tmp_path, "ru"), safar_report(tmp_path, "en")
    assert len(charts(russian)) == len(charts(english)) == 12
    assert ">patent<" not in russian  # the page's title instead
    assert ">patent<" in english


@pytest.mark.parametrize("width", [360, 1200])
def test_in_a_browser(browser: Browser, tmp_path: Path, width: int) -> None:
    file = tmp_path / "report.html"
    file.write_text(to_html(published(), TODAY, 1, "ru", TITLES), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for box in page.locator("svg").all():
        shown = box.bounding_box()
        assert shown is not None
        assert shown["x"] >= 0
        assert shown["x"] + shown["width"] <= width
    page.close()
