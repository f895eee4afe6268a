"""Only this machine: no foreign Host (DNS rebinding), no foreign Origin (cross-site posts)."""

from __future__ import annotations

import ipaddress
import json
import re

from starlette.types import ASGIApp, Receive, Scope, Send


def is_loopback(host: str) -> bool:
    """Whether `host` (no port) names this machine."""
    if host.lower().rstrip(".") in ("localhost",):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """Refuses what does not come from a page or a program of this machine.

    The port in Host must be the one the request came in on.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (reason := self._refusal(scope)):
            body = json.dumps(
                {
                    "ok": False,
                    "error_code": 403,
                    "description": f"Forbidden: {reason}",
                    "error": reason,
                }
            ).encode()
            await send(
                {
                    "type": "http.response.start",
                    "status": 403,
                    "headers": [(b"content-type", b"application/json")],
                }
            )
            await send({"type": "http.response.body", "body": body})
            return
        await self.app(scope, receive, send)

    def _refusal(self, scope: Scope) -> str:
        headers: dict[bytes, bytes] = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1")
        found = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]/@]+)(?::(\d+))?", host)
        port = (scope.get("server") or ("", 0))[1]
        if not found or not is_loopback(found[1]) or int(found[2] or 80) != port:
            return "this address is not the sandbox's own"
        origin = headers.get(b"origin")
        if origin is not None and origin.decode("latin-1").lower() != f"http://{host}".lower():
            return "another site must not reach the sandbox"
        # Another site's page may ask for a picture or a script without Origin. A link to the chat
        # page itself is fine.
        site = headers.get(b"sec-fetch-site", b"none")
        if scope["path"] != "/" and site not in (b"none", b"same-origin"):
            return "another site must not reach the sandbox"
        return ""
