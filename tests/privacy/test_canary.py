"""The real program, asked everything by one person: nothing of them stays, at any log level."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.conftest import ROOT
from tests.privacy.canaries import ME, everything, hits, needles, press
from tests.process import SAFAR, Process, environment, safar

TOKEN = "7300451998:AAcanary-token-0123456789abcdefghijkl"
FOLDERS = ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
FAULTS = (
    {"method": "sendMessage", "status": 500, "description": f"canarytext {ME}"},
    {"method": "editMessageText", "status": 400, "description": f"canarytext {ME}"},
    {"method": "sendMessage", "action": "garbage", "body": "<html>canarytext</html>"},
    {"method": "getUpdates", "action": "reset"},
    {"method": "getUpdates", "status": 502, "description": "canarytext"},
    {"method": "answerCallbackQuery", "status": 400, "description": "canarytext"},
)


@contextmanager
def own_folders(folder: Path) -> Iterator[dict[str, str]]:
    """Whatever the program leaves anywhere it leaves below `folder`."""
    made = {name: str(folder / name.lower()) for name in FOLDERS}
    for path in made.values():
        Path(path).mkdir()
    yield made


def all_asked(url: str) -> None:
    """Push it all to a sandbox; back when the last press is answered."""
    with httpx.Client(base_url=url, trust_env=False, timeout=60) as client:
        client.post("/control/faults", json=list(FAULTS)).raise_for_status()
        for update in everything():
            # As Telegram would: escapes, so that a lone surrogate arrives as well.
            client.post("/control/updates", content=json.dumps(update)).raise_for_status()
        client.delete("/control/faults")
        client.post("/control/updates", json=press("h", "canary-last")).raise_for_status()
        least, answered = 1, False
        while not answered:
            query = {"method": "answerCallbackQuery", "least": str(least), "wait": "30"}
            calls = client.get("/control/calls", params=query).json()
            assert len(calls) >= least, "the last press was never answered"
            answered = any(c["params"].get("callback_query_id") == "canary-last" for c in calls)
            least = len(calls) + 1


def everything_said(process: Process) -> str:
    process.popen.terminate()
    assert process.popen.wait(30) == 0
    return "\n".join(process.log)


@pytest.mark.fault("P02")
@pytest.mark.parametrize("level", ["DEBUG", "INFO", "WARNING", "ERROR"])
def test_nothing_of_a_person_stays(tmp_path: Path, level: str) -> None:
    with own_folders(tmp_path) as folders, safar(
        tmp_path, SAFAR_LOG=level, SAFAR_FLOOD_BURST="1000", SAFAR_SEAL_EVERY="0.2",
        SAFAR_RETRY_MAX="0.2", **folders,
    ) as process:  # fmt: skip
        url = process.wait_for(r"Open (http://\S+) ")[1]
        all_asked(url)
        during = hits(tmp_path, "", needles())
        said = everything_said(process)
    assert during == []
    assert hits(tmp_path, said, needles()) == []
    assert any(path.name == "safar.db" for path in process.state.rglob("*"))
    assert ("serving Telegram" in said) == (level in ("DEBUG", "INFO"))


@contextmanager
def api() -> Iterator[str]:
    command = [sys.executable, "-m", "bot.sandbox", "--token", TOKEN, "--repeat-hold", "0",
               "--conflict-pause", "0"]  # fmt: skip
    popen = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert popen.stdout
        yield f"http://127.0.0.1:{int(popen.stdout.readline())}"
    finally:
        popen.terminate()
        popen.wait(15)


@pytest.mark.fault("P01")
@pytest.mark.fault("P02")
@pytest.mark.parametrize("level", ["INFO", "WARNING", "ERROR"])
def test_nor_of_the_token(tmp_path: Path, level: str) -> None:
    wanted = needles(TOKEN.encode(), TOKEN.split(":")[1].encode())
    with own_folders(tmp_path) as folders, api() as url, safar(
        tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL=url, SAFAR_LOG=level, SAFAR_FLOOD_BURST="1000",
        SAFAR_SEAL_EVERY="0.2", SAFAR_RETRY_MAX="0.2", **folders,
    ) as process:  # fmt: skip
        all_asked(url)
        said = everything_said(process)
    assert hits(tmp_path, said, wanted) == []


@pytest.mark.fault("P01")
def test_debug_is_refused_with_a_token(tmp_path: Path) -> None:
    done = subprocess.run(
        [SAFAR, "run"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
        env=environment(SAFAR_LOG="DEBUG", BOT_TOKEN=TOKEN, SAFAR_STATE=str(tmp_path / "state"),
                        BOT_API_URL="http://127.0.0.1:9"),
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("SAFAR_LOG: DEBUG")
    assert os.listdir(tmp_path) == []


def test_the_search_itself(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"xx" + ME.to_bytes(8, "little") + "КАНАРЕЙКА".encode())
    (tmp_path / "canarydata").mkdir()
    found = hits(tmp_path, f"said {ME}", needles())
    assert {"id in output", "id little, 8 bytes in a", "id little, 7 bytes in a",
            "canarydata utf-8 in canarydata"} == set(found)  # fmt: skip
