"""What stands in a section: as buttons, a screenful at a time."""

from __future__ import annotations

from bot.content import words
from bot.content.model import Listed, Section
from bot.dialogue.actions import Button, Row, Screen
from bot.dialogue.buttons import to
from bot.dialogue.screens import BACK_HOME
from bot.dialogue.view import View, heading, ui

_MOST = 12  # buttons of one part: about one and a half screens of a small phone


def section(view: View, of: Section, part: int = 1) -> Screen:
    """What is meant for this person comes first; nothing is hidden. `part`, from 1, is clamped."""
    title = words.section_words(view.content, of, view.locale)
    listed = [one for one in view.content.all_listed() if one.section == of.id]
    listed.sort(key=lambda one: (not view.origin_fits(one), not _stage_fits(view, one), one.order))
    buttons = tuple((button,) for one in listed if (button := view.link(one.id)))
    parts = max(1, -(-len(buttons) // _MOST))
    part = min(max(part, 1), parts)
    size = -(-len(buttons) // parts)  # so that the last one is not a leftover of one or two
    shown = buttons[(part - 1) * size : part * size]
    if of.id == BACK_HOME and part == 1:
        label = "🧭 " + view.say("button", "Who takes my case?")
        shown = ((Button(label, to("n")),), *shown)
    mark = f" ({part}/{parts})" if parts > 1 else ""
    return Screen(
        f"section:{of.id}",
        (heading(f"{of.icon} {title.title}{mark}"), *ui(title.summary)),
        (*shown, *_turning(view, of, part, parts), view.nav("h")),
    )


def _turning(view: View, of: Section, part: int, parts: int) -> tuple[Row, ...]:
    row = []
    if part > 1:
        row.append(Button("◂ " + view.say("button", "First topics"), to("s", of.id, part - 1)))
    if part < parts:
        row.append(Button(view.say("button", "More topics") + " ▸", to("s", of.id, part + 1)))
    return (tuple(row),) if row else ()


def _stage_fits(view: View, one: Listed) -> bool:
    stage = view.session.stage
    return not one.stages or stage is None or stage in one.stages
