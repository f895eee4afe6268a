"""Days as people write them in four languages and two scripts; on 22 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.model import LOCALES, Content
from bot.dialogue.answers import Trip
from bot.dialogue.days import read_day, read_trips

TODAY = date(2026, 11, 22)
MARCH = date(2026, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "12.03.2026", "12.3.26", "12/03/2026", "12-03-2026", "12 03 2026", "2026-03-12",
        "2026.03.12", "12032026", "12 марта 2026", "12 марта 2026 г.", "12 марта 2026 года",
        "12-го марта 2026", "12 март 26 г", "12 марти 2026", "12 марти соли 2026",
        "12-уми марти соли 2026", "12 mart 2026", "12-mart 2026", "2026-yil 12-mart",
        "12-mart 2026-yil", "2026 йил 12 март", "12-март 2026", "2026-жылдын 12-марты",
        "12-март 2026-жыл", "12 МАРТА 2026", " 12.03.2026. ", "12. 03. 2026", "12,марта 2026",
        "с 12.03.2026", "12 mar 2026", "１２.０３.2026", "१२.०३.2026",
    ],
)  # fmt: skip
def test_one_day_in_any_usual_form(text: str) -> None:
    assert read_day(text, TODAY) == MARCH


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("сегодня", 0), ("имрӯз", 0), ("имруз", 0), ("bugun", 0), ("бугун", 0), ("бүгүн", 0),
        ("вчера", -1), ("дирӯз", -1), ("kecha", -1), ("кеча", -1), ("кечээ", -1),
        ("Сегодня!".rstrip("!"), 0), ("позавчера", -2), ("завтра", 1), ("эртең", 1),
    ],
)  # fmt: skip
def test_today_and_its_neighbours(text: str, days: int) -> None:
    assert read_day(text, TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    "text",
    [
        "", "патент", "5", "2026", "31.02.2026", "30 февраля 2026", "29.02.2026", "12.13.2026",
        "00.03.2026", "12.00.2026", "12 мартобря 2026", "12.03.2026 или 13.03.2026",
        "сегодня или вчера", "12.03.20266", "112.03.2026", "1.2.3.4", "-", "12 мая 15 июня",
        "03.2026", "март", "до сих пор", "12.03.2026 – до сих пор", "\U0001f600", "12.03.1800",
        "примерно весной", "9" * 600,
    ],
)  # fmt: skip
def test_what_is_no_day_or_more_than_one_is_refused(text: str) -> None:
    assert read_day(text, TODAY) is None


def test_without_a_year_the_nearest_allowed_day_is_meant() -> None:
    assert read_day("12 марта", TODAY) == date(2027, 3, 12)
    assert read_day("12 марта", TODAY, last=TODAY) == MARCH
    assert read_day("25 декабря", TODAY, last=TODAY) == date(2025, 12, 25)
    assert read_day("29 февраля", TODAY, last=TODAY) == date(2024, 2, 29)


def test_bounds_are_kept() -> None:
    assert read_day("12.03.2026", TODAY, first=MARCH, last=MARCH) == MARCH
    assert read_day("11.03.2026", TODAY, first=MARCH) is None
    assert read_day("13.03.2026", TODAY, last=MARCH) is None


@given(day=st.dates(date(1941, 1, 1), date(2066, 12, 31)))
def test_what_we_write_we_can_read(content: Content, day: date) -> None:
    for locale in LOCALES:
        written = content.interfaces[locale].date(day)
        assert read_day(written, TODAY) == day, written


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    read_day(text, TODAY)
    read_trips(text, TODAY)


TWO = (Trip(MARCH, date(2026, 4, 1)), Trip(date(2026, 5, 5), date(2026, 6, 10)))


@pytest.mark.parametrize(
    "text",
    [
        "12.03.2026 – 01.04.2026, 05.05.2026 – 10.06.2026",
        "12.03.2026-01.04.2026\n05.05.2026-10.06.2026",
        "12.03-01.04\n5.5-10.6",
        "с 12 марта по 1 апреля; с 5 мая по 10 июня",
        "05.05.2026 10.06.2026 12.03.2026 01.04.2026",
        "аз 12 марти 2026 то 1 апрели 2026, аз 5 майи 2026 то 10 июни 2026",
        "12-mart 2026 dan 1-aprel gacha, 5-may dan 10-iyun gacha",
        "12-март – 1-апрель 2026; 5-май – 10-июнь 2026",
        "въезд 12.03.2026 выезд 01.04.2026; въезд 05.05.2026 выезд 10.06.2026",
    ],
)
def test_two_trips(text: str) -> None:
    assert read_trips(text, TODAY) == TWO


@pytest.mark.parametrize(
    "still", ["до сих пор", "ещё здесь", "то ҳол", "hozirgacha", "ҳозиргача", "ушул убакка чейин"]
)
def test_somebody_who_has_not_left(still: str) -> None:
    assert read_trips(f"05.09.2026 – {still}", TODAY) == (Trip(date(2026, 9, 5), None),)


def test_over_the_new_year() -> None:
    assert read_trips("20 декабря – 10 января", TODAY) == (
        Trip(date(2025, 12, 20), date(2026, 1, 10)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "12.03.2026", "12.03.2026 – 01.02.2026", "12.03.2026 – 01.04.2026, 05.05.2026",
        "01.01.2026 – 05.02.2026, 03.02.2026 – 05.03.2026",
        "до сих пор – 12.03.2026", "01.01.2026 – до сих пор, 05.05.2026 – 06.05.2026",
        "12.03.2026 – 31.04.2026", "два раза по месяцу", "01.01.1990 – 01.01.2020",
        "01.01.2027 – до сих пор",
    ],
)  # fmt: skip
def test_trips_that_cannot_be(text: str) -> None:
    assert read_trips(text, TODAY) is None


def test_no_more_trips_than_asked_for() -> None:
    text = "\n".join(f"01.{month:02}.2026 – 05.{month:02}.2026" for month in range(1, 6))
    assert len(read_trips(text, TODAY, most=5) or ()) == 5
    assert read_trips(text, TODAY, most=4) is None
