"""Every kind of place and every service has a word in every language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.content.tree import Tree

DOCS = Path(__file__).parents[2] / "docs" / "places.md"
LANGUAGES = ("ru", "tg", "uz", "ky")
MOST_SERVICES = 40
# Letters that only another language writes.
FOREIGN = {
    "ru": set("ғӣқӯҳҷўңөүәіһұ"),
    "tg": set("ўңөүәіһұщыц"),
    "uz": set("'‘’`´") | {chr(code) for code in range(0x400, 0x500)},
    "ky": set("ғӣқӯҳҷўәіһұ"),
}


@pytest.fixture(scope="session")
def words(tree: Tree) -> dict[str, Any]:
    """Language → the file of words about places."""
    found = {entry.language: entry.file for entry in tree.of("place-words")}
    assert set(found) == set(LANGUAGES)
    return found


@pytest.fixture(scope="session")
def offices(tree: Tree) -> list[Any]:
    return [office for entry in tree.of("offices") for office in entry.file.offices]


def test_what_is_used_has_a_word(
    words: dict[str, Any], places: dict[str, Any], offices: list[Any]
) -> None:
    used = [*places.values(), *offices]
    types = {one.type for one in used}
    services = {service for one in used for service in one.services}
    for language in LANGUAGES:
        assert types == set(words[language].types), language
        assert services == set(words[language].services), language
        assert set(words[language].countries) == {"tj", "uz", "kg", "ru"}, language
    assert len(services) <= MOST_SERVICES


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_differ_and_have_their_own_letters(language: str, words: dict[str, Any]) -> None:
    for labels in (words[language].types, words[language].services):
        assert len(set(labels.values())) == len(labels), "two keys, one word"
        for key, label in labels.items():
            assert not FOREIGN[language] & set(label.lower()), key
            if language != "ru":
                assert label != words["ru"].services.get(key, "") or key == "passport", key


def test_every_country_has_its_offices(offices: list[Any]) -> None:
    """The structural answer: there is an office to name in any district."""
    for country in ("tj", "uz", "kg"):
        own = [office for office in offices if office.country == country]
        assert any(office.services for office in own), country
        assert all("ru" in office.names for office in own), country


def test_the_table_of_services_is_whole(words: dict[str, Any]) -> None:
    table = DOCS.read_text(encoding="utf-8")
    for service in words["ru"].services:
        assert f"| `{service}` |" in table, service
