"""A person in a real browser, in each of five scripts: start → profile → page → back → the ban
questions to an outcome → location → a centre → /forget.

With SAFAR_SCREENSHOTS=<folder> each stage leaves a picture there (`make screenshots`).
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from bot.content import words
from bot.content.model import Content
from bot.dialogue.notices import view_of
from bot.dialogue.session import Session
from bot.dialogue.setup import stage_labels
from tests.conftest import NOW
from tests.journey.conftest import LOCALES, ORIGIN, Phone

TOWN = {"tj": "Душанбе", "uz": "Самарканд", "kg": "Ош"}


@pytest.mark.parametrize("locale", LOCALES)
def test_journey(locale: str, content: Content, phone: Phone) -> None:
    view = view_of(content, Session(locale=locale), NOW.date())
    _ = view.say
    origin = ORIGIN[locale]
    country = words.place_words(content, locale).countries
    page_words = words.page_words(content, content.pages["check-ban"], locale)
    section = words.section_words(content, content.sections["entry-bans"], locale)
    flow = content.flows["ban-risk"]
    flow_words = words.flow_words(content, flow, locale)

    phone.begin(_)
    phone.press(country[origin], _("setup", "Where are you now?"))
    phone.press(stage_labels(view)["away"], _("home", "What do you need?"))
    phone.shoot("home")
    phone.press(section.title, section.summary)
    phone.press(page_words.title, "📅")
    phone.shoot("page")
    phone.press(_("button", "‹ Back"), section.summary)
    phone.press(flow_words.title, _("flow", "Question {number}", number=1))
    phone.shoot("ban-question")
    for number in range(2, 25):
        keys = phone.page.locator(".inline-keyboard").last.locator("button.key")
        before = phone.last.inner_text()
        keys.first.click()
        expect(phone.last).not_to_have_text(before, use_inner_text=True, timeout=8000)
        if _("flow", "Question {number}", number=number) not in phone.last.inner_text():
            break
    phone.sees("📅")
    phone.shoot("ban-end")
    phone.press(_("button", "☰ Menu"), _("home", "What do you need?"))
    phone.press(
        _("button", "Nearest centre"), _("centre", "Your location is used once and not kept.")
    )
    phone.press(
        _("button", "Send my location"),
        _("centre", "Press the button below. Telegram will ask if you want to send your location."),
    )
    phone.shoot("location")
    phone.page.locator(".reply-keyboard button", has_text=_("button", "Send my location")).click()
    phone.page.get_by_role("searchbox").fill(TOWN[origin])
    phone.page.locator(".results button", has_text=TOWN[origin]).first.click()
    phone.sees(_("centre", "Distances are in a straight line."))
    phone.shoot("centre")
    phone.write("/forget")
    phone.sees(_("notice", "Done. I have forgotten you."))
    phone.shoot("forgotten")
