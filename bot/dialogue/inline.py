"""Cards to share into any chat: what `@bot words` offers. One page each, its sources named."""

from __future__ import annotations

from bot.content import words
from bot.dialogue import screens
from bot.dialogue.actions import Card
from bot.dialogue.asking.asked import SOS, ask, urgent_pages
from bot.dialogue.view import View

MOST = 8
# Offered before anything is typed: what families ask each other most.
FIRST = ("check-ban", "patent", "unpaid-wages", "is-it-real", SOS)


def cards(view: View, text: str) -> tuple[Card, ...]:
    """Pages only: a set of questions cannot be answered in another chat."""
    content = view.content
    if text.strip():
        asked = ask(content, text)
        ids = [] if asked.refused else [target for target, _ in asked.ranked]
        if asked.urgent and (page := urgent_pages(content).get(asked.urgent)):
            ids = [page, *ids]
    else:
        ids = list(FIRST)
    found = [content.pages[target] for target in dict.fromkeys(ids) if target in content.pages]
    return tuple(
        Card(
            id=page.id,
            title=words.title_of(content, page, view.locale),
            summary=words.summary_of(content, page, view.locale),
            body=screens.page(view, page).body,
            label=view.say("search", "Open in the bot"),
        )
        for page in found[:MOST]
    )
