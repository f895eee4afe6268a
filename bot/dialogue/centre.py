"""The nearest centre: by position, by buttons, by a typed name; and the honest answer."""

from __future__ import annotations

from bot.content import words
from bot.content.markup import Block, Bullets, Paragraph, Span
from bot.content.model import ORIGINS, District, Office, Phone, Place, Region
from bot.dialogue.actions import AskLocation, Button, Pin, Reply, Row, Screen
from bot.dialogue.buttons import to
from bot.dialogue.hours import hours_text
from bot.dialogue.nearest import NEAR_KM, Near, nearest
from bot.dialogue.setup import FLAGS
from bot.dialogue.view import View, heading, name, note, rows, ui

_SERVICES = 6


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


def country(view: View, code: str) -> Screen:
    _ = view.say
    buttons = [
        Button(name(region.names, view), to("cr", region.id))
        for region in view.content.regions
        if region.country == code
    ]
    body = (heading(_("centre", "Choose your region")),)
    return Screen("centre:country", body, (*rows(buttons), view.nav(to("c"))))


def region(view: View, of: Region) -> Screen:
    """The districts of a region; a region with one district shows its answer at once."""
    _ = view.say
    ordered = sorted(of.districts, key=lambda d: (d.type != "city", name(d.names, view)))
    buttons = [Button(name(d.names, view), to("cd", d.id)) for d in ordered]
    body = (heading(name(of.names, view)), *ui(_("centre", "Choose your town or district.")))
    return Screen("centre:region", body, (*rows(buttons), view.nav(to("c", of.country))))


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
    view: View, of: District, lat: float | None = None, lon: float | None = None
) -> tuple[Reply, ...]:
    """The answer for a district: working places near the person, or else the office that every
    district has and then the nearest working place, with what we know and since when."""
    _ = view.say
    at_lat, at_lon = (of.lat, of.lon) if lat is None or lon is None else (lat, lon)
    found = nearest(view.content, of.country, at_lat, at_lon)
    near = tuple(n for n in found if n.km <= NEAR_KM)
    body: list[Block] = [heading("📍 " + name(of.names, view))]
    if lat is not None:
        body.append(note(_("centre", "This is the district nearest to the place you sent.")))
    if near:
        body += _places(view, near)
        body += _offices(view, of, len(near) == 1)
    else:
        body.append(Paragraph((Span(_("centre", "We know of no centre near this district.")),)))
        body += _offices(view, of, True)
        if found:
            body.append(heading(_("centre", "The nearest place we know of")))
            body += _places(view, found[:1])
    body.append(note(_("centre", "Distances are in a straight line. Call before you go.")))
    back = to("cr", of.region)
    screen = Screen("centre:district", tuple(body), (_other(view), view.nav(back)))
    pins = tuple(
        _pin(view, n.place) for n in (near or found[:1]) if n.place.precision == "building"
    )
    return (screen, *pins)


def abroad(view: View) -> Screen:
    """A position outside the three countries: what still helps there."""
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
    body = (heading("📍 " + _("button", "Nearest centre")), *text)
    return Screen("centre:abroad", body, (*countries(view), view.nav(to("c"))))


def countries(view: View) -> tuple[Row, ...]:
    labels = words.place_words(view.content, view.locale).countries
    return tuple((Button(f"{FLAGS[c]} {labels[c]}", to("c", c)),) for c in ORIGINS)


def _other(view: View) -> Row:
    return (Button(view.say("button", "Another district"), to("c")),)


def _places(view: View, found: tuple[Near, ...]) -> list[Block]:
    out: list[Block] = []
    for near in found:
        out += _card(view, near)
    return out


def _card(view: View, near: Near) -> list[Block]:
    """Name, distance, what they do, how to reach them, how we know."""
    _, place = view.say, near.place
    labels = words.place_words(view.content, view.locale)
    head = Paragraph((Span("🏢 " + name(place.names, view), bold=True),))
    kind = Paragraph((Span(f"{labels.types[place.type]} · {_far(view, near)}"),))
    lines: list[tuple[Span, ...]] = []
    if place.services:
        does = ", ".join(labels.services[s] for s in place.services[:_SERVICES])
        lines.append((Span(_("centre", "Helps with:") + " ", bold=True), Span(does)))
    if place.address:
        lines.append(
            (Span(_("centre", "Address:") + " ", bold=True), Span(name(place.address, view)))
        )
    if place.hours:
        lines.append(
            (Span(_("centre", "Hours:") + " ", bold=True), Span(hours_text(view.say, place.hours)))
        )
    lines += [_phone(view, phone) for phone in place.phones]
    for contact in (place.web, place.telegram, place.email):
        if contact:
            lines.append((Span(contact),))
    known = (
        _(
            "centre",
            "Source: {name}, {date}",
            name=place.source.name,
            date=_.date(place.source.seen),
        )
        if place.source.seen
        else _("centre", "Source without a date: {name}", name=place.source.name)
    )
    out: list[Block] = [head, kind, Bullets(tuple(lines), None), note(known)]
    if place.source.confidence == "low":
        out.append(note("⚠️ " + _("centre", "Unconfirmed source. Check before you go.")))
    if place.status == "older":
        out.append(note("⚠️ " + _("centre", "Old source: it may have moved. Call first.")))
    return out


def _far(view: View, near: Near) -> str:
    _ = view.say
    if near.same_town:
        return _("centre", "in your town")
    if near.km < 1:
        return _("centre", "less than 1 km away")
    return _("centre", "about {distance}", distance=_.distance(near.km))


def _phone(view: View, phone: Phone) -> tuple[Span, ...]:
    _ = view.say
    if phone.tested is None:
        state = _("centre", "not tested yet")
    elif phone.answers == "yes":
        state = _("centre", "answered on {date}", date=_.date(phone.tested))
    elif phone.answers == "no":
        state = _("centre", "did not answer on {date}", date=_.date(phone.tested))
    else:
        state = _("centre", "called on {date}, result unclear", date=_.date(phone.tested))
    return (Span(f"☎️ {phone.number}"), Span(f" ({state})", italic=True))


def _offices(view: View, of: District, full: bool) -> list[Block]:
    """The offices that districts or regions of this country have. No address: none is known."""
    _ = view.say
    offices = [office for office in view.content.offices if office.country == of.country]
    if not offices or not full:
        return []
    labels = words.place_words(view.content, view.locale)
    entries = tuple(_office(view, office, labels.types[office.type]) for office in offices)
    return [
        heading(_("centre", "State and local offices")),
        Paragraph((Span(_("centre", "Ask your local authority where these offices are:")),)),
        Bullets(entries, None),
        note(
            _(
                "centre",
                "We know no current address of theirs here. Not every district has all of them.",
            )
        ),
    ]


def _office(view: View, office: Office, label: str) -> tuple[Span, ...]:
    own = name(office.names, view)
    spans = (Span(label, bold=True),)
    return spans if own == label else (*spans, Span(f" — {own}"))


def _pin(view: View, place: Place) -> Pin:
    assert place.lat is not None
    assert place.lon is not None
    return Pin(
        f"pin:{place.id}",
        place.lat,
        place.lon,
        name(place.names, view),
        name(place.address, view) if place.address else name(place.names, view),
    )
