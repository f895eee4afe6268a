"""Home again: country → district → need → who takes this case, what to bring, what it costs."""

from __future__ import annotations

from datetime import timedelta

from bot.content import words
from bot.content.markup import Block, Paragraph, Span
from bot.content.model import ORIGINS, SOURCE_LANGUAGE, District
from bot.content.needs import Need, NeedText, Programme, hotlines_for, programmes_for
from bot.dialogue import cards, centre
from bot.dialogue.actions import Button, Screen
from bot.dialogue.buttons import to
from bot.dialogue.nearest import FAR_KM, NEAR_KM, from_afar, nearest
from bot.dialogue.provenance import latest_day
from bot.dialogue.setup import FLAGS
from bot.dialogue.view import View, heading, name, note, rows, ui

LOCAL_AUTHORITIES = ("local-authority", "hokim-assistant")
_OLD = timedelta(days=365)


def menu(view: View) -> Screen:
    """The remembered region and the own country first."""
    _, session = view.say, view.session
    countries = words.place_words(view.content, view.locale).countries
    buttons = []
    if home := next((r for r in view.content.regions if r.id == session.region), None):
        buttons.append(Button("🗺 " + name(home.names, view), to("nr", home.id)))
    order = sorted(ORIGINS, key=lambda code: code != session.origin)
    buttons += [Button(f"{FLAGS[code]} {countries[code]}", to("n", code)) for code in order]
    body = (
        heading("🧭 " + _("button", "Who takes my case?")),
        *ui(_("need", "Where is home? Choose the country, then the district, then what you need.")),
    )
    return Screen("needs", body, (*((b,) for b in buttons), view.nav("h")))


def choose(view: View, of: District) -> Screen:
    """The needs, for one district."""
    _ = view.say
    buttons = [
        Button(f"{need.icon} {text_of(view, need).title}", to("nd", of.id, need.id))
        for need in view.content.needs
    ]
    body = (
        heading("🧭 " + name(of.names, view)),
        *ui(_("need", "What do you need? We tell you who takes the case.")),
    )
    return Screen("needs:choose", body, (*rows(buttons), view.nav(to("cd", of.id))))


def answer(view: View, of: District, need: Need) -> Screen:
    """Programmes, offices, phones and the nearest working place; never nobody at all."""
    _, content = view.say, view.content
    text = text_of(view, need)
    body: list[Block] = [heading(f"{need.icon} {text.title} — {name(of.names, view)}")]
    programmes = list(programmes_for(content, of.country, need, view.today))
    for programme in programmes:
        body += _programme(view, programme)
    body += _offices(view, of, need, programmes)
    lines = list(hotlines_for(content, of.country, need.services))
    if lines:
        body.append(heading(_("need", "By phone")))
        for line in lines:
            body += cards.hotline(view, line)
    body += _nearest(view, of, need)
    body += _bring(view, text)
    buttons = (
        (Button(_("button", "Other needs"), to("nd", of.id)),),
        (Button("📍 " + _("button", "Offices and centres here"), to("cd", of.id)),),
        view.nav(to("nd", of.id)),
    )
    return Screen(f"needs:{need.id}", tuple(body), (*view.links(need.links), *buttons))


def text_of(view: View, need: Need) -> NeedText:
    """The label in the reader's script; what to bring is for `View.text`."""
    found = view.content.need_words.get(words.language_of(view.locale))
    if found and (text := found.needs.get(need.id)):
        return NeedText(view.say.in_script(text.title), text.bring)
    return view.content.need_words[SOURCE_LANGUAGE].needs[need.id]


def _programme(view: View, of: Programme) -> list[Block]:
    """Its name, conditions with the facts of today, and how old our source is."""
    _, content = view.say, view.content
    own = content.need_words.get(words.language_of(view.locale))
    if own and (text := own.programmes.get(of.id)):
        shown, title = view, view.say.in_script(text.title)
    else:
        shown = view.in_russian()
        text = content.need_words[SOURCE_LANGUAGE].programmes[of.id]
        title = text.title
    out: list[Block] = [heading("▪️ " + title), *shown.text(text.body)]
    out.append(cards.known(view, of.source))
    if of.source.seen is None or view.today - latest_day(of.source.seen) > _OLD:
        out.append(note("⚠️ " + _("status", "The sources are old. Check before you rely on this.")))
    return out


def _offices(view: View, of: District, need: Need, programmes: list[Programme]) -> list[Block]:
    """Those that a programme names, then those that help with the need; else the authority
    that every district has."""
    _ = view.say
    own = [office for office in view.content.offices if office.country == of.country]
    named = [kind for programme in programmes for kind in programme.offices]
    found = [o for o in own if o.type in named or need.met_by(o)]
    out: list[Block] = [heading(_("need", "Who takes this case"))]
    if not found:
        found = [office for office in own if office.type in LOCAL_AUTHORITIES]
        no_one = _("need", "We know of no office for this. Start with your local authority:")
        out.append(Paragraph((Span(no_one),)))
    out += cards.offices(view, found)
    where = _("centre", "Ask your local authority where these offices are.")
    several = _("centre", "Not every district has all of them.")
    return [*out, note(f"{where} {several}")]


def _nearest(view: View, of: District, need: Need) -> list[Block]:
    """The nearest place for this need, or the nearest of any kind, said so."""
    _, content = view.say, view.content
    here = (content, of.country, of.lat, of.lon, view.today)
    if found := nearest(*here, 2, need.met_by):
        shown = tuple(near for near in found if near.km <= NEAR_KM) or found[:1]
        if shown[0].km > FAR_KM:
            shown = from_afar(*here, 1, need.met_by) or shown
        title = _("need", "The nearest place that helps with this")
        return [*centre.beyond(view, shown, title), *centre.warning(view, shown)]
    shown = nearest(*here, 1)
    if shown and shown[0].km > FAR_KM:
        shown = from_afar(*here, 1) or shown
    if not shown:
        return []
    title = _("centre", "The nearest place that can be reached")
    first, *rest = centre.beyond(view, shown, title)
    other = _("need", "We know of no place for exactly this. They may know who helps.")
    return [first, note(other), *rest, *centre.warning(view, shown)]


def _bring(view: View, text: NeedText) -> list[Block]:
    _ = view.say
    lead = Span("🗂 " + _("steps", "Bring") + ": ", bold=True)
    first, *rest = view.text(text.bring)
    spans = first.spans if isinstance(first, Paragraph) else ()
    advice = _("need", "This is our advice. Our sources give no list of papers: ask by phone.")
    cost = _("need", "If no price stands above, our sources name none. Ask before you pay.")
    return [Paragraph((lead, *spans)), *rest, note(advice), note("💰 " + cost)]
