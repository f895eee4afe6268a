"""Conversations as an editor reads them: `.chat` files, `>` is the person, the rest is the bot.

`pytest --update-transcripts` rewrites the bot's side; the difference is then reviewed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.model import Content
from tests.chat import Chat
from tests.conftest import NOW

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.chat"))


def play(content: Content, script: str, hint: str) -> str:
    """The script with the bot's side made anew."""
    chat, out = Chat(content, NOW, hint), []
    for line in script.splitlines():
        if line.startswith("#"):
            out.append(line)
        elif line.startswith("> "):
            chat.type(line[2:])
            out += ["", line, *("  " + shown for shown in chat.shown().splitlines())]
    return "\n".join(line.rstrip() for line in out) + "\n"


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_transcript(file: Path, content: Content, request: pytest.FixtureRequest) -> None:
    script = file.read_text(encoding="utf-8")
    hint = {"uz-Cyrl": "uz"}.get(file.parent.name, file.parent.name)
    played = play(content, script, hint)
    if request.config.getoption("--update-transcripts"):
        file.write_text(played, encoding="utf-8")
    assert played == script


def test_there_is_a_transcript_in_every_locale() -> None:
    assert {file.parent.name for file in FILES} == {"ru", "tg", "uz", "uz-Cyrl", "ky"}
