"""A person works things out in a real browser, in each of five scripts: a word explained, a sum
with a mistyped date, a checklist, a lesson, danger typed in their own words.

With SAFAR_SCREENSHOTS=<folder> each stage leaves a picture there (`make screenshots`).
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from bot.content import words
from bot.content.markup import to_plain
from bot.content.model import Content
from bot.dialogue.notices import view_of
from bot.dialogue.session import Session
from tests.conftest import NOW
from tests.journey.conftest import LOCALES, Phone

DANGER = {
    "ru": "меня бьют и не отпускают",
    "tg": "маро мезананд, намемонанд равам",
    "uz": "meni urishyapti, qo'yib yuborishmayapti",
    "uz-Cyrl": "мени уришяпти, қўйиб юборишмаяпти",
    "ky": "мени сабап жатышат, коё бербей жатышат",
}


@pytest.mark.parametrize("locale", LOCALES)
def test_work_it_out(locale: str, content: Content, phone: Phone) -> None:
    view = view_of(content, Session(locale=locale), NOW.date())
    _ = view.say
    phone.begin(_)

    phone.write("/start deportation")
    phone.sees("📅")
    term = phone.page.locator("button.key", has_text="ℹ️").last
    label = term.inner_text().strip().removeprefix("ℹ️ ")
    term.click()
    expect(phone.page.get_by_role("dialog")).to_contain_text(f"{label} — ")
    phone.shoot("term")
    phone.page.get_by_role("dialog").get_by_role("button").click()
    expect(phone.page.get_by_role("dialog")).to_have_count(0)

    flow = words.flow_words(content, content.flows["register-by"], locale)
    citizen, entered = flow.questions["citizen"], flow.questions["entered"]
    phone.write("/start register-by")
    phone.sees(_("flow", "Question {number}", number=1))
    phone.press(citizen.choices["tj"], _("flow", "Question {number}", number=2))
    phone.write("31.02.2026")
    wrong_date = words.blocks(content, entered.error, locale, NOW.date())
    phone.sees(to_plain(wrong_date).split(".")[0])
    phone.shoot("wrong-date")
    phone.write("1.11.2026")
    phone.sees("📅")
    phone.shoot("sum")

    checklist = words.checklist_words(content, content.checklists["home-list"], locale)
    phone.write("/start home-list")
    first, second = list(checklist.entries.values())[:2]
    phone.press(first.text, "☑️")
    expect(phone.page.locator("button.key", has_text=f"✅ {first.text}")).to_be_visible()
    phone.press(second.text, "☑️")
    expect(phone.page.locator("button.key", has_text=f"✅ {second.text}")).to_be_visible()
    phone.shoot("checklist")

    course = content.courses["money-course"]
    lesson = course.lessons[1]
    text = words.course_words(content, course, locale).lessons[lesson.id]
    phone.write("/start money-course")
    phone.press(text.title, f"1/{lesson.screens}")
    phone.shoot("lesson")
    for number in range(2, lesson.screens + 1):
        phone.press(_("lesson", "Next"), f"{number}/{lesson.screens}")
    asked = to_plain(words.blocks(content, text.question, locale, NOW.date()))
    phone.press(_("lesson", "The question"), asked[:20])
    right = next(choice for choice in lesson.choices if choice in lesson.right)
    phone.press(text.choices[right], "✅")
    phone.shoot("answer")

    phone.write(DANGER[locale])
    phone.sees("112")
    phone.shoot("danger")
