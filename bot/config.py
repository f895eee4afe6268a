"""Settings: environment variables or a `.env` file, each documented in `docs/running.md`.

A wrong value raises `SettingError` that names the variable and what is allowed.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingError

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """All settings. Times in seconds. The name of each variable is its `alias`."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
        populate_by_name=True,
    )

    token: SecretStr | None = Field(
        None,
        alias="BOT_TOKEN",
        description="The token BotFather gave. Empty: the local sandbox.",
    )
    api_url: AnyHttpUrl = Field(
        AnyHttpUrl("https://api.telegram.org"),
        alias="BOT_API_URL",
        description="The Bot API server, without `/bot`.",
    )
    state: Path = Field(
        Path("var"),
        alias="SAFAR_STATE",
        description="Folder for the database and the keys.",
    )
    keys: Path | None = Field(
        None, alias="SAFAR_KEYS",
        description="The key file, if it is not to lie in the state folder.",
    )
    content: Path = Field(
        PROJECT / "content",
        alias="SAFAR_CONTENT",
        description="Folder of the content tree.",
    )
    host: str = Field(
        "127.0.0.1",
        alias="SAFAR_HOST",
        description="Address the sandbox listens on.",
    )
    port: Annotated[int, Field(ge=0, le=65535)] = Field(
        8080,
        alias="SAFAR_PORT",
        description="Port of the sandbox; 0 takes a free one.",
    )
    log: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO",
        alias="SAFAR_LOG",
        description="How much is logged.",
    )
    reload: bool = Field(
        True,
        alias="SAFAR_RELOAD",
        description="Pick up changed content while running.",
    )
    poll_timeout: Annotated[float, Field(ge=0, le=50)] = Field(
        30,
        alias="SAFAR_POLL_TIMEOUT",
        description="How long one getUpdates waits.",
    )
    retry_max: Annotated[float, Field(gt=0, le=300)] = Field(
        30,
        alias="SAFAR_RETRY_MAX",
        description="Longest pause between two tries at Telegram.",
    )
    call_timeout: Annotated[float, Field(gt=0, le=60)] = Field(
        10, alias="SAFAR_CALL_TIMEOUT", description="How long one call to Telegram may take.",
    )
    flood_burst: Annotated[int, Field(ge=1)] = Field(
        10, alias="SAFAR_FLOOD_BURST",
        description="Messages one person may send at once; then one a second.",
    )
    drain: Annotated[float, Field(ge=0, le=60)] = Field(
        10,
        alias="SAFAR_DRAIN",
        description="How long a stop waits for work in hand.",
    )
    seal_every: Annotated[float, Field(gt=0, le=3600)] = Field(
        600,
        alias="SAFAR_SEAL_EVERY",
        description="How often the topic tally is sealed to disk.",
    )
    stats_weeks: Literal[1, 4] = Field(
        1,
        alias="SAFAR_STATS_WEEKS",
        description="Weeks in one period of the topic log; 4 below 100 questions a day.",
    )

    @field_validator("token")
    @classmethod
    def _looks_like_a_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None and not re.fullmatch(
            r"\d+:[A-Za-z0-9_-]{20,}", token.get_secret_value()
        ):
            raise ValueError("not a token")
        return token


def read_settings(**overrides: object) -> Settings:
    """The settings of this process. Raises `SettingError`, one line per wrong variable."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = []
        for wrong in error.errors(include_input=False, include_url=False):
            name = str(wrong["loc"][0]) if wrong["loc"] else "settings"
            lines.append(f"{name}: {_allowed(name, wrong['msg'])}")
        raise SettingError("; ".join(lines)) from None


def _allowed(name: str, message: str) -> str:
    if name == "BOT_TOKEN":
        return "a token looks like 123456789:AA…, as BotFather printed it"
    return message[0].lower() + message[1:]
