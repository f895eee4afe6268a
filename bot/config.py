"""Settings: environment variables or a `.env` file, each documented in `docs/running.md`.

A wrong value raises `SettingError` that names the variable and what is allowed. The token and
the webhook's secret may also lie in a file of their own, or come as a systemd credential.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AnyHttpUrl,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingError
from bot.secret_files import secret_from_file

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
    token_file: Path | None = Field(
        None,
        alias="BOT_TOKEN_FILE",
        description="A file that holds the token, instead of `BOT_TOKEN`.",
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
        None,
        alias="SAFAR_KEYS",
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
        10,
        alias="SAFAR_CALL_TIMEOUT",
        description="How long one call to Telegram may take.",
    )
    flood_burst: Annotated[int, Field(ge=1)] = Field(
        10,
        alias="SAFAR_FLOOD_BURST",
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

    inline: bool = Field(
        False,
        alias="SAFAR_INLINE",
        description="Answer `@bot words` in other chats; first switch it on at BotFather.",
    )
    webhook_url: AnyHttpUrl | None = Field(
        None,
        alias="SAFAR_WEBHOOK_URL",
        description="The public https address of the webhook. Empty: long polling.",
    )
    webhook_secret: SecretStr | None = Field(
        None,
        alias="SAFAR_WEBHOOK_SECRET",
        description="What Telegram shows with every update; 16–256 of `A-Z a-z 0-9 _ -`.",
    )
    webhook_secret_file: Path | None = Field(
        None,
        alias="SAFAR_WEBHOOK_SECRET_FILE",
        description="A file that holds it, instead of `SAFAR_WEBHOOK_SECRET`.",
    )
    webhook_host: str = Field(
        "127.0.0.1",
        alias="SAFAR_WEBHOOK_HOST",
        description="Address the webhook listens on, behind a proxy.",
    )
    webhook_port: Annotated[int, Field(ge=1, le=65535)] = Field(
        8081,
        alias="SAFAR_WEBHOOK_PORT",
        description="Port of the webhook.",
    )
    webhook_arrival: Annotated[float, Field(gt=0, le=60)] = Field(
        10,
        alias="SAFAR_WEBHOOK_ARRIVAL",
        description="How long a webhook request may take to arrive.",
    )
    webhook_check: Annotated[float, Field(gt=0, le=3600)] = Field(
        60,
        alias="SAFAR_WEBHOOK_CHECK",
        description="How often Telegram is asked whether the webhook still stands.",
    )
    health_host: str = Field(
        "127.0.0.1",
        alias="SAFAR_HEALTH_HOST",
        description="Address of /healthz, /readyz and /metrics.",
    )
    health_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        0,
        alias="SAFAR_HEALTH_PORT",
        description="Their port; 0 turns them off.",
    )
    watchdog: Annotated[float, Field(ge=0, le=3600)] = Field(
        60,
        alias="SAFAR_WATCHDOG",
        description="The process ends (70) when it made no progress for so long; 0: never.",
    )

    @model_validator(mode="before")
    @classmethod
    def _secrets_in_files(cls, given: Any) -> Any:
        if isinstance(given, dict):
            given = dict(given)
            for name, credential in (
                ("BOT_TOKEN", "bot-token"),
                ("SAFAR_WEBHOOK_SECRET", "webhook-secret"),
            ):
                secret_from_file(given, name, credential)
        return given

    @field_validator("webhook_url")
    @classmethod
    def _reachable_by_telegram(cls, url: AnyHttpUrl | None) -> AnyHttpUrl | None:
        # A Bot API server on this machine also takes http; Telegram's own does not.
        local = url is not None and url.host in ("127.0.0.1", "[::1]", "localhost")
        if url is not None and url.scheme != "https" and not local:
            raise ValueError("must begin with https://")
        if url is not None and (url.query or url.fragment or url.username):
            raise ValueError("must be an address and a path, without ?, # or a user name")
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _hard_to_guess(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret.get_secret_value()):
            raise ValueError("must be 16 to 256 of A-Z a-z 0-9 _ -")
        return secret

    @field_validator("watchdog")
    @classmethod
    def _longer_than_a_poll(cls, seconds: float, info: ValidationInfo) -> float:
        if 0 < seconds <= info.data.get("poll_timeout", 0):
            raise ValueError("must be longer than SAFAR_POLL_TIMEOUT, or 0")
        return seconds

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        if self.webhook_url is None:
            return self
        if self.token is None:
            raise SettingError("SAFAR_WEBHOOK_URL: needs BOT_TOKEN; the sandbox polls")
        if self.webhook_secret is None:
            raise SettingError(
                "SAFAR_WEBHOOK_SECRET: a webhook without a secret takes updates from anybody; "
                "make one with: openssl rand -hex 32"
            )
        return self

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
    message = message.removeprefix("Value error, ")
    return message[0].lower() + message[1:]
