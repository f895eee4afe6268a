"""`safar status` as tables."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.content.contacts import contacts
from bot.content.model import LANGUAGES, SOURCE_LANGUAGE, TranslationStatus
from bot.content.status import (
    Due,
    facts_ending,
    reviews_due,
    translation_rows,
    untested_phones,
)
from bot.content.tree import Tree

_STATES = {
    TranslationStatus.UP_TO_DATE: ("готов", "up to date", "green"),
    TranslationStatus.OUTDATED: ("устарел", "outdated", "yellow"),
    TranslationStatus.MISSING: ("нет", "missing", "red"),
}


def show(tree: Tree, *, russian: bool) -> None:
    """Print all tables; an empty one is one line that says so."""
    console = Console(highlight=False)
    word = 0 if russian else 1
    _translations(console, tree, word)
    _dues(console, ("Пора сверить", "Due for review")[word], reviews_due(tree), word)
    _dues(console, ("Факты кончаются", "Facts that end")[word], facts_ending(tree), word)
    _phones(console, tree, word)
    broken = len({issue.path for issue in tree.issues})
    if broken:
        console.print(
            (
                f"Не читается файлов: {broken}; выполните safar check",
                f"Files that cannot be read: {broken}; run `safar check`",
            )[word]
        )


def show_contacts(tree: Tree, *, russian: bool) -> None:
    """Every number people are sent to: never called first, then the oldest call."""
    console = Console(highlight=False)
    word = 0 if russian else 1
    table = Table(title=("Кому звонить", "Whom to call")[word], title_justify="left")
    columns = (("Звонили", "Called"), ("Ответ", "Answer"), ("Источник", "Source"))
    for column in columns:
        table.add_column(column[word], no_wrap=True)
    table.add_column(("Номер", "Number")[word], no_wrap=True)
    table.add_column(("Место", "Place")[word])
    table.add_column(("Где", "Where")[word], overflow="fold")
    never = ("никогда", "never")[word]
    for one in contacts(tree):
        tested = one.tested.isoformat() if one.tested else never
        seen = one.source if one.source != "0000" else "?"
        where = escape(f"{one.path}:{one.line}")
        table.add_row(tested, one.answers, seen, escape(one.number), escape(one.owner), where)
    console.print(table)
    hint = ("После звонка: ", "After a call: ")[word]
    console.print(f"{hint}safar stamp --tested <id> --answers yes|no")


def _translations(console: Console, tree: Tree, word: int) -> None:
    table = Table(title=("Переводы", "Translations")[word], title_justify="left")
    languages = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]
    table.add_column(("Русский файл", "Russian file")[word], overflow="fold")
    for language in languages:
        table.add_column(language)
    counts: dict[str, Counter[TranslationStatus]] = {language: Counter() for language in languages}
    for row in translation_rows(tree):
        cells = []
        for language in languages:
            state = row.states[language]
            counts[language][state] += 1
            cells.append(f"[{_STATES[state][2]}]{_STATES[state][word]}[/]")
        table.add_row(escape(row.path), *cells)
    if not table.row_count:
        console.print(("Страниц нет", "No pages")[word])
        return
    table.add_section()
    table.add_row(
        ("всего готово", "up to date in all")[word],
        *(
            f"{counts[language][TranslationStatus.UP_TO_DATE]}/{counts[language].total()}"
            for language in languages
        ),
    )
    console.print(table)


def _dues(console: Console, title: str, dues: list[Due], word: int) -> None:
    if not dues:
        console.print(f"{title}: {('нет', 'none')[word]}")
        return
    table = Table(title=title, title_justify="left")
    table.add_column(("Срок", "Due")[word], no_wrap=True)
    table.add_column(("Что", "What")[word])
    table.add_column(("Где", "Where")[word], overflow="fold")
    for due in dues:
        table.add_row(due.day.isoformat(), escape(due.what), escape(f"{due.path}:{due.line}"))
    console.print(table)


def _phones(console: Console, tree: Tree, word: int) -> None:
    phones = untested_phones(tree)
    title = ("По этим номерам никто не звонил", "Numbers nobody has called")[word]
    if not phones:
        console.print(f"{title}: {('нет', 'none')[word]}")
        return
    table = Table(title=title, title_justify="left")
    table.add_column(("Номер", "Number")[word], no_wrap=True)
    table.add_column(("Место", "Place")[word])
    table.add_column(("Где", "Where")[word], overflow="fold")
    for phone in phones:
        where = escape(f"{phone.path}:{phone.line}")
        table.add_row(escape(phone.number), escape(phone.place), where)
    console.print(table)
