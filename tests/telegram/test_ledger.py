from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.ledger import WINDOW, Ledger


def test_only_what_is_finished_from_the_front_is_confirmed() -> None:
    ledger = Ledger()
    assert ledger.ask() is None
    assert all(ledger.take(n, 0) for n in (10, 11, 12))
    ledger.finish(11)
    assert (ledger.offset, ledger.in_hand) == (10, 2)
    ledger.finish(10)
    assert (ledger.offset, ledger.window) == (12, 1)
    ledger.finish(12)
    assert (ledger.offset, ledger.window, ledger.in_hand) == (13, 0, 0)


def test_what_is_in_hand_is_not_taken_twice() -> None:
    ledger = Ledger()
    assert ledger.take(10, 0)
    assert not ledger.take(10, 0)


def test_what_got_done_during_a_call_is_old_when_the_call_returns() -> None:
    ledger = Ledger()
    ledger.take(10, 0)
    ledger.ask()
    ledger.finish(10)
    assert not ledger.take(10, 0)  # the answer was made before the work was done
    assert ledger.ask() == 11  # from here on the server has forgotten it …
    assert ledger.take(10, 0)  # … and numbers may begin anew


def test_numbers_that_begin_anew_lower() -> None:
    ledger = Ledger()
    ledger.take(900, 0)
    ledger.finish(900)
    ledger.ask()
    assert ledger.take(5, 0)
    assert ledger.offset == 5


def test_a_full_window_lets_its_slow_head_go() -> None:
    ledger = Ledger()
    for number in range(WINDOW):
        ledger.take(number, now=float(number == 1))
    ledger.finish(2)
    assert ledger.release(now=9.9, patience=10) == 0
    assert ledger.release(now=10.5, patience=10) == 1
    assert (ledger.offset, ledger.in_hand) == (1, WINDOW - 1)
    assert not ledger.take(0, 0)  # still being worked on
    ledger.finish(0)
    assert ledger.in_hand == WINDOW - 2


def test_a_window_with_room_waits_for_its_slow_head() -> None:
    ledger = Ledger()
    ledger.take(1, 0)
    assert ledger.release(now=1000, patience=10) == 0


@given(st.permutations(range(20)))
def test_any_order_of_finishing_confirms_all_and_never_too_early(order: list[int]) -> None:
    ledger = Ledger()
    for number in range(20):
        ledger.take(number, 0)
    done: set[int] = set()
    for number in order:
        ledger.finish(number)
        done.add(number)
        assert ledger.offset is not None
        assert set(range(ledger.offset)) <= done
    assert ledger.offset == 20
