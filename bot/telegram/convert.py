"""Telegram's updates as events of the dialogue: the only place that reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberUpdated,
    Message,
    MessageEntity,
    Update,
    User,
)

from bot.dialogue.events import (
    Blocked,
    Command,
    Edited,
    Event,
    Group,
    Inline,
    Location,
    Media,
    Press,
    Text,
)

TEXT_LIMIT = 512  # code points; nobody asks a menu bot more, and search stays fast

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)

_MEDIA = {
    "voice": "voice",
    "audio": "voice",
    "video_note": "voice",
    "photo": "photo",
    "contact": "contact",
    "sticker": "sticker",
    "animation": "document",
    "document": "document",
}

# Things Telegram does to a chat, not things a person says.
_SERVICE = (
    "pinned_message",
    "message_auto_delete_timer_changed",
    "chat_background_set",
    "write_access_allowed",
)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A tap to be acknowledged. `message_id` is None where the message cannot be edited."""

    callback_id: str
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Inbound:
    """An event and where its answer goes. `hint`: Telegram's `language_code` or "".
    `query_id`: of words after `@bot`, whose answer goes to no chat; `chat_id` is then the person.
    """

    chat_id: int
    event: Event
    hint: str = ""
    pressed: Pressed | None = None
    query_id: str = ""


def lane_of(update: Update) -> int | None:
    """The chat in whose order this update stands; None for updates nobody asked for."""
    if (press := update.callback_query) is not None:
        return press.message.chat.id if press.message else press.from_user.id
    if (query := update.inline_query) is not None:
        return query.from_user.id
    if (member := update.my_chat_member) is not None:
        return member.chat.id
    message = update.message or update.edited_message
    return message.chat.id if message else None


def convert(update: Update) -> Inbound | None:
    """What happened, or None where there is nothing to answer."""
    if update.callback_query is not None:
        return _press(update.callback_query)
    if (query := update.inline_query) is not None:
        words = Inline(query.query[:TEXT_LIMIT])
        hint = query.from_user.language_code or ""
        return Inbound(query.from_user.id, words, hint, query_id=query.id)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    if (message := update.edited_message) is not None:
        if message.chat.type == Chat.PRIVATE and message.location:
            return None  # a live location moves on: nobody asked anything
        return _inbound(message.chat, message.from_user, Edited())
    if (message := update.message) is not None:
        event = _event(message)
        return _inbound(message.chat, message.from_user, event) if event else None
    return None


def _inbound(
    chat: Chat, user: User | None, event: Event, pressed: Pressed | None = None
) -> Inbound:
    hint = (user.language_code or "") if user else ""
    return Inbound(chat.id, event if chat.type == Chat.PRIVATE else Group(), hint, pressed)


def _press(query: CallbackQuery) -> Inbound:
    message, event = query.message, Press(query.data or "")
    if message is None:  # a button of a message sent in another chat
        hint = query.from_user.language_code or ""
        return Inbound(query.from_user.id, event, hint, Pressed(query.id, None))
    editable = message.message_id if message.is_accessible else None
    return _inbound(message.chat, query.from_user, event, Pressed(query.id, editable))


def _membership(change: ChatMemberUpdated) -> Inbound | None:
    # Whatever its types say, the library makes an update without it as well.
    member: ChatMember | None = change.new_chat_member
    if member is None:
        return None
    status = member.status
    gone = status in (ChatMember.BANNED, ChatMember.LEFT)
    if change.chat.type == Chat.PRIVATE:
        # Unblocking says nothing by itself: Telegram sends /start after it.
        return _inbound(change.chat, change.from_user, Blocked()) if gone else None
    return None if gone else _inbound(change.chat, change.from_user, Group())


def _event(message: Message) -> Event | None:
    if message.location:
        return Location(message.location.latitude, message.location.longitude)
    if message.text:
        return _words(message)
    if any(getattr(message, name) for name in _SERVICE):
        return None
    kind = next((kind for name, kind in _MEDIA.items() if getattr(message, name)), "other")
    return Media(kind)


def _words(message: Message) -> Event:
    text = (message.text or "")[:TEXT_LIMIT]
    first = message.entities[0] if message.entities else None
    marked = first and first.type == MessageEntity.BOT_COMMAND and first.offset == 0
    if (marked or text.startswith("/")) and (found := _COMMAND.fullmatch(text)):
        return Command(found[1].lower(), (found[2] or "").strip())
    return Text(text, message.message_id)
