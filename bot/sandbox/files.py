"""Files in RAM: what a bot or a person uploaded, by file_id (rules 37–39)."""

from __future__ import annotations

import re
import struct
from base64 import b64decode
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from bot.sandbox.refusals import refuse

MAX_GET = 20 << 20
MAX_UPLOAD = {"photo": 10_000_000}
MAX_OTHER = 50_000_000
PREFIX = {"photo": "AgAC", "document": "BQAC", "voice": "AwAC", "sticker": "CAAC"}
# The smallest picture a browser shows: one grey pixel.
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
_PICTURE = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


@dataclass(frozen=True)
class Upload:
    """A part of a multipart request."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True)
class File:
    """One stored file; `kind` is photo, document, voice or sticker."""

    kind: str
    file_id: str
    unique_id: str
    name: str
    mime: str
    content: bytes
    path: str

    def as_json(self) -> dict[str, Any]:
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}

    def add(self, kind: str, upload: Upload) -> File:
        """Keep an upload. Raises `Refusal` when Telegram would not take it."""
        if not upload.content:
            raise refuse("file-empty")
        if len(upload.content) > MAX_UPLOAD.get(kind, MAX_OTHER):
            raise refuse("body-too-large")
        if kind == "photo" and not upload.content.startswith(_PICTURE):
            raise refuse("not-a-picture")
        number = len(self._by_id)
        ending = re.search(r"\.[A-Za-z0-9]{1,8}$", upload.name)
        path = f"{kind}s/file_{number}{ending[0] if ending else ''}"
        file = File(
            kind,
            PREFIX.get(kind, "BQAC") + token_urlsafe(36),
            token_urlsafe(9),
            upload.name,
            upload.mime or "application/octet-stream",
            upload.content,
            path,
        )
        self._by_id[file.file_id] = self._by_path[path] = file
        return file

    def get(self, file_id: str) -> File | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> File | None:
        return self._by_path.get(path)

    def named(self, kind: str, value: str) -> File:
        """The file a request names by file_id or URL. Raises `Refusal`."""
        file = self._by_id.get(value)
        if file is None:
            if re.match(r"https?://", value):
                raise refuse("file-url")  # nothing leaves this machine
            raise refuse("remote-id" if re.fullmatch(r"[\w-]{20,}", value) else "file-id")
        if file.kind != kind:
            raise refuse("file-kind", found=file.kind.title(), wanted=kind.title())
        return file


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG or a GIF; (90, 90) for others, whose headers are longer."""
    if content.startswith(_PICTURE[0]) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content.startswith(_PICTURE[2]) and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return int(width), int(height)
    return 90, 90
