"""The verbs of `safar`. Expected failures are one plain line and an exit code, no traceback."""

from __future__ import annotations

import sys

import typer

from bot.content.model import Issue
from bot.errors import ContentError, SafarError
from bot.verbs import ask, backup, content, flow, keys, report, stamp
from bot.verbs.ask import route

__all__ = ["app", "main", "route"]

app = typer.Typer(
    name="safar",
    help="Safar: a Telegram bot for labour migrants.",
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
)


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Without a verb: run."""
    if context.invoked_subcommand is None:
        run()


@app.command()
def run() -> None:
    """Start the bot: on Telegram with BOT_TOKEN, else the sandbox on this machine."""
    from bot.config import read_settings
    from bot.running import start

    start(read_settings())


app.command()(content.check)
app.command()(stamp.stamp)
app.command()(content.status)
app.command()(content.schema)
app.command()(ask.ask)
app.command()(flow.flow)
app.command()(report.report)
app.command()(backup.backup)
app.command()(backup.restore)
app.add_typer(keys.app, name="keys")


def main() -> None:
    try:
        app()
    except ContentError as error:
        for issue in error.issues:
            if isinstance(issue, Issue):
                sys.stderr.write(f"{issue.path}:{issue.line}: {issue.message}\n")
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    except SafarError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
