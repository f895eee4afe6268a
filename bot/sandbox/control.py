"""The test's side: faults, calls, raw updates, state. JSON over `/control`."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, fields
from typing import Any

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.adopt import push_raw
from bot.sandbox.faults import Fault
from bot.sandbox.people import Group, Person
from bot.sandbox.world import World

_FAULTS = TypeAdapter(list[Fault])
MAX_WAIT = 60.0


class Control:
    def __init__(self, world: World) -> None:
        self.world = world
        self.routes = [
            Route("/control/faults", self.faults, methods=["GET", "POST", "DELETE"]),
            Route("/control/calls", self.calls, methods=["GET", "DELETE"]),
            Route("/control/updates", self.updates, methods=["POST"]),
            Route("/control/people", self.people, methods=["POST"]),
            Route("/control/groups", self.groups, methods=["POST"]),
            Route("/control/state", self.state, methods=["GET"]),
            Route("/control/reset", self.reset, methods=["POST"]),
        ]

    async def faults(self, request: Request) -> Response:
        """POST one fault or a list; DELETE all; each answers with those that wait."""
        if request.method == "DELETE":
            self.world.faults.clear()
        elif request.method == "POST":
            given = json.loads(await request.body())
            self.world.faults.add(
                *_FAULTS.validate_python(given if isinstance(given, list) else [given])
            )
        return JSONResponse([fault.model_dump() for fault in self.world.faults.waiting()])

    async def calls(self, request: Request) -> Response:
        """The calls, `?method=` of one method; `?least=N&wait=S` first waits for N of them."""
        if request.method == "DELETE":
            self.world.journal.clear()
        query = request.query_params
        method, least = query.get("method", ""), int(query.get("least", 0))
        if least:
            await self.world.journal.changed.wait(
                lambda: self.world.closing or len(self.world.journal.calls(method)) >= least,
                min(float(query.get("wait", 5)), MAX_WAIT),
            )
        return _json([entry.as_json() for entry in self.world.journal.calls(method)])

    async def updates(self, request: Request) -> Response:
        """POST one update or a list, as they are; answers with their ids."""
        given = json.loads(await request.body())
        given = given if isinstance(given, list) else [given]
        return JSONResponse({"update_ids": [push_raw(self.world, update) for update in given]})

    async def people(self, request: Request) -> Response:
        """Add or change a person: any field of `Person`."""
        form: dict[str, Any] = json.loads(await request.body())
        person = self.world.people.get(form["id"]) or Person(form["id"], "", "")
        _fill(person, form)
        self.world.people[person.id] = person
        return JSONResponse(asdict(person))

    async def groups(self, request: Request) -> Response:
        """Add or change a group: any field of `Group`."""
        form: dict[str, Any] = json.loads(await request.body())
        group = self.world.groups.get(form["id"]) or Group(form["id"], "")
        _fill(group, form)
        self.world.groups[group.id] = group
        return JSONResponse(asdict(group))

    async def state(self, request: Request) -> Response:
        """Counts, and `?chat_id=` also the messages of that chat."""
        world = self.world
        seen = Counter(chat for chat, _ in world.messages)
        sent = Counter(chat for (chat, _), message in world.messages.items() if message.own)
        body: dict[str, Any] = {
            "pending": len(world.updates),
            "confirmed": world.updates.confirmed,
            "webhook": world.updates.webhook_url,
            "allowed_updates": world.updates.allowed,
            "messages": {str(chat): count for chat, count in seen.items()},
            "sent": {str(chat): count for chat, count in sent.items()},
            "unanswered": [press.id for press in world.presses.values() if not press.answer],
            "faults": len(world.faults.waiting()),
        }
        if chat_id := request.query_params.get("chat_id"):
            body["history"] = [message.as_page() for message in world.history(int(chat_id))]
        return _json(body)

    async def reset(self, request: Request) -> Response:
        self.world.reset()
        return JSONResponse({"ok": True})


def _fill(row: Person | Group, form: dict[str, Any]) -> None:
    names = {field.name for field in fields(row)}
    if unknown := set(form) - names:
        raise KeyError(f"unknown field: {', '.join(sorted(unknown))}")
    for name, value in form.items():
        setattr(row, name, value)


def _json(body: Any) -> Response:
    return Response(json.dumps(body), media_type="application/json")


async def on_wrong_form(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 400)
