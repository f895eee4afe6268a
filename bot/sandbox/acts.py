"""What a person does in the chat, as updates for the bot."""

from __future__ import annotations

import re
import secrets
from typing import Any

from bot.sandbox.autolink import find_entities
from bot.sandbox.files import PIXEL, Upload
from bot.sandbox.people import Group, Message, Person, Press
from bot.sandbox.sending import document_content, photo_content
from bot.sandbox.world import World

Json = dict[str, Any]


class ActError(Exception):
    """The person cannot do this now; one plain line says why."""


def say(world: World, person: Person, text: str, reply_to: int = 0) -> Message:
    """Send a text. Raises `ActError`."""
    text = text.strip(" \n")
    if not text or len(text) > 4096:
        raise ActError("a message has 1 to 4096 characters")
    content: Json = {"text": text}
    if entities := [entity.as_json() for entity in find_entities(text)]:
        content["entities"] = entities
    return _send(world, person, content, reply_to)


def start(world: World, person: Person, payload: str = "") -> Message | None:
    """The START button or a deep link; None when the payload is not one (rule 50)."""
    if payload and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload):
        return None
    if person.blocked:
        block(world, person, False)
    return say(world, person, f"/start {payload}".strip())


def send_location(world: World, person: Person, latitude: float, longitude: float) -> Message:
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ActError("no such place on Earth")
    place = {"latitude": latitude, "longitude": longitude}
    return _send(world, person, {"location": place}, _asked(world, person, "request_location"))


def send_contact(world: World, person: Person) -> Message:
    contact = {
        "phone_number": f"+992000{person.id:06}",
        "first_name": person.first_name,
        "user_id": person.id,
    }
    return _send(world, person, {"contact": contact}, _asked(world, person, "request_contact"))


def send_photo(world: World, person: Person) -> Message:
    file = world.files.add("photo", Upload("photo.png", "image/png", PIXEL))
    return _send(world, person, photo_content(file))


def send_document(world: World, person: Person) -> Message:
    upload = Upload("note.txt", "text/plain", b"A note from the sandbox.\n")
    return _send(world, person, document_content(world.files.add("document", upload)))


def send_voice(world: World, person: Person) -> Message:
    file = world.files.add("voice", Upload("voice.ogg", "audio/ogg", b"OggS" + bytes(60)))
    voice = {**file.as_json(), "duration": 1, "mime_type": "audio/ogg"}
    return _send(world, person, {"voice": voice})


def send_sticker(world: World, person: Person) -> Message:
    file = world.files.add("sticker", Upload("sticker.png", "image/png", PIXEL))
    sticker = {
        **file.as_json(),
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "👋",
    }
    return _send(world, person, {"sticker": sticker})


def edit(world: World, person: Person, message_id: int, text: str) -> Message:
    message = world.messages.get((person.id, message_id))
    if message is None or message.own or "text" not in message.body:
        raise ActError("there is no such text of yours")
    if not text.strip():
        raise ActError("a message has 1 to 4096 characters")
    message.body = {k: v for k, v in message.body.items() if k != "entities"}
    message.body["text"] = text.strip()
    if entities := [entity.as_json() for entity in find_entities(message.body["text"])]:
        message.body["entities"] = entities
    world.edited(message)
    world.updates.push({"edited_message": dict(message.body)})
    return message


def press(world: World, person: Person, message_id: int, data: str) -> Press:
    """Press an inline button that stands under a message now."""
    message = world.messages.get((person.id, message_id))
    rows = (message.body.get("reply_markup") or {}).get("inline_keyboard", []) if message else []
    if message is None or not any(b.get("callback_data") == data for row in rows for b in row):
        raise ActError("there is no such button")
    if person.blocked:
        raise ActError("the bot is blocked")
    made = Press(str(secrets.randbits(62)), person.id, world.clock())
    world.presses[made.id] = made
    world.updates.push(
        {
            "callback_query": {
                "id": made.id,
                "from": person.as_user(),
                "chat_instance": str(person.id * 7919),
                "message": dict(message.body),
                "data": data,
            }
        }
    )
    return made


def block(world: World, person: Person, blocked: bool) -> None:
    """Block or unblock the bot, as my_chat_member tells it."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    status = ("member", "kicked") if blocked else ("kicked", "member")
    _membership(world, person, person.as_chat(), *status)
    world.changed.tell()


def clear(world: World, person: Person) -> None:
    """«Delete chat»: the history goes, START comes back."""
    for message in world.history(person.id):
        del world.messages[person.id, message.id]
    person.keyboard, person.started = None, False
    world.tell(person.id, "snapshot", world.snapshot(person))


def add_to_group(world: World, person: Person, text: str = "") -> Group:
    """Put the bot into a new group and write a line to it there."""
    group = Group(-1001000000001 - len(world.groups), f"Group {len(world.groups) + 1}")
    world.groups[group.id] = group
    _membership(world, person, group.as_chat(), "left", "member")
    line = text or f"/help@{world.profile.bot['username']}"
    content: Json = {"text": line}
    if entities := [entity.as_json() for entity in find_entities(line)]:
        content["entities"] = entities
    message = world.post(group, content, person=person)
    world.updates.push({"message": dict(message.body)})
    return group


def _membership(world: World, person: Person, chat: Json, old: str, new: str) -> None:
    def member(status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": world.profile.as_user(), "status": status, **until}

    world.updates.push(
        {
            "my_chat_member": {
                "chat": chat,
                "from": person.as_user(),
                "date": int(world.clock()),
                "old_chat_member": member(old),
                "new_chat_member": member(new),
            }
        }
    )


def _send(world: World, person: Person, content: Json, reply_to: int = 0) -> Message:
    if person.blocked:
        raise ActError("the bot is blocked")
    person.started = person.reachable = True
    replied = world.messages.get((person.id, reply_to))
    if replied:
        inner = {k: v for k, v in replied.body.items() if k != "reply_to_message"}
        content = {"reply_to_message": inner, **content}
    message = world.post(person, content, person=person)
    world.updates.push({"message": dict(message.body)})
    return message


def _asked(world: World, person: Person, key: str) -> int:
    """The message whose reply keyboard asked for this, as Telegram's clients name it (rule 26)."""
    for message in reversed(world.history(person.id)):
        for row in (message.markup or {}).get("keyboard", ()):
            if any(button.get(key) for button in row):
                return message.id
    return 0
