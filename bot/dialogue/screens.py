"""The screens of content: home and page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.content import words
from bot.content.markup import Block, Paragraph, Span
from bot.content.model import Page, TranslationStatus
from bot.dialogue import banner, own_country, terms
from bot.dialogue.actions import Button, Screen
from bot.dialogue.buttons import to
from bot.dialogue.provenance import provenance, sources_button, translation_note
from bot.dialogue.view import View, heading, note, part_of, rows, ui

PART = 1300  # visible characters of one part of a long page; with title and dates at most 1500
_HIDDEN = "sos"  # the section behind the SOS button; never listed on Home
BACK_HOME = "coming-home"  # the section from which the needs are reached
_LEAVING = "before-leaving"
_STEPS = ("bring", "where", "cost", "deadline")


def home(view: View, notice: str | None = None) -> Screen:
    """The menu. What fits the person's stage comes first; nothing is hidden."""
    _ = view.say
    body: list[Block] = [note(notice)] if notice else []
    body += banner.notices(view)
    body += [heading(_("home", "What do you need?"))]
    body += ui(
        _(
            "home",
            "Choose a topic, or write a word or the name of your town. In danger? Press SOS.",
        )
    )
    sections = [s for s in view.content.sections.values() if s.id != _HIDDEN]
    if view.session.stage == "back":
        sections.sort(key=lambda section: section.id != BACK_HOME)
    elif view.session.stage == "away":
        sections.sort(key=lambda section: section.id == _LEAVING)
    buttons = [button for s in sections if (button := view.link(s.id))]
    buttons.append(Button("📍 " + _("button", "Nearest centre"), to("c")))
    sos = Button("🆘 SOS", to("x"))
    settings = Button("⚙️ " + _("button", "Settings"), to("e"))
    return Screen("home", tuple(body), (*rows(buttons), (sos,), (settings,)))


def page(view: View, of: Page, part: int = 1, russian: bool = False) -> Screen:
    """One part of a page: status of its translation, words, steps, sources.

    `part` counts from 1 and is clamped. `russian` shows the source text instead.
    """
    shown = replace(view, locale="ru") if russian else view.of(of)
    text = words.page_words(view.content, of, shown.locale)
    lead = [*([] if russian else translation_note(view, of)), *banner.notices(view, of.id)]
    told = shown.text(text.body)
    body = [*lead, *(own_country.first(shown, told) if of.section == _HIDDEN else told)]
    steps = _steps(view, shown, text.steps)
    verb = "r" if russian else "p"
    shown_part = part_of(view, (body, steps), part, PART, lambda n: to(verb, of.id, n))
    blocks, explanations = terms.marked(shown, shown_part.blocks)
    buttons = (*shown_part.turning, *explanations)
    if shown_part.last:
        buttons += view.links(of.links)
    buttons += ((sources_button(view, of),),)
    if not russian and words.status(of, view.locale) is not TranslationStatus.UP_TO_DATE:
        buttons += ((Button(view.say("button", "Russian text"), to("r", of.id)),),)
    back = to("p", of.id) if russian else to("s", of.section) if of.section != _HIDDEN else "h"
    title = shown_part.title(text.title)
    return Screen(
        f"page:{of.id}",
        (title, *blocks, *provenance(view, of)),
        (*buttons, view.nav(back)),
    )


def _steps(view: View, shown: View, steps: Mapping[str, str]) -> list[Block]:
    _ = view.say
    labels = {
        "bring": "🗂 " + _("steps", "Bring"),
        "where": "📍 " + _("steps", "Where"),
        "cost": "💰 " + _("steps", "Cost"),
        "deadline": "⏳ " + _("steps", "Deadline"),
    }
    out: list[Block] = []
    for key in _STEPS:
        if text := steps.get(key):
            first, *rest = shown.text(text)
            lead = Span(f"{labels[key]}: ", bold=True)
            if isinstance(first, Paragraph):
                out.append(Paragraph((lead, *first.spans)))
            else:
                out += [Paragraph((lead,)), first]
            out += rest
    return out
