"""The nearest centre: by position, by buttons, by a typed name; and the honest answer."""

from __future__ import annotations

from bot.content import words
from bot.content.markup import Block, Bullets, Paragraph, Span
from bot.content.model import ORIGINS, District, Place, Region
from bot.content.needs import visits_in
from bot.dialogue import cards
from bot.dialogue.actions import AskLocation, Button, Reply, Row, Screen
from bot.dialogue.buttons import to
from bot.dialogue.nearest import (
    FAR_KM,
    NEAR_KM,
    Near,
    can_be_asked,
    from_afar,
    nearest,
    silent_near,
)
from bot.dialogue.setup import FLAGS
from bot.dialogue.view import View, heading, name, note, rows, ui

_CARDS = 2  # on one screen: a phone shows little more
_NAMES = 5  # of places without contacts


def menu(view: View) -> Screen:
    """How do you want to look? The remembered region and the own country come first."""
    _, session = view.say, view.session
    countries = words.place_words(view.content, view.locale).countries
    buttons = [Button("📍 " + _("button", "Send my location"), to("cl"))]
    if home := next((r for r in view.content.regions if r.id == session.region), None):
        buttons.append(Button("🗺 " + name(home.names, view), to("cr", home.id)))
    order = sorted(ORIGINS, key=lambda code: code != session.origin)
    buttons += [Button(f"{FLAGS[code]} {countries[code]}", to("c", code)) for code in order]
    body = (
        heading("📍 " + _("button", "Nearest centre")),
        *ui(_("centre", "Send your location, choose your district, or write its name.")),
        note(_("centre", "Your location is used once and not kept.")),
    )
    return Screen("centre", body, (*((b,) for b in buttons), view.nav("h")))


def country(view: View, code: str, verb: str = "c") -> Screen:
    """The regions; `verb` is `c` on the way to a centre, `n` on the way to the needs."""
    _ = view.say
    buttons = [
        Button(name(region.names, view), to(f"{verb}r", region.id))
        for region in view.content.regions
        if region.country == code
    ]
    body = (heading(_("centre", "Choose your region")),)
    return Screen("centre:country", body, (*rows(buttons), view.nav(to(verb))))


def region(view: View, of: Region, verb: str = "c") -> Screen:
    """The districts of a region; a region with one district shows its answer at once."""
    _ = view.say
    ordered = sorted(of.districts, key=lambda d: (d.type != "city", name(d.names, view)))
    buttons = [Button(name(d.names, view), to(f"{verb}d", d.id)) for d in ordered]
    body = (heading(name(of.names, view)), *ui(_("centre", "Choose your town or district.")))
    return Screen("centre:region", body, (*rows(buttons), view.nav(to(verb, of.country))))


def ask_location(view: View) -> AskLocation:
    _ = view.say
    body = ui(
        _("centre", "Press the button below. Telegram will ask if you want to send your location.")
        + "\n\n"
        + _("centre", "Your location is used once and not kept.")
    )
    return AskLocation(
        "centre:ask", body, "📍 " + _("button", "Send my location"), cancel_label(view)
    )


def cancel_label(view: View) -> str:
    _ = view.say
    return "✖️ " + _("button", "Do not send")


