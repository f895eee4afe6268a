"""/healthz, /readyz and /metrics over HTTP, from a thread of their own: they also answer while the
event loop stands still.

Totals only, no label of a person, topic, language or origin; and what one person can cause is
rounded down to 10, so that two readings do not show who asked in between.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterable, Iterator

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.listening import Server, bind
from bot.vitals import Vitals

_GRANULE = 10
_ARRIVAL = 5.0  # seconds in which a question must be there
Family = CounterMetricFamily | GaugeMetricFamily


class Health:
    """`patience`: seconds without progress after which the process is not healthy."""

    def __init__(self, vitals: Vitals, patience: float) -> None:
        self._vitals = vitals
        self._patience = patience
        self._registry = CollectorRegistry()
        self._registry.register(_Totals(vitals))
        self.app = Starlette(
            routes=[
                Route("/healthz", self.healthz),
                Route("/readyz", self.readyz),
                Route("/metrics", self.metrics),
            ]
        )

    async def healthz(self, _request: Request) -> Response:
        """503 when nothing was fetched for too long, or the event loop stands still."""
        return _answer(self._vitals.healthy(self._patience))

    async def readyz(self, _request: Request) -> Response:
        """200 from the moment that updates can come until the stop."""
        return _answer(self._vitals.serving)

    async def metrics(self, _request: Request) -> Response:
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)

    @contextlib.contextmanager
    def serve(self, host: str, port: int) -> Iterator[None]:
        """Listen until the block ends. Raises `PortError`."""
        with contextlib.closing(bind(host, port)) as listening:
            server = Server(self.app, arrival=_ARRIVAL, grace=1)
            thread = threading.Thread(
                target=_run, args=(server, listening), name="health", daemon=True
            )
            thread.start()
            try:
                yield
            finally:
                server.should_exit = True
                thread.join(3)


def _run(server: Server, listening: socket.socket) -> None:
    asyncio.run(server.serve(sockets=[listening]))


def _answer(well: bool) -> Response:
    return PlainTextResponse("ok\n" if well else "not ok\n", 200 if well else 503)


class _Totals(Collector):
    def __init__(self, vitals: Vitals) -> None:
        self._vitals = vitals

    def collect(self) -> Iterable[Family]:
        v = self._vitals
        yield _counter("safar_updates", "Updates handled, rounded down to 10.", _rounded(v.updates))
        yield _counter("safar_updates_skipped", "Updates nobody can read, rounded.",
                       _rounded(v.skipped))  # fmt: skip
        yield _counter("safar_replies", "Messages sent or edited, rounded.", _rounded(v.replies))
        refusals = CounterMetricFamily(
            "safar_refusals", "Calls that Telegram refused, rounded.", labels=["kind"]
        )
        for kind, count in sorted(v.refusals.copy().items()):
            refusals.add_metric([kind], _rounded(count))
        yield refusals
        yield _counter("safar_conflicts", "Alarms: another user of the token.", v.conflicts)
        yield _counter("safar_webhook_forbidden", "Webhook requests without the secret.",
                       v.forbidden)  # fmt: skip
        yield GaugeMetricFamily(
            "safar_in_flight", "Updates in work, rounded.", _rounded(v.in_flight)
        )
        yield GaugeMetricFamily(
            "safar_content_reload_failed", "1: the last change of the content is not served.",
            int(v.reload_failed),
        )  # fmt: skip
        yield GaugeMetricFamily("safar_ready", "1: updates can come.", int(v.serving))


def _counter(name: str, about: str, value: int) -> CounterMetricFamily:
    return CounterMetricFamily(name, about, value)


def _rounded(count: int) -> int:
    return count - count % _GRANULE
