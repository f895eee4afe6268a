"""Telling the sandbox to misbehave.

A fault is what one method, or every one (`*`), does instead of answering. The list is ordered;
the first that fits a call is taken and counted down; `times: null` stands until removed.

action   what the caller sees
status   the HTTP `status` with Telegram's JSON (`description`, `retry_after`), or `body` as is
hang     nothing for `seconds` (null: until the caller gives up), then the connection is cut
reset    the connection is cut with a TCP reset
garbage  status 200 (or `status`) and a `body` that is no JSON
slow     the right answer after `seconds`

record   whether the call still takes effect: `before` the misbehaviour, `after` it (and then the
         right answer is given), `never`. Default: `after` for slow, `never` for the others.
chat_id  only calls about this chat.
"""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.sandbox.refusals import Refusal, described

TEXTS = {
    400: "fault",
    401: "Unauthorized",
    403: "fault",
    404: "Not Found",
    409: "fault",
    413: "Request Entity Too Large",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
GARBAGE = "<html><body><h1>502 Bad Gateway</h1></body></html>"


class Fault(BaseModel):
    model_config = ConfigDict(extra="forbid")

    method: str = "*"
    times: int | None = Field(1, ge=1)
    action: Literal["status", "hang", "reset", "garbage", "slow"] = "status"
    status: int = Field(500, ge=100, le=599)
    description: str = ""
    retry_after: int | None = Field(None, ge=0)
    body: str | None = None
    seconds: float | None = Field(None, ge=0)
    record: Literal["before", "after", "never"] | None = None
    chat_id: int | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.action == "slow" and self.seconds is None:
            raise ValueError("slow needs seconds")
        if self.action == "garbage" and "status" not in self.model_fields_set:
            self.status = 200
        if self.retry_after is not None and "status" not in self.model_fields_set:
            self.status = 429
        return self

    @property
    def effect(self) -> str:
        return self.record or ("after" if self.action == "slow" else "never")

    def refusal(self) -> Refusal:
        """The answer of `status` in Telegram's own form."""
        parameters: dict[str, Any] = {}
        text = self.description or TEXTS.get(self.status, "Error")
        if self.status == 429:
            seconds = 1 if self.retry_after is None else self.retry_after
            parameters["retry_after"] = seconds
            text = self.description or f"Too Many Requests: retry after {seconds}"
        elif self.retry_after is not None:
            parameters["retry_after"] = self.retry_after
        return Refusal(self.status, described(self.status, text), parameters)

    def fits(self, method: str, chat_id: str) -> bool:
        named = self.method == "*" or self.method.lower() == method.lower()
        return named and (self.chat_id is None or str(self.chat_id) == chat_id)


class Faults:
    """The faults in wait, in order."""

    def __init__(self) -> None:
        self._list: list[Fault] = []

    def add(self, *faults: Fault) -> None:
        self._list += faults

    def clear(self) -> None:
        self._list.clear()

    def waiting(self) -> list[Fault]:
        return list(self._list)

    def take(self, method: str, chat_id: str) -> Fault | None:
        """The fault for this call, counted down; None when the call may go right."""
        for fault in self._list:
            if fault.fits(method, chat_id):
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times == 0:
                        self._list.remove(fault)
                return fault
        return None
