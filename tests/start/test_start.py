"""Starting the real program: what works, and the one plain line where it cannot."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from bot.sandbox import TOKEN, Sandbox
from tests.conftest import ROOT
from tests.process import SAFAR, environment, safar, sandbox_safar

OTHER_TOKEN = "2000000002:AAcanary-token-that-nobody-gave-out-000"


def ends(folder: Path, **settings: str) -> tuple[int, str]:
    """Run until it ends by itself: exit code and everything it said."""
    done = subprocess.run(
        [SAFAR, "run"],
        cwd=folder,
        env=environment(**({"SAFAR_STATE": str(folder / "state"), "SAFAR_PORT": "0"} | settings)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def plain(said: str) -> str:
    """The last line; there must be no traceback and no token anywhere."""
    assert "Traceback" not in said
    assert OTHER_TOKEN not in said
    assert OTHER_TOKEN.split(":")[1] not in said
    return said.strip().splitlines()[-1]


def test_the_sandbox_starts_and_stops(tmp_path: Path) -> None:
    with sandbox_safar(tmp_path) as process:
        with urllib.request.urlopen(process.url) as answer:
            assert b"<!doctype html>" in answer.read().lower()
        process.popen.terminate()
        assert process.popen.wait(15) == 0
    assert "Traceback" not in "\n".join(process.log)


def test_a_wrong_setting_is_named_with_what_is_allowed(tmp_path: Path) -> None:
    code, said = ends(tmp_path, SAFAR_PORT="99999", SAFAR_LOG="loud", BOT_TOKEN="x")
    assert code == 2
    line = plain(said)
    assert "SAFAR_PORT" in line
    assert "65535" in line
    assert "'DEBUG', 'INFO', 'WARNING' or 'ERROR'" in line
    assert "BOT_TOKEN" in line


def test_settings_come_from_a_file_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SAFAR_STATS_WEEKS=3\n")
    code, said = ends(tmp_path)
    assert code == 2
    assert "SAFAR_STATS_WEEKS" in plain(said)


def test_a_taken_port(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, said = ends(tmp_path, SAFAR_PORT=str(port))
    assert code == 4
    assert str(port) in plain(said)


def test_a_state_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, said = ends(tmp_path, SAFAR_STATE=str(tmp_path / "file" / "state"))
    assert code == 3
    assert "SAFAR_STATE" in plain(said) or "state folder" in plain(said)


def test_two_in_one_state_folder(tmp_path: Path) -> None:
    with sandbox_safar(tmp_path):
        code, said = ends(tmp_path)
    assert code == 6
    assert "already running" in plain(said)


def test_broken_content_says_where(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    code, said = ends(tmp_path, SAFAR_CONTENT=str(content))
    assert code == 1
    assert "Traceback" not in said


async def test_a_refused_token_ends_it(tmp_path: Path) -> None:
    async with Sandbox(TOKEN).serve() as running:
        code, said = await asyncio.to_thread(
            ends, tmp_path, BOT_TOKEN=OTHER_TOKEN, BOT_API_URL=running.url
        )
    assert code == 5
    assert "BotFather" in plain(said)


def test_unreachable_telegram_is_waited_for(tmp_path: Path) -> None:
    """Nobody listens on that port; the program waits, says so, and still stops at once."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        with safar(
            tmp_path, BOT_TOKEN=OTHER_TOKEN, BOT_API_URL=url, SAFAR_RETRY_MAX="0.1"
        ) as process:
            process.wait_for("Telegram")
            assert process.popen.poll() is None
            process.popen.terminate()
            assert process.popen.wait(15) == 0
    plain("\n".join(process.log))


def bootstrap(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the set-up in a copy of the project that has no environment yet."""
    project = folder / "project"
    (project / "bot").mkdir(parents=True)
    shutil.copytree(ROOT / "requirements", project / "requirements")
    for name in ("bot/__init__.py", "bot/bootstrap.py", "pyproject.toml"):
        (project / name).write_bytes((ROOT / name).read_bytes())
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_an_old_python_is_told(tmp_path: Path) -> None:
    done = bootstrap(
        "import sys; sys.version_info = (3, 9, 2); from bot import bootstrap; bootstrap.prepare()",
        tmp_path,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Safar needs Python 3.11 or newer; this is 3.9. Install a newer one and name it: "
        "make run PYTHON=python3.12"
    ]


def test_a_python_without_ensurepip_is_told(tmp_path: Path) -> None:
    done = bootstrap(
        "import sys; sys.modules['ensurepip'] = None; from bot import bootstrap; "
        "bootstrap.prepare()",
        tmp_path,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "apt install python3-venv" in done.stderr
    assert not (tmp_path / "project" / ".venv").exists()


def test_changed_content_is_picked_up_and_a_mistake_is_not(tmp_path: Path) -> None:

    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    page = content / "ru/papers/patent.yaml"
    text = page.read_text("utf-8")
    with sandbox_safar(tmp_path, SAFAR_CONTENT=str(content)) as process:
        page.write_text(text.replace("title: ", "titel: ", 1), "utf-8")
        process.wait_for(r"patent\.yaml")
        page.write_text(text.replace("title: Патент", "title: Новый патент", 1), "utf-8")
        process.wait_for("reloaded")
    assert "Traceback" not in "\n".join(process.log)
