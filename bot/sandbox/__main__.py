"""`python -m bot.sandbox --port 0` prints its port on the first line and serves until it ends."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dataclasses
import signal
import sys

from bot.errors import SafarError
from bot.sandbox import TOKEN, Limits, Sandbox


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--token", default=TOKEN)
    for field in dataclasses.fields(Limits):
        name = f"--{field.name.replace('_', '-')}"
        if isinstance(field.default, bool):
            parser.add_argument(name, action=argparse.BooleanOptionalAction, default=field.default)
        else:
            parser.add_argument(name, type=type(field.default), default=field.default)
    given = vars(parser.parse_args())
    host, port, token = given.pop("host"), given.pop("port"), given.pop("token")
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_run(Sandbox(token, Limits(**given)), host, port))
    except SafarError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


async def _run(sandbox: Sandbox, host: str, port: int) -> None:
    stop = asyncio.Event()
    with contextlib.suppress(NotImplementedError):  # Windows has no handlers; Ctrl-C ends it
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with sandbox.serve(host, port) as running:
        sys.stdout.write(f"{running.port}\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    sys.exit(main())
