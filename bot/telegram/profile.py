"""Name, descriptions and command list of the bot, in every language Telegram can tell apart."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.content.model import LANGUAGES, SOURCE_LANGUAGE, Content
from bot.dialogue.commands import commands

log = logging.getLogger(__name__)

_NAME, _ABOUT, _DESCRIPTION, _COMMAND = 64, 120, 512, 256  # code points, as Telegram allows


@dataclass(frozen=True, slots=True)
class Profile:
    """`short` stands on the bot's page, `description` in the empty chat before /start."""

    name: str
    short: str
    description: str
    commands: tuple[tuple[str, str], ...]


def profile(content: Content, locale: str) -> Profile:
    """What the bot says about itself in one language."""
    _ = content.interfaces[locale]
    return Profile(
        _("profile", "Safar")[:_NAME],
        _("profile", "Free answers about work abroad and the way home.")[:_ABOUT],
        _(
            "profile",
            "Answers for those who prepare to work abroad, are there now, or have come home: "
            "documents, rights, entry bans, money, the nearest help centre. Free of charge. "
            "I do not ask for a name, a phone number or a passport.",
        )[:_DESCRIPTION],
        tuple((name, text[:_COMMAND]) for name, text in commands(_)),
    )


async def update_profile(bot: Bot, content: Content) -> None:
    """Write what differs from what Telegram shows: these calls are tightly limited, reading them
    is not. A failure is logged and left to the next start."""
    try:
        await _write(bot, profile(content, SOURCE_LANGUAGE), None)
        for language in LANGUAGES:
            await _write(bot, profile(content, language), language)
    except TelegramError as error:
        log.warning("the bot's profile was not updated: %s", type(error).__name__)


async def _write(bot: Bot, wanted: Profile, language: str | None) -> None:
    if (await bot.get_my_name(language)).name != wanted.name:
        await bot.set_my_name(wanted.name, language)
    if (await bot.get_my_description(language)).description != wanted.description:
        await bot.set_my_description(wanted.description, language)
    if (await bot.get_my_short_description(language)).short_description != wanted.short:
        await bot.set_my_short_description(wanted.short, language)
    shown = await bot.get_my_commands(language_code=language)
    if tuple((c.command, c.description) for c in shown) != wanted.commands:
        commands = [BotCommand(name, text) for name, text in wanted.commands]
        await bot.set_my_commands(commands, language_code=language)
