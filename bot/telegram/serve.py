"""Serve Telegram by long polling or a webhook, from the first call to the last."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ContextTypes, TypeHandler
from telegram.request import HTTPXRequest

from bot.config import Settings
from bot.content.model import Content
from bot.dialogue.ports import SettingsStore, TopicCounter
from bot.listening import bind
from bot.telegram.api import Api, Refused, Unreachable
from bot.telegram.convert import convert
from bot.telegram.flood import Flood
from bot.telegram.intake import Intake
from bot.telegram.messenger import Messenger
from bot.telegram.outage import Outage
from bot.telegram.profile import update_profile
from bot.telegram.subscription import Subscription
from bot.telegram.turns import Respond, Turns
from bot.telegram.webhook import Webhook
from bot.vitals import Vitals

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]
Work = Callable[[Update], Awaitable[None]]


async def serve(
    settings: Settings,
    content: Callable[[], Content],
    respond: Respond,
    settings_store: SettingsStore,
    topics: TopicCounter,
    *,
    api_url: str,
    token: str,
    stop: asyncio.Event,
    vitals: Vitals | None = None,
    learning: asyncio.Future[None] | None = None,
) -> None:
    """Answer everybody until `stop` is set, then finish what is in hand and return.

    What people type waits for `learning`; buttons and commands do not.

    Waits for Telegram as long as it takes. Raises `TokenError` when Telegram refuses the token,
    at the start or later; with a webhook also `PortError` and `SettingError`. `api_url` is the
    Bot API server without `/bot`.
    """
    vitals = vitals or Vitals()
    base = f"{api_url.rstrip('/')}/bot"
    timeout = settings.call_timeout
    polling = HTTPXRequest(connection_pool_size=1, connect_timeout=timeout)
    app = _application(base, token, timeout)
    api = Api(f"{base}{token}", polling)
    turns = Turns(
        respond, content, settings_store, topics, Messenger(app.bot, vitals=vitals),
        Flood(settings.flood_burst), learning=learning,
    )  # fmt: skip

    async def on_update(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if (inbound := convert(update)) is not None:
            await turns.handle(inbound)

    app.add_handler(TypeHandler(Update, on_update))
    app.add_error_handler(_on_error)

    async def work(update: Update) -> None:
        vitals.updates += 1
        vitals.in_flight += 1
        try:
            await app.process_update(update)
        finally:
            vitals.in_flight -= 1

    async with contextlib.AsyncExitStack() as closing:
        # Before Telegram is waited for: a taken port is said at once.
        listening = closing.enter_context(_bound(settings))
        await polling.initialize()
        closing.push_async_callback(polling.shutdown)
        closing.push_async_callback(app.shutdown)
        if not await _reached(app, api, settings, stop):
            return
        profile = asyncio.create_task(update_profile(app.bot, content()))
        closing.push_async_callback(_cancelled, profile)
        try:
            if listening:
                subscription = Subscription(api, settings, vitals)
                webhook = _webhook(app, work, vitals, settings)
                await webhook.run(listening, subscription.keep(), stop, settings.drain)
            else:
                intake = Intake(
                    api, app.bot, work, vitals,
                    poll_timeout=settings.poll_timeout, retry_max=settings.retry_max,
                    grace=timeout, inline=settings.inline,
                )  # fmt: skip
                log.info("serving Telegram")
                await intake.run(stop, settings.drain)
        finally:
            vitals.serving = False


def _bound(settings: Settings) -> contextlib.AbstractContextManager[socket.socket | None]:
    """The webhook's socket; None where we poll."""
    if settings.webhook_url is None:
        return contextlib.nullcontext()
    return contextlib.closing(bind(settings.webhook_host, settings.webhook_port))


def _webhook(app: App, work: Work, vitals: Vitals, settings: Settings) -> Webhook:
    assert settings.webhook_url
    assert settings.webhook_secret
    return Webhook(
        app.bot, work, vitals,
        path=settings.webhook_url.path or "/",
        secret=settings.webhook_secret.get_secret_value(),
        arrival=settings.webhook_arrival,
    )  # fmt: skip


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _application(base: str, token: str, timeout: float) -> App:
    # `updater(None)`: python-telegram-bot's documented way to bring one's own intake.
    request = HTTPXRequest(
        connection_pool_size=256,
        connect_timeout=timeout,
        read_timeout=timeout,
        write_timeout=timeout,
        pool_timeout=timeout,
    )
    builder = Application.builder().updater(None).job_queue(None)
    # The bot's own polling connection stays unused; it only must exist.
    return (
        builder.token(token)
        .base_url(base)
        .request(request)
        .get_updates_request(HTTPXRequest(connection_pool_size=1))
        .build()
    )


async def _reached(app: App, api: Api, settings: Settings, stop: asyncio.Event) -> bool:
    """Wait for Telegram; False where `stop` came first."""
    reaching = asyncio.create_task(_reach(app, api, settings))
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({reaching, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not reaching.done():
        reaching.cancel()
        await asyncio.gather(reaching, return_exceptions=True)
        return False
    await reaching  # raises TokenError
    return not stop.is_set()


async def _reach(app: App, api: Api, settings: Settings) -> None:
    outage = Outage(settings.retry_max)
    while True:
        try:
            await api.call("getMe", settings.call_timeout)
            webhook = await api.call("getWebhookInfo", settings.call_timeout)
            ours = settings.webhook_url is not None
            if not ours and isinstance(webhook, dict) and webhook.get("url"):
                log.warning("a webhook was set; removing it, because this process polls")
                await api.call("deleteWebhook", settings.call_timeout)
            await _initialise(app)
        except (Refused, Unreachable) as trouble:
            await outage.wait(trouble)
        else:
            outage.over()
            return


async def _initialise(app: App) -> None:
    try:
        await app.initialize()
    except InvalidToken:
        # 401 or 404: python-telegram-bot puts the token into the text, so it ends here.
        raise Unreachable("InvalidToken") from None
    except TelegramError as error:
        raise Unreachable(type(error).__name__) from None


async def _on_error(_update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    log.error("%s in a handler", type(context.error).__name__)
