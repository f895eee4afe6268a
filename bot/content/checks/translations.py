"""Translations say as much as the Russian files, with the same facts in the same places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.content.blocks import PLACEHOLDER
from bot.content.model import LANGUAGES, SOURCE_LANGUAGE, Issue, TranslationStatus
from bot.content.stamp import SOURCES, is_stamped, status_of, translations
from bot.content.texts import Passage, Steps, by_steps
from bot.content.tree import Entry, Tree

name = "translations"


def check(tree: Tree) -> Iterable[Issue]:
    for source, entry in translations(tree):
        # An outdated translation cannot know what is new in Russian: no error until it is
        # stamped as compared.
        current = status_of(source.file, entry.file) is TranslationStatus.UP_TO_DATE
        yield from (replace(issue, error=current) for issue in _pieces(source, entry))
        if not current:
            yield _stamp(entry)
    for entry in tree.of(*SOURCES):
        yield from _stamp_in_russian(entry)
    yield from _missing(tree)


def _pieces(source: Entry[Any], entry: Entry[Any]) -> Iterator[Issue]:
    russian, translated = by_steps(source.file), by_steps(entry.file)
    for steps in _tops(russian, translated):
        where = " → ".join(map(str, steps))
        yield Issue(
            name,
            entry.path,
            entry.line(*steps),
            f"нет перевода: «{where}» есть в русском файле",
            f"not translated: `{where}` is in the Russian file",
        )
    for steps in _tops(translated, russian):
        where = " → ".join(map(str, steps))
        yield Issue(
            name,
            entry.path,
            entry.line(*steps),
            f"лишнее: «{where}» нет в русском файле",
            f"one too many: `{where}` is not in the Russian file",
        )
    for steps in russian.keys() & translated.keys():
        yield from _placeholders(entry, russian[steps], translated[steps])


def _tops(here: Mapping[Steps, Passage], there: Mapping[Steps, Passage]) -> Iterable[Steps]:
    """What is only here. A whole question or outcome is named once, not text by text."""
    branches = {steps[:2] for steps in there}
    return dict.fromkeys(
        steps if steps[:2] in branches else steps[:2] for steps in here if steps not in there
    )


def _facts(text: str) -> set[str]:
    """Ids of the facts; `:n` is dropped, as the form of a value is each language's own."""
    return {fact.removesuffix(":n") for fact in PLACEHOLDER.findall(text)}


def _placeholders(entry: Entry[Any], russian: Passage, translated: Passage) -> Iterator[Issue]:
    wanted, given = _facts(russian.text), _facts(translated.text)
    line = entry.line(*translated.steps)
    for fact in sorted(wanted - given):
        yield Issue(
            name,
            entry.path,
            line,
            f"в переводе нет {{{fact}}}, а в русском тексте есть",
            f"the translation lacks {{{fact}}}, which the Russian text has",
        )
    for fact in sorted(given - wanted):
        yield Issue(
            name,
            entry.path,
            line,
            f"в русском тексте нет {{{fact}}}, а в переводе есть",
            f"the translation has {{{fact}}}, which the Russian text lacks",
        )


def _stamp(entry: Entry[Any]) -> Issue:
    if not is_stamped(entry.file):
        return Issue(
            name,
            entry.path,
            1,
            "нет отметки translates; сверьте перевод с русским и выполните safar stamp",
            "no `translates`; compare with the Russian text, then run `safar stamp`",
            error=False,
        )
    return Issue(
        name,
        entry.path,
        entry.line("translates"),
        "перевод устарел: русский текст изменился; поправьте и выполните safar stamp",
        "outdated: the Russian words have changed; update, then run `safar stamp`",
        error=False,
    )


def _stamp_in_russian(entry: Entry[Any]) -> Iterator[Issue]:
    """Only place words share one shape between Russian and the translations."""
    if entry.language == SOURCE_LANGUAGE and is_stamped(entry.file):
        yield Issue(
            name,
            entry.path,
            entry.line("translates"),
            "в русском файле translates не нужен",
            "a Russian file needs no `translates`",
        )


def _missing(tree: Tree) -> Iterator[Issue]:
    for words_kind, kind in SOURCES.items():
        present = {
            (slot.id, slot.language) for slot in tree.slots.values() if slot.kind == words_kind
        }
        for source in tree.source(kind).values():
            missing = ", ".join(
                language
                for language in LANGUAGES
                if language != SOURCE_LANGUAGE and (source.id, language) not in present
            )
            if missing:
                yield Issue(
                    name,
                    source.path,
                    1,
                    f"нет перевода: {missing}",
                    f"no translation: {missing}",
                    error=False,
                )
