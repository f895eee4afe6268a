"""A bot process for the tests that kill it: `serve` with the echo dialogue.

    python -m tests.telegram.echo_process <api url> <token> <state folder> [SAFAR_…=value …]

Settings are kept one file a chat, written whole: a put twice is a put once.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.config import Settings
from bot.dialogue.session import Session
from bot.errors import SafarError
from bot.redaction import guard_loop, set_up_logging
from bot.telegram.lock import sole_user
from bot.telegram.serve import serve
from tests.telegram.running import CONTENT, Topics, echo


class Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def get(self, chat_id: int) -> Session:
        path = self._folder / f"{chat_id}.txt"
        return Session(region=path.read_text()) if path.exists() else Session()

    async def put(self, chat_id: int, session: Session) -> None:
        new = self._folder / f"{chat_id}.new"
        new.write_text(session.region or "")
        os.replace(new, self._folder / f"{chat_id}.txt")

    async def forget(self, chat_id: int) -> None:
        (self._folder / f"{chat_id}.txt").unlink(missing_ok=True)


async def main(api_url: str, token: str, state: Path, changes: dict[str, str]) -> None:
    loop = asyncio.get_running_loop()
    guard_loop(loop)
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    settings = Settings(_env_file=None, **changes)  # type: ignore[arg-type]
    with sole_user(state):
        await serve(
            settings, lambda: CONTENT, echo, Folder(state), Topics(),
            api_url=api_url, token=token, stop=stop,
        )  # fmt: skip


if __name__ == "__main__":
    set_up_logging("DEBUG")
    url, key, folder, *rest = sys.argv[1:]
    try:
        asyncio.run(main(url, key, Path(folder), dict(r.split("=", 1) for r in rest)))
    except SafarError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
