"""A webhook that cannot be right does not start, and says why in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox import TOKEN
from tests.start.test_start import ends, plain
from tests.webhook.hooked import SECRET, Api, free_port, hooked, said

URL = "https://bot.example.org/telegram"


@pytest.mark.fault("F36")
@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({}, "SAFAR_WEBHOOK_SECRET"),
        ({"SAFAR_WEBHOOK_SECRET": ""}, "SAFAR_WEBHOOK_SECRET"),
        ({"SAFAR_WEBHOOK_SECRET": "short"}, "SAFAR_WEBHOOK_SECRET"),
        ({"SAFAR_WEBHOOK_SECRET": "with spaces in it, twenty"}, "SAFAR_WEBHOOK_SECRET"),
        ({"SAFAR_WEBHOOK_SECRET_FILE": "nowhere"}, "SAFAR_WEBHOOK_SECRET_FILE"),
        ({"SAFAR_WEBHOOK_SECRET": SECRET, "BOT_TOKEN": ""}, "BOT_TOKEN"),
        ({"SAFAR_WEBHOOK_SECRET": SECRET, "SAFAR_WEBHOOK_URL": "http://bot.example.org/x"},
         "SAFAR_WEBHOOK_URL"),
        ({"SAFAR_WEBHOOK_SECRET": SECRET, "SAFAR_WEBHOOK_URL": "https://bot.example.org/?a=b"},
         "SAFAR_WEBHOOK_URL"),
    ],
)  # fmt: skip
def test_refuses_to_start(tmp_path: Path, settings: dict[str, str], names: str) -> None:
    code, said = ends(tmp_path, **({"BOT_TOKEN": TOKEN, "SAFAR_WEBHOOK_URL": URL} | settings))
    assert code == 2
    line = plain(said)
    assert names in line
    assert len(said.strip().splitlines()) == 1
    assert TOKEN not in said


def test_a_taken_port_is_said_at_once(tmp_path: Path, api: Api) -> None:
    first = tmp_path / "first"
    first.mkdir()
    with hooked(first, api) as bot:
        port = bot.url.split(":")[2].split("/")[0]
        code, said = ends(
            tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=api.url, SAFAR_WEBHOOK_URL=URL,
            SAFAR_WEBHOOK_SECRET=SECRET, SAFAR_WEBHOOK_PORT=port,
        )  # fmt: skip
    assert code == 4
    assert port in plain(said)


def test_an_address_telegram_does_not_take(tmp_path: Path, api: Api) -> None:
    api.fail(method="setWebhook", status=400,
             description="Bad Request: bad webhook: IP address 10.0.0.1 is reserved")  # fmt: skip
    code, said = ends(
        tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=api.url, SAFAR_WEBHOOK_URL=URL,
        SAFAR_WEBHOOK_SECRET=SECRET, SAFAR_WEBHOOK_PORT=str(free_port()),
    )  # fmt: skip
    assert code == 2
    assert "SAFAR_WEBHOOK_URL" in plain(said)
    assert "reserved" in said


@pytest.mark.fault("F09")
def test_telegram_away_at_the_start(tmp_path: Path, api: Api) -> None:
    api.forget_calls()
    api.fail(method="getMe", status=500, times=2)
    api.fail(method="setWebhook", status=502, times=2)
    unresolved = "Bad Request: bad webhook: Failed to resolve host: no such name"
    api.fail(method="setWebhook", status=400, description=unresolved)
    with hooked(tmp_path, api):
        api.push(said(1, "/start"))
        api.calls("sendMessage", 1)
    assert len(api.calls("setWebhook")) == 4


@pytest.mark.fault("F03")
def test_a_token_revoked_while_serving_ends_it(tmp_path: Path, api: Api) -> None:
    """Nothing is fetched that could fail, so the look at the webhook must notice."""
    with hooked(tmp_path, api, SAFAR_WEBHOOK_CHECK="0.2") as bot:
        api.fail(method="getWebhookInfo", status=401, times=None)
        assert bot.process.popen.wait(15) == 5
    api.mend()
    assert "BotFather" in bot.process.log[-1]


@pytest.mark.fault("F07")
def test_a_webhook_that_somebody_took(tmp_path: Path, api: Api) -> None:
    with hooked(tmp_path, api, SAFAR_WEBHOOK_CHECK="0.2") as bot:
        api.client.post(f"/bot{TOKEN}/deleteWebhook")
        bot.process.wait_for("SECURITY")
        api.forget_calls()
        api.push(said(1, "/start"))
        api.calls("sendMessage", 1)
        assert bot.metric("safar_conflicts_total") >= 1


def test_secrets_from_files_and_credentials(tmp_path: Path, api: Api) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "bot-token").write_text(TOKEN + "\n")
    (tmp_path / "secret").write_text(SECRET + "\n")
    settings = {
        "BOT_TOKEN": "", "SAFAR_WEBHOOK_SECRET": "", "CREDENTIALS_DIRECTORY": str(credentials),
        "SAFAR_WEBHOOK_SECRET_FILE": "secret",
    }  # fmt: skip
    api.forget_calls()
    with hooked(tmp_path, api, **settings):
        assert api.calls("setWebhook", 1)[0]["params"]["secret_token"] == SECRET


def test_two_tokens_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN)
    code, said = ends(tmp_path, BOT_TOKEN=TOKEN, BOT_TOKEN_FILE="token")
    assert code == 2
    assert "BOT_TOKEN_FILE" in plain(said)
