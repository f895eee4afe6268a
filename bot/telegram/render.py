"""Replies as parameters of the Bot API."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode

from bot.content.markup import split, to_plain, to_telegram_html
from bot.dialogue.actions import AskLocation, Button, Card, Notice, Row, Screen

LIMIT = 4096  # code points of one message after parsing
DATA_LIMIT = 64  # bytes of callback data

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None


@dataclass(frozen=True, slots=True)
class Part:
    """One message: the same text as HTML and plain. `id` names the content for the log."""

    id: str
    html: str
    plain: str
    markup: Markup = None


def parts(reply: Screen | AskLocation | Notice) -> tuple[Part, ...]:
    """The messages of one reply, at least one, the keyboard under the last.

    Raises `ValueError` for a reply that Telegram cannot take: an empty text or a bad button.
    """
    chunks = split(reply.body, LIMIT)
    texts = [(to_telegram_html(chunk), to_plain(chunk)) for chunk in chunks]
    if not texts or not all(plain.strip() for _, plain in texts):
        raise ValueError("a reply without text")
    last = len(texts) - 1
    return tuple(
        Part(reply.id, html, plain, _markup(reply) if number == last else None)
        for number, (html, plain) in enumerate(texts)
    )


def result(card: Card, username: str) -> InlineQueryResultArticle:
    """A card as Telegram's inline result. Its button opens the page in the bot itself: a button
    that answers would have no chat of its own there."""
    text = to_telegram_html(split(card.body, LIMIT)[0])
    link = f"https://t.me/{username}?start={card.id}"
    return InlineQueryResultArticle(
        id=card.id,
        title=card.title,
        description=card.summary,
        input_message_content=InputTextMessageContent(
            text, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton(card.label, url=link)]]),
    )


def _markup(reply: Screen | AskLocation | Notice) -> Markup:
    if isinstance(reply, Screen):
        return _inline(reply.buttons)
    if isinstance(reply, AskLocation):
        return ReplyKeyboardMarkup(
            [[KeyboardButton(reply.share, request_location=True)], [KeyboardButton(reply.cancel)]],
            resize_keyboard=True,
            one_time_keyboard=True,
        )
    return ReplyKeyboardRemove() if reply.close_keyboard else None


def _inline(rows: tuple[Row, ...]) -> InlineKeyboardMarkup | None:
    kept = [[_button(button) for button in row] for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(button.label, url=button.url)
    if button.data is None or not 1 <= len(button.data.encode()) <= DATA_LIMIT:
        raise ValueError("a button with too much data, or none")
    return InlineKeyboardButton(button.label, callback_data=button.data)
