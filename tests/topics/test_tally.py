from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.content.model import LOCALES
from bot.dialogue.session import Session
from bot.topics.sheet import from_bytes
from bot.topics.tally import TopicTally

TOPICS = ["entry-ban-check", "money-home", "sos", "unmatched", "work-permit"]
REGIONS = ["tj-sughd", "kg-osh"]
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
RU = Session(locale="ru", origin="tj", region="tj-sughd")


class Clock:
    now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tally(clock: Clock) -> TopicTally:
    return TopicTally(TOPICS, REGIONS, clock)


def counts(tally: TopicTally, table: str = "topic_week") -> dict[str, int]:
    return dict(from_bytes(tally.to_bytes())[table].n)


def test_once_per_person_and_day(tally, clock) -> None:
    for _ in range(5):
        tally.count(1, ["sos"])
    tally.count(2, ["sos", "sos"])
    assert counts(tally) == {"sos": 2}
    clock.now += timedelta(days=1)
    tally.count(1, ["sos"])
    assert counts(tally) == {"sos": 3}


def test_at_most_three_topics_a_day(tally) -> None:
    tally.count(1, TOPICS[:2])
    tally.count(1, TOPICS)
    assert sum(counts(tally).values()) == 3


def test_only_the_closed_list_and_in_silence(tally, caplog) -> None:
    caplog.set_level(0)
    tally.count(1, ["my boss took my passport", "sos"])
    assert counts(tally) == {"sos": 1}
    assert caplog.records == []


def test_who_and_region_once_a_day_in_sheets_of_their_own(tally, clock) -> None:
    tally.seen(1, RU)
    tally.seen(1, RU)
    tally.seen(1, Session(locale="ky", origin="kg", region="kg-osh"))
    tally.seen(2, Session(locale="ky"))
    tally.seen(3, Session())
    tally.seen(4, Session(locale="ru", origin="tj", region="nowhere"))
    assert counts(tally, "who_month") == {"ru/tj": 2, "ky/-": 1}
    assert counts(tally, "region_month") == {"tj-sughd": 1}
    assert counts(tally) == {}
    clock.now += timedelta(days=1)
    tally.seen(1, RU)
    assert counts(tally, "who_month")["ru/tj"] == 3


def test_a_region_chosen_later_the_same_day_counts(tally) -> None:
    tally.seen(1, Session(locale="ru"))
    tally.seen(1, RU)
    assert counts(tally, "who_month") == {"ru/-": 1}
    assert counts(tally, "region_month") == {"tj-sughd": 1}


def test_forgetting_again_and_again_counts_once(tally, clock) -> None:
    for _ in range(5):
        tally.count(1, ["sos", "money-home"])
        tally.seen(1, RU)
        tally.forget(1)
    assert counts(tally) == {"sos": 1, "money-home": 1}
    assert counts(tally, "who_month") == {"ru/tj": 1}
    assert not tally._asked
    clock.now += timedelta(days=1)
    tally.count(1, ["sos"])
    assert counts(tally)["sos"] == 2


def test_the_key_is_new_each_day_and_each_start(tally, clock) -> None:
    today = tally._person(1)
    assert tally._person(1) == today
    assert len(today) == 8
    assert TopicTally(TOPICS, REGIONS, clock)._person(1) != today
    clock.now += timedelta(hours=23, minutes=59)
    assert tally._person(1) == today
    clock.now += timedelta(minutes=1)
    assert tally._person(1) != today


def test_nothing_of_a_person_is_in_the_bytes(tally) -> None:
    tally.count(5_377_001_234, ["sos"])
    sealed = tally.to_bytes()
    assert b"5377001234" not in sealed
    assert tally._person(5_377_001_234) not in sealed


def test_a_week_ends_on_monday_midnight_utc(tally, clock) -> None:
    clock.now = datetime(2026, 3, 8, 23, 59, 59, tzinfo=UTC)
    for person in range(40):
        tally.count(person, ["sos"])
    assert tally.ended() == []
    clock.now += timedelta(seconds=1)
    tally.count(1, ["money-home"])
    (release,) = tally.ended()
    assert (release.table, release.start, release.weeks) == ("topic_week", date(2026, 3, 2), 1)
    assert ("sos",) in release.counts
    assert release.counts[("sos",)] % 5 == 0
    tally.published([release])
    assert tally.ended() == []
    assert counts(tally) == {"money-home": 1}


def test_another_clock_face_is_the_same_moment(tally, clock) -> None:
    from zoneinfo import ZoneInfo

    clock.now = datetime(2026, 3, 9, 4, 59, tzinfo=ZoneInfo("Asia/Dushanbe"))
    assert tally.ended() == []
    clock.now = datetime(2026, 3, 9, 5, 0, tzinfo=ZoneInfo("Asia/Dushanbe"))
    assert len(tally.ended()) == 1


