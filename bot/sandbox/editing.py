"""Methods that change what stands in a chat, and the answer to a press."""

from __future__ import annotations

from typing import Any

from bot.sandbox.call import Values
from bot.sandbox.people import Message
from bot.sandbox.refusals import refuse
from bot.sandbox.world import World

Json = dict[str, Any]


def edit_message_text(world: World, values: Values) -> Json:
    changed: Json = {"text": values["text"]}
    if values["entities"]:
        changed["entities"] = values["entities"]
    if values["link_preview_options"]:
        changed["link_preview_options"] = values["link_preview_options"]
    # Rule 29: an edit without a keyboard takes the keyboard away.
    return _edit(
        world,
        values["message"],
        changed,
        values["reply_markup"],
        ("text", "entities", "link_preview_options"),
    )


def edit_message_reply_markup(world: World, values: Values) -> Json:
    return _edit(world, values["message"], {}, values["reply_markup"], ())


def delete_message(world: World, values: Values) -> bool:
    world.remove(values["message"])
    return True


def delete_messages(world: World, values: Values) -> bool:
    oldest = world.clock() - world.limits.delete_age
    for number in values["message_ids"]:
        message = world.messages.get((values["chat_id"].id, number))
        if message and message.body["date"] >= oldest:
            world.remove(message)
    return True


def answer_callback_query(world: World, values: Values) -> bool:
    press = values["press"]
    press.answer = {"text": values["text"], "show_alert": values["show_alert"]}
    if values["text"]:
        world.tell(press.user_id, "toast", {**press.answer, "callback_query_id": press.id})
    world.tell(press.user_id, "callback_done", {"callback_query_id": press.id})
    return True


def _edit(
    world: World,
    message: Message,
    changed: Json,
    markup: Json | None,
    names: tuple[str, ...],
) -> Json:
    before = {name: message.body.get(name) for name in (*names, "reply_markup")}
    after = {name: changed.get(name) for name in names} | {"reply_markup": markup}
    if before == after:
        raise refuse("same")
    message.body = {k: v for k, v in message.body.items() if k not in before}
    message.body |= {key: value for key, value in after.items() if value is not None}
    message.markup = markup
    world.edited(message)
    return dict(message.body)
