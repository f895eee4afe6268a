"""What each verb of the button grammar does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import (
    centre,
    checklists,
    flows,
    found,
    lessons,
    listing,
    needs,
    people,
    privacy,
    provenance,
    screens,
    setup,
    terms,
)
from bot.dialogue.actions import Screen, Turn
from bot.dialogue.buttons import Target, parse, to
from bot.dialogue.nearest import district_of
from bot.dialogue.turns import forget, open_target, show, sos
from bot.dialogue.view import View, verb_of


def press(view: View, data: str, hint: str) -> Turn:
    target = parse(data)
    if target is None:
        return _dead(view)
    return _VERBS[target.verb](view, target, hint)


def _dead(view: View) -> Turn:
    """A button that leads nowhere any more: the menu, and a line that says so."""
    toast = view.say("notice", "This button is old. Here is the menu.")
    return show(view, screens.home(view), toast=toast)


def _section(view: View, target: Target, _hint: str) -> Turn:
    section = view.content.sections.get(target.part(0))
    if section is None:
        return _dead(view)
    return show(view, listing.section(view, section, int(target.part(1) or 1)))


def _page(view: View, target: Target, _hint: str) -> Turn:
    page = view.content.pages.get(target.part(0))
    if page is None:
        return _dead(view)
    part = int(target.part(1) or 1)
    russian = target.verb == "r"
    # Turning the pages of a text is not another question.
    topic = page.topic if part == 1 and not russian else ""
    return show(view, screens.page(view, page, part, russian), topic=topic)


def _sources(view: View, target: Target, _hint: str) -> Turn:
    one = view.content.listed(target.part(0))
    if one is None:
        return _dead(view)
    whole = ":".join((verb_of(one), *target.parts))
    back = whole if parse(whole) else to(verb_of(one), one.id)
    return show(view, provenance.sources(view, one, back))


def _below(view: View, target: Target, _hint: str) -> Turn:
    wanted = target.part(0)
    if wanted not in ("h", "x") and view.link(wanted) is None:
        return _dead(view)
    turn = sos(view) if wanted == "x" else open_target(view, wanted)
    replies = tuple(
        replace(reply, below=True) if isinstance(reply, Screen) else reply for reply in turn.replies
    )
    return replace(turn, replies=replies)


def _flow(view: View, target: Target, _hint: str) -> Turn:
    flow = view.content.flows.get(target.part(0))
    if flow is None:
        return _dead(view)
    revision, answers, part = target.part(1), target.part(2), int(target.part(3) or 1)
    return flows.turn(view, flow, revision, answers, part)


def _checklist(view: View, target: Target, _hint: str) -> Turn:
    checklist = view.content.checklists.get(target.part(0))
    if checklist is None:
        return _dead(view)
    revision, ticks, part = target.part(1), target.part(2) or "0", int(target.part(3) or 1)
    # Ticking is not another question.
    topic = "" if revision else checklist.topic
    return show(view, checklists.screen(view, checklist, revision, ticks, part), topic=topic)


def _lesson(view: View, target: Target, _hint: str) -> Turn:
    course = view.content.courses.get(target.part(0))
    if course is None:
        return _dead(view)
    done, lesson, step = target.part(1) or "0", target.part(2), target.part(3)
    if not lesson:
        topic = "" if target.part(1) else course.topic
        return show(view, lessons.menu(view, course, done), topic=topic)
    part = int(target.part(4) or 1)
    return show(view, lessons.screen(view, course, done, lesson, step, part))


def _language(view: View, target: Target, hint: str) -> Turn:
    locale, following = target.part(0), target.parts[1:]
    if locale in ("", "-"):
        first = () if view.session.locale else ("b",)
        return show(view, setup.language(view, following or first, hint))
    changed = _changed(view, locale=locale)
    if following == ("b",):
        return show(changed, setup.origin(changed, first_time=True))
    if len(following) > 1:  # the question that was left, not counted again
        return replace(_flow(changed, Target("f", following), hint), topics=())
    if following:
        return open_target(changed, following[0])
    toast = changed.say("language", "Done. The messages above answer in this language too.")
    return show(changed, setup.settings(changed), toast=toast)


def _origin(view: View, target: Target, _hint: str) -> Turn:
    if not target.part(0):
        return show(view, setup.origin(view, first_time=False))
    origin = None if target.part(0) == "-" else target.part(0)
    region = view.session.region if origin == view.session.origin else None
    changed = _changed(view, origin=origin, region=region)
    if target.part(1):
        return show(changed, setup.stage(changed, first_time=True))
    return show(changed, setup.settings(changed))


def _stage(view: View, target: Target, _hint: str) -> Turn:
    if not target.part(0):
        return show(view, setup.stage(view, first_time=False))
    changed = _changed(view, stage=None if target.part(0) == "-" else target.part(0))
    return show(changed, screens.home(changed) if target.part(1) else setup.settings(changed))


def _region(view: View, target: Target, _hint: str) -> Turn:
    if not target.part(0):
        return show(view, setup.region(view))
    known = {region.id for region in view.content.regions}
    if target.part(0) not in known | {"-"}:
        return _dead(view)
    changed = _changed(view, region=None if target.part(0) == "-" else target.part(0))
    return show(changed, setup.settings(changed))


def _changed(view: View, **settings: str | None) -> View:
    session = replace(view.session, **settings)  # type: ignore[arg-type]
    return replace(view, session=session, locale=session.locale or view.locale)


def _centre(view: View, target: Target, _hint: str) -> Turn:
    code = target.part(0)
    return show(view, centre.country(view, code) if code else centre.menu(view))


def _centre_region(view: View, target: Target, _hint: str) -> Turn:
    region = next((r for r in view.content.regions if r.id == target.part(0)), None)
    return show(view, centre.region(view, region) if region else centre.menu(view))


def _centre_district(view: View, target: Target, _hint: str) -> Turn:
    district = district_of(view.content, target.part(0))
    if district is None:
        return show(view, centre.menu(view))
    if target.part(1):
        return show(view, centre.offices(view, district))
    return show(view, *centre.answer(view, district), topic="centre")


def _needs(view: View, target: Target, _hint: str) -> Turn:
    code = target.part(0)
    return show(view, centre.country(view, code, "n") if code else needs.menu(view))


def _needs_region(view: View, target: Target, _hint: str) -> Turn:
    region = next((r for r in view.content.regions if r.id == target.part(0)), None)
    return show(view, centre.region(view, region, "n") if region else needs.menu(view))


def _needs_district(view: View, target: Target, _hint: str) -> Turn:
    district = district_of(view.content, target.part(0))
    if district is None:
        return show(view, needs.menu(view))
    need = next((n for n in view.content.needs if n.id == target.part(1)), None)
    if need is None:
        return show(view, needs.choose(view, district))
    return show(view, needs.answer(view, district, need), topic=need.topic)


def _people(view: View, target: Target, _hint: str) -> Turn:
    return show(view, people.screen(view, target.part(0)), topic="talk-human")


def _term(view: View, target: Target, _hint: str) -> Turn:
    """What a word means, over the page: the message stays as it is."""
    explained = terms.explained(view, target.part(0))
    return Turn(view.session, toast=explained, alert=True) if explained else _dead(view)


_VERBS: dict[str, Callable[[View, Target, str], Turn]] = {
    "h": lambda view, _target, _hint: show(view, screens.home(view)),
    "x": lambda view, _target, _hint: sos(view),
    "s": _section,
    "p": _page,
    "r": _page,
    "i": _sources,
    "b": _below,
    "f": _flow,
    "k": _checklist,
    "m": _lesson,
    "l": _language,
    "o": _origin,
    "t": _stage,
    "g": _region,
    "e": lambda view, _target, _hint: show(view, setup.settings(view)),
    "v": lambda view, _target, _hint: show(view, privacy.privacy(view)),
    "d": lambda view, _target, _hint: forget(view),
    "q": lambda view, _target, _hint: show(view, privacy.help_screen(view)),
    "c": _centre,
    "cr": _centre_region,
    "cd": _centre_district,
    "cl": lambda view, _target, _hint: show(view, centre.ask_location(view)),
    "n": _needs,
    "nr": _needs_region,
    "nd": _needs_district,
    "w": _term,
    "u": lambda view, _target, _hint: show(view, found.nothing(view), topic="unmatched"),
    "y": _people,
}
