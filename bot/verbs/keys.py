"""`safar keys make|rotate|destroy`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.config import read_settings
from bot.errors import StateError
from bot.storage.keys import PREVIOUS_DAYS, destroy, key_path, read_keys
from bot.storage.keys import rotate as rotate_keys

app = typer.Typer(help="The keys that seal what is kept.", no_args_is_help=True)


@app.command()
def make(path: Annotated[Path, typer.Argument(help="Where the new key file is to lie.")]) -> None:
    """Make a key file, for a place that hands it over (a systemd credential)."""
    if path.exists():
        raise StateError(f"{path} is there already")
    read_keys(path.parent, path, now=datetime.now(UTC))
    typer.echo(f"New keys are in {path}. Keep them out of backups of the state folder.")


@app.command()
def rotate() -> None:
    """Make new keys; the old ones are destroyed after 30 days."""
    settings = read_settings()
    now = datetime.now(UTC)
    path, _ = key_path(settings.state, settings.keys)
    keys = read_keys(settings.state, settings.keys, now=now)
    if keys.previous is not None:
        raise StateError(
            f"the keys were changed on {keys.current.made} and rows under the ones before are "
            f"still being rewritten: change them again {PREVIOUS_DAYS} days after that"
        )
    rotate_keys(keys, now.date())
    typer.echo(
        f"New keys are in {path}. Restart Safar. The old ones are destroyed in {PREVIOUS_DAYS} "
        "days; who does not write to the bot until then looks new."
    )


@app.command("destroy")
def destroy_keys(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Destroy the keys: nothing that was kept can ever be read again."""
    settings = read_settings()
    path, writable = key_path(settings.state, settings.keys)
    if not writable:
        raise StateError(f"the keys are the credential {path}: destroy them where it is made")
    if not yes:
        typer.confirm(f"Destroy {path}? Everybody looks new afterwards.", abort=True)
    if destroy(path):
        typer.echo(f"{path} is destroyed. Stop a running Safar: it still has the keys in memory.")
    else:
        typer.echo(f"There are no keys in {path}.")
