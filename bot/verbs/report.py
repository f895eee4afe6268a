"""`safar report`: what is published of the topic log, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from bot.config import read_settings
from bot.storage.folder import DATABASE
from bot.storage.releases import read_releases
from bot.topics.report import to_csv, to_text


class ReportFormat(StrEnum):
    TABLE = "table"
    CSV = "csv"


def report(
    format: Annotated[
        ReportFormat, typer.Option("--format", help="Tables for people or CSV for programs.")
    ] = ReportFormat.TABLE,
) -> None:
    """Show the released weeks of the topic log."""
    settings = read_settings()
    releases = read_releases(settings.state / DATABASE)
    if format is ReportFormat.CSV:
        typer.echo(to_csv(releases), nl=False)
    else:
        today = datetime.now(UTC).date()
        typer.echo(to_text(releases, today, settings.stats_weeks))
