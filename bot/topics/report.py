"""Published counts as text: tables for people, CSV for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, timedelta

from bot.dialogue.ports import Release
from bot.topics.period import period_of

NOTE = (
    "Every number carries random noise (mostly ±5), is rounded down to a multiple of 5, and "
    "is left out below 10, so that nobody's questions can be told from it."
)
_TITLES = {
    "topic_week": "What people asked about",
    "who_month": "Language and country of origin",
    "region_month": "Region",
}
_COLUMNS = {
    "topic_week": ("topic",),
    "who_month": ("language", "origin"),
    "region_month": ("region",),
}
_HEAD = ("table", "from", "to", "topic", "language", "origin", "region", "n")


def last_day(release: Release) -> date:
    return release.start + timedelta(days=7 * release.weeks - 1)


def first_release(today: date, weeks: int) -> date:
    """The day the period that runs today is published."""
    return period_of(today, weeks)[1]


def to_csv(releases: Iterable[Release]) -> str:
    """One line a published count; a column that does not belong to the table is empty."""
    text = io.StringIO()
    lines = csv.DictWriter(text, _HEAD, lineterminator="\n")
    lines.writeheader()
    for release in releases:
        for cell, n in release.counts.items():
            lines.writerow(
                {
                    "table": release.table,
                    "from": release.start,
                    "to": last_day(release),
                    "n": n,
                    **dict(zip(_COLUMNS[release.table], cell, strict=True)),
                }
            )
    return text.getvalue()


def to_text(releases: Iterable[Release], today: date, weeks: int) -> str:
    """Plain tables, the oldest period first; says so where nothing is published yet."""
    blocks = []
    for release in releases:
        head = f"{_TITLES[release.table]}, {release.start} to {last_day(release)}"
        lines = [f"{n:>7}  {' · '.join(cell)}" for cell, n in release.counts.items()]
        blocks.append("\n".join([head, *(lines or ["         nothing reached 10"])]))
    if not blocks:
        return (
            f"Nothing is published yet. The {'first week' if weeks == 1 else 'first period'} "
            f"is released on {first_release(today, weeks)}."
        )
    return "\n\n".join([*blocks, NOTE])
