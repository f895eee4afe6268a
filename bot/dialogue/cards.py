"""How a place, an office, a hotline and a visit look: what they do, how to reach them, how we
know and since when."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content import words
from bot.content.markup import Block, Bullets, Paragraph, Span
from bot.content.model import Office, Phone, Place, Source
from bot.content.needs import Hotline, Visit
from bot.dialogue.actions import Pin
from bot.dialogue.hours import hours_text
from bot.dialogue.nearest import Near
from bot.dialogue.view import View, heading, name, note

_SERVICES = 6
_LEVELS = ("district", "region", "country")
_LOCAL = {"tj": "tg", "uz": "uz", "kg": "ky"}  # what is written on the door
Line = tuple[Span, ...]


def card(view: View, near: Near) -> list[Block]:
    """Name, distance, what they do, how to reach them, how we know."""
    _, place = view.say, near.place
    labels = words.place_words(view.content, view.locale)
    head = Paragraph((Span("🏢 " + name(place.names, view), bold=True),))
    kind = Paragraph((Span(f"{labels.types[place.type]} · {_far(view, near)}"),))
    lines: list[Line] = []
    if place.services:
        lines.append(_labelled(_("centre", "Helps with:"), _does(view, place.services)))
    if place.address:
        lines.append(_labelled(_("centre", "Address:"), name(place.address, view)))
    if place.hours:
        lines.append(_labelled(_("centre", "Hours:"), hours_text(view.say, place.hours)))
    lines += [_phone(view, phone) for phone in place.phones]
    lines += [(Span(c),) for c in (place.web, place.telegram, place.email) if c]
    out: list[Block] = [head, kind, Bullets(tuple(lines), None), known(view, place.source)]
    if place.source.confidence == "low":
        out.append(note("⚠️ " + _("centre", "Unconfirmed source. Check before you go.")))
    if place.status == "older":
        out.append(note("⚠️ " + _("centre", "Old source: it may have moved. Call first.")))
    return out


def known(view: View, source: Source) -> Paragraph:
    """How we know it, and since when."""
    _ = view.say
    if source.seen is None:
        return note(_("centre", "Source without a date: {name}", name=source.name))
    return note(_("centre", "Source: {name}, {date}", name=source.name, date=_.date(source.seen)))


def offices(view: View, found: Iterable[Office]) -> list[Block]:
    """Offices that districts, regions or the country have. No address: none is known."""
    _ = view.say
    levels = {
        "district": _("centre", "In districts and towns:"),
        "region": _("centre", "In the regional centre:"),
        "country": _("centre", "In some places of the country:"),
    }
    listed = list(found)
    out: list[Block] = []
    for level in _LEVELS:
        entries = tuple(_office(view, office) for office in listed if office.level == level)
        if entries:
            out += [Paragraph((Span(levels[level]),)), Bullets(entries, None)]
    return out


def _office(view: View, office: Office) -> Line:
    """What kind of office, its name, what it is called at home, what it does."""
    label = words.place_words(view.content, view.locale).types[office.type]
    own = name(office.names, view)
    spans = [Span(label, bold=True)]
    if own != label:
        spans.append(Span(f" — {own}"))
    local = _LOCAL[office.country]
    there = office.names.get(local)
    if there and words.language_of(view.locale) != local:
        spans.append(Span(f" ({there})"))
    if office.services:
        spans.append(Span(f": {_does(view, office.services)}"))
    return tuple(spans)


def hotline(view: View, line: Hotline) -> list[Block]:
    _ = view.say
    entries = [_phone(view, phone) for phone in line.phones]
    if line.address:
        entries.append(_labelled(_("centre", "Address:"), name(line.address, view)))
    head = Paragraph((Span("☎️ " + name(line.names, view), bold=True),))
    return [head, Bullets(tuple(entries), None), known(view, line.source)]


def visit(view: View, of: Visit) -> list[Block]:
    _ = view.say
    days = _.date(of.start) if of.start == of.end else f"{_.date(of.start)} – {_.date(of.end)}"
    lines = [(Span(days, bold=True),), _labelled(_("centre", "Address:"), name(of.address, view))]
    if of.services:
        lines.append(_labelled(_("centre", "Helps with:"), _does(view, of.services)))
    lines += [_phone(view, phone) for phone in of.phones]
    title = _("centre", "A consultation comes to you: {name}", name=name(of.names, view))
    return [heading("📅 " + title), Bullets(tuple(lines), None), known(view, of.source)]


def pin(view: View, place: Place) -> Pin:
    """A venue on the map; only for a place whose building is known."""
    assert place.lat is not None
    assert place.lon is not None
    own = name(place.names, view)
    address = name(place.address, view) if place.address else own
    return Pin(f"pin:{place.id}", place.lat, place.lon, own, address)


def _labelled(label: str, text: str) -> Line:
    return (Span(label + " ", bold=True), Span(text))


def _does(view: View, services: tuple[str, ...]) -> str:
    labels = words.place_words(view.content, view.locale).services
    return ", ".join(labels[service] for service in services[:_SERVICES])


def _far(view: View, near: Near) -> str:
    _ = view.say
    if near.same_town:
        return _("centre", "in your town")
    if near.km < 1:
        return _("centre", "less than 1 km away")
    return _("centre", "about {distance}", distance=_.distance(near.km))


def _phone(view: View, phone: Phone) -> Line:
    """A number as printed, and whether anybody has called it."""
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
