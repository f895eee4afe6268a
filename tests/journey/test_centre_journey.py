"""Home again, in a real browser, in each of five scripts: coming home → who takes my case →
country → region → district → need, then a typed town, then a name of several places.

With SAFAR_SCREENSHOTS=<folder> each stage leaves a picture there (`make screenshots`).
"""

from __future__ import annotations

import pytest

from bot.content import words
from bot.content.model import Content
from bot.dialogue.nearest import district_of
from bot.dialogue.needs import text_of
from bot.dialogue.notices import view_of
from bot.dialogue.session import Session
from bot.dialogue.setup import stage_labels
from bot.dialogue.view import name
from tests.conftest import NOW
from tests.journey.conftest import LOCALES, ORIGIN, Phone

# locale → district of the way by buttons, need, what is typed and where it leads, a doubtful name
WAYS = {
    "ru": ("tj-isfara", "job", "я в Кулябе", "tj-kulob", "Бустон"),
    "tg": ("tj-asht", "entry-ban", "панчакент", "tj-panjakent", "кургонтеппа"),
    "uz": ("uz-175", "business", "toraqorgon", "uz-103", "qorgonteppa"),
    "uz-Cyrl": ("uz-177", "women", "Самаркандликман", "uz-122", "Бўстон"),
    "ky": ("kg-nookat", "health", "Ошто", "kg-osh-city", "Манас"),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_home_again(locale: str, content: Content, phone: Phone) -> None:
    view = view_of(content, Session(locale=locale), NOW.date())
    _ = view.say
    district_id, need_id, typed, there_id, doubtful = WAYS[locale]
    district, there = district_of(content, district_id), district_of(content, there_id)
    assert district
    assert there
    region = next(r for r in content.regions if r.id == district.region)
    need = next(n for n in content.needs if n.id == need_id)
    country = words.place_words(content, locale).countries
    section = words.section_words(content, content.sections["coming-home"], locale)

    phone.begin(_)
    phone.press(country[ORIGIN[locale]], _("setup", "Where are you now?"))
    phone.press(stage_labels(view)["back"], _("home", "What do you need?"))
    phone.press(section.title, section.summary)
    asked = _("need", "Where is home? Choose the country, then the district, then what you need.")
    phone.press(_("button", "Who takes my case?"), asked)
    phone.press(country[district.country], _("centre", "Choose your region"))
    phone.press(name(region.names, view), _("centre", "Choose your town or district."))
    phone.press(
        name(district.names, view), _("need", "What do you need? We tell you who takes the case.")
    )
    phone.shoot("needs")
    advice = _("need", "This is our advice. Our sources give no list of papers: ask by phone.")
    phone.press(text_of(view, need).title, advice)
    phone.shoot("need-answer")
    phone.press(_("button", "Offices and centres here"), "📍 " + name(district.names, view))
    phone.write(typed)
    phone.sees("📍 " + name(there.names, view))
    phone.shoot("typed-town")
    phone.write(doubtful)
    phone.sees(_("search", "Which of these places?"))
    phone.shoot("which-place")
