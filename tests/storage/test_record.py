from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.model import LOCALES, ORIGINS, STAGES
from bot.dialogue.session import Session
from bot.storage.record import decode, encode, expired, month_of

MARCH = month_of(datetime(2026, 3, 31, 23, 59, tzinfo=UTC))

sessions = st.builds(
    Session,
    locale=st.none() | st.sampled_from(LOCALES),
    origin=st.none() | st.sampled_from(ORIGINS),
    region=st.none() | st.from_regex(r"[a-z][a-z-]{1,39}", fullmatch=True),
    stage=st.none() | st.sampled_from(STAGES),
)


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
