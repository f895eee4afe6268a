"""Wires the rooms together and runs the bot until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from threading import Thread

from bot.config import Settings
from bot.content.load import load
from bot.content.model import Content
from bot.content.watch import changes
from bot.dialogue.asking.fold import fold
from bot.dialogue.engine import respond
from bot.dialogue.nearest import districts
from bot.errors import SettingError
from bot.health import Health
from bot.redaction import guard_loop, set_up_logging
from bot.sandbox import TOKEN, Limits, Sandbox
from bot.storage.folder import DATABASE, prepare_folder
from bot.storage.index_file import prepare_from
from bot.storage.keys import read_keys
from bot.storage.sqlite import SqliteStore
from bot.systemd import notify
from bot.telegram.lock import sole_user
from bot.telegram.serve import serve
from bot.topics.log import TopicLog
from bot.topics.tally import TopicTally
from bot.vitals import Vitals
from bot.watchdog import Watchdog


def utc_now() -> datetime:
    return datetime.now(UTC)


HEALTH_PATIENCE = 60.0  # seconds, where there is no watchdog
CLOSING = 20.0  # seconds for the tally and the database, after the work in hand


class Shelf:
    """The content being served; swapped whole when the files change."""

    def __init__(self, content: Content) -> None:
        self.content = content

    def __call__(self) -> Content:
        return self.content


def start(settings: Settings) -> None:
    """The whole life of the process: `run`, and a watchdog over it until the very end.

    Raises `SettingError` for DEBUG with a token: nobody promises for what libraries say there.
    """
    if settings.log == "DEBUG" and settings.token is not None:
        raise SettingError("SAFAR_LOG: DEBUG works in the sandbox only; take INFO with a BOT_TOKEN")
    no_core_dumps()
    vitals = Vitals()
    watchdog = Watchdog(vitals, settings.watchdog)
    watchdog.start()
    try:
        asyncio.run(run(settings, vitals, watchdog))
    finally:
        watchdog.end_within()


def no_core_dumps() -> None:
    """A crash must not write what people said to a disk, also where no service manager sees to
    it."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


async def run(settings: Settings, vitals: Vitals, watchdog: Watchdog) -> None:
    """Serve until SIGTERM or SIGINT. Raises `SafarError` where it cannot start or go on."""
    set_up_logging(settings.log)
    if settings.token is None:
        # Trying it out must not count in the real statistics.
        settings = settings.model_copy(update={"state": settings.state / "sandbox"})
    guard_loop(asyncio.get_running_loop())
    stop = asyncio.Event()
    with stopping_on_signals(stop):
        async with beating(vitals, settings, watchdog, stop):
            shelf = Shelf(await asyncio.to_thread(load, settings.content, utc_now().date()))
            prepare_folder(settings.state)
            with sole_user(settings.state), health(settings, vitals):
                await answer(settings, shelf, vitals, stop)


async def answer(settings: Settings, shelf: Shelf, vitals: Vitals, stop: asyncio.Event) -> None:
    """Open what is kept, then answer until `stop` is set."""
    async with kept(settings, shelf) as (store, topics), telegram(settings, shelf) as (url, token):
        notify("READY=1")
        learning = asyncio.create_task(learned(settings, shelf()))
        reloading = asyncio.create_task(reload(settings, shelf, topics.tally, vitals, stop))
        try:
            await serve(
                settings, shelf, respond, store, topics.tally,
                api_url=url, token=token, stop=stop, vitals=vitals, learning=learning,
            )  # fmt: skip
        finally:
            stop.set()
            learning.cancel()
            reloading.cancel()
            await asyncio.gather(learning, reloading, return_exceptions=True)


