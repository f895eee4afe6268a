"""`safar backup FILE` and `safar restore FILE`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.config import read_settings
from bot.errors import StateError
from bot.storage.backup import back_up
from bot.storage.backup import restore as put_back
from bot.storage.folder import DATABASE, prepare_folder
from bot.telegram.lock import sole_user


def backup(
    file: Annotated[Path, typer.Argument(help="A new file; an existing one is not touched.")],
    with_settings: Annotated[
        bool,
        typer.Option(
            "--with-settings",
            help="Also people's settings, sealed as they are. Who asks to be forgotten later "
            "stays in this file until you delete it.",
        ),
    ] = False,
) -> None:
    """Copy the published statistics into a file, also while Safar runs. Never the keys."""
    state = read_settings().state
    contents = back_up(state / DATABASE, file, with_settings=with_settings)
    people = f", sealed settings of {contents.people} people" if with_settings else ""
    typer.echo(f"{file}: {contents.periods} published periods{people}. The keys are not in it.")
    if with_settings:
        typer.echo("/forget does not reach this file: delete it as soon as a newer one exists.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `safar backup` made.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Overwrite the database that is there.")
    ] = False,
) -> None:
    """Put a backup in the place of the database. Stop Safar first."""
    state = read_settings().state
    prepare_folder(state)
    with sole_user(state):
        if (state / DATABASE).exists() and not replace:
            raise StateError(
                f"{state / DATABASE} exists; with --replace the backup takes its place, and what "
                "it holds is lost"
            )
        contents = put_back(file, state / DATABASE)
    typer.echo(
        f"{state / DATABASE}: {contents.periods} published periods, settings of "
        f"{contents.people} people."
    )
    if contents.people:
        typer.echo(
            "Who asked to be forgotten after this backup was made is in it again, until 180 days "
            "after their last visit. Without the keys of that time these rows cannot be read."
        )
