"""What follows a typed text: danger first, then a place, a page, a wish, or what may be meant.

Nothing of the text stays in the turn but the name of a place that we know, in its spelling.
"""

from __future__ import annotations

from dataclasses import replace

from bot.content import words
from bot.content.markup import Block, Paragraph, Span
from bot.content.model import District
from bot.cyrillic import is_cyrillic
from bot.dialogue import abroad, centre, found, people, privacy, setup, unasked
from bot.dialogue.actions import Button, Row, Screen, Turn
from bot.dialogue.asking.asked import Asked, ask, urgent_pages
from bot.dialogue.asking.languages import clear_language
from bot.dialogue.buttons import to
from bot.dialogue.place_names import Meant, Sure
from bot.dialogue.turns import open_target, show, sos
from bot.dialogue.view import View, heading, name, ui

_MOST = 8  # buttons of places on one screen
_HOME = 3  # of places at home beside a city of Russia


def answer(view: View, text: str, hint: str) -> Turn:
    """The turn for a text that is no answer to an open question."""
    asked = ask(view.content, text)
    if asked.urgent:
        return urgent(view, asked)
    known = view.session.locale or hint
    if known and (counted := unasked.screen(view, text)):
        return show(view, counted)
    if where := asked.whereabouts:
        return place(view, where)
    if asked.refused:
        if not known:
            return show(view, setup.language(view, ("b",), hint))
        return show(view, found.abilities(view), topic="unmatched")
    targets = found.fitting(view, asked)
    other = _other_language(view, text)
    if asked.clear and not asked.place and targets[:1] == (asked.ranked[0][0],):
        return _open(view, targets[0], other)
    places = _buttons(view, _ordered(view, asked.place)[:2]) if asked.place else ()
    return show(view, found.choices(view, targets, places, other))


def urgent(view: View, asked: Asked) -> Turn:
    """The emergency screen for this danger, with the page below it."""
    page = urgent_pages(view.content).get(asked.urgent)
    turn = open_target(view, page) if page else sos(view)
    first, *rest = turn.replies
    if isinstance(first, Screen):
        first = found.urgent(view, first, asked)
    return replace(turn, replies=(first, *rest))


def _open(view: View, target: str, other: str) -> Turn:
    """The only clear answer. A wish of the settings is never carried out from a guess: what is
    kept is shown, and deleting it stays a press."""
    match target:
        case "nearest-centre":
            return show(view, centre.menu(view), topic="centre")
        case "talk-human":
            return show(view, people.screen(view), topic="talk-human")
        case "change-language":
            return show(view, setup.language(view), topic="change-language")
        case "delete-data":
            return show(view, privacy.privacy(view), topic="delete-data")
    turn = open_target(view, target)
    first, *rest = turn.replies
    if isinstance(first, Screen):
        first = found.opened(view, first, other, target)
    return replace(turn, replies=(first, *rest))


def _other_language(view: View, text: str) -> str:
    """The locale that the text is clearly in, where it is not the reader's language."""
    language = clear_language(view.content, text)
    if not language or language == words.language_of(view.locale):
        return ""
    return "uz-Cyrl" if language == "uz" and is_cyrillic(text) else language


def place(view: View, meant: Meant) -> Turn:
    """One sure district of the own country: its answer. Several, one that is only alike, or one
    of another country: which one? A city of Russia: what helps there, unless the person is home
    and has a place of that name there."""
    if meant.country:
        return show(view, centre.country(view, meant.country))
    if region := next((r for r in view.content.regions if r.id == meant.region), None):
        return show(view, centre.region(view, region))
    found = _ordered(view, meant)
    if city := next((c for c in view.content.cities if c.names["ru"] == meant.city), None):
        found = [of for of in found if view.session.origin in (None, of.country)]
        if not found or view.session.stage != "back":
            home = _buttons(view, found) if len(found) <= _HOME else ()
            return show(view, abroad.in_city(view, city, home), topic="centre")
    at_home = len(found) == 1 and view.session.origin in (None, found[0].country)
    if at_home and meant.sure is not Sure.ALIKE:
        return show(view, *centre.answer(view, found[0], typed=meant.typed), topic="centre")
    return show(view, _which(view, found, meant))


def _which(view: View, found: list[District], meant: Meant) -> Screen:
    _ = view.say
    if meant.sure is Sure.ALIKE or len(found) == 1:
        body: list[Block] = [heading(_("search", "Do you mean this place?"))]
    else:
        body = [heading(_("search", "Which of these places?"))]
        if meant.typed:
            body.append(Paragraph((Span("📍 " + meant.typed),)))
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
