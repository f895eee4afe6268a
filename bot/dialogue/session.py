"""A person's settings: all that is ever kept, and only after they change something."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Session:
    """None means: not said. `hint` is Telegram's `language_code` and is never stored.

    locale: one of `LOCALES`; origin: one of `ORIGINS`; region: a region id;
    stage: one of `STAGES`.
    """

    locale: str | None = None
    origin: str | None = None
    region: str | None = None
    stage: str | None = None
