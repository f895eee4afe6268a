"""Checklists and courses: ticks and progress in the buttons, every screen with words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.content.markup import to_plain
from bot.content.model import LOCALES, Checklist, Content, Course
from bot.dialogue import checklists, lessons
from bot.dialogue.actions import Button, Screen
from bot.dialogue.buttons import MAX_BYTES, parse
from bot.dialogue.engine import respond
from bot.dialogue.events import Press
from bot.dialogue.session import Session
from bot.dialogue.view import View
from tests.chat import Chat
from tests.conftest import NOW


def view_of(content: Content, locale: str = "ru") -> View:
    return View(content, Session(locale=locale), locale, NOW.date())


def buttons(screen: Screen) -> Iterator[Button]:
    for row in screen.buttons:
        yield from row


def entries(screen: Screen) -> list[Button]:
    return [one for one in buttons(screen) if one.label.startswith(("⬜", "✅"))]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_entry_is_shown_and_ticked(content: Content, locale: str) -> None:
    assert content.checklists
    for one in content.checklists.values():
        view = view_of(content, locale)
        text = content.checklists[one.id].words[view.say.language]
        met = []
        for part in range(1, 6):
            screen = checklists.screen(view, one, one.revision, "0", part)
            found = entries(screen)
            if met and found[0].label in met:
                break
            met += [button.label for button in found]
            for button in found:
                ticked = press(content, button.data or "", locale)
                label = button.label.replace("⬜", "✅")
                assert label in [after.label for after in entries(ticked)]
                again = next(b for b in entries(ticked) if b.label == label)
                assert press(content, again.data or "", locale) == screen
        say = view.say.in_script
        assert met == [f"⬜ {say(entry.text)}" for entry in text.entries.values()]


def test_nothing_is_stored(content: Content) -> None:
    for one in content.checklists.values():
        before = Session(locale="ru")
        screen = checklists.screen(view_of(content), one)
        for button in entries(screen):
            assert respond(content, before, Press(button.data or ""), NOW).session == before


def ticked(content: Content, part: str = "") -> Chat:
    """Two entries ticked, on the first or the last part."""
    chat = Chat(content, NOW, session=Session(locale="ru"))
    chat.type("/start home-list")
    if part:
        chat.press(part)
    for _ in range(2):
        chat.press(next(button.label for button in chat.buttons() if "⬜" in button.label))
    assert ticks(chat) == 2
    return chat


def ticks(chat: Chat) -> int:
    return sum(button.label.startswith("✅") for button in chat.buttons())


@pytest.mark.parametrize("part", ["", "Читать дальше ▸"])
def test_the_sources_lead_back_to_the_ticks(content: Content, part: str) -> None:
    chat = ticked(content, part)
    before = chat.shown()
    chat.press("Источники")
    chat.press("Назад")
    assert chat.shown() == before


def test_nothing_opens_over_ticks(content: Content) -> None:
    """Everything but the list itself and its sources, which lead back, stands below."""
    chat = ticked(content)
    for button in chat.buttons():
        turn = respond(content, chat.session, Press(button.data or ""), NOW)
        shown = turn.replies[0]
        assert isinstance(shown, Screen)
        assert shown.below == ((button.data or "")[:2] not in ("k:", "i:")), button


def test_without_ticks_the_menu_takes_the_place_of_the_list(content: Content) -> None:
    chat = Chat(content, NOW, session=Session(locale="ru"))
    chat.type("/start home-list")
    assert chat.button("Меню").data == "h"
    chat.press("SOS")
    assert not chat.turn.replies[0].below  # type: ignore[union-attr]


def test_the_sources_of_a_course_lead_back_to_its_marks(content: Content) -> None:
    one = next(iter(content.courses.values()))
    screen = lessons.menu(view_of(content), one, "3")
    source = next(button for button in buttons(screen) if button.label.startswith("📚"))
    back = press(content, source.data or "").buttons[-1][0].data
    assert press(content, back or "") == screen


@pytest.mark.parametrize(
    "data", ["i:patent:abcd:12", "i:patent:3", "i:home-list:3", "i:ban-risk:3"]
)
def test_sources_with_a_way_back_that_does_not_fit(content: Content, data: str) -> None:
    assert press(content, data).buttons[-1][0].data


def test_all_ticks_fit_a_button_and_can_be_cleared(content: Content) -> None:
    one = next(iter(content.checklists.values()))
    most = replace(
        one, id="a" * 24, entries={f"entry-{number}": () for number in range(32)}, words={
            "ru": replace(one.words["ru"], entries={
                f"entry-{number}": next(iter(one.words["ru"].entries.values()))
                for number in range(32)
            })
        },
    )  # fmt: skip
    screen = checklists.screen(view_of(content), most, one.revision, "1z141z3", 4)
    assert len(entries(screen)) == 8
    assert all(button.label.startswith("✅") for button in entries(screen))
    for button in buttons(screen):
        assert len((button.data or "").encode()) <= MAX_BYTES
        assert button.data is None or parse(button.data)


def test_a_changed_list_says_so(content: Content) -> None:
    one = next(iter(content.checklists.values()))
    chat = Chat(content, NOW, session=Session(locale="ru"))
    chat.event(Press(f"k:{one.id}:0bad:7:1"))
    assert "Список изменился. Отметьте заново." in chat.shown()
    assert not [button for button in chat.buttons() if button.label.startswith("✅")]


def test_ticks_of_entries_that_never_were_are_dropped(content: Content) -> None:
    one = next(iter(content.checklists.values()))
    screen = checklists.screen(view_of(content), one, one.revision, "zzzzzzz")
    assert f"{len(one.entries)} из {len(one.entries)}" in to_plain(screen.body)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_lesson_leads_through_its_question_to_the_next(content: Content, locale: str) -> None:
    assert content.courses
    for course in content.courses.values():
        ends = 0
        for lesson in course.lessons:
            words = course.words[view_of(content, locale).say.language].lessons[lesson.id]
            shown = press(content, f"m:{course.id}:0:{lesson.id}:1", locale)
            for _ in range(lesson.screens - 1):
                shown = press(content, onward(shown), locale)
            question = press(content, onward(shown), locale)
            say = content.interfaces[locale].in_script
            labels = [button.label for button in buttons(question)]
            for choice in lesson.choices:
                assert say(words.choices[choice]) in labels
                row = question.buttons[lesson.choices.index(choice)]
                answer = press(content, row[0].data or "", locale)
                assert answer.id == f"lesson:{course.id}:{lesson.id}:a"
                back = [b for b in buttons(answer) if b.data and b.data.startswith("m:")]
                assert back
                ends += 1
        print(f"{course.id}: {ends} answers")


def onward(screen: Screen) -> str:
    found = [button for button in buttons(screen) if button.label.endswith("▸")]
    assert found
    return found[-1].data or ""


def test_progress_stands_in_the_buttons_only(content: Content) -> None:
    for course in content.courses.values():
        first = course.lessons[0]
        turn = respond(content, Session(locale="ru"), Press(f"m:{course.id}:0:{first.id}:a0"), NOW)
        assert turn.session == Session(locale="ru")
        screen = turn.replies[0]
        assert isinstance(screen, Screen)
        menu = next(b.data for b in buttons(screen) if b.label.startswith("🎓"))
        assert [b.label.endswith("✔️") for b in buttons(press(content, menu or ""))][
            : len(course.lessons)
        ] == [lesson is first for lesson in course.lessons]


def test_a_lesson_that_is_gone_leads_to_the_list(content: Content) -> None:
    for course in content.courses.values():
        assert press(content, f"m:{course.id}:zzz:no-such:5").id == f"course:{course.id}"


def test_the_longest_ids_fit_a_button(content: Content) -> None:
    course = next(iter(content.courses.values()))
    lesson = replace(course.lessons[0], id="b" * 24)
    words = {
        language: replace(one, lessons={"b" * 24: one.lessons[course.lessons[0].id]})
        for language, one in course.words.items()
    }
    longest = replace(course, id="a" * 24, lessons=(lesson,) * 12, words=words)
    for step in ("1", "q", "a3"):
        for button in buttons(lessons.screen(view_of(content), longest, "2rz", lesson.id, step)):
            assert len((button.data or "").encode()) <= MAX_BYTES


def test_every_list_is_found_in_its_section_by_a_link_and_by_start(content: Content) -> None:
    listed: list[Checklist | Course] = [*content.checklists.values(), *content.courses.values()]
    for one in listed:
        parts = [press(content, f"s:{one.section}:{part}") for part in (1, 2)]
        title = one.words["ru"].title
        assert any(button.label.endswith(title) for part in parts for button in buttons(part))
        chat = Chat(content, NOW, session=Session(locale="ru"))
        chat.type(f"/start {one.id}")
        assert title in chat.shown()
        assert chat.turn.topics == (one.topic,)
        chat.press("Источники")
        assert one.sources[0].name in chat.shown()
        chat.press("Назад")
        assert title in chat.shown()


def press(content: Content, data: str, locale: str = "ru") -> Screen:
    turn = respond(content, Session(locale=locale), Press(data), NOW)
    screen = turn.replies[0]
    assert isinstance(screen, Screen)
    return screen
