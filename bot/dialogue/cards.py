"""How a place, an office, a hotline and a visit look: what they do, how to reach them, how we
know and since when."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.content import words
from bot.content.markup import Block, Bullets, Paragraph, Span
from bot.content.model import Office, Phone, Place, Source
from bot.content.needs import Hotline, Visit
from bot.dialogue.actions import Pin
from bot.dialogue.hours import hours_text
from bot.dialogue.nearest import FAR_KM, Near, district_of
from bot.dialogue.view import View, heading, name, note

_SERVICES = 6
_LEVELS = ("district", "region", "country")
_LOCAL = {"tj": "tg", "uz": "uz", "kg": "ky"}  # what is written on the door
_TOWN_DIGITS = range(5, 8)  # of a number that is dialled within its town only
Line = tuple[Span, ...]


def card(view: View, near: Near) -> list[Block]:
    """Name, distance, what they do, how to reach them, how we know."""
    _, place = view.say, near.place
    title = named(view, place)
    label = words.place_words(view.content, view.locale).types[place.type]
    about = [name(place.names, view) if title == label else label, _far(view, near)]
    if about[0].casefold() in title.casefold():
        about = about[1:]
    lines: list[Line] = []
    if place.services:
        lines.append(_labelled(_("centre", "Helps with:"), _does(view, place.services)))
    if place.address and near.km <= FAR_KM:
        lines.append(_labelled(_("centre", "Address:"), name(place.address, view)))
    if place.hours:
        lines.append(_labelled(_("centre", "Hours:"), hours_text(view.say, place.hours)))
    lines += [_phone(view, phone) for phone in place.phones]
    if any(_of_a_town(phone.number) for phone in place.phones):
        # No source prints the code, so none is written here.
        town = _town(view, place)
        code = _(
            "centre", "Number within {town}; from elsewhere with its dialling code.", town=town
        )
        lines.append((Span(code, italic=True),))
    if not place.phones:
        none = _("centre", "We have no phone of it.")
        if not place.address:
            none = _("centre", "We have no phone and no address of it.")
        lines.append((Span(none),))
    lines += [(Span(c),) for c in (place.web, place.telegram, place.email) if c]
    out: list[Block] = [
        Paragraph((Span("🏢 " + title, bold=True),)),
        Paragraph((Span(" · ".join(about)),)),
        Bullets(tuple(lines), None),
        known(view, place.source),
    ]
    if place.status == "older":
        old = _("centre", "Old source: it may have moved. Check before you go.")
        out.append(note("⚠️ " + old))
    elif place.source.confidence == "low":
        out.append(note("⚠️ " + _("centre", "Unconfirmed source. Check before you go.")))
    return out


def own_name(view: View, one: Place | Office) -> str:
    """Its name in the reader's language, or nothing."""
    readable = {view.locale, words.language_of(view.locale)} & one.names.keys()
    return name(one.names, view) if readable else ""


def named(view: View, one: Place | Office) -> str:
    """Its name in the reader's language, or what kind of place it is: no name is translated."""
    if own := own_name(view, one):
        return own
    return words.place_words(view.content, view.locale).types[one.type]


def asked_for(view: View, one: Place | Office) -> str:
    """`named`, and what it is called at home if that is another language."""
    title, local = named(view, one), one.names.get(_LOCAL[one.country])
    if local and words.language_of(view.locale) != _LOCAL[one.country]:
        return f"{title} ({local})"
    return title


def known(view: View, source: Source) -> Paragraph:
    """How we know it, and since when. Who reads no Russian gets the site for a Russian name."""
    _, called = view.say, source.name
    if words.language_of(view.locale) != "ru" and not called.isascii():
        site = (urlsplit(source.url or "").hostname or "").removeprefix("www.")
        called = site or _("centre", "a list without a link")
    if source.seen is None:
        return note(_("centre", "Source without a date: {name}", name=called))
    return note(_("centre", "Source: {name}, {date}", name=called, date=_.date(source.seen)))


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
    """One name, what it is called at home, what it does."""
    title = named(view, office)
    spans = [Span(title, bold=True), Span(asked_for(view, office).removeprefix(title))]
    if office.services:
        spans.append(Span(f": {_does(view, office.services)}"))
    return tuple(span for span in spans if span.text)


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
    if near.km > FAR_KM:
        return _("centre", "far from here: {town}", town=_town(view, near.place))
    return _("centre", "about {distance}", distance=_.distance(near.km))


def _town(view: View, place: Place) -> str:
    """Of a district of Bishkek or Tashkent: the town, which is a region."""
    district = district_of(view.content, place.district or "")
    if district and district.type == "city":
        return name(district.names, view)
    region = next((r for r in view.content.regions if r.id == place.region), None)
    return name(region.names, view) if region else ""


def _of_a_town(number: str) -> bool:
    digits = sum(letter.isdigit() for letter in number)
    return digits in _TOWN_DIGITS and not number.startswith(("0", "+"))


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
