"""The editors' verbs: check, stamp, status, schema."""

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
from bot.content.contacts import StampError, stamp_contact
from bot.content.model import SOURCE_LANGUAGE, Issue
from bot.content.schema_neutral import KINDS, json_schema
from bot.content.stamp import is_stamped, stamp_file, translations, words_hash
from bot.content.tree import Tree, read_files
from bot.dialogue.asking.stealing import stealing
from bot.verbs.terminal import say


class Answers(StrEnum):
    YES = "yes"
    NO = "no"


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
_CONTENT = PROJECT / "content"


def check(
    format_: Annotated[
        Format, typer.Option("--format", help="text, или github для CI. · text, or github for CI.")
    ] = Format.TEXT,
    diff: Annotated[
        str | None,
        typer.Option(
            "--diff",
            metavar="REV",
            help="Отдельно: телефоны и адреса, изменённые с этой версии git. "
            "· Apart: phones and addresses changed since this revision.",
        ),
    ] = None,
    lang: Language = MessageLanguage.RU,
    content: Folder = _CONTENT,
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

    russian = lang is MessageLanguage.RU
    found = differences(content, revision, russian=russian)
    head = (
        f"Телефоны и адреса, изменённые с {revision}: {len(found)}"
        if russian
        else f"Phones and addresses changed since {revision}: {len(found)}"
    )
    say(head)
    for one, words in found:
        if format_ is Format.GITHUB:
            issue = Issue("diff", one.path, one.line, words, words, error=False)
            say(_github(content, issue, lang))
        else:
            say(f"{one.path}:{one.line}: {words}")


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


def stamp(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Переводы; без них — все без отметки. · None: all without a stamp."),
    ] = None,
    tested: Annotated[
        str | None,
        typer.Option(help="Место или телефон, куда звонили. · The place or hotline called."),
    ] = None,
    answers: Annotated[
        Answers | None, typer.Option(help="Ответили ли. · Whether somebody answered.")
    ] = None,
    number: Annotated[
        str | None, typer.Option(help="Один из его номеров. · One of its numbers.")
    ] = None,
    lang: Language = MessageLanguage.RU,
    content: Folder = _CONTENT,
) -> None:
    """Отметить сверенные переводы; --tested: звонок. · Stamp translations, or a call (--tested)."""
    tree = read_files(content, date.today())
    if tested is not None or answers is not None or number is not None:
        _stamp_call(tree, tested, answers, number, lang)
        return
    pairs = {entry.path: (source, entry) for source, entry in translations(tree)}
    wanted = (
        [_inside(path, content) for path in files]
        if files
        else [path for path, (_, entry) in pairs.items() if not is_stamped(entry.file)]
    )
    failed = False
    for path in wanted:
        if path not in pairs:
            failed = True
            say(f"{path}: {_why_not(tree, path, lang)}")
            continue
        source, _ = pairs[path]
        mark = words_hash(source.file)
        try:
            changed = stamp_file(content / path, mark)
        except OSError as error:
            failed = True
            say(f"{path}: {error.strerror or type(error).__name__}")
            continue
        if changed:
            say(f"{path}: {mark}")
    if failed:
        raise typer.Exit(1)


def _stamp_call(
    tree: Tree,
    tested: str | None,
    answers: Answers | None,
    number: str | None,
    lang: MessageLanguage,
) -> None:
    russian = lang is MessageLanguage.RU
    if tested is None or answers is None:
        say("нужны --tested и --answers" if russian else "--tested and --answers are needed")
        raise typer.Exit(2)
    try:
        count = stamp_contact(tree, tested, answers.value, number)
    except StampError as error:
        say(f"{tested}: {error.args[0 if russian else 1]}")
        raise typer.Exit(1) from None
    except OSError as error:
        say(f"{tested}: {error.strerror or type(error).__name__}")
        raise typer.Exit(1) from None
    what = "номеров отмечено" if russian else "numbers stamped"
    say(f"{tested}: {what}: {count}, {tree.today.isoformat()}, {answers.value}")


def _inside(path: Path, content: Path) -> str:
    """Relative to the content folder, wherever the editor stands."""
    for candidate in (path.resolve(), (content / path).resolve()):
        if candidate.is_file() and candidate.is_relative_to(content.resolve()):
            return candidate.relative_to(content.resolve()).as_posix()
    return path.as_posix()


def _why_not(tree: Tree, path: str, lang: MessageLanguage) -> str:
    russian = lang is MessageLanguage.RU
    if path not in tree.slots:
        return "такого файла нет" if russian else "no such file"
    if tree.slots[path].language in ("", SOURCE_LANGUAGE):
        return "это не перевод" if russian else "not a translation"
    return (
        "файл или его русский текст с ошибкой; выполните safar check"
        if russian
        else "it, or its Russian text, has an error; run `safar check`"
    )


def status(
    contacts: Annotated[
        bool, typer.Option("--contacts", help="Кому звонить. · Whom to call, oldest first.")
    ] = False,
    lang: Language = MessageLanguage.RU,
    content: Folder = _CONTENT,
) -> None:
    """Что пора сделать: переводы, сверки, факты, звонки. · What is due."""
    from bot.verbs.status_lists import show, show_contacts

    if contacts:
        show_contacts(read_files(content, date.today()), russian=lang is MessageLanguage.RU)
        return
    show(read_files(content, date.today()), russian=lang is MessageLanguage.RU)


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


__all__ = ["check", "schema", "stamp", "status"]
