"""`safar report`: what is published of the topic log, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import typer

from bot.config import Settings, read_settings
from bot.content.load import load
from bot.errors import ContentError
from bot.storage.folder import DATABASE
from bot.storage.releases import read_releases
from bot.topics.report import to_csv, to_text
from bot.topics.report_page import to_html


class ReportFormat(StrEnum):
    TABLE = "table"
    CSV = "csv"
    HTML = "html"


class ReportLanguage(StrEnum):
    RU = "ru"
    EN = "en"


def report(
    format: Annotated[
        ReportFormat,
        typer.Option(
            "--format",
            help="Tables for people, CSV for programs, or a page with charts: "
            "`safar report --format html > report.html`.",
        ),
    ] = ReportFormat.TABLE,
    lang: Annotated[
        ReportLanguage, typer.Option("--lang", help="The language of the page.")
    ] = ReportLanguage.RU,
) -> None:
    """Show the released weeks of the topic log."""
    settings = read_settings()
    releases = read_releases(settings.state / DATABASE)
    today = datetime.now(UTC).date()
    if format is ReportFormat.CSV:
        typer.echo(to_csv(releases), nl=False)
    elif format is ReportFormat.HTML:
        titles = _titles(settings, today) if lang is ReportLanguage.RU else {}
        page = to_html(releases, today, settings.stats_weeks, lang.value, titles)
        typer.echo(page.encode(), nl=False)
    else:
        typer.echo(to_text(releases, today, settings.stats_weeks))


def _titles(settings: Settings, today: date) -> Mapping[str, str]:
    """Topics and regions in Russian, as far as the content has words for them."""
    try:
        content = load(settings.content, today)
    except ContentError:
        return {}  # the numbers are no worse for it
    pages = {page.topic: page.words["ru"].title for page in reversed(list(content.pages.values()))}
    return {region.id: region.names.get("ru", region.id) for region in content.regions} | pages
