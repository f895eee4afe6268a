"""The bot as one pure function: what happened in, what to show, store and count out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from bot.content.model import Content
from bot.dialogue import (
    abroad,
    banner,
    centre,
    flows,
    inline,
    notices,
    privacy,
    screens,
    setup,
    typed,
)
from bot.dialogue.actions import Notice, Turn
from bot.dialogue.asking.asked import ask
from bot.dialogue.events import (
    Blocked,
    Command,
    Edited,
    Event,
    Group,
    Inline,
    Location,
    Media,
    Press,
    Text,
)
from bot.dialogue.nearest import nearest_district
from bot.dialogue.presses import press
from bot.dialogue.session import OpenQuestion, Session, closed, fresh, hour_of
from bot.dialogue.turns import forget, open_target, show, sos
from bot.dialogue.view import View, ui

MOSCOW = timezone(timedelta(hours=3))
"""Whose day it is: most terms end by it, and where it is later already, earlier is safer.
Moscow has kept UTC+3 all year since 2014."""


def respond(
    content: Content, session: Session, event: Event, now: datetime, hint: str = ""
) -> Turn:
    """The turn for one event.

    `now` is aware; `hint` is Telegram's `language_code`, used until a language is chosen.
    Never raises for anything a person can send.
    """
    waiting = fresh(session, now).open
    today = now.astimezone(MOSCOW).date()
    turn = _answer(content, closed(session), event, today, hint, waiting)
    asked = turn.session.open
    if waiting and (isinstance(event, Media | Edited | Group) or not turn.replies):
        turn = replace(turn, session=replace(turn.session, open=waiting))
    elif asked:
        turn = replace(turn, session=replace(turn.session, open=replace(asked, hour=hour_of(now))))
    view = notices.view_of(content, turn.session, today, hint)
    return replace(turn, replies=banner.quiet(view, turn.replies))


def _answer(
    content: Content,
    session: Session,
    event: Event,
    today: date,
    hint: str,
    waiting: OpenQuestion | None,
) -> Turn:
    """`waiting`: the question that a typed text answers; the turn does not carry it on."""
    view = notices.view_of(content, session, today, hint)
    match event:
        case Command():
            return _command(view, event, hint, waiting)
        case Press():
            return press(view, event.data, hint)
        case Text():
            return _text(view, event, hint, waiting)
        case Inline():
            return Turn(session, cards=inline.cards(view, event.text))
        case Location():
            return _location(view, event)
        case Media():
            return show(view, notices.unreadable(view, event.kind))
        case Edited():
            return show(view, notices.edited(view))
        case Group():
            return Turn(session, (notices.group(view),), leave=True)
        case Blocked():
            return Turn(Session(), forget=True)


def _text(view: View, event: Text, hint: str, waiting: OpenQuestion | None) -> Turn:
    if waiting and not _interrupts(view, event.text, waiting):
        turn = flows.typed(view, waiting, event.text, event.serial)
        return turn or show(view, screens.home(view, _gone(view)))
    return _typed(view, event.text, hint)


def _interrupts(view: View, text: str, waiting: OpenQuestion) -> bool:
    """Danger comes before an open question, but not before an answer to it, nor before what
    was meant as one: a text that begins with a figure, or one word such as «enough»."""
    if _is_sos(text):
        return True
    meant = flows.answers(view, waiting, text) or not text.strip()[:1].isalpha()
    if meant:
        return False
    asked = ask(view.content, text)
    return bool(asked.urgent) and not asked.one_word


def _is_sos(text: str) -> bool:
    return text.strip().casefold() in ("sos", "сос")


def _command(view: View, command: Command, hint: str, waiting: OpenQuestion | None) -> Turn:
    match command.name:
        case "start":
            return _start(view, command.payload, hint)
        case "sos":
            return sos(view)
        case "help":
            return show(view, privacy.help_screen(view))
        case "centre" | "center":
            return show(view, centre.menu(view))
        case "language":
            return show(view, setup.language(view, flows.left(view, waiting), hint))
        case "settings":
            return show(view, setup.settings(view))
        case "privacy":
            return show(view, privacy.privacy(view))
        case "forget":
            return forget(view)
    return show(view, screens.home(view, view.say("notice", "I do not know this command.")))


def _start(view: View, payload: str, hint: str) -> Turn:
    """A deep link opens its page; a newcomer is asked for a language; others see the menu."""
    target = payload if view.link(payload) else ""
    if view.session.locale is None and not (target and hint):
        return show(view, setup.language(view, (target or "b",), hint))
    if target:
        return open_target(view, target)
    if payload:
        return show(view, screens.home(view, _gone(view)))
    return show(view, screens.home(view))


def _gone(view: View) -> str:
    return view.say("notice", "This page is no longer here. Choose from the menu.")


def _location(view: View, event: Location) -> Turn:
    district = nearest_district(view.content, event.lat, event.lon)
    thanks = Notice(
        "centre:thanks", ui(view.say("centre", "Thank you. I do not keep your location.")), True
    )
    if district is None:
        return show(view, thanks, abroad.outside(view), topic="centre")
    answer = centre.answer(view, district, event.lat, event.lon)
    return show(view, thanks, *answer, topic="centre")


def _typed(view: View, text: str, hint: str) -> Turn:
    if text in {_cancel(view, locale) for locale in view.content.interfaces}:
        closed = Notice("centre:cancel", ui(view.say("centre", "All right.")), True)
        return show(view, closed, centre.menu(view))
    if _is_sos(text):
        return sos(view)
    return typed.answer(view, text, hint)


def _cancel(view: View, locale: str) -> str:
    return centre.cancel_label(replace(view, locale=locale))
