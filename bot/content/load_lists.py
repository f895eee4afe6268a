"""From the files of checklists and courses, with their translations, to the model."""

from __future__ import annotations

import hashlib

from bot.content.lists import (
    Checklist,
    ChecklistWords,
    Course,
    CourseWords,
    EntryWords,
    Lesson,
    LessonWords,
)
from bot.content.schema_lists import (
    ChecklistFile,
    ChecklistWordsFile,
    CourseFile,
    CourseWordsFile,
    LessonFile,
    LessonWordsFile,
)
from bot.content.translated import Translations, in_section
from bot.content.tree import Entry


def to_checklist(entry: Entry[ChecklistFile], words: Translations) -> Checklist:
    file = entry.file
    return Checklist(
        **in_section(entry, words),
        revision=hashlib.sha256(" ".join(file.entries).encode()).hexdigest()[:4],
        entries={entry_id: one.links for entry_id, one in file.entries.items()},
        words={one.language: _checklist_words(one.file) for one in (entry, *words.values())},
    )


def _checklist_words(file: ChecklistFile | ChecklistWordsFile) -> ChecklistWords:
    return ChecklistWords(
        file.title,
        file.summary,
        file.intro,
        {key: EntryWords(one.text, one.help or "") for key, one in file.entries.items()},
        file.closing,
        file.ask,
    )


def to_course(entry: Entry[CourseFile], words: Translations) -> Course:
    file = entry.file
    return Course(
        **in_section(entry, words),
        lessons=tuple(_lesson(key, one) for key, one in file.lessons.items()),
        words={one.language: _course_words(one.file) for one in (entry, *words.values())},
    )


def _lesson(lesson_id: str, file: LessonFile) -> Lesson:
    choices = file.question.choices
    return Lesson(
        lesson_id,
        len(file.screens),
        tuple(choices),
        frozenset(key for key, choice in choices.items() if choice.right == "yes"),
        file.links,
    )


def _course_words(file: CourseFile | CourseWordsFile) -> CourseWords:
    lessons = {key: _lesson_words(lesson) for key, lesson in file.lessons.items()}
    return CourseWords(file.title, file.summary, file.intro, lessons, file.ask)


def _lesson_words(file: LessonFile | LessonWordsFile) -> LessonWords:
    choices = file.question.choices
    return LessonWords(
        file.title,
        file.screens,
        file.question.text,
        {key: choice.text for key, choice in choices.items()},
        {key: choice.why for key, choice in choices.items()},
    )
