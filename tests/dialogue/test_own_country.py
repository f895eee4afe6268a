from __future__ import annotations

import pytest

from bot.content.markup import parse, to_plain
from bot.content.model import Content
from bot.dialogue import own_country, screens
from bot.dialogue.session import Session
from bot.dialogue.view import View
from tests.conftest import NOW

TEXT = """Call.

- Россия: 1
- Узбекистан: 2

## Россия

- 1

## Узбекистан

- 2

End."""


def view(content: Content, locale: str, origin: str | None, stage: str | None) -> View:
    return View(content, Session(locale, origin, None, stage), locale, NOW.date())


@pytest.mark.parametrize("stage", ["before", "back"])
def test_at_home_the_own_country_comes_first(content: Content, stage: str) -> None:
    plain = to_plain(own_country.first(view(content, "ru", "uz", stage), parse(TEXT)))
    lines = [line for line in plain.splitlines() if line]
    assert lines == [
        "Call.", "• Узбекистан: 2", "• Россия: 1",
        "Узбекистан", "• 2", "Россия", "• 1", "End.",
    ]  # fmt: skip


@pytest.mark.parametrize(("origin", "stage"), [("uz", "away"), ("uz", None), (None, "back")])
def test_abroad_and_where_we_do_not_know_nothing_moves(
    content: Content, origin: str | None, stage: str | None
) -> None:
    blocks = parse(TEXT)
    assert own_country.first(view(content, "ru", origin, stage), blocks) == list(blocks)


@pytest.mark.parametrize("locale", ["ru", "tg", "uz", "uz-Cyrl", "ky"])
@pytest.mark.parametrize("origin", ["tj", "uz", "kg"])
def test_nothing_is_lost_and_the_first_number_is_of_home(
    content: Content, locale: str, origin: str
) -> None:
    """The names of countries in the texts are those of the places, in every script."""
    for page in content.pages.values():
        if page.section == "sos":
            away = screens.page(view(content, locale, origin, "away"), page).body
            home = screens.page(view(content, locale, origin, "back"), page).body
            plain = to_plain(away), to_plain(home)
            assert sorted(plain[0].splitlines()) == sorted(plain[1].splitlines())
            if page.id in ("sos", "sos-hurt", "sos-held"):
                assert plain[0] != plain[1]
