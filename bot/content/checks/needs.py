"""Needs, programmes, hotlines and visits name what exists, and open programmes have words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.checks.freshness import AHEAD
from bot.content.facts import is_phone
from bot.content.model import Issue
from bot.content.tree import LISTED, Entry, Tree

name = "needs"
Steps = tuple[str | int, ...]


def check(tree: Tree) -> Iterable[Issue]:
    for entry in tree.of("needs"):
        yield from _needs(tree, entry)
        yield from _programmes(tree, entry)
    for entry in tree.of("hotlines", "events"):
        for index, one in enumerate(getattr(entry.file, entry.kind)):
            at = (entry.kind, index)
            yield from _phones(tree, entry, at, one.phones)
            yield from _known(tree, entry, (*at, "services"), one.services, "services")
    for entry in tree.of("events"):
        yield from _visits(tree, entry)
    yield from _twice(tree)


def _twice(tree: Tree) -> Iterator[Issue]:
    """An id names one place or line, or one programme, or one need: stamps and buttons use it."""
    seen: dict[tuple[str, str], str] = {}
    for entry in tree.of("places", "hotlines", "events", "needs"):
        for key in ("needs", "programmes") if entry.kind == "needs" else (entry.kind,):
            for index, one in enumerate(getattr(entry.file, key)):
                group = "contact" if key in ("places", "hotlines") else key
                where = f"{entry.path}:{entry.line(key, index)}"
                first = seen.setdefault((group, one.id), where)
                # Two places of one id: the check of places tells it.
                if first != where and not (key == "places" and "hotlines" not in first):
                    yield _issue(
                        entry,
                        (key, index),
                        f"имя «{one.id}» уже есть: {first}",
                        f"the id `{one.id}` is given twice: {first}",
                    )


def _needs(tree: Tree, entry: Entry[Any]) -> Iterator[Issue]:
    words = tree.source("need-words").get("needs")
    topics = {topic for one in tree.of("topics") for topic in one.file.topics}
    targets = tree.ids(*LISTED, "section")
    for index, need in enumerate(entry.file.needs):
        at = ("needs", index)
        yield from _known(tree, entry, (*at, "services"), need.services, "services")
        yield from _known(tree, entry, (*at, "offices"), need.offices, "types")
        if topics and need.topic not in topics:
            yield _issue(
                entry,
                (*at, "topic"),
                f"темы «{need.topic}» нет в topics.yaml",
                f"the topic `{need.topic}` is not in topics.yaml",
            )
        for number, link in enumerate(need.links):
            if link not in targets:
                yield _issue(
                    entry,
                    (*at, "links", number),
                    f"страницы «{link}» нет",
                    f"there is no page `{link}`",
                )
        if words and need.id not in words.file.needs:
            yield _no_words(entry, at, need.id, words.path)


def _programmes(tree: Tree, entry: Entry[Any]) -> Iterator[Issue]:
    words = tree.source("need-words").get("needs")
    needs = {need.id for need in entry.file.needs}
    offices = {(o.country, o.type) for one in tree.of("offices") for o in one.file.offices}
    for index, programme in enumerate(entry.file.programmes):
        at = ("programmes", index)
        for number, need in enumerate(programme.needs):
            if need not in needs:
                yield _issue(
                    entry, (*at, "needs", number), f"нужды «{need}» нет", f"no need `{need}`"
                )
        for number, office in enumerate(programme.offices):
            if offices and (programme.country, office) not in offices:
                yield _issue(
                    entry,
                    (*at, "offices", number),
                    f"вида «{office}» нет в offices.yaml этой страны",
                    f"the type `{office}` is not in offices.yaml for this country",
                )
        if programme.from_ and programme.to and programme.to < programme.from_:
            yield _issue(entry, (*at, "to"), "кончается раньше начала", "ends before it starts")
        if words and programme.status == "open" and programme.id not in words.file.programmes:
            yield _no_words(entry, at, programme.id, words.path)
        if programme.status == "open" and programme.to and programme.to < tree.today:
            yield Issue(
                name,
                entry.path,
                entry.line(*at, "to"),
                f"«{programme.id}» кончилась {programme.to}: уточните и продлите или закройте",
                f"`{programme.id}` ended on {programme.to}: ask, then extend or close it",
                error=False,
            )


def _visits(tree: Tree, entry: Entry[Any]) -> Iterator[Issue]:
    districts = {
        district.id
        for one in tree.of("districts")
        for region in one.file.regions
        for district in region.districts
    }
    for index, visit in enumerate(entry.file.events):
        at = ("events", index)
        if visit.district not in districts:
            yield _issue(
                entry,
                (*at, "district"),
                f"района «{visit.district}» нет",
                f"there is no district `{visit.district}`",
            )
        if visit.to < visit.from_:
            yield _issue(entry, (*at, "to"), "кончается раньше начала", "ends before it starts")
        elif visit.to < tree.today:
            yield Issue(
                name,
                entry.path,
                entry.line(*at),
                f"«{visit.id}»: приём прошёл, запись можно убрать",
                f"`{visit.id}`: it is over, remove it",
                error=False,
            )


def _phones(tree: Tree, entry: Entry[Any], at: Steps, phones: Any) -> Iterator[Issue]:
    for number, phone in enumerate(phones):
        here = (*at, "phones", number)
        if not is_phone(phone.number):
            yield _issue(
                entry,
                (*here, "number"),
                f"«{phone.number}» не похоже на телефон: цифры, пробелы, дефисы, скобки",
                f"`{phone.number}` does not look like a phone: digits, spaces, hyphens, brackets",
            )
        if phone.tested is not None and phone.tested > tree.today + AHEAD:
            yield _issue(
                entry,
                (*here, "tested"),
                f"день звонка {phone.tested} ещё не наступил",
                f"the day of the call, {phone.tested}, is in the future",
            )
        if phone.answers != "unknown" and phone.tested is None:
            yield _issue(
                entry,
                (*here, "answers"),
                "отвечает ли телефон, известно только после звонка: напишите tested",
                "whether a phone answers is known only after a call: add `tested`",
            )


def _known(
    tree: Tree, entry: Entry[Any], at: Steps, found: Iterable[str], what: str
) -> Iterator[Issue]:
    words = tree.source("place-words").get("places")
    for number, one in enumerate(found):
        if words and one not in getattr(words.file, what):
            yield _issue(
                entry,
                (*at, number),
                f"«{one}» нет в {words.path}",
                f"`{one}` is not in {words.path}",
            )


def _no_words(entry: Entry[Any], at: Steps, one: str, path: str) -> Issue:
    return _issue(entry, at, f"нет слов для «{one}» в {path}", f"no words for `{one}` in {path}")


def _issue(entry: Entry[Any], steps: Steps, message: str, message_en: str) -> Issue:
    return Issue(name, entry.path, entry.line(*steps), message, message_en)
