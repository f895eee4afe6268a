"""The content changes under people: old buttons are answered, a broken tree is not served."""

from __future__ import annotations

import random
import re
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.load import load, read_tree
from bot.content.model import Content
from bot.dialogue.actions import Screen
from bot.dialogue.engine import respond
from bot.dialogue.events import Press
from bot.dialogue.nearest import districts
from bot.dialogue.session import Session
from tests.conftest import NOW, ROOT
from tests.content.conftest import BASE, BROKEN
from tests.faults.program import ask, edits, press, program
from tests.telegram.double import Double
from tests.webhook.hooked import free_port


def every_target(content: Content) -> list[str]:
    """All that a button of the shipped content carries, whoever looks at it."""
    starts = ["h", "x", "l", "e", "c", *(f"cd:{district.id}" for district in districts(content))]
    found = dict.fromkeys(starts)
    for origin in ("tj", "uz", "kg"):
        session = Session("ru", origin, None, "away")
        seen, waiting = set(starts), list(starts)
        while waiting:
            for reply in respond(content, session, Press(waiting.pop()), NOW).replies:
                rows = reply.buttons if isinstance(reply, Screen) else ()
                new = {b.data for row in rows for b in row if b.data} - seen
                seen |= new
                waiting += sorted(new)
        found.update(dict.fromkeys(sorted(seen)))
    return list(found)


