"""`python -m bot`: the same as `safar`; sets up `.venv` first where that is missing."""

import subprocess
import sys

from bot import bootstrap

if __name__ == "__main__":
    if sys.version_info >= bootstrap.OLDEST:
        try:
            from bot.cli import main
        except ModuleNotFoundError:
            main = None
        if main is not None:
            main()
            sys.exit(0)
    bootstrap.prepare()
    try:
        sys.exit(subprocess.call([bootstrap.venv_python(), "-m", "bot", *sys.argv[1:]]))
    except KeyboardInterrupt:
        sys.exit(130)
