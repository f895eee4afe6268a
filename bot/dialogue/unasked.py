"""A sum, a number or days typed where no question waits: what they may be counted for.

A question with buttons keeps nothing, so a text typed at it, or after a result, comes alone.
"""

from __future__ import annotations

import re

from bot.content.flow import Flow
from bot.dialogue.actions import Button, Row, Screen
from bot.dialogue.answers import Money, encode
from bot.dialogue.buttons import to
from bot.dialogue.reading import read
from bot.dialogue.view import View, heading, ui

_MOST = 5  # calculators on one screen
_OTHER = re.compile(r"\d{1,3}|[\d ]{9,}")


def screen(view: View, text: str) -> Screen | None:
    """The calculators that ask for such a thing first; None for any other text, and for figures
    that may be an emergency number, a passport or a telephone."""
    if not any(letter.isdigit() for letter in text) or _OTHER.fullmatch(text.strip()):
        return None
    found = [
        (flow, data) for flow in view.content.flows.values() if (data := _way(view, flow, text))
    ]
    if not found:
        return None
    _ = view.say
    rows: list[Row] = []
    for flow, data in found[:_MOST]:
        if link := view.link(flow.id):
            rows.append((Button(link.label, data),))
    body = (
        heading(_("search", "What should I count with this?")),
        *ui(_("search", "Does a message above ask you something? Press one of its buttons.")),
    )
    return Screen("search:figures", body, (*rows, view.nav()))


def _way(view: View, flow: Flow, text: str) -> str:
    """Into a calculator, with the answer where its very first question takes it."""
    if not flow.calculate:
        return ""
    first = next((question for question in flow.questions if question.typed), None)
    answer = read(first, text, view.today) if first else None
    if first is None or answer is None or (isinstance(answer, Money) and not answer.amount):
        return ""
    if first is not flow.questions[0]:
        return to("f", flow.id)
    return to("f", flow.id, flow.revision, encode(first.kind, answer))
