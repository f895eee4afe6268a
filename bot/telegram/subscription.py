"""Tells Telegram where the webhook is, and looks from time to time whether it still is."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from bot.config import Settings
from bot.errors import SettingError
from bot.telegram.api import Api, Refused, Unreachable
from bot.telegram.intake import allowed_updates
from bot.telegram.outage import Outage, Rarely
from bot.vitals import Vitals

log = logging.getLogger(__name__)

_CONNECTIONS = 100  # Telegram's most; our lanes bound what runs at once


class Subscription:
    """Without a look now and then a revoked token, or a webhook that somebody else took, would
    leave the bot alive and deaf."""

    def __init__(self, api: Api, settings: Settings, vitals: Vitals) -> None:
        assert settings.webhook_url
        assert settings.webhook_secret
        self._api = api
        self._settings = settings
        self._url = str(settings.webhook_url)
        self._secret = settings.webhook_secret.get_secret_value()
        self._vitals = vitals
        self._outage = Outage(settings.retry_max)
        self._refused = Rarely()
        self._failed_at: object = None

    async def keep(self) -> None:
        """For ever. Raises `TokenError`, or `SettingError` for an address Telegram never takes."""
        await self._insist(self._set)
        self._vitals.serving = True
        log.info("serving Telegram by webhook")
        while True:
            await asyncio.sleep(self._settings.webhook_check)
            await self._insist(self._look)

    async def _insist(self, step: Any) -> None:
        while True:
            try:
                await step()
            except (Refused, Unreachable) as trouble:
                await self._outage.wait(trouble)
            else:
                self._outage.over()
                return

    async def _set(self) -> None:
        try:
            await self._api.call(
                "setWebhook",
                self._settings.call_timeout,
                url=self._url,
                secret_token=self._secret,
                max_connections=_CONNECTIONS,
                allowed_updates=allowed_updates(self._settings.inline),
            )
        except Refused as refused:
            # A name that cannot be looked up now may be tomorrow; anything else may not.
            if refused.code == 400 and "resolve" not in refused.description.lower():
                raise SettingError(
                    f"SAFAR_WEBHOOK_URL: Telegram refused it: {refused.description}"
                ) from None
            raise

    async def _look(self) -> None:
        info = await self._api.call("getWebhookInfo", self._settings.call_timeout)
        if not isinstance(info, dict):
            raise Unreachable("garbage")
        if info.get("url") != self._url:
            self._vitals.conflicts += 1
            log.error(
                "SECURITY: another program changed this bot's webhook; it is set again. If it "
                "was not yours, revoke the token at BotFather"
            )
            await self._set()
            return
        if info.get("last_error_date") != self._failed_at:
            self._failed_at = info.get("last_error_date")
            said = str(info.get("last_error_message", ""))[:200]
            self._refused(logging.WARNING, f"Telegram could not deliver to the webhook: {said}")