def answer(
    view: View,
    of: District,
    lat: float | None = None,
    lon: float | None = None,
    typed: str = "",
) -> tuple[Reply, ...]:
    """The answer for a district: what can be reached near the person, or what works here without
    known contacts and then whom to ask from here. The offices that every district has are a
    button away, and stand here where nothing else does. `typed`: the village that was written."""
    _, content = view.say, view.content
    at = (of.lat, of.lon) if lat is None or lon is None else (lat, lon)
    found = nearest(content, of.country, *at, view.today)
    shown = tuple(one for one in found if one.km <= NEAR_KM)[:_CARDS]
    silent = silent_near(content, of, *at)
    own = name(of.names, view)
    body: list[Block] = [heading(f"📍 {typed} → {own}" if typed else f"📍 {own}")]
    if lat is not None:
        body.append(note(_("centre", "This is the district nearest to the place you sent.")))
    for visit in visits_in(content, of.id, view.today):
        body += cards.visit(view, visit)
    inline = not shown and not silent
    if shown:
        for one in shown:
            body += cards.card(view, one)
    elif silent:
        body += _silent(view, silent)
    else:
        body.append(Paragraph((Span(_("centre", "We know of no centre near this district.")),)))
        body += _offices(view, of)
    if not shown and found:
        shown = nearest(content, of.country, *at, view.today, limit=1, fits=can_be_asked)
        if not shown or shown[0].km > FAR_KM:
            shown = from_afar(content, of.country, *at, view.today)
        title = _("centre", "The nearest place that can be reached")
        body += beyond(view, shown, title)
    body += warning(view, shown)
    offices_button = Button(f"🏛 {_('centre', 'State and local offices')}", to("cd", of.id, "o"))
    buttons = (
        *(() if inline else ((offices_button,),)),
        (Button("🧭 " + _("button", "What do you need?"), to("nd", of.id)),),
        (Button(_("button", "Another district"), to("c")),),
        view.nav(to("cr", of.region)),
    )
    screen = Screen("centre:district", tuple(body), buttons)
    pins = tuple(cards.pin(view, n.place) for n in shown if n.place.precision == "building")
    return (screen, *pins)


def offices(view: View, of: District) -> Screen:
    """The offices that districts or regions of this country have, and what works here though
    nobody says how to reach it."""
    body = [heading("📍 " + name(of.names, view)), *_offices(view, of)]
    if silent := silent_near(view.content, of, of.lat, of.lon):
        body += _silent(view, silent)
    needs = Button("🧭 " + view.say("button", "What do you need?"), to("nd", of.id))
    return Screen("centre:offices", tuple(body), ((needs,), view.nav(to("cd", of.id))))


def beyond(view: View, shown: tuple[Near, ...], title: str) -> list[Block]:
    """Cards of what is not near, under `title`; from very far away one asks, and does not go."""
    if shown and shown[0].km > FAR_KM:
        title = view.say("centre", "You can ask by phone or on the site")
    out: list[Block] = [heading(title)] if shown else []
    for one in shown:
        out += cards.card(view, one)
    return out


def warning(view: View, shown: tuple[Near, ...]) -> list[Block]:
    """Below places to go to: never «call» where there is no number."""
    _ = view.say
    there = [one for one in shown if one.km <= FAR_KM]
    if not there:
        return []
    if any(one.place.phones for one in there):
        return [note(_("centre", "Distances are in a straight line. Call before you go."))]
    return [note(_("centre", "Distances are in a straight line."))]


def countries(view: View) -> tuple[Row, ...]:
    labels = words.place_words(view.content, view.locale).countries
    return tuple((Button(f"{FLAGS[c]} {labels[c]}", to("c", c)),) for c in ORIGINS)


def _offices(view: View, of: District) -> list[Block]:
    _ = view.say
    own = [office for office in view.content.offices if office.country == of.country]
    return [
        heading(_("centre", "State and local offices")),
        *cards.offices(view, own),
        note(
            _("centre", "Ask your local authority where these offices are.")
            + " "
            + _("centre", "Not every district has all of them.")
        ),
        Paragraph((Span(_("centre", "Bring your passport and the papers about your case.")),)),
    ]


def _silent(view: View, silent: tuple[Place, ...]) -> list[Block]:
    """What works here, and that we cannot say where."""
    _ = view.say
    names = tuple(
        dict.fromkeys(cards.own_name(view, one) or cards.asked_for(view, one) for one in silent)
    )
    return [
        Paragraph((Span(_("centre", "These work here or close by:"), bold=True),)),
        Bullets(tuple((Span(one),) for one in names[:_NAMES]), None),
        note(_("centre", "We do not know the address and phone. Ask your local authority.")),
    ]
