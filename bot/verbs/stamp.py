"""`safar stamp`: a translation compared with its Russian text, a number that was called."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.content.contacts import StampError, stamp_contact
from bot.content.model import SOURCE_LANGUAGE
from bot.content.stamp import is_stamped, stamp_file, translations, words_hash
from bot.content.tree import Tree, read_files
from bot.verbs.content import CONTENT, Folder, Language, MessageLanguage
from bot.verbs.terminal import say


class Answers(StrEnum):
    YES = "yes"
    NO = "no"


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
    content: Folder = CONTENT,
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
