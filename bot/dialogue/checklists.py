"""Checklists: the ticks stand in the buttons, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

from bot.content import words
from bot.content.markup import Block, Bullets, Span, text_of
from bot.content.model import Checklist, EntryWords
from bot.dialogue.actions import Button, Row, Screen
from bot.dialogue.answers import base36
from bot.dialogue.buttons import to
from bot.dialogue.provenance import provenance, sources_button, translation_note
from bot.dialogue.view import View, heading, note

PART = 8  # entries on one screen


def screen(
    view: View, of: Checklist, revision: str = "", ticks: str = "0", part: int = 1
) -> Screen:
    """One part of the list; `part` counts from 1 and is clamped. A changed list loses its ticks
    and says so."""
    _ = view.say
    shown = view.of(of)
    text = words.checklist_words(view.content, of, view.locale)
    changed = revision not in ("", of.revision)
    done = 0 if changed else int(ticks, 36) & ((1 << len(of.entries)) - 1)
    parts = -(-len(of.entries) // PART)
    part = min(max(part, 1), parts)
    numbered = list(enumerate(of.entries))[(part - 1) * PART : part * PART]
    mark = f" ({part}/{parts})" if parts > 1 else ""
    body: list[Block] = [heading(text.title + mark), *translation_note(view, of)]
    if changed:
        body.append(note(_("checklist", "The list has changed. Please tick it again.")))
    if part == 1:
        body += shown.text(text.intro)
    count = _(
        "checklist", "Done: {done} of {all}", done=_.number(done.bit_count()),
        all=_.number(len(of.entries)),
    )  # fmt: skip
    body.append(note(f"☑️ {count}"))
    for _number, entry in numbered:
        body += _help(shown, text.entries[entry])
    if part == parts:
        body += shown.text(text.closing)
    body += provenance(view, of)
    return Screen(
        f"checklist:{of.id}",
        tuple(body),
        (
            *(
                (_entry(of, text.entries[entry].text, done, number, part),)
                for number, entry in numbered
            ),
            *_turning(view, of, done, part, parts),
            *_clear(view, of, done, part),
            *view.links(_links(of, [entry for _, entry in numbered], part == parts), below=True),
            (sources_button(view, of, of.revision, base36(done), str(part)),),
            _nav(view, of, done),
        ),
    )


def _help(shown: View, entry: EntryWords) -> list[Block]:
    if not entry.help:
        return []
    blocks = list(shown.text(entry.help))
    lead = Span(f"{entry.text}. ", bold=True)
    if blocks and not isinstance(blocks[0], Bullets):
        return [type(blocks[0])((lead, *blocks[0].spans)), *blocks[1:]]
    return [*shown.text(f"**{text_of((lead,)).strip()}**"), *blocks]


def _entry(of: Checklist, label: str, done: int, number: int, part: int) -> Button:
    ticked = done >> number & 1
    return Button(("✅ " if ticked else "⬜ ") + label, _data(of, done ^ (1 << number), part))


def _nav(view: View, of: Checklist, done: int) -> Row:
    """Nothing opens over ticks: they stand in this message alone."""
    last = view.nav(to("s", of.section))
    if not done:
        return last
    below = (to("b", of.section), to("b", "h"), to("b", "x"))
    return tuple(replace(button, data=data) for button, data in zip(last, below, strict=True))


def _turning(view: View, of: Checklist, done: int, part: int, parts: int) -> tuple[Row, ...]:
    row = []
    if part > 1:
        row.append(Button("◂ " + view.say("button", "Before"), _data(of, done, part - 1)))
    if part < parts:
        row.append(Button(view.say("button", "Read on") + " ▸", _data(of, done, part + 1)))
    return (tuple(row),) if row else ()


def _clear(view: View, of: Checklist, done: int, part: int) -> tuple[Row, ...]:
    label = "🧹 " + view.say("checklist", "Clear all ticks")
    return ((Button(label, _data(of, 0, part)),),) if done else ()


def _links(of: Checklist, entries: list[str], last: bool) -> tuple[str, ...]:
    links = [link for entry in entries for link in of.entries[entry]]
    return tuple(dict.fromkeys([*links, *(of.links if last else ())]))


def _data(of: Checklist, done: int, part: int) -> str:
    return to("k", of.id, of.revision, base36(done), part)
