"""What an inline button carries: a strict grammar of at most 64 bytes.

    h                          home
    x                          SOS
    s:<section>[:<part>]       a section, part counted from 1
    p:<page>[:<part>]          a page, part counted from 1
    r:<page>[:<part>]          the same page in Russian
    i:<id>                     the sources of a page, flow, checklist or course
    i:<flow>:<revision>:<answers>[:<part>]   the same, with the way back to a result
    i:<checklist>:<revision>:<ticks>[:<part>]  the same, with the way back to the ticks
    i:<course>:<done>          the same, with the way back to the lessons gone through
    b:<id>                     the same as its own button, in a new message below; `b:h`
                               home, `b:x` SOS
    f:<flow>                   a flow from its start
    f:<flow>:<revision>:<answers>[:<part>]   answers as in `bot.dialogue.answers`
    k:<checklist>[:<revision>:<ticks>[:<part>]]   ticks: base 36, bit 0 the first entry
    m:<course>[:<done>[:<lesson>:<step>[:<part>]]]   done: base 36, bit 0 the first lesson;
                               step: 1-5 a screen, q the question, a0-a3 the answer given
    l[:<locale>[:<next>]]      languages; then what follows: `b` the first questions, or a page
    l:<locale>|-:<flow>:<revision>:<answers>   the same, asked (`-`) amid the questions of a flow
    o[:<origin>|-[:b]]         country of origin; `-` not said
    t[:<stage>|-[:b]]          stage of the journey
    g[:<region>|-]             the remembered region
    e                          settings
    v  d  q                    privacy, forget, help
    c                          nearest centre
    c:<country>                regions of a country
    cr:<region>                districts of a region
    cd:<district>[:o]          the answer for a district; its state and local offices
    cl                         ask for the position
    n[:<country>]              who takes my case: countries, regions of a country
    nr:<region>                districts of a region
    nd:<district>[:<need>]     the needs in a district, the answer for one
    w:<term>                   what a word of the glossary means
    u                          none of the answers to a typed text
    y[:<country>]              people to talk to: hotlines

A button is untrusted and may be years old: `parse` never raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_BYTES = 64
_ID = r"[a-z0-9][a-z0-9-]{0,23}"
_PLACE = r"[a-z0-9][a-z0-9-]{0,39}"
_NEED = r"[a-z][a-z-]{0,18}"
_REVISION = "[0-9a-f]{4}"
_ANSWERS = "[0-9A-Za-z.]{0,54}"
_GRAMMAR: dict[str, re.Pattern[str]] = {
    "h": re.compile(""),
    "x": re.compile(""),
    "s": re.compile(rf"{_ID}(?::[1-9])?"),
    "p": re.compile(rf"{_ID}(?::[1-9]\d?)?"),
    "r": re.compile(rf"{_ID}(?::[1-9]\d?)?"),
    "i": re.compile(rf"{_ID}(?::{_REVISION}:{_ANSWERS}(?::[1-9])?|:[0-9a-z]{{1,3}})?"),
    "b": re.compile(_ID),
    "f": re.compile(rf"{_ID}(?::{_REVISION}:{_ANSWERS}(?::[1-9])?)?"),
    "k": re.compile(rf"{_ID}(?::{_REVISION}:[0-9a-z]{{1,7}}(?::[1-9])?)?"),
    "m": re.compile(rf"{_ID}(?::[0-9a-z]{{1,3}}(?::{_ID}:(?:[1-5]|q|a[0-3])(?::[1-9])?)?)?"),
    "l": re.compile(
        rf"|(?:ru|tg|uz|uz-Cyrl|ky)(?::{_ID})?"
        rf"|(?:ru|tg|uz|uz-Cyrl|ky|-):{_ID}:{_REVISION}:{_ANSWERS}"
    ),
    "o": re.compile(r"|(?:tj|uz|kg|-)(?::b)?"),
    "t": re.compile(r"|(?:before|away|back|-)(?::b)?"),
    "g": re.compile(rf"|-|{_PLACE}"),
    "e": re.compile(""),
    "v": re.compile(""),
    "d": re.compile(""),
    "q": re.compile(""),
    "c": re.compile(r"|(?:tj|uz|kg)"),
    "cr": re.compile(_PLACE),
    "cd": re.compile(rf"{_PLACE}(?::o)?"),
    "cl": re.compile(""),
    "n": re.compile(r"|(?:tj|uz|kg)"),
    "nr": re.compile(_PLACE),
    "nd": re.compile(rf"{_PLACE}(?::{_NEED})?"),
    "w": re.compile(_ID),
    "u": re.compile(""),
    "y": re.compile(r"|(?:tj|uz|kg)"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a button leads: the verb of the grammar and its parts."""

    verb: str
    parts: tuple[str, ...] = ()

    def part(self, index: int) -> str:
        """The part at `index`, or an empty text."""
        return self.parts[index] if len(self.parts) > index else ""


def parse(data: str) -> Target | None:
    """The target of a button, or None where it does not fit the grammar."""
    if len(data.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return None
    verb, _, rest = data.partition(":")
    pattern = _GRAMMAR.get(verb)
    if pattern is None or not pattern.fullmatch(rest) or data == f"{verb}:":
        return None
    return Target(verb, tuple(rest.split(":")) if rest else ())


def to(verb: str, *parts: str | int) -> str:
    """Button data. Raises ValueError where it would not parse again: a mistake of ours."""
    data = ":".join([verb, *(str(part) for part in parts)])
    if parse(data) is None:
        raise ValueError(f"not a button: {verb}")
    return data
