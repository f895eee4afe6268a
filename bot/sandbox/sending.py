"""Methods that put a message into a chat."""

from __future__ import annotations

from typing import Any

from bot.sandbox.call import Values
from bot.sandbox.files import File, picture_size
from bot.sandbox.people import Message
from bot.sandbox.world import World

Json = dict[str, Any]
NEVER_COPIED = (
    "message_id",
    "date",
    "edit_date",
    "from",
    "chat",
    "reply_markup",
    "reply_to_message",
    "forward_origin",
    "has_protected_content",
)


def send_message(world: World, values: Values) -> Json:
    content: Json = {"text": values["text"]}
    if values["entities"]:
        content["entities"] = values["entities"]
    if values["link_preview_options"]:
        content["link_preview_options"] = values["link_preview_options"]
    return _post(world, values, content)


def send_photo(world: World, values: Values) -> Json:
    return _post(world, values, photo_content(values["photo"]) | _caption(values))


def send_document(world: World, values: Values) -> Json:
    return _post(world, values, document_content(values["document"]) | _caption(values))


def send_location(world: World, values: Values) -> Json:
    place = {"latitude": values["latitude"], "longitude": values["longitude"]}
    if values["live_period"]:
        place["live_period"] = values["live_period"]
    return _post(world, values, {"location": place})


def send_venue(world: World, values: Values) -> Json:
    place = {"latitude": values["latitude"], "longitude": values["longitude"]}
    venue = {"location": place, "title": values["title"], "address": values["address"]}
    return _post(world, values, {"location": place, "venue": venue})


def send_contact(world: World, values: Values) -> Json:
    names = ("phone_number", "first_name", "last_name", "vcard")
    return _post(world, values, {"contact": {n: values[n] for n in names if values[n]}})


def send_chat_action(world: World, values: Values) -> bool:
    world.tell(values["chat_id"].id, "typing", {})
    return True


def copy_message(world: World, values: Values) -> Json:
    source: Message = values["message"]
    content = {key: value for key, value in source.body.items() if key not in NEVER_COPIED}
    if values["caption"] is not None:
        content |= _caption(values)
    return {"message_id": _post(world, values, content)["message_id"]}


def forward_message(world: World, values: Values) -> Json:
    source: Message = values["message"]
    content = {key: value for key, value in source.body.items() if key not in NEVER_COPIED}
    content["forward_origin"] = source.body.get("forward_origin") or {
        "type": "user",
        "sender_user": source.body["from"],
        "date": source.body["date"],
    }
    return _post(world, {**values, "reply_markup": None, "reply_to": None}, content)


def photo_content(file: File) -> Json:
    width, height = picture_size(file.content)
    return {"photo": [{**file.as_json(), "width": width, "height": height}]}


def document_content(file: File) -> Json:
    named = {"file_name": file.name} if file.name else {}
    return {"document": {**file.as_json(), **named, "mime_type": file.mime}}


def _caption(values: Values) -> Json:
    if not values["caption"]:
        return {}
    entities = values["caption_entities"]
    return {"caption": values["caption"]} | ({"caption_entities": entities} if entities else {})


def _post(world: World, values: Values, content: Json) -> Json:
    reply: Message | None = values.get("reply_to")
    if reply:
        inner = {key: value for key, value in reply.body.items() if key != "reply_to_message"}
        content = {"reply_to_message": inner, **content}
    chat = values["chat_id"]
    message = world.post(
        chat, content, markup=values["reply_markup"], protected=values["protect_content"]
    )
    return dict(message.body)
