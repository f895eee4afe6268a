"""Tells systemd how the service is: its notification protocol is one datagram a message.

Ours, because the packages for it are either older than the Pythons we support or bind to
libsystemd for these few lines.
"""

from __future__ import annotations

import contextlib
import os
import socket


def notify(state: str) -> None:
    """Send e.g. `READY=1`. Does nothing where nobody asked for it, and never fails."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address or not hasattr(socket, "AF_UNIX"):
        return
    if address.startswith("@"):  # an abstract name
        address = "\0" + address[1:]
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.settimeout(1)
        sender.sendto(state.encode(), address)
