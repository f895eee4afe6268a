from __future__ import annotations

import hashlib
import hmac
from datetime import date

import pytest

from bot.dialogue.session import Session
from bot.storage.keys import Keys, new_keys
from bot.storage.seal import Seal

FULL = Session(locale="uz-Cyrl", origin="uz", region="uz-karakalpakstan", stage="before")


def test_row_key_is_the_specified_hmac(keys: Keys) -> None:
    expected = hmac.new(
        keys.current.pepper, b"u1" + (77_001).to_bytes(8, "big", signed=True), hashlib.sha256
    ).digest()[:16]
    assert Seal(keys).row_keys(77_001) == (expected,)


def test_every_row_has_one_size_and_no_two_are_equal(keys: Keys) -> None:
    seal = Seal(keys)
    row = seal.row_keys(1)[0]
    sealed = [seal.seal_session(row, s, 24_314) for s in (Session(), FULL, FULL)]
    assert {len(one) for one in sealed} == {24 + 128 + 16}
    assert len(set(sealed)) == 3


def test_a_row_moved_under_another_key_does_not_open(keys: Keys) -> None:
    seal = Seal(keys)
    mine, yours = seal.row_keys(1)[0], seal.row_keys(2)[0]
    sealed = seal.seal_session(mine, FULL, 24_314)
    assert seal.open_session(mine, sealed) == (FULL, 24_314)
    assert seal.open_session(yours, sealed) is None


def test_damage_and_other_keys_open_nothing(keys: Keys) -> None:
    seal, other = Seal(keys), Seal(new_keys(date(2026, 3, 1)))
    row = seal.row_keys(1)[0]
    sealed = seal.seal_session(row, FULL, 24_314)
    for place in range(len(sealed)):
        broken = bytearray(sealed)
        broken[place] ^= 1
        assert seal.open_session(row, bytes(broken)) is None
    assert seal.open_session(row, b"") is None
    assert other.open_session(row, sealed) is None


@pytest.mark.parametrize("size", [0, 1, 127])
def test_the_tally_is_always_16_kib(keys: Keys, size: int) -> None:
    seal = Seal(keys)
    sealed = seal.seal_tally(0, bytes(size))
    assert len(sealed) == 16 * 1024 + 40
    assert seal.open_tally(0, sealed) == bytes(size)
    assert seal.open_tally(1, sealed) is None


def test_what_does_not_fit_is_refused(keys: Keys) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Seal(keys).seal_session(b"k", Session(region="x" * 128), 24_314)
    with pytest.raises(ValueError, match="do not fit"):
        Seal(keys).seal_tally(0, bytes(16 * 1024))
