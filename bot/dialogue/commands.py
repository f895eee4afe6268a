"""The bot's commands and what each says of itself, for Telegram's menu and for /help."""

from __future__ import annotations

from bot.i18n import Interface


def commands(say: Interface) -> tuple[tuple[str, str], ...]:
    """(name, description) in the order of the menu."""
    _ = say
    return (
        ("start", _("command", "Start again")),
        ("help", _("command", "How to use me")),
        ("sos", _("command", "Danger: what to do now")),
        ("centre", _("command", "Nearest centre")),
        ("language", _("command", "Language")),
        ("settings", _("command", "Settings")),
        ("privacy", _("command", "What is kept")),
        ("forget", _("command", "Forget me")),
    )