async def learned(settings: Settings, content: Content) -> None:
    """Until the index of typed questions is there: seconds at the very first start, else a tenth
    of one. Buttons are answered meanwhile; a stop does not wait for it."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def end() -> None:
        if not done.done():
            done.set_result(None)

    def learn() -> None:
        try:
            prepare_from(settings.content, settings.state, content)
        finally:
            with contextlib.suppress(RuntimeError):  # the loop has ended before
                loop.call_soon_threadsafe(end)

    Thread(target=learn, name="learning", daemon=True).start()
    await done


def health(settings: Settings, vitals: Vitals) -> AbstractContextManager[None]:
    if not settings.health_port:
        return contextlib.nullcontext()
    patience = settings.watchdog or HEALTH_PATIENCE
    return Health(vitals, patience).serve(settings.health_host, settings.health_port)


@asynccontextmanager
async def beating(
    vitals: Vitals, settings: Settings, watchdog: Watchdog, stop: asyncio.Event
) -> AsyncIterator[None]:
    """The event loop's heartbeat; and the last deadline once `stop` is set."""

    async def beat() -> None:
        while True:
            vitals.beat()
            await asyncio.sleep(min(1.0, settings.watchdog / 10 or 1.0))

    async def stopping() -> None:
        await stop.wait()
        notify("STOPPING=1")
        watchdog.end_within(settings.drain + CLOSING)

    tasks = [asyncio.create_task(beat()), asyncio.create_task(stopping())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def stopping_on_signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    names = (signal.SIGTERM, signal.SIGINT)
    for name in names:
        # Windows has no such handlers; Ctrl+C still ends the loop there.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    yield


@asynccontextmanager
async def kept(settings: Settings, shelf: Shelf) -> AsyncIterator[tuple[SqliteStore, TopicLog]]:
    """The settings store and the topic log, opened; sealed and closed at the end."""
    keys = read_keys(settings.state, settings.keys, now=utc_now())
    content = shelf()
    tally = TopicTally(
        content.topics, [r.id for r in content.regions], utc_now, settings.stats_weeks
    )
    async with SqliteStore(settings.state / DATABASE, keys, now=utc_now) as store:
        topics = TopicLog(tally, store, settings.seal_every)
        await topics.open()
        try:
            yield store, topics
        finally:
            await topics.close()


@asynccontextmanager
async def telegram(settings: Settings, shelf: Shelf) -> AsyncIterator[tuple[str, str]]:
    """The address and token to talk to: Telegram's, or those of a sandbox of our own."""
    if settings.token is not None:
        yield str(settings.api_url), settings.token.get_secret_value()
        return
    # The record of calls holds what people typed: a short one is enough for a look.
    limits = Limits(keep_calls=200)
    sandbox = Sandbox(limits=limits, towns=lambda query, limit: towns(shelf(), query, limit))
    async with sandbox.serve(settings.host, settings.port) as running:
        sys.stdout.write(
            "\nSafar runs in the sandbox: no token, nothing leaves this machine.\n"
            f"Open {running.url} and press START. Stop with Ctrl+C.\n\n"
        )
        sys.stdout.flush()
        yield running.url, TOKEN


def towns(content: Content, query: str, limit: int) -> list[dict[str, object]]:
    """Districts whose name holds the words of `query`, for the sandbox's «share location»."""
    wanted = fold(query)
    found = []
    for district in districts(content):
        names = [*district.names.values(), *district.other_names]
        if any(wanted in fold(name) for name in names):
            found.append(
                {
                    "id": district.id,
                    "name": district.names.get("ru") or names[0],
                    "country": district.country,
                    "lat": district.lat,
                    "lon": district.lon,
                }
            )
    return found[:limit]


async def reload(
    settings: Settings, shelf: Shelf, tally: TopicTally, vitals: Vitals, stop: asyncio.Event
) -> None:
    """Swap the content when its files change; a bad tree leaves the old one serving."""
    if not settings.reload:
        return
    revision = shelf().revision
    async for change in changes(settings.content, revision=revision, stop=stop):
        vitals.reload_failed = change.content is None
        if change.content is not None:
            await learned(settings, change.content)
            shelf.content = change.content
            tally.use(change.content.topics, [r.id for r in change.content.regions])
