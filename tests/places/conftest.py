from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.content.places import to_place, to_region
from bot.content.tree import Tree, read_files

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def tree() -> Tree:
    """The files as they lie on disk: no other part of the content has to be right."""
    return read_files(CONTENT, date(2026, 11, 25))


@pytest.fixture(scope="session")
def places(tree: Tree) -> dict[str, Any]:
    """Place id → `Place`."""
    found = [to_place(one, entry.id) for entry in tree.of("places") for one in entry.file.places]
    assert len({place.id for place in found}) == len(found), "two places share an id"
    return {place.id: place for place in found}


@pytest.fixture(scope="session")
def regions(tree: Tree) -> dict[str, Any]:
    """Region id → `Region`."""
    found = [
        to_region(one, entry.id) for entry in tree.of("districts") for one in entry.file.regions
    ]
    assert len({region.id for region in found}) == len(found), "two regions share an id"
    return {region.id: region for region in found}


@pytest.fixture(scope="session")
def districts(regions: dict[str, Any]) -> dict[str, Any]:
    """District id → `District`."""
    found = [district for region in regions.values() for district in region.districts]
    assert len({district.id for district in found}) == len(found), "two districts share an id"
    return {district.id: district for district in found}
