"""The editors' verbs: check, status, schema."""

from __future__ import annotations

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.config import PROJECT
from bot.content import checks
from bot.content.model import Issue
from bot.content.schema_neutral import KINDS, json_schema
from bot.content.tree import read_files
from bot.dialogue.asking.stealing import stealing
from bot.verbs.terminal import say


class Format(StrEnum):
    TEXT = "text"
    GITHUB = "github"


class MessageLanguage(StrEnum):
    RU = "ru"
    EN = "en"


Folder = Annotated[
    Path,
    typer.Option(
        "--content", envvar="SAFAR_CONTENT", help="Папка с текстами. · Folder of the content tree."
    ),
]
Language = Annotated[MessageLanguage, typer.Option("--lang", help="Язык. · Language of messages.")]
CONTENT = PROJECT / "content"


def check(
    format_: Annotated[
        Format, typer.Option("--format", help="text, или github для CI. · text, or github for CI.")
    ] = Format.TEXT,
    diff: Annotated[
        str | None,
        typer.Option(
            "--diff",
            metavar="REV",
            help="Отдельно: телефоны, адреса и факты, изменённые с этой версии git. "
            "· Apart: phones, addresses and facts changed since this revision.",
        ),
    ] = None,
    lang: Language = MessageLanguage.RU,
    content: Folder = CONTENT,
) -> None:
    """Проверить тексты: все ошибки сразу. · Check the content: every issue at once."""
    tree = read_files(content, date.today())
    issues = (*checks.run(tree), *stealing(tree))
    for issue in issues:
        line = _github(content, issue, lang) if format_ is Format.GITHUB else _text(issue, lang)
        say(line)
    errors = sum(issue.error for issue in issues)
    say(_summary(errors, len(issues) - errors, lang))
    if diff is not None:
        _print_diff(content, diff, format_, lang)
    if errors:
        raise typer.Exit(1)


def _print_diff(content: Path, revision: str, format_: Format, lang: MessageLanguage) -> None:
    from bot.verbs.check_diff import differences

    for title, found in differences(content, revision):
        head = title[0] if lang is MessageLanguage.RU else title[1]
        say(f"{head.format(revision)}: {len(found)}")
        for issue in found:
            if format_ is Format.GITHUB:
                say(_github(content, issue, lang))
            else:
                say(f"{issue.path}:{issue.line}: {_message(issue, lang)}")


def _message(issue: Issue, lang: MessageLanguage) -> str:
    return issue.message if lang is MessageLanguage.RU else issue.message_en


def _text(issue: Issue, lang: MessageLanguage) -> str:
    mark = {MessageLanguage.RU: "предупреждение: ", MessageLanguage.EN: "warning: "}[lang]
    return f"{issue.path}:{issue.line}: {'' if issue.error else mark}{_message(issue, lang)}"


def _github(content: Path, issue: Issue, lang: MessageLanguage) -> str:
    """https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""
    path = content / issue.path
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    file = _escaped(path.as_posix()).replace(":", "%3A").replace(",", "%2C")
    level = "error" if issue.error else "warning"
    text = _escaped(_message(issue, lang))
    return f"::{level} file={file},line={issue.line}::{text}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _summary(errors: int, warnings: int, lang: MessageLanguage) -> str:
    if lang is MessageLanguage.EN:
        return f"Errors: {errors}, warnings: {warnings}"
    return f"Ошибок: {errors}, предупреждений: {warnings}"


def status(
    contacts: Annotated[
        bool, typer.Option("--contacts", help="Кому звонить. · Whom to call, oldest first.")
    ] = False,
    lang: Language = MessageLanguage.RU,
    content: Folder = CONTENT,
) -> None:
    """Что пора сделать: переводы, сверки, факты, звонки. · What is due."""
    from bot.verbs.status_lists import show, show_contacts

    tree = read_files(content, date.today())
    if not content.is_dir():
        say(_text(tree.issues[0], lang))
        raise typer.Exit(1)
    (show_contacts if contacts else show)(tree, russian=lang is MessageLanguage.RU)


def schema(
    kind: Annotated[str | None, typer.Argument(help=f"{', '.join(KINDS)}")] = None,
) -> None:
    """Показать JSON Schema файла; без имени — список. · Print a JSON Schema; none: the list."""
    if kind is None:
        for name, shape in KINDS.items():
            say(f"{name:14} {(shape.__doc__ or '').strip()}")
        return
    if kind not in KINDS:
        sys.stderr.write(f"{kind}: {', '.join(KINDS)}\n")
        raise typer.Exit(2)
    say(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))


__all__ = ["check", "schema", "status"]
