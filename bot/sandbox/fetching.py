"""Methods by which a bot gets its updates."""

from __future__ import annotations

from typing import Any

from bot.sandbox.call import Values
from bot.sandbox.world import World

Json = dict[str, Any]


async def get_updates(world: World, values: Values) -> list[Json]:
    updates = world.updates
    if values["allowed_updates"] is not None:
        updates.allowed = values["allowed_updates"]
    return await updates.fetch(
        values["offset"],
        values["limit"],
        values["timeout"],
        lambda: world.closing or world.updates is not updates,
    )


def set_webhook(world: World, values: Values) -> tuple[bool, str]:
    if not values["url"]:
        return delete_webhook(world, values)
    if values["allowed_updates"] is not None:
        world.updates.allowed = values["allowed_updates"]
    if values["drop_pending_updates"]:
        world.updates.drop()
    world.updates.end_poll("webhook-came")
    same = world.hook.set(values["url"], values["secret_token"], values["max_connections"])
    return True, "Webhook is already set" if same else "Webhook was set"


def delete_webhook(world: World, values: Values) -> tuple[bool, str]:
    if values["drop_pending_updates"]:
        world.updates.drop()
    was = world.hook.remove()
    return True, "Webhook was deleted" if was else "Webhook is already deleted"


def get_webhook_info(world: World, values: Values) -> Json:
    return world.hook.as_json()
