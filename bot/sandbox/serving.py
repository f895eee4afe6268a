"""One call from its parameters to its answer."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from bot.sandbox import about, editing, fetching, sending
from bot.sandbox.call import Call, Values
from bot.sandbox.checks import CHECKS
from bot.sandbox.journal import Entry
from bot.sandbox.kinds import read
from bot.sandbox.refusals import Refusal, refuse
from bot.sandbox.rules import MAX_PARAMETERS, METHODS
from bot.sandbox.world import World

Json = dict[str, Any]
DO: dict[str, Callable[[World, Values], Any]] = {
    "getme": about.get_me,
    "getupdates": fetching.get_updates,
    "setwebhook": fetching.set_webhook,
    "deletewebhook": fetching.delete_webhook,
    "getwebhookinfo": fetching.get_webhook_info,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendlocation": sending.send_location,
    "sendvenue": sending.send_venue,
    "sendcontact": sending.send_contact,
    "sendchataction": sending.send_chat_action,
    "copymessage": sending.copy_message,
    "forwardmessage": sending.forward_message,
    "editmessagetext": editing.edit_message_text,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "answercallbackquery": editing.answer_callback_query,
    "getfile": about.get_file,
    "getchat": about.get_chat,
    "leavechat": about.leave_chat,
    "setmycommands": about.set_my_commands,
    "getmycommands": about.get_my_commands,
    "deletemycommands": about.delete_my_commands,
    "setmyname": about.set_words,
    "getmyname": about.get_my_name,
    "setmydescription": about.set_words,
    "getmydescription": about.get_my_description,
    "setmyshortdescription": about.set_words,
    "getmyshortdescription": about.get_my_short_description,
    "setchatmenubutton": about.set_chat_menu_button,
    "getchatmenubutton": about.get_chat_menu_button,
}


async def answer(world: World, call: Call) -> tuple[int, Json]:
    """The HTTP status and the JSON body (rule 5)."""
    try:
        result = await _do(world, call)
    except Refusal as refusal:
        return refused(refusal)
    if isinstance(result, tuple):
        return 200, {"ok": True, "result": result[0], "description": result[1]}
    return 200, {"ok": True, "result": result}


def refused(refusal: Refusal) -> tuple[int, Json]:
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return refusal.code, body


async def carry_out(world: World, call: Call) -> tuple[int, Json]:
    """Answer a call and write both down."""
    entry = enter(world, call)
    status, body = await answer(world, call)
    world.journal.answered(entry, status, body)
    return status, body


def enter(world: World, call: Call) -> Entry:
    files = {
        name: {"name": upload.name, "size": len(upload.content)}
        for name, upload in call.files.items()
    }
    known = METHODS.get(call.method.lower())
    return world.journal.add(
        known.name if known else call.method, dict(call.params), files, world.clock()
    )


async def _do(world: World, call: Call) -> Any:
    method = METHODS.get(call.method.lower())
    if method is None:
        raise refuse("no-method")
    if sum(len(k) + len(v.encode()) for k, v in call.params.items()) > MAX_PARAMETERS:
        raise refuse("too-many-parameters")
    values: Values = {p.name: read(world, call, p) for p in method.parameters}
    for check in method.checks:
        CHECKS[check](world, values)
    result = DO[method.name.lower()](world, values)
    return await result if inspect.isawaitable(result) else result
