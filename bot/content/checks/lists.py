"""Checklists fit into a button; lessons are short and say why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.markup import MarkupError, visible_length
from bot.content.model import Issue
from bot.content.schema_lists import CourseFile, CourseWordsFile, LessonFile
from bot.content.tree import Entry, Tree
from bot.content.words import parsed

name = "lists"

MAX_ENTRIES = 32
MAX_LESSONS = 12
MAX_SCREENS = 5
MAX_SCREEN = 700  # visible characters: one phone screen
# m:<course>:<done>:<lesson>:<step>:<part> within 64 bytes: 24 and 24 for the ids fit always.


def check(tree: Tree) -> Iterable[Issue]:
    for entry in tree.of("checklist"):
        count = len(entry.file.entries)
        if count > MAX_ENTRIES:
            yield _issue(
                entry,
                ("entries",),
                f"пунктов {count}, можно не больше {MAX_ENTRIES}",
                f"{count} entries; at most {MAX_ENTRIES} are allowed",
            )
    for entry in tree.of("course"):
        yield from _course(entry)
    for entry in tree.of("course", "course-words"):
        yield from _screens(entry)


def _course(entry: Entry[CourseFile]) -> Iterator[Issue]:
    count = len(entry.file.lessons)
    if count > MAX_LESSONS:
        yield _issue(
            entry,
            ("lessons",),
            f"уроков {count}, можно не больше {MAX_LESSONS}",
            f"{count} lessons; at most {MAX_LESSONS} are allowed",
        )
    for lesson_id, lesson in entry.file.lessons.items():
        yield from _lesson(entry, lesson_id, lesson)


def _lesson(entry: Entry[CourseFile], lesson_id: str, lesson: LessonFile) -> Iterator[Issue]:
    at = ("lessons", lesson_id)
    choices = lesson.question.choices
    if not 2 <= len(choices) <= 4:
        yield _issue(
            entry,
            (*at, "question", "choices"),
            f"ответов {len(choices)}; нужно от 2 до 4",
            f"{len(choices)} answers; it needs 2 to 4",
        )
    if not any(choice.right == "yes" for choice in choices.values()):
        yield _issue(
            entry,
            (*at, "question", "choices"),
            "нет верного ответа (right: yes)",
            "no answer is right (`right: yes`)",
        )


def _screens(entry: Entry[CourseFile | CourseWordsFile]) -> Iterator[Issue]:
    for lesson_id, lesson in entry.file.lessons.items():
        at = ("lessons", lesson_id, "screens")
        if len(lesson.screens) > MAX_SCREENS:
            yield _issue(
                entry,
                at,
                f"экранов {len(lesson.screens)}, можно не больше {MAX_SCREENS}",
                f"{len(lesson.screens)} screens; at most {MAX_SCREENS} are allowed",
            )
        for index, text in enumerate(lesson.screens):
            try:
                size = visible_length(parsed(text))
            except MarkupError:
                continue
            if size > MAX_SCREEN:
                yield _issue(
                    entry,
                    (*at, index),
                    f"экран длиннее {MAX_SCREEN} знаков (сейчас {size})",
                    f"the screen is longer than {MAX_SCREEN} characters (it has {size})",
                )


def _issue(entry: Entry[Any], steps: tuple[str | int, ...], message: str, message_en: str) -> Issue:
    return Issue(name, entry.path, entry.line(*steps), message, message_en)
