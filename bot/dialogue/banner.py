"""Lines that come and go by the calendar: dated notices, and a bot that nobody looks after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.content import words
from bot.content.markup import Block
from bot.content.model import SOURCE_LANGUAGE, Content, Flow, Page
from bot.dialogue.actions import Reply, Screen
from bot.dialogue.view import View, note

QUIET = timedelta(days=120)
"""After so many days without a review by an editor every screen says so."""

_SOS = "page:sos"


def notices(view: View, page: str | None = None) -> list[Block]:
    """The notices of today: all of them for the menu, or those that name this page."""
    out: list[Block] = []
    own = view.content.notice_words.get(words.language_of(view.locale), {})
    russian = view.content.notice_words.get(SOURCE_LANGUAGE, {})
    for notice in view.content.notices:
        if not notice.on(view.today) or (page is not None and page not in notice.pages):
            continue
        if text := own.get(notice.id):
            out += view.text(f"📌 {text}")
        elif text := russian.get(notice.id):
            out += view.in_russian().text(f"📌 {text}")
    return out


def last_review(content: Content) -> date | None:
    """The newest day on which an editor compared any text with its sources."""
    reviewed: list[Page | Flow] = [*content.pages.values(), *content.flows.values()]
    return max((one.reviewed for one in reviewed), default=None)


def quiet(view: View, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """The replies, with a warning where no editor has looked at anything for too long.

    It stands on top of the first screen; in danger the first words are what to do, so on SOS
    screens it comes last.
    """
    last = last_review(view.content)
    if last is None or view.today - last <= QUIET:
        return replies
    line = note(
        "⚠️ "
        + view.say(
            "status",
            "Nobody has checked these texts since {date}. Ask a consultant before you act.",
            date=view.say.date(last),
        )
    )
    out: list[Reply] = []
    told = False
    for reply in replies:
        if isinstance(reply, Screen) and not told:
            told = True
            body = (*reply.body, line) if reply.id.startswith(_SOS) else (line, *reply.body)
            out.append(replace(reply, body=body))
        else:
            out.append(reply)
    return tuple(out)
