"""Telegram's refusals by name: the one table that knows its wording.

python-telegram-bot strips the prefix and capitalises the rest, hence the comparison without case.
"""

from __future__ import annotations

from enum import Enum, auto

from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)


class Refusal(Enum):
    """What a failed call means for us."""

    SAME = auto()  # the message already looks like that
    NOT_EDITABLE = auto()  # send a new message instead
    MARKUP = auto()  # Telegram cannot read our HTML
    LATE = auto()  # the tap is too old to be acknowledged
    GONE = auto()  # blocked, deleted, not in that chat any more
    BUSY = auto()  # surely not accepted; try again
    UNSURE = auto()  # perhaps accepted: the answer got lost
    OTHER = auto()  # our mistake


_TEXTS = (
    ("message is not modified", Refusal.SAME),
    ("message to edit not found", Refusal.NOT_EDITABLE),
    ("message can't be edited", Refusal.NOT_EDITABLE),
    ("message_id_invalid", Refusal.NOT_EDITABLE),
    ("message identifier is not specified", Refusal.NOT_EDITABLE),
    ("there is no text in the message to edit", Refusal.NOT_EDITABLE),
    ("can't parse entities", Refusal.MARKUP),
    ("query is too old", Refusal.LATE),
    ("query id is invalid", Refusal.LATE),
)

# httpx errors before a byte of the request was sent; the class names save us the import.
_NOT_SENT = {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError"}


def refusal_of(error: Exception) -> Refusal:
    """The name of a failure. `RetryAfter` is not one: the caller waits."""
    if isinstance(error, Forbidden):
        return Refusal.GONE
    if isinstance(error, BadRequest):  # a NetworkError too: so it comes first
        text = error.message.lower()
        return next((name for part, name in _TEXTS if part in text), Refusal.OTHER)
    if isinstance(error, InvalidToken):
        return Refusal.BUSY  # 404 comes and goes; a real 401 ends the process in intake
    if isinstance(error, NetworkError):
        cause = error.__cause__
        if type(cause).__name__ in _NOT_SENT:
            return Refusal.BUSY
        if isinstance(error, TimedOut) or type(cause).__module__.startswith("httpx"):
            return Refusal.UNSURE
        return Refusal.BUSY  # a plain 5xx
    if isinstance(error, KeyError) or type(error) is TelegramError:
        return Refusal.UNSURE  # 200 with a body that makes no sense
    return Refusal.OTHER
