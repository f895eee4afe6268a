"""The lines under a text that say where it comes from and how old that is."""

from __future__ import annotations

from datetime import date, timedelta

from bot.content.markup import Block, Paragraph, Span
from bot.content.model import Flow, Page, Source
from bot.dialogue.view import View, note

_OLD = timedelta(days=365)


def provenance(view: View, of: Page | Flow) -> list[Block]:
    """Source line, then a warning where the sources are old or the review is overdue."""
    _ = view.say
    dated = sorted((source.seen for source in of.sources if source.seen), key=latest_day)
    out: list[Block] = [_source_line(view, of.sources, dated[-1] if dated else None)]
    if not dated or view.today - latest_day(dated[-1]) > _OLD:
        out.append(note("⚠️ " + _("status", "The sources are old. Check before you rely on this.")))
    if view.today > of.reviewed + timedelta(days=of.review_every):
        out.append(
            note("⚠️ " + _("status", "Nobody has compared this page with its sources in time."))
        )
    return out


def _source_line(view: View, sources: tuple[Source, ...], newest: str | None) -> Paragraph:
    _ = view.say
    if newest:
        lead = _("status", "As of the sources of {date}:", date=_.date(newest))
    else:
        lead = _("status", "Sources without a date:")
    spans = [Span(f"📅 {lead} ", italic=True)]
    for number, source in enumerate(sources):
        spans.append(Span(("; " if number else "") + source.name, italic=True))
    return Paragraph(tuple(spans))


def latest_day(seen: str) -> date:
    """The last day a partial ISO date may mean: `2025` → 31 December, `2025-11` → 30 November."""
    year, month, day = ([int(part) for part in seen.split("-")] + [0, 0])[:3]
    if day:
        return date(year, month, day)
    following = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return following - timedelta(days=1)
