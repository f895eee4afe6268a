"""The screens that follow a typed text: pages to choose from, or that there is none."""

from __future__ import annotations

from dataclasses import replace

from bot.content import words
from bot.content.markup import Block, Bullets, Span
from bot.dialogue import screens
from bot.dialogue.actions import Button, Row, Screen
from bot.dialogue.asking.asked import SOS, Asked, urgent_pages
from bot.dialogue.asking.examples import SERVICES
from bot.dialogue.buttons import parse, to
from bot.dialogue.setup import LANGUAGE_NAMES
from bot.dialogue.view import View, heading, rows, ui

MOST = 3  # answers to choose from
_URGENT_LINKS = 3
_NEAR = 0.75  # of the first score: below it the words are not about that page too


def fitting(view: View, asked: Asked) -> tuple[str, ...]:
    """Ids to choose from, the best first: without what is gone, what is only for citizens of
    another country, and danger that nobody spoke of. A danger that came first, though not surely
    enough for the emergency screen, has the score of the first and stays."""
    dangers = set(urgent_pages(view.content).values()) - {SOS}
    least = asked.ranked[0][1] if asked.ranked else 0.0
    return tuple(
        target
        for target, score in asked.ranked
        if label(view, target)
        and _for_them(view, target)
        and (score >= least or target not in dangers)
    )


def _for_them(view: View, target: str) -> bool:
    one = view.content.listed(target)
    return one is None or view.origin_fits(one)


def choices(view: View, targets: tuple[str, ...], places: tuple[Row, ...], other: str) -> Screen:
    """Up to three titles with their summaries. `other`: the locale that the text is in, if that
    is not the reader's."""
    _ = view.say
    shown = targets[:MOST]
    body: list[Block] = [heading(_("search", "Perhaps this is what you need:"))]
    if entries := [entry for target in shown if (entry := _entry(view, target))]:
        body.append(Bullets(tuple(entries), None))
    answers = tuple((button,) for target in shown if (button := label(view, target)))
    return Screen("search", tuple(body), (*answers, *places, *ways_on(view, other, shown)))


def ways_on(view: View, other: str, targets: tuple[str, ...]) -> tuple[Row, ...]:
    """None of these; another language; a centre, people, where they are no answer already."""
    buttons = [Button(view.say("search", "None of these"), to("u"))]
    wishes = ("nearest-centre", "talk-human")
    buttons += [b for wish in wishes if wish not in targets and (b := label(view, wish))]
    switch = ((switch_to(view, other, targets),),) if other else ()
    return (*switch, *rows(buttons), view.nav())


def switch_to(view: View, other: str, targets: tuple[str, ...]) -> Button:
    """Into the language of the text; the first page is then opened in it."""
    page = next((target for target in targets if target in view.content.pages), None)
    tail = (page,) if page else ()
    return Button("🌐 " + LANGUAGE_NAMES[other], to("l", other, *tail))


def label(view: View, target: str) -> Button | None:
    """The button of a page or of a service; None where it is gone."""
    _ = view.say
    match target:
        case "nearest-centre":
            return Button("📍 " + _("button", "Nearest centre"), to("c"))
        case "talk-human":
            return Button("📞 " + _("button", "Talk to a person"), to("y"))
        case "change-language":
            return Button("🌐 " + _("setup", "Language"), to("l"))
        case "delete-data":
            return Button("🔒 " + _("button", "What is kept"), to("v"))
    return view.link(target)


def _entry(view: View, target: str) -> tuple[Span, ...] | None:
    listed = view.content.listed(target)
    if listed is None or target in SERVICES:
        return None
    title = words.title_of(view.content, listed, view.locale)
    summary = words.summary_of(view.content, listed, view.locale)
    return Span(title, bold=True), Span(f" — {summary}")


def opened(view: View, screen: Screen, other: str, target: str) -> Screen:
    """The only clear answer, opened at once; with a way out."""
    row: list[Button] = [Button(view.say("search", "Not what I asked"), to("u"))]
    if other:
        row.append(switch_to(view, other, (target,)))
    return replace(screen, buttons=(*screen.buttons[:-1], *rows(row), *screen.buttons[-1:]))


def urgent(view: View, screen: Screen, asked: Asked) -> Screen:
    """The emergency screen with few links: what to do now must stay in sight. Below its own
    stands the page that the words are about too («beaten, and not paid»), if there is one."""
    emergency = {SOS, *urgent_pages(view.content).values(), *SERVICES}
    near = [t for t, score in asked.ranked if score >= _NEAR * asked.ranked[0][1]]
    about = view.links(tuple(t for t in near if t not in emergency))[:1]
    if asked.urgent == "suicide":
        about = ()  # whatever else the words may be about can wait
    ways = [row for row in screen.buttons if len(row) > 1 or not _is_link(row[0])]
    own = [row for row in screen.buttons if row not in ways and row not in about]
    links = (*own[: _URGENT_LINKS - len(about)], *about)
    other = Button(view.say("search", "Not what I asked"), to("u"))
    return replace(screen, buttons=(*links, *ways[:-1], (other,), *ways[-1:]))


def _is_link(button: Button) -> bool:
    target = parse(button.data or "")
    return target is not None and target.verb in ("p", "f")


def nothing(view: View) -> Screen:
    """None of the answers was right: who else may help."""
    _ = view.say
    body = ui(
        _("search", "I have no page about this.")
        + " "
        + _("search", "Write it in another way, choose a topic, or ask people:")
    )
    buttons = [
        Button("📍 " + _("button", "Nearest centre"), to("c")),
        Button("📞 " + _("button", "Talk to a person"), to("y")),
    ]
    links = view.links(tuple(t for t in ("not-other", "legal-aid") if t in view.content.pages))
    return Screen("search:none", body, (*rows(buttons), *links, view.nav()))


def abilities(view: View) -> Screen:
    """What the bot can do, for what is no question to it. The menu stands below."""
    _ = view.say
    text = _(
        "search",
        "I am a guide for labour migrants. Write what happened, in your own words: "
        "“they do not pay me”, “how to check a ban”, the name of your town.",
    )
    return replace(screens.home(view, text), id="search:refused")
