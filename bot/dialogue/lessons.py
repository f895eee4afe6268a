"""Courses of short lessons: some screens, one question, and why the answer is so.

What was gone through stands in the buttons; nothing is scored and nothing kept.
"""

from __future__ import annotations

from bot.content import words
from bot.content.markup import Block
from bot.content.model import Course, Lesson
from bot.dialogue.actions import Button, Row, Screen
from bot.dialogue.answers import base36
from bot.dialogue.buttons import to
from bot.dialogue.provenance import provenance, sources_button, translation_note
from bot.dialogue.view import View, heading, note, part_of

_PART = 1500  # visible characters, as of a page


def menu(view: View, course: Course, done: str = "0") -> Screen:
    """The lessons, those gone through with a mark."""
    text = words.course_words(view.content, course, view.locale)
    body: list[Block] = [heading(text.title), *translation_note(view, course)]
    body += view.of(course).text(text.intro)
    body += provenance(view, course)
    been = _read(course, done)
    lessons: list[Row] = []
    for number, lesson in enumerate(course.lessons):
        label = f"{number + 1}. {text.lessons[lesson.id].title}"
        label += " ✔️" if been >> number & 1 else ""
        lessons.append((Button(label, _data(course, been, lesson, "1")),))
    return Screen(
        f"course:{course.id}",
        tuple(body),
        (
            *lessons,
            *view.links(course.links, below=True),
            (sources_button(view, course, base36(been)),),
            view.nav(to("s", course.section)),
        ),
    )


def screen(
    view: View, course: Course, done: str = "0", lesson_id: str = "", step: str = "1", part: int = 1
) -> Screen:
    """A step of a lesson: `1` to `5` a screen, `q` the question, `a0` to `a3` an answer given.
    The menu where there is no such lesson."""
    lesson = next((one for one in course.lessons if one.id == lesson_id), None)
    if lesson is None:
        return menu(view, course, done)
    been = _read(course, done)
    if step == "q":
        return _question(view, course, been, lesson)
    if step.startswith("a"):
        place = min(int(step[1:]), len(lesson.choices) - 1)
        return _answer(view, course, been, lesson, lesson.choices[place])
    return _screen(view, course, been, lesson, min(int(step), lesson.screens), part)


def _screen(
    view: View, course: Course, been: int, lesson: Lesson, number: int, part: int
) -> Screen:
    text = words.course_words(view.content, course, view.locale).lessons[lesson.id]
    body = list(view.of(course).text(text.screens[number - 1]))
    here = _data(course, been, lesson, str(number))
    shown = part_of(view, (body,), part, _PART, lambda n: f"{here}:{n}")
    following = str(number + 1) if number < lesson.screens else "q"
    label = view.say("lesson", "Next") if following != "q" else view.say("lesson", "The question")
    onward: tuple[Row, ...] = ()
    if shown.last:
        onward = ((Button(f"{label} ▸", _data(course, been, lesson, following)),),)
    back = str(number - 1) if number > 1 else ""
    return Screen(
        f"lesson:{course.id}:{lesson.id}:{number}",
        (*_head(view, course, lesson, number), *shown.blocks),
        (*shown.turning, *onward, view.nav(_back(course, been, lesson, back))),
    )


def _question(view: View, course: Course, been: int, lesson: Lesson) -> Screen:
    text = words.course_words(view.content, course, view.locale).lessons[lesson.id]
    body = [*_head(view, course, lesson), *view.of(course).text(text.question)]
    choices: tuple[Row, ...] = tuple(
        (Button(text.choices[choice], _data(course, been, lesson, f"a{place}")),)
        for place, choice in enumerate(lesson.choices)
    )
    back = _back(course, been, lesson, str(lesson.screens))
    return Screen(f"lesson:{course.id}:{lesson.id}:q", tuple(body), (*choices, view.nav(back)))


def _answer(view: View, course: Course, been: int, lesson: Lesson, choice: str) -> Screen:
    _ = view.say
    text = words.course_words(view.content, course, view.locale).lessons[lesson.id]
    number = course.lessons.index(lesson)
    been |= 1 << number
    right = choice in lesson.right
    verdict = "✅ " + _("lesson", "Right.") if right else "❌ " + _("lesson", "Not so.")
    body = [*_head(view, course, lesson), note(f"✔️ {text.choices[choice]}")]
    body += [*view.text(f"**{verdict}**"), *view.of(course).text(text.reasons[choice])]
    onward: list[Row] = []
    if not right:
        again = _data(course, been, lesson, "q")
        onward.append((Button(_("lesson", "Answer again"), again),))
    if number + 1 < len(course.lessons):
        following = course.lessons[number + 1]
        label = _("lesson", "Next lesson") + " ▸"
        onward.append((Button(label, _data(course, been, following, "1")),))
    else:
        body.append(note(_("lesson", "This was the last lesson. Nothing is scored or kept.")))
    onward.append((Button("🎓 " + _("lesson", "All lessons"), _menu(course, been)),))
    return Screen(
        f"lesson:{course.id}:{lesson.id}:a",
        tuple(body),
        (
            *onward,
            *view.links(lesson.links, below=True),
            view.nav(_data(course, been, lesson, "q")),
        ),
    )


def _head(view: View, course: Course, lesson: Lesson, number: int = 0) -> list[Block]:
    _ = view.say
    text = words.course_words(view.content, course, view.locale)
    place = _(
        "lesson", "Lesson {number} of {all}", number=course.lessons.index(lesson) + 1,
        all=len(course.lessons),
    )  # fmt: skip
    if number:
        place += f" · {number}/{lesson.screens}"
    return [heading(text.lessons[lesson.id].title), note(place)]


def _read(course: Course, done: str) -> int:
    return int(done, 36) & ((1 << len(course.lessons)) - 1)


def _back(course: Course, been: int, lesson: Lesson, step: str) -> str:
    return _data(course, been, lesson, step) if step else _menu(course, been)


def _menu(course: Course, been: int) -> str:
    return to("m", course.id, base36(been))


def _data(course: Course, been: int, lesson: Lesson, step: str) -> str:
    return to("m", course.id, base36(been), lesson.id, step)