def thinned(content: Content, folder: Path) -> tuple[Path, set[str]]:
    """The shipped tree a version later: a fifth of the pages and districts gone or renamed, and
    the questions of the flow too. Its root, and the ids that are no more."""
    rng = random.Random(21)
    root = folder / "content"
    shutil.copytree(ROOT / "content", root)
    needed = {"sos"} | set(re.findall(r"[\w-]+", (root / "places/needs.yaml").read_text("utf-8")))
    pages = rng.sample(sorted(set(content.pages) - needed), -(-len(content.pages) // 5))
    places = [d.id for d in districts(content)]
    moved = rng.sample(places, -(-len(places) // 5))
    flow = content.flows["ban-risk"]
    questions = [question.id for question in flow.questions]
    gone = re.compile(rf"(?<![\w-])(?:{'|'.join(pages)})(?![\w-])(?:, )?")
    renamed = re.compile(rf"(?<![\w-])({'|'.join(moved)})(?![\w-])")
    asked = re.compile(rf"((?:^  |to: ))({'|'.join(questions)})(?=:|,|}}|$)")
    for path in sorted(root.rglob("*.yaml")):
        if path.stem in pages:
            path.unlink()
            continue
        lines = path.read_text("utf-8").splitlines(keepends=True)
        if path.parent.name == "places":
            lines = [renamed.sub(r"\1-x", line) for line in lines]
        elif path.parent.name == "flows" and path.stem == flow.id:
            end = lines.index("outcomes:\n")  # an outcome may have the name of a question
            lines = [asked.sub(r"\1\2-x", line) for line in lines[:end]] + lines[end:]
        lines = [
            gone.sub("", line).replace(", ]", "]") if line.strip().startswith("links:") else line
            for line in lines
        ]
        path.write_text("".join(lines), "utf-8")
    return root, {*pages, *moved}


@pytest.mark.fault("F21")
@pytest.mark.timeout(300)
async def test_every_old_button_is_answered(
    telegram: Double, tmp_path: Path, content: Content
) -> None:
    targets = every_target(content)
    root, gone = thinned(content, tmp_path)
    later = load(root, NOW.date())
    assert not gone & ({*later.pages} | {d.id for d in districts(later)})
    assert [f.revision for f in later.flows.values()] != [
        f.revision for f in content.flows.values()
    ]
    for target in targets:
        turn = respond(later, Session("ru", "tj", None, "away"), Press(target), NOW)
        assert turn.replies or turn.alert
    # The core gets them all; over the real program go the dead ones, and of each kind enough.
    rng = random.Random(21)
    kinds: dict[str, list[str]] = {}
    for target in targets:
        kinds.setdefault(target.partition(":")[0], []).append(target)
    dead = [target for target in targets if gone & set(target.split(":"))]
    assert len(dead) >= 50
    asked = rng.sample(dead, min(500, len(dead)))
    for alike in kinds.values():
        asked += rng.sample(alike, min(100, len(alike)))
    async with program(telegram, tmp_path, SAFAR_CONTENT=root) as bot:
        await bot.serving()
        messages = {}
        for wave in batched(asked, 200):  # a press may be answered within a minute only
            for number, target in enumerate(wave):
                messages[press(telegram, 1 + number % 20, target)] = target
            await telegram.until(lambda: not telegram.pending, 60)
        answered = {int(e.params["message_id"]) for e in edits(telegram) if _taken(e)}
        # A button that asks for the position is answered with a message, not with an edit; one
        # that explains a word with a pop-up; one that opens below leaves its message.
        silent = {target for message_id, target in messages.items() if message_id not in answered}
        assert {target for target in silent if target[:2] not in ("w:", "b:")} <= {"cl"}
        acknowledged = [e for e in telegram.made("answerCallbackQuery") if _taken(e)]
        assert len(acknowledged) == len(asked)
        assert "in a turn" not in bot.log
    print(f"{len(targets)} buttons, {len(dead)} dead, {len(asked)} pressed, {len(gone)} ids gone")


def batched(targets: list[str], size: int) -> Iterator[list[str]]:
    return (targets[start : start + size] for start in range(0, len(targets), size))


def _taken(entry) -> bool:  # type: ignore[no-untyped-def]
    return bool(entry.answer and entry.answer["status"] == 200)


# --- F22: a broken tree


def lay(case: str) -> Callable[[Path], None]:
    """One case of `tests/broken` over the tree."""

    def harm(root: Path) -> None:
        without = shutil.ignore_patterns("expected*.txt", "removed.txt")
        shutil.copytree(BROKEN / case, root, dirs_exist_ok=True, ignore=without)
        removed = BROKEN / case / "removed.txt"
        for name in removed.read_text().split() if removed.exists() else ():
            (root / name).unlink()

    return harm


def page(change: Callable[[bytes], bytes], language: str = "ru") -> Callable[[Path], None]:
    def harm(root: Path) -> None:
        path = root / language / "rights/patent.yaml"
        path.write_bytes(change(path.read_bytes()))

    return harm


BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
BY_HAND: dict[str, Callable[[Path], None]] = {
    "cut short": page(lambda text: text[:60] + b'"'),
    "empty": page(lambda text: b""),
    "a list": page(lambda text: b"- a\n- b\n"),
    "tab": page(lambda text: text.replace(b"summary:", b"\tsummary:")),
    "not UTF-8": page(lambda text: text + b"\xff\xfe"),
    "twice": page(lambda text: text + b"title: again\n"),
    "unknown key": page(lambda text: text + b"titel: x\n"),
    "no title": page(lambda text: text.replace(b"title:", b"headline:", 1)),
    "dangling link": page(lambda text: text.replace(b"[ban-flow]", b"[nowhere]")),
    "unknown fact": page(lambda text: text.replace(b"{patent-duty}", b"{no-such-fact}")),
    "aliases": page(lambda text: BOMB + text),
    "deep": page(lambda text: b"title: " + b"[" * 5_000),
    "a broken translation": page(lambda text: b"title: [", "tg"),
}


@pytest.mark.fault("F22")
@pytest.mark.timeout(300)
async def test_twenty_broken_trees_are_not_served(telegram: Double, tmp_path: Path) -> None:
    trees = {name: lay(name) for name in sorted(p.name for p in BROKEN.iterdir())} | BY_HAND
    del trees["base"]
    root, port = tmp_path / "content", free_port()
    shutil.copytree(BASE, root)
    broken = {name: harm for name, harm in trees.items() if _is_bad(tmp_path / "try", harm)}
    assert set(BY_HAND) <= set(broken)
    assert len(broken) >= 20
    settings = {"SAFAR_CONTENT": root, "SAFAR_RELOAD": "true", "SAFAR_HEALTH_PORT": port}
    async with program(telegram, tmp_path, **settings) as bot:
        await bot.serving()
        whole, _ = await ask(telegram, 1, "p:patent")
        for harm in broken.values():
            harm(root)
            await bot.says("not reloaded, the old one is still served")
            await bot.says(r"safar\.content: [\w./-]+:\d+: \S")
            answer, _ = await ask(telegram, 1, "h")
            answer, _ = await ask(telegram, 1, "p:patent")
            assert answer.params["text"] == whole.params["text"]
            assert asks(port, "readyz") == "ok\n"
            assert "safar_content_reload_failed 1.0" in asks(port, "metrics")
            _mend(root)
            await bot.says("content reloaded")
            # Telegram's turn first: the log comes a moment before the swap.
            await ask(telegram, 1, "h")
            assert "safar_content_reload_failed 0.0" in asks(port, "metrics")
        assert bot.process.popen.poll() is None
    print(f"{len(broken)} broken trees")


def _mend(root: Path) -> None:
    """The good tree again: what was added goes, what was changed comes back."""
    good = {path.relative_to(BASE) for path in BASE.rglob("*") if path.is_file()}
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.relative_to(root) not in good:
            path.unlink()
    shutil.copytree(BASE, root, dirs_exist_ok=True)


def _is_bad(folder: Path, harm: Callable[[Path], None]) -> bool:
    """Whether that tree has an error: some of the cases only warn."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(BASE, folder)
    harm(folder)
    return read_tree(folder, datetime.now(UTC).date())[0] is None


def asks(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as answer:
        return str(answer.read().decode())
