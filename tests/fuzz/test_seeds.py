"""Every seed and every input that once broke something, and thousands of strange ones more."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.model import Content
from tests.fuzz import targets
from tests.fuzz.targets import SEEDS, TARGETS

ALL = sorted((target, path) for target in TARGETS for path in (SEEDS / target).iterdir())


@pytest.fixture(scope="module", autouse=True)
def _learned(content: Content) -> None:
    """The tree and what it learns are made before the clock runs."""
    assert targets.content().revision == content.revision


@pytest.mark.parametrize(("target", "path"), ALL, ids=lambda part: getattr(part, "name", part))
def test_seed(target: str, path: Path) -> None:
    start = time.process_time()
    TARGETS[target](path.read_bytes())
    assert time.process_time() - start < 2


def test_every_target_has_seeds() -> None:
    assert {target for target, _ in ALL} == set(TARGETS)
    assert {path.name for path in SEEDS.iterdir()} == set(TARGETS)


def test_no_finding_waits() -> None:
    """A crash gets a name and a cause before it is kept."""
    assert not [path.name for _, path in ALL if path.name.startswith(("crash-", "timeout-"))]


@pytest.mark.fault("F29")
@pytest.mark.fault("F32")
@pytest.mark.fault("F34")
@pytest.mark.parametrize("target", sorted(TARGETS))
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_anything(target: str, data: bytes) -> None:
    TARGETS[target](data)
