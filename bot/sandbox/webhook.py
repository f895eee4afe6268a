"""Delivery of updates to a webhook on loopback, with Telegram's order and retries (rules 57–63)."""

from __future__ import annotations

import asyncio
import json
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import httpx

from bot.sandbox.updates import Queued

if TYPE_CHECKING:
    from bot.sandbox.world import World

Json = dict[str, Any]
GONE_AFTER: Final = 23 * 3600
MAX_RETRY_AFTER = 3600.0


class Webhook:
    """One a world. Deliveries run as tasks of the event loop, one a lane (rule 61)."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.url = self.secret = ""
        self.max_connections = 40
        self.set_at = float("-inf")
        self.error: tuple[int, str] | None = None
        self._gone_since: float | None = None
        self._task: asyncio.Task[None] | None = None

    def set(self, url: str, secret: str, max_connections: int) -> bool:
        """Begin to deliver; whether it was so already."""
        now = (url, secret, max_connections)
        same = now == (self.url, self.secret, self.max_connections)
        self.set_at = self.world.clock()
        if not same:
            self.remove()
            self.url, self.secret, self.max_connections = now
            self.world.updates.webhook_url = url
            self.error = self._gone_since = None
            if urlsplit(url).hostname in ("127.0.0.1", "::1", "localhost"):
                self._task = asyncio.get_running_loop().create_task(self._run())
        return same

    def remove(self) -> bool:
        """Stop delivering; whether it was set."""
        was, self.url, self.secret = bool(self.url), "", ""
        self.world.updates.webhook_url = ""
        if self._task and self._task is not asyncio.current_task():
            self._task.cancel()
        self._task = None
        return was

    def as_json(self) -> Json:
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.world.updates),
        }
        if self.url:
            info |= {"max_connections": self.max_connections, "ip_address": "127.0.0.1"}
        if self.world.updates.allowed:
            info["allowed_updates"] = self.world.updates.allowed
        if self.error:
            info |= {"last_error_date": self.error[0], "last_error_message": self.error[1]}
        return info

    async def _run(self) -> None:
        updates, lanes = self.world.updates, dict[str, asyncio.Task[None]]()

        def ready() -> list[str]:
            """Lanes with something to deliver and nobody at it."""
            names = dict.fromkeys(q.lane for q in updates.waiting() if q.lane not in lanes)
            return list(names)[: self.max_connections - len(lanes)]

        def done(name: str, task: asyncio.Task[None]) -> None:
            del lanes[name]
            updates.changed.tell()

        limits = httpx.Limits(max_connections=self.max_connections)
        timeout = httpx.Timeout(self.world.limits.webhook_timeout)
        async with httpx.AsyncClient(limits=limits, timeout=timeout, trust_env=False) as client:
            try:
                while not self.world.closing:
                    for name in ready():
                        lanes[name] = asyncio.create_task(self._lane(client, name))
                        lanes[name].add_done_callback(partial(done, name))
                    await updates.changed.wait(lambda: self.world.closing or bool(ready()))
            finally:
                for task in lanes.values():
                    task.cancel()

    async def _lane(self, client: httpx.AsyncClient, name: str) -> None:
        """Deliver one lane in order until it is empty."""
        fails = 0
        while first := next((q for q in self.world.updates.waiting() if q.lane == name), None):
            wait = await self._try(client, first)
            if wait is None:
                fails = 0
                self.world.updates.drop([first])
                continue
            if wait < 0:
                # Rule 60: at once after the first failure, then 2, 4, 8 … s.
                start = self.world.limits.webhook_retry
                wait = (
                    0.0
                    if fails == 0
                    else min(start * 2 ** (fails - 1), self.world.limits.webhook_retry_max)
                )
            fails += 1
            await asyncio.sleep(wait)

    async def _try(self, client: httpx.AsyncClient, queued: Queued) -> float | None:
        """None when delivered, else seconds to wait, -1 when the answer names none."""
        headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip, deflate"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        body = json.dumps(queued.body, ensure_ascii=False).encode("utf-8", "surrogatepass")
        try:
            answer = await client.post(self.url, content=body, headers=headers)
        except httpx.TimeoutException:
            return self._failed("Read timeout expired")
        except httpx.ConnectError:
            return self._failed("Connection refused")
        except httpx.HTTPError:
            return self._failed("Connection closed")
        if answer.is_success:
            self._gone_since = None
            await self._carry_out(answer)
            return None
        if answer.status_code == 410:
            now = self.world.clock()
            self._gone_since = self._gone_since or now
            if now - self._gone_since >= GONE_AFTER:
                self.remove()
        else:
            self._gone_since = None
        self._failed(
            f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        )
        return self._asked_wait(answer.headers.get("Retry-After", ""))

    def _failed(self, message: str) -> float:
        self.error = (int(self.world.clock()), message)
        return -1.0

    def _asked_wait(self, value: str) -> float:
        if value.isdigit():
            return min(float(value), MAX_RETRY_AFTER)
        try:
            date = parsedate_to_datetime(value).timestamp()
        except (ValueError, TypeError):
            return -1.0
        return min(max(date - self.world.clock(), 0.0), MAX_RETRY_AFTER)

    async def _carry_out(self, answer: httpx.Response) -> None:
        """A method in the body of the answer; its result goes nowhere (rule 63)."""
        # Imported here: the methods need the world, and the world has this webhook.
        from bot.sandbox.serving import carry_out
        from bot.sandbox.wire import read_call

        kind = answer.headers.get("Content-Type", "")
        call = await read_call("", answer.content, kind, "")
        call.method = call.params.pop("method", "")
        name = call.method.lower()
        if (
            name
            and not name.startswith("get")
            and name not in ("setwebhook", "deletewebhook", "close", "logout")
        ):
            await carry_out(self.world, call)
