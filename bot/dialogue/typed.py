"""What follows a typed text: the answer for a place, or buttons to what may be meant."""

from __future__ import annotations

from bot.content.markup import Block
from bot.content.model import District
from bot.dialogue import centre
from bot.dialogue.actions import Button, Row, Screen, Turn
from bot.dialogue.buttons import to
from bot.dialogue.place_names import Meant, Sure
from bot.dialogue.presses import show
from bot.dialogue.view import View, heading, name, ui

_MOST = 8  # buttons of places on one screen


def place(view: View, meant: Meant) -> Turn:
    """One sure district: its answer. Several, or one that is only alike: which one?"""
    if meant.country:
        return show(view, centre.country(view, meant.country))
    if region := next((r for r in view.content.regions if r.id == meant.region), None):
        return show(view, centre.region(view, region))
    found = _ordered(view, meant)
    if len(found) == 1 and meant.sure is not Sure.ALIKE:
        return show(view, *centre.answer(view, found[0]), topic="centre")
    return show(view, _which(view, found, meant.sure))


def results(view: View, targets: tuple[str, ...], meant: Meant | None) -> Screen:
    """Pages that fit the words, then villages of that name."""
    body = (heading(view.say("search", "Perhaps this is what you need:")),)
    places = _buttons(view, _ordered(view, meant)[:2]) if meant else ()
    return Screen("search", body, (*view.links(targets), *places, view.nav()))


def _which(view: View, found: list[District], sure: Sure) -> Screen:
    _ = view.say
    if sure is Sure.ALIKE:
        body: list[Block] = [heading(_("search", "Do you mean this place?"))]
    else:
        body = [heading(_("search", "Which of these places?"))]
    last: tuple[Row, ...] = ()
    if len(found) > _MOST:
        body += ui(_("search", "There are many places of this name. These are some of them."))
        last = centre.countries(view)
    return Screen("search:which", tuple(body), (*_buttons(view, found[:_MOST]), *last, view.nav()))


def _buttons(view: View, found: list[District]) -> tuple[Row, ...]:
    regions = {region.id: region for region in view.content.regions}
    return tuple(
        (
            Button(
                f"📍 {name(of.names, view)} — {name(regions[of.region].names, view)}",
                to("cd", of.id),
            ),
        )
        for of in found
    )


def _ordered(view: View, meant: Meant) -> list[District]:
    """The person's region first, then their country, then towns; else as on the map."""
    session = view.session
    found = [d for r in view.content.regions for d in r.districts if d.id in meant.districts]
    return sorted(
        found,
        key=lambda d: (d.region != session.region, d.country != session.origin, d.type != "city"),
    )
