"""Strict YAML: scalars stay text, dangerous files stay harmless, lines are right."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from bot.content.model import Issue
from bot.content.yaml_source import read_yaml
from bot.content.yaml_text import MAX_BYTES

PROJECT = Path(__file__).parent.parent.parent


def wrong(source: bytes | str, **limits: int) -> tuple[Issue, ...]:
    raw = source if isinstance(source, bytes) else source.encode()
    node, issues = read_yaml(raw, "file.yaml", **limits)
    assert node is None
    assert issues
    assert all(issue.error and issue.message and issue.message_en for issue in issues)
    return issues


@pytest.mark.fault("F24")
@pytest.mark.parametrize(
    "scalar",
    [
        "0701234567",
        "+992 37 225-05-75",
        "9:30",
        "no",
        "Yes",
        "on",
        "1.10",
        "1e5012",
        "0x1F",
        "2026-02-05",
        "2026-02-05 10:00:00",
        "1_000",
        ".inf",
        "0o17",
        "=",
        "<<",
    ],
)
def test_every_scalar_stays_text(scalar: str) -> None:
    node, issues = read_yaml(f"value: {scalar}\n{scalar}: key\n".encode(), "file.yaml")
    assert issues == ()
    assert node is not None
    assert node.value == {"value": scalar, scalar: "key"}


def test_an_empty_value_is_empty_text_and_null_is_refused() -> None:
    node, _ = read_yaml(b"a:\nb: ''\nc: '~'\n", "file.yaml")
    assert node is not None
    assert node.value == {"a": "", "b": "", "c": "~"}
    for null in ("~", "null", "Null", "NULL"):
        assert wrong(f"a: 1\nb: {null}\n")[0].line == 2


def test_lines() -> None:
    source = "# note\na: 1\nb:\n  c: |\n    x\n\n    y\n  d: [p,\n    q]\ne:\n- f: 1\n- g: 2\n"
    node, _ = read_yaml(source.encode(), "file.yaml")
    assert node is not None
    assert node.line() == 2
    assert node.line("a") == 2
    assert node.line("b", "c") == 4
    assert node.text_line("b", "c") == 5
    assert node.text_line("a") == 2
    assert node.line("b", "d", 1) == 9
    assert node.line("e", 1) == 12
    assert node.line("e", 1, "g") == 12
    assert node.line("b", "missing") == 3
    assert node.line("e", 7) == 10
    assert node.line("a", "deeper", 0) == 2


def test_all_repeated_keys_are_told() -> None:
    issues = wrong("a: 1\nb: 2\na: 3\nc:\n  d: 1\n  d: 2\n")
    assert [(issue.line, issue.message) for issue in issues] == [
        (3, "ключ «a» стоит дважды (первый раз в строке 1)"),
        (6, "ключ «d» стоит дважды (первый раз в строке 5)"),
    ]


def test_anchors_aliases_tags_and_second_documents_are_refused() -> None:
    assert "&x" in wrong("a: &x 1\n")[0].message
    assert "*x" in wrong("a: &x 1\nb: *x\n")[1].message
    assert "!" in wrong("a: !!python/object:os.system x\n")[0].message
    assert wrong("a: !!map {b: 1}\n")
    assert wrong("a: 1\n---\nb: 2\n")[0].line == 2


def test_the_alias_bomb() -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, here in zip("abcdefgh", "bcdefghi", strict=True):
        rows.append(f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]")
    issues = wrong("\n".join(rows))
    assert any("*a" in issue.message for issue in issues)


@pytest.mark.parametrize(
    "source",
    [
        "[" * 200_000,
        "{a: " * 60_000,
        "- " * 120_000,
        "[\n" * 100_000,
        "? " * 100_000,
        "[{" * 99_000,
    ],
)
def test_deep_nesting_ends_with_an_issue_not_with_a_crash(source: str, tmp_path: Path) -> None:
    path = tmp_path / "deep.yaml"
    path.write_text(source)
    code = (
        "import sys; from pathlib import Path; from bot.content.yaml_source import read_yaml\n"
        "node, issues = read_yaml(Path(sys.argv[1]), 'deep.yaml')\n"
        "assert node is None; print(issues[0].message_en)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "nested too deeply" in run.stdout or "must be a word" in run.stdout


def test_depth_of_twenty_is_fine_and_one_more_is_not() -> None:
    node, issues = read_yaml(("[" * 20 + "]" * 20).encode(), "file.yaml")
    assert node is not None
    assert issues == ()
    assert "20" in wrong("[" * 21 + "]" * 21)[0].message


def test_sizes() -> None:
    issues = wrong(b"a: " + b"x" * (300 * 1024))
    assert issues[0].message == "файл больше 256 КиБ; разделите его"
    node, _ = read_yaml(b"a: " + b"x" * (MAX_BYTES - 3), "file.yaml")
    assert node is not None


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(8 * 1024**3)  # sparse: reading it whole would take the memory
    node, issues = read_yaml(path, "large.yaml")
    assert node is None
    assert "256" in issues[0].message


def test_the_limit_of_nodes_is_the_callers() -> None:
    source = "a: [" + ", ".join(["x"] * 100) + "]\n"
    assert "50" in wrong(source, max_nodes=50)[0].message
    node, _ = read_yaml(source.encode(), "file.yaml", max_nodes=103)
    assert node is not None


def test_byte_order_mark_and_windows_line_ends() -> None:
    node, issues = read_yaml(b"\xef\xbb\xbfa: |\r\n  x\r\n  y\r\nb: 2\r\n", "file.yaml")
    assert issues == ()
    assert node is not None
    assert node.value == {"a": "x\ny\n", "b": "2"}
    assert node.line("b") == 4


def test_invalid_utf8_names_its_line() -> None:
    issues = wrong(b"a: 1\nb: \xff\xfe\n")
    assert issues[0].line == 2
    assert "UTF-8" in issues[0].message
    assert wrong("a: Привет\n".encode("cp1251"))
    assert wrong("a: Привет\n".encode("utf-16"))


@pytest.mark.parametrize(
    "letter",
    [
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\u00ad",
        "\U000e0041",
        "\x07",
        "\x85",
        "\u2028",
        "\r",
    ],
)
def test_hidden_characters(letter: str) -> None:
    issues = wrong(f"a: 1\nb: x{letter}y\n")
    assert issues[0].line == 2
    assert f"U+{ord(letter):04X}" in issues[0].message


def test_hidden_characters_behind_escapes() -> None:
    assert "U+202E" in wrong('a: 1\nb: "x\\u202ey"\n')[0].message
    assert wrong('a: "\\0"\n')[0].line == 1
    assert wrong('"\\u200b": 1\n')


def test_emoji_joiners_and_apostrophes_stay() -> None:
    text = "👩‍👧 oʻ gʻ maʼlumot ⚖️ 12\u00a0500"
    node, issues = read_yaml(f"a: {text}\n".encode(), "file.yaml")
    assert issues == ()
    assert node is not None
    assert node.value == {"a": text}


def test_letters_typed_as_two_are_refused() -> None:
    two = unicodedata.normalize("NFD", "ӣй")
    issues = wrong(f"a: 1\nb: 2\nc: {two}\n")
    assert [issue.line for issue in issues] == [3]
    assert "NFC" in issues[0].message


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("a: b: c\n", 1, "лишнее двоеточие"),
        ("a: x\nb: 'x\n\nc: 1\n", 2, "не закрыта"),
        ('a: x\nb: "x\nc: 1\nd: "y"\n', 2, "закрылась только в строке 4"),
        ('a: "x\nb: |\n  y: "z": 1\n', 1, "закрылась только в строке 3"),
        ("a:\n- 'x\n- y\n- 'z'\n", 2, "закрылась только в строке 4"),
        ('a: ["x,\n  "y", "z"]\n', 1, "закрылась только в строке 2"),
        ('a: "x\n  y"\nb: c: d\n', 3, "лишнее двоеточие"),
        ("a: x\nb: [1, 2\nc: d\n", 2, "скобки"),
        ("a:\n\tb: 1\n", 2, "табуляции"),
        ("a: @x\n", 1, "кавычки"),
        ("a:\n  - x\n - y\n", 3, "отступ"),
        ("a: |x\n  y\n", 1, "с новой строки"),
        ('a: "\\q"\n', 1, "обратной косой черты"),
        ("a: **x**\n", 1, "кавычки"),
        ("", 1, "пуст"),
        ("# only a note\n", 1, "пуст"),
    ],
)
def test_parse_errors_in_plain_words(source: str, line: int, words: str) -> None:
    issue = wrong(source)[0]
    assert issue.line == line
    assert words in issue.message


def test_what_is_not_a_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.yaml"):
        node, issues = read_yaml(path, "file.yaml")
        assert node is None
        assert len(issues) == 1
