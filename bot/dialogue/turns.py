"""Turns that several ways lead to: a screen, what a link names, SOS, forgetting."""

from __future__ import annotations

from bot.dialogue import checklists, flows, lessons, listing, notices, screens
from bot.dialogue.actions import Reply, Turn
from bot.dialogue.session import Session
from bot.dialogue.view import View


def show(view: View, *replies: Reply, topic: str = "", toast: str | None = None) -> Turn:
    topics = (topic,) if topic in view.content.topics else ()
    return Turn(view.session, replies, topics, toast=toast)


def open_target(view: View, target: str) -> Turn:
    content = view.content
    if page := content.pages.get(target):
        return show(view, screens.page(view, page), topic=page.topic)
    if flow := content.flows.get(target):
        return flows.turn(view, flow)
    if checklist := content.checklists.get(target):
        return show(view, checklists.screen(view, checklist), topic=checklist.topic)
    if course := content.courses.get(target):
        return show(view, lessons.menu(view, course), topic=course.topic)
    if section := content.sections.get(target):
        return show(view, listing.section(view, section))
    return show(view, screens.home(view))


def sos(view: View) -> Turn:
    page = view.content.pages.get("sos")
    screen = screens.page(view, page) if page else screens.home(view)
    return show(view, screen, topic="sos")


def forget(view: View) -> Turn:
    return Turn(Session(), (notices.forgotten(view),), forget=True)
