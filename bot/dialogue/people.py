"""People to talk to: the hotlines of a country. The bot itself connects to nobody."""

from __future__ import annotations

from bot.content import words
from bot.content.markup import Block
from bot.content.model import ORIGINS
from bot.dialogue import cards
from bot.dialogue.actions import Button, Screen
from bot.dialogue.buttons import to
from bot.dialogue.setup import FLAGS
from bot.dialogue.view import View, heading, ui


def screen(view: View, country: str = "") -> Screen:
    """The lines of one country's citizens: those where the person is first. Without a country:
    which one?"""
    _ = view.say
    countries = words.place_words(view.content, view.locale).countries
    country = country or view.session.origin or ""
    body: list[Block] = [heading("📞 " + _("button", "Talk to a person"))]
    body += ui(_("search", "I am a program and connect to nobody. These lines are for people."))
    shown = [one for one in view.content.hotlines if one.shown and one.country == country]
    at_home = view.session.stage in ("before", "back")
    for line in sorted(shown, key=lambda one: (one.where == country) is not at_home):
        body += cards.hotline(view, line)
    if country and not shown:
        body += ui(_("search", "We know no line for this country. Ask at the nearest centre."))
    rest = [
        Button(f"{FLAGS[code]} {countries[code]}", to("y", code))
        for code in ORIGINS
        if code != country
    ]
    centre = Button("📍 " + _("button", "Nearest centre"), to("c"))
    return Screen("people", tuple(body), (*((one,) for one in rest), (centre,), view.nav("h")))
