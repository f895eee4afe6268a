"""The examples in deploy/ work as they stand, but for names and addresses."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.sandbox import TOKEN
from tests.conftest import ROOT
from tests.process import SAFAR, safar
from tests.webhook.hooked import HEADER, SECRET, Api, free_port, hooked, said, sandbox

DEPLOY = ROOT / "deploy"


@pytest.fixture
def api() -> Iterator[Api]:
    with sandbox() as made:
        yield made


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_the_unit_is_hardened() -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=15", "--no-pager",
         str(DEPLOY / "safar.service")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Overall exposure level" in done.stdout


def test_the_unit_keeps_memory_off_the_disk() -> None:
    lines = (DEPLOY / "safar.service").read_text().splitlines()
    for wanted in ("LimitCORE=0", "MemorySwapMax=0", "Type=notify", "Restart=always"):
        assert wanted in lines


def test_keys_and_token_as_credentials(tmp_path: Path, api: Api) -> None:
    """What the unit hands over, made as docs/running.md says."""
    folder = tmp_path / "credentials"
    folder.mkdir(mode=0o700)
    (folder / "bot-token").write_text(TOKEN + "\n")
    make = [SAFAR, "keys", "make", folder / "safar-keys"]
    assert subprocess.run(make, cwd=tmp_path, check=False).returncode == 0
    made = (folder / "safar-keys").read_text()
    assert subprocess.run(make, cwd=tmp_path, check=False).returncode == 3  # never over old ones
    settings = {"CREDENTIALS_DIRECTORY": str(folder), "BOT_API_URL": api.url}
    with safar(tmp_path, **settings) as process:
        process.wait_for("serving Telegram", 60)
        assert not (process.state / "safar.keys").exists()
    assert (folder / "safar-keys").read_text() == made


@pytest.mark.fault("F38")
@pytest.mark.skipif(not shutil.which("nginx"), reason="needs nginx")
def test_through_nginx(tmp_path: Path, api: Api) -> None:
    with hooked(tmp_path, api) as bot, Nginx(tmp_path, bot.url) as url:
        trusted = ssl.create_default_context(cafile=tmp_path / "cert.pem")
        with httpx.Client(trust_env=False, verify=trusted, timeout=30) as client:
            update = {"update_id": 1} | said(1, "/start")
            right = {HEADER: SECRET}
            assert client.post(url, json=update, headers=right).status_code == 200
            api.push(said(2, "/start"))  # straight, so that both have an answer
            api.calls("sendMessage", 1)
            assert client.post(url, json=update).status_code == 403
            large = b"x" * (1024 * 1024 + 1)
            before = bot.metric("safar_webhook_forbidden_total")
            assert client.post(url, content=large).status_code == 413
            assert bot.metric("safar_webhook_forbidden_total") == before  # nginx said it
            assert client.get(url.replace("/telegram", "/")).status_code == 404


class Nginx:
    """The example with names and addresses of this machine; `deny` still stands."""

    def __init__(self, folder: Path, upstream: str) -> None:
        self.folder, self.port = folder, free_port()
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
             "-keyout", "key.pem", "-out", "cert.pem"],
            cwd=folder, check=True, capture_output=True,
        )  # fmt: skip
        text = (DEPLOY / "nginx.conf").read_text()
        for old, new in (
            ("127.0.0.1:8081", upstream.split("/")[2]),
            ("listen 443 ssl;", f"listen 127.0.0.1:{self.port} ssl;"),
            ("    listen [::]:443 ssl;\n", ""),
            ("bot.example.org;", "localhost;"),
            ("/etc/letsencrypt/live/bot.example.org/fullchain.pem", f"{folder}/cert.pem"),
            ("/etc/letsencrypt/live/bot.example.org/privkey.pem", f"{folder}/key.pem"),
            ("allow 91.108.4.0/22;", "allow 91.108.4.0/22; allow 127.0.0.1;"),
        ):
            assert old in text, old
            text = text.replace(old, new)
        temporary = "".join(
            f"{name}_temp_path {folder}/{name};\n"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(
            f"daemon off; pid {folder}/nginx.pid; error_log stderr;\n"
            f"events {{ worker_connections 256; }}\nhttp {{\n{temporary}{text}\n}}\n"
        )
        self.command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]

    def __enter__(self) -> str:
        checked = subprocess.run([*self.command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        self.popen = subprocess.Popen(self.command, stderr=subprocess.DEVNULL)
        url = f"https://localhost:{self.port}/telegram"
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except OSError:
                threading.Event().wait(0.1)
            else:
                return url
        raise AssertionError("nginx does not answer")

    def __exit__(self, *_error: object) -> None:
        self.popen.terminate()
        self.popen.wait(15)


@pytest.mark.skipif(not shutil.which("caddy"), reason="needs caddy")
@pytest.mark.skipif(sys.platform != "linux", reason="the example is for a server")
def test_the_caddyfile_is_valid() -> None:
    done = subprocess.run(
        ["caddy", "validate", "--config", str(DEPLOY / "Caddyfile"), "--adapter", "caddyfile"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
