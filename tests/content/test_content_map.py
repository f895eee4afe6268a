"""docs/content-map.md is what the content says, and nothing in it is without a page."""

from __future__ import annotations

import json
from pathlib import Path

from bot.content.model import Content
from tools.content_map import INTENTS, SERVICES, TARGET, content_map

ASKED = Path(__file__).parent / "intents.txt"


def test_the_map_is_the_content(content: Content) -> None:
    assert TARGET.read_text(encoding="utf-8") == content_map(content), (
        "run `python -m tools.content_map`"
    )


def test_every_intent_has_a_page() -> None:
    """The ids of what people ask, as they were collected; service intents too."""
    mapping = json.loads(INTENTS.read_text(encoding="utf-8"))
    asked = ASKED.read_text(encoding="utf-8").split()
    assert len(asked) == 49
    assert [intent for intent in asked if not mapping.get(intent)] == []


def test_every_page_is_on_the_map(content: Content) -> None:
    text = TARGET.read_text(encoding="utf-8")
    head = text[: text.index("## Pages: their facts and sources")]
    assert [page for page in content.pages if f"[{page}]" not in head] == []
    assert all(service in head for service in SERVICES.values())
