from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.checks.flows import MAX_SIZE
from bot.content.model import LOCALES, ORIGINS, STAGES
from bot.dialogue.session import OpenQuestion, Session, hour_of
from bot.storage.record import decode, encode, expired, month_of

MARCH = month_of(datetime(2026, 3, 31, 23, 59, tzinfo=UTC))

sessions = st.builds(
    Session,
    locale=st.none() | st.sampled_from(LOCALES),
    origin=st.none() | st.sampled_from(ORIGINS),
    region=st.none() | st.from_regex(r"[a-z][a-z-]{1,39}", fullmatch=True),
    stage=st.none() | st.sampled_from(STAGES),
    open=st.none() | st.deferred(lambda: open_questions),
)


@st.composite
def _open(draw: st.DrawFn) -> OpenQuestion:
    flow = draw(st.from_regex(r"[a-z][a-z0-9-]{0,23}", fullmatch=True))
    return OpenQuestion(
        flow,
        draw(st.from_regex(r"[0-9a-f]{4}", fullmatch=True)),
        draw(st.text("0123456789abcxyzNRTUKZDE.", max_size=MAX_SIZE - len(flow))),
        draw(st.integers(0, 36**4 - 1)),
        draw(st.integers(0, 36**2 - 1)),
    )


open_questions = _open()


@given(sessions, st.integers(12 * 2000, 12 * 2100))
def test_settings_come_back(session: Session, month: int) -> None:
    record = encode(session, month)
    assert decode(record) == (session, month)
    assert len(record) < 128


@given(st.binary(max_size=200))
def test_foreign_bytes_are_nobody(record: bytes) -> None:
    decode(record)  # whatever it is, no exception


def test_a_later_version_looks_new() -> None:
    record = encode(Session(locale="ru"), MARCH)
    assert decode(bytes([2]) + record[1:]) is None


def test_fields_added_later_are_left_alone() -> None:
    record = encode(Session(locale="ru", stage="away"), MARCH) + b"\x1fflow:1"
    assert decode(record) == (Session(locale="ru", stage="away"), MARCH)


def test_the_longest_question_fits_beside_the_longest_settings() -> None:
    asked = OpenQuestion("a" * 24, "ffff", "z" * (MAX_SIZE - 24), 36**4 - 1, 36**2 - 1)
    session = Session("uz-Cyrl", "tj", "r" * 40, "before", asked)
    record = encode(session, MARCH)
    assert len(record) == 127  # of 128: one byte is the padding's
    assert decode(record) == (session, MARCH)


@pytest.mark.parametrize(
    "text", ["", "ffff", "ffffhhhhss:", "FFFFhhhhssflow:0", "ffffhhhhssflow:!"]
)
def test_a_question_that_cannot_be_read_is_none(text: str) -> None:
    record = encode(Session(locale="ru"), MARCH) + b"\x1f" + text.encode()
    assert decode(record) == (Session(locale="ru"), MARCH)


def test_the_hour_fits_its_digits_for_long() -> None:
    assert hour_of(datetime(2150, 1, 1, tzinfo=UTC)) < 36**4


def test_a_choice_that_no_longer_exists_is_not_said() -> None:
    assert decode(encode(Session(locale="xx", origin="tj"), MARCH)) == (
        Session(origin="tj"),
        MARCH,
    )


@pytest.mark.parametrize(
    ("day", "gone"),
    [(datetime(2026, 8, 28, tzinfo=UTC), False), (datetime(2026, 8, 29, tzinfo=UTC), True)],
)
def test_never_longer_than_180_days(day: datetime, gone: bool) -> None:
    assert (day - datetime(2026, 3, 1, tzinfo=UTC)).days == (181 if gone else 180)
    assert expired(MARCH, day) is gone
