"""The real program with one mistake more: the text «block» stops the event loop, «leave» makes a
thread that never ends and then stops.

    python -m tests.health.stuck_process
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from datetime import datetime

import bot.running
from bot.cli import main
from bot.content.model import Content
from bot.dialogue.actions import Turn
from bot.dialogue.engine import respond
from bot.dialogue.events import Event, Text
from bot.dialogue.session import Session


def blocking(
    content: Content, session: Session, event: Event, now: datetime, hint: str = ""
) -> Turn:
    match event:
        case Text("block"):
            threading.Event().wait()
        case Text("leave"):
            threading.Thread(target=threading.Event().wait).start()
            os.kill(os.getpid(), signal.SIGTERM)
    return respond(content, session, event, now, hint)


if __name__ == "__main__":
    bot.running.respond = blocking
    sys.argv = ["safar", "run"]
    main()
