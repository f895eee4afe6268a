"""Somebody in Russia, or anywhere outside the three countries: what helps there."""

from __future__ import annotations

from bot.content.markup import Block
from bot.content.model import City
from bot.content.words import fact_text
from bot.dialogue import cards, centre
from bot.dialogue.actions import Button, Row, Screen
from bot.dialogue.buttons import to
from bot.dialogue.view import View, heading, name, ui

_EMERGENCY = "phone-ru-112"
_PAGES = ("consulate", "legal-aid")


def outside(view: View) -> Screen:
    """For a position outside the three countries: only as far as it is sourced."""
    _ = view.say
    text = ui(
        _(
            "centre",
            "This place is outside Tajikistan, Uzbekistan and Kyrgyzstan. "
            "We have no tested list of centres there.",
        )
        + "\n\n"
        + _("centre", "In danger, press SOS. To find a centre at home, choose your country.")
    )
    title = heading("📍 " + _("button", "Nearest centre"))
    own = heading(_("centre", "If you are in Russia"))
    return _screen(view, [title, *text, own], centre.countries(view))


def in_city(view: View, city: City, home: tuple[Row, ...]) -> Screen:
    """For a typed city of Russia. `home`: buttons of places at home that have its name."""
    _ = view.say
    body: list[Block] = [heading("📍 " + name(city.names, view))]
    body += ui(_("centre", "We have no list of centres in this city. This helps in Russia:"))
    centres = Button("📍 " + _("centre", "Centres at home"), to("c"))
    return _screen(view, body, (*home, (centres,)))


def _screen(view: View, body: list[Block], last: tuple[Row, ...]) -> Screen:
    """Below `body` the emergency number and the lines of the person's country in Russia."""
    _, origin = view.say, view.session.origin
    emergency = view.content.facts.get(_EMERGENCY)
    if emergency and (number := fact_text(emergency, _, view.today)):
        body += ui(
            _(
                "centre",
                "In danger call {number}: free, also without money or a SIM card.",
                number=number,
            )
        )
    for line in view.content.hotlines:
        if line.where == "ru" and line.shown and origin in (None, line.country):
            body += cards.hotline(view, line)
    pages = tuple(page for page in _PAGES if page in view.content.pages)
    people = Button("📞 " + _("button", "Talk to a person"), to("y"))
    buttons = (*view.links(pages), (people,), *last, view.nav(to("c")))
    return Screen("centre:abroad", tuple(body), buttons)
