"""Methods about the bot itself, chats and files."""

from __future__ import annotations

from typing import Any

from bot.sandbox.call import Values
from bot.sandbox.files import MAX_GET
from bot.sandbox.people import Person
from bot.sandbox.profile import FIELDS
from bot.sandbox.refusals import refuse
from bot.sandbox.world import World

Json = dict[str, Any]


def get_me(world: World, values: Values) -> Json:
    return dict(world.profile.bot)


def get_file(world: World, values: Values) -> Json:
    file = world.files.get(values["file_id"])
    if file is None:
        raise refuse("file-unknown")
    if len(file.content) > MAX_GET:
        raise refuse("file-big")
    return {**file.as_json(), "file_path": file.path}


def get_chat(world: World, values: Values) -> Json:
    gifts = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    )
    return {
        **values["chat_id"].as_chat(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": gifts,
    }


def leave_chat(world: World, values: Values) -> bool:
    group = values["chat_id"]
    group.status = "left"
    for person in world.people.values():
        world.tell(person.id, "left", {"group_id": group.id})
    return True


def set_my_commands(world: World, values: Values) -> bool:
    key = (values["scope"], values["language_code"])
    if values["commands"]:
        world.profile.commands[key] = values["commands"]
    else:
        world.profile.commands.pop(key, None)
    world.tell_profile()
    return True


def delete_my_commands(world: World, values: Values) -> bool:
    return set_my_commands(world, {**values, "commands": []})


def get_my_commands(world: World, values: Values) -> list[Json]:
    return world.profile.commands.get((values["scope"], values["language_code"]), [])


def set_words(world: World, values: Values) -> bool:
    field = next(name for name in FIELDS if name in values)
    world.profile.put(field, values["language_code"], values[field])
    world.tell_profile()
    return True


def get_my_name(world: World, values: Values) -> Json:
    return {"name": world.profile.get("name", values["language_code"])}


def get_my_description(world: World, values: Values) -> Json:
    return {"description": world.profile.get("description", values["language_code"])}


def get_my_short_description(world: World, values: Values) -> Json:
    words = world.profile.get("short_description", values["language_code"])
    return {"short_description": words}


def set_chat_menu_button(world: World, values: Values) -> bool:
    chat = values["chat_id"]
    if isinstance(chat, Person):
        chat.menu = values["menu_button"]
    else:
        world.profile.menu = values["menu_button"]
    return True


def get_chat_menu_button(world: World, values: Values) -> Json:
    chat = values["chat_id"]
    return chat.menu if isinstance(chat, Person) else world.profile.menu
