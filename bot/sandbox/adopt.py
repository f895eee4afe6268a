"""Raw updates from a test, and the chats they speak of."""

from __future__ import annotations

from typing import Any

from bot.sandbox.people import Group, Message, Person, Press
from bot.sandbox.world import World

Json = dict[str, Any]


def push_raw(world: World, update: Json) -> int | None:
    """Queue `update` as it is, well formed or not; its id.

    Whoever it speaks of becomes known, so that the bot may answer: an unknown person is one who
    wrote to the bot, a message stands in its chat, a press waits for its answer.
    """
    for kind, content in update.items():
        if isinstance(content, dict):
            _adopt(world, kind, content)
    return world.updates.push(update, raw=True)


def _adopt(world: World, kind: str, content: Json) -> None:
    sender = content.get("from")
    if isinstance(sender, dict):
        _meet(world, sender)
    if kind == "callback_query":
        query_id, message = content.get("id"), content.get("message")
        if isinstance(query_id, str) and isinstance(sender, dict):
            user_id = sender.get("id")
            world.presses.setdefault(
                query_id, Press(query_id, user_id if isinstance(user_id, int) else 0, world.clock())
            )
        if isinstance(message, dict):
            _keep(world, message, own=True)
    elif kind == "message":
        _keep(world, content, own=False)


def _meet(world: World, sender: Json) -> None:
    user_id = sender.get("id")
    if isinstance(user_id, int) and user_id not in world.people:
        world.people[user_id] = Person(
            user_id, str(sender.get("first_name", "")), str(sender.get("language_code", ""))
        )
    if isinstance(user_id, int):
        world.people[user_id].reachable = True


def _keep(world: World, body: Json, *, own: bool) -> None:
    chat, message_id, date = body.get("chat"), body.get("message_id"), body.get("date")
    if not isinstance(chat, dict) or not isinstance(chat.get("id"), int):
        return
    chat_id = chat["id"]
    if chat_id < 0 and chat_id not in world.groups:
        world.groups[chat_id] = Group(
            chat_id, str(chat.get("title", "")), str(chat.get("type", "supergroup"))
        )
    elif chat_id > 0:
        _meet(world, chat)
    whole = isinstance(message_id, int) and isinstance(date, int) and date > 0
    if whole and (chat_id, message_id) not in world.messages:
        markup = body.get("reply_markup")
        world.keep(Message(chat_id, body, own, markup if isinstance(markup, dict) else None))
