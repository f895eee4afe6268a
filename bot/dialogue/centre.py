"""The nearest centre: by position, by buttons, by a typed name; and the honest answer."""

from __future__ import annotations

from bot.content import words
from bot.content.markup import Block, Bullets, Paragraph, Span
from bot.content.model import ORIGINS, District, Region
from bot.content.needs import visits_in
from bot.dialogue import cards
from bot.dialogue.actions import AskLocation, Button, Reply, Row, Screen
from bot.dialogue.buttons import to
from bot.dialogue.nearest import NEAR_KM, Liveness, liveness, nearest, unreachable
from bot.dialogue.setup import FLAGS
from bot.dialogue.view import View, heading, name, note, rows, ui


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
    view: View, of: District, lat: float | None = None, lon: float | None = None
) -> tuple[Reply, ...]:
    """The answer for a district: working places near the person and a second way beside them, or
    else the offices that districts have and then the nearest working place."""
    _, content = view.say, view.content
    at_lat, at_lon = (of.lat, of.lon) if lat is None or lon is None else (lat, lon)
    found = nearest(content, of.country, at_lat, at_lon, view.today)
    near = tuple(n for n in found if n.km <= NEAR_KM)
    body: list[Block] = [heading("📍 " + name(of.names, view))]
    if lat is not None:
        body.append(note(_("centre", "This is the district nearest to the place you sent.")))
    for visit in visits_in(content, of.id, view.today):
        body += cards.visit(view, visit)
    for one in near:
        body += cards.card(view, one)
    if near:
        # A contact that nobody has tested never stands alone.
        tested = [one for one in near if liveness(one.place, view.today) is Liveness.ANSWERS]
        if len(tested) < 2:
            body += _offices(view, of)
    else:
        body.append(Paragraph((Span(_("centre", "We know of no centre near this district.")),)))
        body += _offices(view, of)
        if found:
            body.append(heading(_("centre", "The nearest place we know of")))
            body += cards.card(view, found[0])
    body.append(warning(view))
    buttons = (
        (Button("🧭 " + _("button", "What do you need?"), to("nd", of.id)),),
        (Button(_("button", "Another district"), to("c")),),
        view.nav(to("cr", of.region)),
    )
    screen = Screen("centre:district", tuple(body), buttons)
    pins = tuple(
        cards.pin(view, n.place) for n in (near or found[:1]) if n.place.precision == "building"
    )
    return (screen, *pins)


def warning(view: View) -> Paragraph:
    return note(view.say("centre", "Distances are in a straight line. Call before you go."))


def abroad(view: View) -> Screen:
    """A position outside the three countries: what still helps there, as far as it is sourced."""
    _, content = view.say, view.content
    text = ui(
        _(
            "centre",
            "This place is outside Tajikistan, Uzbekistan and Kyrgyzstan. "
            "We have no tested list of centres there.",
        )
        + "\n\n"
        + _("centre", "In danger, press SOS. To find a centre at home, choose your country.")
    )
    body: list[Block] = [heading("📍 " + _("button", "Nearest centre")), *text]
    lines = [line for line in content.hotlines if line.where == "ru" and line.shown]
    if lines:
        body.append(heading(_("centre", "If you are in Russia")))
        body += ui(_("centre", "In danger call 112: free, also without money or a SIM card."))
    for line in sorted(lines, key=lambda line: line.country != view.session.origin):
        body += cards.hotline(view, line)
    return Screen("centre:abroad", tuple(body), (*countries(view), view.nav(to("c"))))


def countries(view: View) -> tuple[Row, ...]:
    labels = words.place_words(view.content, view.locale).countries
    return tuple((Button(f"{FLAGS[c]} {labels[c]}", to("c", c)),) for c in ORIGINS)


def _offices(view: View, of: District) -> list[Block]:
    """The offices that districts or regions of this country have, and those of this district
    that are known to work but not how to reach them."""
    _ = view.say
    own = [office for office in view.content.offices if office.country == of.country]
    silent = [p for p in view.content.places if p.district == of.id and unreachable(p)]
    out: list[Block] = [
        heading(_("centre", "State and local offices")),
        *cards.offices(view, own),
        note(
            _("centre", "Ask your local authority where these offices are.")
            + " "
            + _("centre", "Not every district has all of them.")
        ),
        Paragraph((Span(_("centre", "Bring your passport and the papers about your case.")),)),
    ]
    if silent:
        lead = Span(_("centre", "Known to work here, contacts unknown:"))
        entries = tuple((Span(name(place.names, view)),) for place in silent)
        out += [Paragraph((lead,)), Bullets(entries, None)]
    return out
