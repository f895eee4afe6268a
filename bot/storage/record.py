"""Settings as bytes: version, month of last use, then the answers.

`01 | months since year 0 (2 bytes, big endian) | locale US origin US region US stage` in
UTF-8, US being the byte 1f, an empty field «not said». An open question stands behind them as
`US revision hour serial flow : answers`: 4 hex digits, 4 and 2 base-36 digits, two texts of at
most 54 characters together; with the longest settings this fills a sealed block to its end.

An unknown version reads as nothing: the person looks new. Later fields are appended; a reader
ignores those it does not know.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from bot.content.model import LOCALES, ORIGINS, STAGES
from bot.dialogue.answers import base36
from bot.dialogue.session import OpenQuestion, Session

VERSION = 1
KEEP_DAYS = 180
_BETWEEN = "\x1f"
_OPEN = re.compile(
    r"([0-9a-f]{4})([0-9a-z]{4})([0-9a-z]{2})([a-z0-9][a-z0-9-]{0,23}):([0-9A-Za-z.]{0,54})"
)


def month_of(now: datetime) -> int:
    day = now.astimezone(UTC)
    return day.year * 12 + day.month - 1


def expired(month: int, now: datetime) -> bool:
    """Only the month of last use is known, so count from its first day: never kept longer
    than 180 days after the last use."""
    first = date(month // 12, month % 12 + 1, 1)
    return now.astimezone(UTC).date() - first > timedelta(days=KEEP_DAYS)


def encode(session: Session, month: int) -> bytes:
    fields = (session.locale, session.origin, session.region, session.stage)
    text = _BETWEEN.join(field or "" for field in fields)
    if session.open:
        text += _BETWEEN + _encode_open(session.open)
    return bytes([VERSION]) + month.to_bytes(2, "big") + text.encode()


def decode(record: bytes) -> tuple[Session, int] | None:
    """The settings and the month of last use; None where this version cannot read them."""
    if len(record) < 3 or record[0] != VERSION:
        return None
    month = int.from_bytes(record[1:3], "big")
    try:
        fields = [field or None for field in record[3:].decode().split(_BETWEEN)]
    except UnicodeDecodeError:
        return None
    if len(fields) < 4 or month < 12:
        return None
    locale, origin, region, stage = fields[:4]
    return Session(
        locale=locale if locale in LOCALES else None,
        origin=origin if origin in ORIGINS else None,
        region=region,
        stage=stage if stage in STAGES else None,
        open=_decode_open(fields[4] or "") if len(fields) > 4 else None,
    ), month


def _encode_open(asked: OpenQuestion) -> str:
    hour, serial = base36(asked.hour, 4), base36(asked.serial, 2)
    return f"{asked.revision}{hour}{serial}{asked.flow}:{asked.answers}"


def _decode_open(text: str) -> OpenQuestion | None:
    found = _OPEN.fullmatch(text)
    if found is None:
        return None
    revision, hour, serial, flow, answers = found.groups()
    return OpenQuestion(flow, revision, answers, int(hour, 36), int(serial, 36))
