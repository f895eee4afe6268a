"""`safar status`: only what needs work, each with the path to open."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content.contacts import contacts
from bot.content.model import LANGUAGES, SOURCE_LANGUAGE, TranslationStatus
from bot.content.status import (
    Due,
    facts_ending,
    reviews_due,
    translation_rows,
    unprotected_sites,
    unreachable_places,
    untested_phones,
)
from bot.content.tree import Tree
from bot.verbs.terminal import say, say_rows

_STATES = {
    TranslationStatus.OUTDATED: ("устарел", "outdated"),
    TranslationStatus.MISSING: ("нет", "missing"),
}


def show(tree: Tree, *, russian: bool) -> None:
    """Print all lists; an empty one is one line that says so."""
    word = 0 if russian else 1
    _translations(tree, word)
    _list(("Пора сверить", "Due for review")[word], _dues(reviews_due(tree)), word)
    _list(("Факты кончаются", "Facts that end")[word], _dues(facts_ending(tree)), word)
    _list(
        ("По этим номерам никто не звонил", "Numbers nobody has called")[word],
        [(one.number, f"{one.path}:{one.line}", one.place) for one in untested_phones(tree)],
        word,
    )
    _list(
        ("Места без телефона, адреса и сайта", "Places without phone, address and site")[word],
        [(f"{one.path}:{one.line}", one.place) for one in unreachable_places(tree)],
        word,
        ("людей туда не направляем", "nobody is sent there")[word],
    )
    _list(
        ("Сайты без https", "Sites without https")[word],
        [(one.what, f"{one.path}:{one.line}", one.place) for one in unprotected_sites(tree)],
        word,
        ("открываются с https — напишите https", "write https if they open with it")[word],
    )
    broken = len({issue.path for issue in tree.issues})
    if broken:
        say(
            (
                f"Не читается файлов: {broken}; выполните safar check",
                f"Files that cannot be read: {broken}; run `safar check`",
            )[word]
        )


def show_contacts(tree: Tree, *, russian: bool) -> None:
    """Every number people are sent to: never called first, then the oldest call."""
    word = 0 if russian else 1
    never = ("никогда", "never")[word]
    heads = (
        ("Звонили", "Called"),
        ("Ответ", "Answer"),
        ("Источник", "Source"),
        ("Номер", "Number"),
        ("Где", "Where"),
        ("Место", "Place"),
    )
    rows = [
        (
            one.tested.isoformat() if one.tested else never,
            one.answers,
            one.source if one.source != "0000" else "?",
            one.number,
            f"{one.path}:{one.line}",
            one.owner,
        )
        for one in contacts(tree)
    ]
    say(("Кому звонить", "Whom to call")[word])
    say_rows([[head[word] for head in heads], *rows])
    say(("После звонка: ", "After a call: ")[word] + "safar stamp --tested <id> --answers yes|no")


def _translations(tree: Tree, word: int) -> None:
    rows = translation_rows(tree)
    if not rows:
        say(("Страниц нет", "No pages")[word])
        return
    say(("Переводы", "Translations")[word])
    work: list[tuple[str, str]] = []
    for language in LANGUAGES:
        if language == SOURCE_LANGUAGE:
            continue
        ready = 0
        for row in rows:
            state = row.states[language]
            if state is TranslationStatus.UP_TO_DATE:
                ready += 1
            else:
                path = f"{language}/{row.path.partition('/')[2]}"
                work.append((_STATES[state][word], path))
        count = (f"готово {ready} из {len(rows)}", f"{ready} of {len(rows)} up to date")[word]
        say(f"  {language}: {count}")
    say_rows(work)


def _dues(dues: list[Due]) -> list[tuple[str, str, str]]:
    return [(due.day.isoformat(), f"{due.path}:{due.line}", due.what) for due in dues]


def _list(title: str, rows: Sequence[Sequence[str]], word: int, note: str = "") -> None:
    count = len(rows) or ("нет", "none")[word]
    say(f"{title}: {count}" + (f" ({note})" if note and rows else ""))
    say_rows(rows)
