"""Content as an attack: each is refused by file and line, and the old tree goes on serving."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.load import load, read_tree
from tests.content.conftest import TODAY
from tests.content.test_watch import PAGE, until, until_bad, watching

PLACES = "places/tj.yaml"
FACTS = "facts/money.yaml"
QUICK = 0.5  # seconds for the whole small tree; one bad file must be told at once

Attack = Callable[[Path], None]
ATTACKS: dict[str, tuple[str, Attack]] = {}


def attack(name: str, path: str = PAGE) -> Callable[[Attack], Attack]:
    """Registers one; `path`: the file that must be named."""

    def register(does: Attack) -> Attack:
        assert name not in ATTACKS
        ATTACKS[name] = (path, does)
        return does

    return register


def swap(path: str, old: str, new: str) -> Attack:
    def does(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return does


def body(text: str) -> Attack:
    return swap(PAGE, "Храните чек.", text)


def whole(raw: bytes) -> Attack:
    def does(root: Path) -> None:
        (root / PAGE).write_bytes(raw)

    return does


BOMB = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9)) for n in b"bcdefghi"
)
for label, raw in {
    "alias bomb": BOMB,
    "120,000 open brackets": b"title: " + b"[" * 120_000,
    "30 levels of mappings": b"".join(b" " * n + b"a:\n" for n in range(30)) + b" " * 30 + b"a: b",
    "300 KB of one word": b"title: " + b"x" * 300_000,
    "21,000 values": b"ask: [" + b"x," * 21_000 + b"x]",
    "not UTF-8": b"title: \xd0\x9f\xff\xfe\n",
    "UTF-16": "title: Патент\n".encode("utf-16"),
    "NUL": b"title: a\x00b\n",
    "an object of Python": b"title: !!python/object/apply:os.system [id]\n",
    "a second document": b"title: a\n---\ntitle: b\n",
    "a merged mapping": b"title: a\n<<: {summary: b}\nbody: {<<: *x}\n",
}.items():
    attack(label)(whole(raw))

for label, text in {
    "a script": "<script>alert(1)</script>",
    "a tag of Telegram": "<a href='https://example.org'>чек</a>",
    "an unclosed tag": "</b><tg-spoiler>",
    "a script as a link": "[чек](javascript:alert(1))",
    "a chat as a link": "[чек](tg://resolve?domain=example)",
    "a link without https": "[чек](http://example.org/a)",
    "a site nobody knows": "[чек](https://example.org/patent)",
    "an image": "![чек](https://example.org/a.png)",
    "a name before the site": "[чек](https://migration.tj@example.org/a)",
    "a site that looks alike": "[чек](https://migrаtion.tj/a)",
    "a bare address": "https://example.org",
    "a name that Telegram links by itself": "Смотрите example.org/patent.",
    "a site behind escapes": "[чек](https://ex&#97;mple&#46;org/.migration.tj)",
    "a chat that Telegram links by itself": "Пишите @safar_patent_bot.",
    "an e-mail address": "Пишите patent@example.org.",
    "a fact that is none": "Платите {evil.__class__}.",
    "a word of two alphabets": "Пaтент.",
    "an unknown Telegram command": "> > [x]: y\n\n```\ncode\n```",
}.items():
    attack(label)(body(text))

attack("text that runs backwards")(body("Звоните \u202e000-000"))
attack("hidden letters in a text")(body("Хра\u200bните чек."))
attack("hidden letters behind an escape")(swap(PAGE, "Патент\n", '"Пат\\u202eент"\n'))
attack("half a letter behind an escape")(swap(PAGE, "Патент\n", '"Пат\\ud800ент"\n'))
attack("a key given twice")(swap(PAGE, "topic: patent", "topic: patent\ntopic: patent"))
attack("a key nobody knows")(swap(PAGE, "topic: patent", "topic: patent\ninclude: /etc/passwd"))
attack("a way out of the tree")(swap(PAGE, "[ban-flow]", '["../../../etc/passwd"]'))
attack("a topic of its own")(swap(PAGE, "topic: patent", "topic: who-has-asked"))
attack("hidden letters in a phone", PLACES)(swap(PLACES, "225-05-75", '"225-\u200b05-75"'))
attack("letters in a phone", PLACES)(swap(PLACES, "225-05-75", "225-O5-75"))
attack("digits of another script in a phone", PLACES)(swap(PLACES, "225-05-75", "２２５-05-75"))
attack("a place's site nobody knows", PLACES)(
    swap(PLACES, "    lat: 38", "    web: https://example.org\n    lat: 38")
)
attack("a fact's site nobody knows", FACTS)(
    swap(FACTS, "facts:\n", 'facts:\n  - {id: pay, unit: url, values: [{value: "https://example.org",'
         " source: {name: Закон, confidence: high}}]}\n")
)  # fmt: skip


@attack("a link to a file outside")
def link_outside(root: Path) -> None:
    (root / PAGE).unlink()
    (root / PAGE).symlink_to("/etc/passwd")


@attack("a link to a good file outside")
def link_to_good(root: Path) -> None:
    outside = root.parent / "outside.yaml"
    (root / PAGE).replace(outside)
    (root / PAGE).symlink_to(outside)


@attack("a folder outside", "ru/elsewhere")
def folder_outside(root: Path) -> None:
    (root.parent / "elsewhere").mkdir()
    (root / "ru/elsewhere").symlink_to(root.parent / "elsewhere")


@attack("a pipe")
def pipe(root: Path) -> None:
    (root / PAGE).unlink()
    os.mkfifo(root / PAGE)


@attack("words with code in them", "tg/ui.po")
def placeholder(root: Path) -> None:
    po = root / "tg/ui.po"
    text = po.read_text(encoding="utf-8")
    po.write_text(
        f'{text}\nmsgctxt "home"\nmsgid "See {{page}}"\nmsgstr "{{page.__class__}}"\n', "utf-8"
    )


attack("a site in a button's words", "ky/ui.po")(swap("ky/ui.po", "Артка", "example.org"))


@pytest.mark.parametrize("name", sorted(ATTACKS))
@pytest.mark.fault("F22")
@pytest.mark.fault("F23")
@pytest.mark.fault("F25")
@pytest.mark.fault("F26")
@pytest.mark.fault("F28")
@pytest.mark.fault("F29")
def test_refused_by_file_and_line(tree: Path, name: str) -> None:
    path, does = ATTACKS[name]
    does(tree)
    start = time.process_time()
    content, issues = read_tree(tree, TODAY)
    assert time.process_time() - start < QUICK
    assert content is None
    errors = [issue for issue in issues if issue.error]
    assert path in {issue.path for issue in errors}
    assert all(issue.line >= 1 for issue in errors)
    # An issue goes to a terminal and a web page: no hidden letter, and no megabyte, in it.
    for issue in errors:
        assert len(issue.message) < 1000
        assert all(letter.isprintable() for letter in issue.message + issue.message_en)


def test_there_are_more_than_twenty() -> None:
    assert len(ATTACKS) > 40


@pytest.mark.fault("F22")
async def test_the_old_tree_serves_through_all_of_them(tree: Path) -> None:
    """One watcher, every attack in turn, as the running bot has it; mended in between."""
    good = read_all(tree)
    served = load(tree, TODAY)
    async with watching(tree) as found:
        for name, (path, does) in sorted(ATTACKS.items()):
            while not found.empty():
                found.get_nowait()
            await asyncio.to_thread(does, tree)
            bad = await until_bad(found)
            while path not in {issue.path for issue in bad.issues if issue.error}:
                bad = await until_bad(found)  # seen before the attack was complete
            assert bad.content is None, name
            await asyncio.to_thread(mend, tree, good)
            again = await until(found, served.revision)
            assert again.content is not None, name
            assert again.content.pages.keys() == served.pages.keys()


def read_all(tree: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}


def mend(tree: Path, good: dict[Path, bytes]) -> None:
    for path in [*tree.rglob("*"), *tree.parent.glob("outside.yaml")]:
        stays = path.is_dir() or (path in good and path.is_file())  # a pipe is neither
        if path.is_symlink() or not stays:
            path.unlink()
    if (tree.parent / "elsewhere").exists():
        (tree.parent / "elsewhere").rmdir()
    for path, raw in good.items():
        if not path.exists() or path.read_bytes() != raw:
            path.write_bytes(raw)
