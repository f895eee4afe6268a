"""The lines under a text that say where it comes from and how old that is."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

from bot.content import words
from bot.content.markup import Block, Bullets, Span
from bot.content.model import Listed, Source, TranslationStatus
from bot.dialogue.actions import Button, Screen
from bot.dialogue.buttons import to
from bot.dialogue.view import View, heading, note

_OLD = timedelta(days=365)


def provenance(view: View, of: Listed) -> list[Block]:
    """One line with the newest date; then a warning where that is old or the review overdue."""
    _ = view.say
    newest = _newest(of)
    if newest:
        line = _("status", "As of the sources of {date}", date=_.date(newest))
    else:
        line = _("status", "The sources have no date")
    out: list[Block] = [note(f"📅 {line}")]
    if not newest or view.today - latest_day(newest) > _OLD:
        out.append(note("⚠️ " + _("status", "The sources are old. Check before you rely on this.")))
    if view.today > of.reviewed + timedelta(days=of.review_every):
        out.append(
            note("⚠️ " + _("status", "Nobody has compared this page with its sources in time."))
        )
    return out


def translation_note(view: View, of: Listed) -> list[Block]:
    """One line where the reader's language is behind the Russian text, or has none."""
    status = words.status(of, view.locale)
    _ = view.say
    if status is TranslationStatus.UP_TO_DATE:
        return []
    if status is TranslationStatus.OUTDATED:
        return [note("⚠️ " + _("status", "The Russian text is newer than this translation."))]
    return [note("⚠️ " + _("status", "Not translated yet. This is the Russian text."))]


def sources_button(view: View, of: Listed, *result: str) -> Button:
    """`result`: what its own button carries beside the id, to come back to the same."""
    return Button("📚 " + view.say("button", "Sources"), to("i", of.id, *result))


def sources(view: View, of: Listed, back: str) -> Screen:
    """Who says so, since when, how sure we are, and when somebody last compared it."""
    _ = view.say
    sure = {
        "high": _("source", "reliable"),
        "medium": _("source", "less certain"),
        "low": _("source", "uncertain"),
    }
    entries = []
    for source in of.sources:
        date_text = _.date(source.seen) if source.seen else _("source", "no date")
        link = named(view, source)
        entries.append((link, Span(f" — {date_text}, {sure[source.confidence]}")))
    reviewed = _("source", "Compared with the sources on {date}.", date=_.date(of.reviewed))
    body: list[Block] = [
        heading(words.title_of(view.content, of, view.locale)),
        *provenance(view, of),
        Bullets(tuple(entries), None),
        note(reviewed),
    ]
    return Screen(f"sources:{of.id}", tuple(body), (view.nav(back),))


def named(view: View, source: Source) -> Span:
    """The source by name, with its address unless opening it could harm the reader: a phone
    may be searched, and some sites are closed in some countries."""
    host = (urlsplit(source.url).hostname or "") if source.url else ""
    closed = any(host == site or host.endswith("." + site) for site in view.content.names_only)
    return Span(source.name, url=None if closed else source.url)


def _newest(of: Listed) -> str | None:
    # By the earliest day each may mean: a bare «2026» must not outrank February 2026.
    return max((source.seen for source in of.sources if source.seen), default=None)


def latest_day(seen: str) -> date:
    """The last day a partial ISO date may mean: `2025` → 31 December, `2025-11` → 30 November."""
    year, month, day = ([int(part) for part in seen.split("-")] + [0, 0])[:3]
    if day:
        return date(year, month, day)
    following = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return following - timedelta(days=1)
