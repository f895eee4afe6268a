"""What the chat page asks for: people, what they do, and what they see, as events."""

from __future__ import annotations

import inspect
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox import acts
from bot.sandbox.people import Message, Person
from bot.sandbox.world import World

Json = dict[str, Any]
Towns = Callable[[str, int], list[Json] | Awaitable[list[Json]]]
PLAIN_ACTS = {
    "contact": acts.send_contact,
    "photo": acts.send_photo,
    "voice": acts.send_voice,
    "sticker": acts.send_sticker,
    "document": acts.send_document,
}


class PersonForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    first_name: str | None = Field(None, min_length=1, max_length=64)
    language_code: str | None = Field(None, pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9-]{2,16})?)?$")


class ActForm(BaseModel):
    """The fields of all acts; each act needs its own."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = ""
    reply_to: int = 0
    message_id: int = 0
    data: str = ""
    lat: float | None = None
    lon: float | None = None
    blocked: bool | None = None
    payload: str = ""


class PageApi:
    def __init__(self, world: World, towns: Towns | None) -> None:
        self.world, self.find_towns = world, towns
        self.routes = [
            Route("/api/users", self.people, methods=["GET"]),
            Route("/api/users", self.add_person, methods=["POST"]),
            Route("/api/users/{id:int}", self.change_person, methods=["PATCH"]),
            Route("/api/users/{id:int}/events", self.events, methods=["GET"]),
            Route("/api/users/{id:int}/{act}", self.act, methods=["POST"]),
            Route("/api/groups", self.groups, methods=["GET"]),
            Route("/api/towns", self.towns, methods=["GET"]),
            Route("/api/files/{file_id}", self.file, methods=["GET"]),
        ]

    async def people(self, request: Request) -> Response:
        return JSONResponse([person.as_row() for person in self.world.people.values()])

    async def add_person(self, request: Request) -> Response:
        form = PersonForm.model_validate_json(await request.body() or b"{}")
        number = max(self.world.people, default=1000) + 1
        person = Person(number, form.first_name or f"User {number}", form.language_code or "")
        self.world.people[number] = person
        return JSONResponse(person.as_row(), 201)

    async def change_person(self, request: Request) -> Response:
        person = self._person(request)
        form = PersonForm.model_validate_json(await request.body() or b"{}")
        if form.first_name is not None:
            person.first_name = form.first_name
        if form.language_code is not None:
            person.language_code = form.language_code
        shown = self.world.profile.as_page(person.id, person.language_code)
        self.world.tell(person.id, "profile", {"bot": shown})
        return JSONResponse(person.as_row())

    async def events(self, request: Request) -> Response:
        person = self._person(request)

        async def stream() -> AsyncIterator[str]:
            queue = self.world.listen(person)
            try:
                while (event := await queue.get()) is not None:
                    yield f"event: {event[0]}\ndata: {json.dumps(event[1])}\n\n"
            finally:
                self.world.unlisten(person, queue)

        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(stream(), headers=headers, media_type="text/event-stream")

    async def act(self, request: Request) -> Response:
        person, name = self._person(request), request.path_params["act"]
        form = ActForm.model_validate_json(await request.body() or b"{}")
        done = self._do(person, name, form)
        if done is None:
            return JSONResponse({"error": "there is no such act"}, 404)
        return JSONResponse(done)

    def _do(self, person: Person, name: str, form: ActForm) -> Json | None:
        world = self.world
        if name in PLAIN_ACTS:
            return _posted(PLAIN_ACTS[name](world, person))
        match name:
            case "send":
                return _posted(acts.say(world, person, form.text, form.reply_to))
            case "start":
                message = acts.start(world, person, form.payload)
                return _posted(message) if message else {"message_id": None}
            case "location":
                if form.lat is None or form.lon is None:
                    raise acts.ActError("lat and lon are needed")
                return _posted(acts.send_location(world, person, form.lat, form.lon))
            case "press":
                made = acts.press(world, person, form.message_id, form.data)
                return {"callback_query_id": made.id}
            case "edit":
                return _posted(acts.edit(world, person, form.message_id, form.text))
            case "block":
                if form.blocked is None:
                    raise acts.ActError("blocked is needed")
                acts.block(world, person, form.blocked)
                return person.as_row()
            case "clear":
                acts.clear(world, person)
                return person.as_row()
            case "group":
                return {"group_id": acts.add_to_group(world, person, form.text).id}
        return None

    async def groups(self, request: Request) -> Response:
        return JSONResponse(
            [
                {
                    "id": group.id,
                    "title": group.title,
                    "left": group.status != "member",
                    "messages": [message.as_page() for message in self.world.history(group.id)],
                }
                for group in self.world.groups.values()
            ]
        )

    async def towns(self, request: Request) -> Response:
        if self.find_towns is None:
            return JSONResponse([])
        raw = request.query_params.get("limit", "20")
        limit = min(max(int(raw), 1), 100) if raw.isdecimal() else 20
        found = self.find_towns(request.query_params.get("q", ""), limit)
        return JSONResponse(await found if inspect.isawaitable(found) else found)

    async def file(self, request: Request) -> Response:
        file = self.world.files.get(request.path_params["file_id"])
        if file is None:
            return JSONResponse({"error": "there is no such file"}, 404)
        # A document opens apart from the page: its scripts must not reach the sandbox.
        headers = {
            "Content-Security-Policy": "sandbox allow-scripts allow-popups",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(file.content, headers=headers, media_type=file.mime)

    def _person(self, request: Request) -> Person:
        person = self.world.people.get(request.path_params["id"])
        if person is None:
            raise LookupError("there is no such user")
        return person


def _posted(message: Message) -> Json:
    return {"message_id": message.id}


async def on_act_error(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": str(error)}, 404 if isinstance(error, LookupError) else 409)


async def on_form_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ValidationError)
    lines = [
        f"{'.'.join(map(str, wrong['loc']))}: {wrong['msg']}"
        for wrong in error.errors(include_input=False, include_url=False)
    ]
    return JSONResponse({"error": "; ".join(lines)}, 400)