def test_four_weeks_where_the_setting_says_so(clock) -> None:
    clock.now = datetime(2026, 3, 23, tzinfo=UTC)  # a period of four weeks begins
    tally = TopicTally(TOPICS, REGIONS, clock, weeks=4)
    clock.now += timedelta(days=27)
    assert tally.ended() == []
    clock.now += timedelta(days=1)
    ended = {r.table: (r.start, r.weeks) for r in tally.ended()}
    assert ended == dict.fromkeys(
        ("topic_week", "who_month", "region_month"), (date(2026, 3, 23), 4)
    )


def test_a_changed_length_begins_with_the_next_period(clock) -> None:
    clock.now = datetime(2026, 3, 23, tzinfo=UTC)
    before = TopicTally(TOPICS, REGIONS, clock, weeks=1)
    before.count(1, ["sos"])
    sealed = before.to_bytes()
    clock.now += timedelta(days=1)
    after = TopicTally(TOPICS, REGIONS, clock, weeks=4)
    after.add(sealed)
    after.count(1, ["sos"])
    clock.now = datetime(2026, 3, 30, tzinfo=UTC)
    (week,) = after.ended()
    assert (week.start, week.weeks) == (date(2026, 3, 23), 1)
    after.published([week])
    clock.now = datetime(2026, 4, 20, tzinfo=UTC)
    rest = next(r for r in after.ended() if r.table == "topic_week")
    # Not the start of the week that was published already: its rows would be refused.
    assert (rest.start, rest.weeks) == (date(2026, 3, 30), 3)


def test_a_restart_adds_up(clock) -> None:
    one = TopicTally(TOPICS, REGIONS, clock)
    one.count(1, ["sos"])
    one.seen(1, RU)
    two = TopicTally(TOPICS, REGIONS, clock)
    two.count(2, ["sos"])
    two.add(one.to_bytes())
    assert counts(two) == {"sos": 2}
    assert counts(two, "who_month") == {"ru/tj": 1}


def test_a_week_missed_while_down_is_published_at_the_next_start(clock) -> None:
    one = TopicTally(TOPICS, REGIONS, clock)
    for person in range(40):
        one.count(person, ["sos"])
    sealed = one.to_bytes()
    clock.now += timedelta(days=17)
    two = TopicTally(TOPICS, REGIONS, clock)
    two.count(1, ["money-home"])
    two.add(sealed)
    (release,) = two.ended()
    assert release.start == date(2026, 3, 2)
    assert ("sos",) in release.counts
    assert counts(two) == {"money-home": 1}


def test_a_tally_read_late_joins_the_week_it_belongs_to(clock) -> None:
    one = TopicTally(TOPICS, REGIONS, clock)
    for person in range(60):
        one.count(person, ["sos"])
    two = TopicTally(TOPICS, REGIONS, clock)
    for person in range(60):
        two.count(person, ["sos"])
    sealed = one.to_bytes()
    clock.now += timedelta(days=7)
    assert len(two.ended()) == 1
    two.add(sealed)
    (release,) = two.ended()
    assert release.counts[("sos",)] >= 80


@pytest.mark.parametrize(
    "tally_bytes",
    [
        b"",
        b"[]",
        b"{}",
        b'{"version":2}',
        b'{"version":1}',
        b'{"version":1,"sheets":{"topic_week":{}}}',
        b"\xff",
    ],
)
def test_a_tally_of_another_version_starts_empty(tally, tally_bytes) -> None:
    tally.add(tally_bytes)
    assert counts(tally) == {}


def test_the_longest_lists_fit_the_sealed_block(clock) -> None:
    topics = [f"{n:02}" + "t" * 58 for n in range(64)]
    regions = [f"{n:02}" + "r" * 58 for n in range(64)]
    tally = TopicTally(topics, regions, clock)
    for sheet in tally._sheets.values():
        cells = tally._cells[sheet.table]
        sheet.n.update(dict.fromkeys(cells, 1_000_000))
    assert len(tally._cells["who_month"]) == 4 * len(LOCALES)
    assert len(tally.to_bytes()) < 16 * 1024
    for generation in range(5):  # content that changes all its topics within a week
        tally.use([f"{generation}{n:02}" + "t" * 57 for n in range(64)], regions)
        tally._sheets["topic_week"].n.update(dict.fromkeys(tally._cells["topic_week"], 1_000_000))
        assert len(tally.to_bytes()) < 16 * 1024


@pytest.mark.parametrize("topics", [[f"t{n}" for n in range(65)], ["x" * 61], ["a/b"]])
def test_lists_that_are_too_long_are_refused(clock, topics) -> None:
    with pytest.raises(ValueError, match="topic_week"):
        TopicTally(topics, REGIONS, clock)


def test_new_content_keeps_what_was_counted(tally) -> None:
    tally.count(1, ["sos"])
    tally.use(["new"], REGIONS)
    tally.count(1, ["sos", "new"])
    assert counts(tally) == {"sos": 1, "new": 1}
