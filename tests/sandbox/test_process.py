"""The sandbox as its own process, as other tests start it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from bot.errors import PortError
from bot.sandbox import TOKEN, Sandbox

ROOT = Path(__file__).resolve().parents[2]


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot.sandbox", *arguments],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_prints_its_port_and_stops_on_sigterm() -> None:
    process = start("--port", "0", "--callback-answer", "5", "--no-webhook-loopback")
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        with httpx.Client(trust_env=False) as client:
            answer = client.get(f"http://127.0.0.1:{port}/bot{TOKEN}/getMe")
            assert answer.json()["ok"] is True
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=10)
        assert (process.returncode, out, err) == (0, "", "")
    finally:
        process.kill()
        process.wait()


def test_a_taken_port_is_one_plain_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start("--port", str(port))
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (PortError.exit_code, "")
    assert err == f"127.0.0.1:{port} is taken by another program\n"


async def test_a_taken_port_in_process() -> None:
    async with Sandbox().serve() as running:
        with pytest.raises(PortError, match="is taken"):
            async with Sandbox().serve(port=running.port):
                pass
