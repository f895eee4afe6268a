"""`python -m bot`: the same as `safar`; sets up `.venv` first where that is missing."""

import importlib.util
import subprocess
import sys

from bot import bootstrap


def installed() -> bool:
    """What the bot needs is here: this Python is the environment's own, or a container's."""
    return all(importlib.util.find_spec(name) for name in ("telegram", "typer", "pydantic"))


if __name__ == "__main__":
    if sys.version_info >= bootstrap.OLDEST and installed():
        from bot.cli import main

        main()
        sys.exit(0)
    bootstrap.prepare()
    try:
        sys.exit(subprocess.call([bootstrap.venv_python(), "-m", "bot", *sys.argv[1:]]))
    except KeyboardInterrupt:
        sys.exit(130)
