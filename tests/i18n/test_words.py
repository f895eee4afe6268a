"""The words a reader gets: language, fallback, script, and the facts of the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.content import words
from bot.content.markup import to_plain, to_telegram_html
from bot.content.model import (
    LOCALES,
    Content,
    Fact,
    FactValue,
    Flow,
    FlowWords,
    OutcomeWords,
    Page,
    PageWords,
    PlaceWords,
    QuestionWords,
    Section,
    SectionWords,
    Source,
    TranslationStatus,
)
from bot.i18n import Interface

TODAY = date(2026, 3, 1)
SOURCE = Source("Газета", None, "2026-02", "high")
PINNED = {"sentabr": "сентябрь", "Telegram": "Telegram", "kompyuter": "компьютер"}


def fact(
    id_: str, unit: str, value: Decimal | str, currency: str | None = None, end: date | None = None
) -> Fact:
    return Fact(id_, unit, (FactValue(None, end, value, currency, SOURCE),))


FACTS = [
    fact("duty", "money", Decimal(12500), "RUB"),
    fact("tax", "percent", Decimal(13)),
    fact("stay", "days", Decimal(90)),
    fact("ban", "years", Decimal(5)),
    fact("share", "number", Decimal("1234.5")),
    fact("since", "date", "2026-02-05"),
    fact("month", "date", "2026-02"),
    fact("opens", "time", "9:00"),
    fact("police", "phone", "+992 102"),
    fact("site", "url", "https://mvd.ru/check"),
    fact("old", "money", Decimal(100), "RUB", end=date(2026, 2, 28)),
]


def page(**by_language: PageWords) -> Page:
    return Page(
        id="ban",
        section="entry-bans",
        order=1,
        topic="ban",
        origins=frozenset(),
        stages=frozenset(),
        links=(),
        reviewed=TODAY,
        review_every=90,
        sources=(SOURCE,),
        words=by_language,
        status={
            "ru": TranslationStatus.UP_TO_DATE,
            "tg": TranslationStatus.MISSING,
            "uz": TranslationStatus.OUTDATED,
        },
        path=Path("ru/entry-bans/ban.yaml"),
    )


PAGE = page(
    ru=PageWords("Запрет и MyApp", "Кратко", "Тело страницы **MyApp**.", {"cost": "{duty}"}),
    uz=PageWords("Sentabrda taqiq", "Qisqa", "**Sentabrda** https://a.uz/sh {duty} {stay:n} kun"),
)


@pytest.fixture
def content() -> Content:
    place_words = {
        "ru": PlaceWords({"embassy": "посольство", "office": "отдел"}, {"legal": "юрист"}, {}),
        "uz": PlaceWords({"embassy": "elchixona"}, {"legal": "kompyuterda yurist"}, {}),
    }
    empty: dict[str, Any] = {}
    return Content(
        revision="1",
        sections=empty,
        pages={PAGE.id: PAGE},
        flows=empty,
        facts={one.id: one for one in FACTS},
        places=(),
        regions=(),
        offices=(),
        place_words=place_words,
        interfaces={locale: Interface(locale, {}, {}, PINNED) for locale in LOCALES},
        topics=(),
    )


def shown(content: Content, markdown: str, locale: str) -> str:
    return to_plain(words.blocks(content, markdown, locale, TODAY))


def test_own_words_or_russian(content: Content) -> None:
    titles = [words.page_words(content, PAGE, locale).title for locale in LOCALES]
    assert titles == [
        "Запрет и MyApp",
        "Запрет и MyApp",
        "Sentabrda taqiq",
        "Сентябрда тақиқ",
        "Запрет и MyApp",
    ]


def test_russian_in_place_of_uzbek_is_not_rewritten(content: Content) -> None:
    russian = page(ru=PAGE.words["ru"])
    text = words.page_words(content, russian, "uz-Cyrl")
    assert text == PAGE.words["ru"]
    assert shown(content, text.body, "uz-Cyrl") == "Тело страницы MyApp."


def test_body_is_written_after_parsing(content: Content) -> None:
    text = words.page_words(content, PAGE, "uz-Cyrl")
    assert text.body == PAGE.words["uz"].body
    html = to_telegram_html(words.blocks(content, text.body, "uz-Cyrl", TODAY))
    assert html == "<b>Сентябрда</b> https://a.uz/sh 12\u00a0500 рубль 90 кун"


def test_links_and_code_stay_latin(content: Content) -> None:
    html = to_telegram_html(
        words.blocks(content, "[Sayt](https://a.uz/sh) `shart` Telegram РВП", "uz-Cyrl", TODAY)
    )
    assert html == '<a href="https://a.uz/sh">Сайт</a> <code>shart</code> Telegram РВП'


def test_section_and_flow_words(content: Content) -> None:
    section = Section("a", 1, "x", {"uz": SectionWords("Shartnoma", "Ish")}, {})
    assert words.section_words(content, section, "uz-Cyrl") == SectionWords("Шартнома", "Иш")
    question = QuestionWords("**Savol**?", "yordam", {"home": "Uyda"})
    text = FlowWords(
        "Nom", "Qisqa", "kirish", {"q": question}, {"o": OutcomeWords("Chora", "ish")}, "oxiri"
    )
    flow = Flow(
        id="f", section="a", order=1, topic="t", origins=frozenset(), stages=frozenset(), links=(),
        reviewed=TODAY, review_every=90, sources=(), status={}, path=Path(), revision="0",
        questions=(), outcomes=(), otherwise="o", words={"uz": text, "ru": text},
    )  # fmt: skip
    assert words.flow_words(content, flow, "uz-Cyrl") == FlowWords(
        "Ном",
        "Қисқа",
        "kirish",
        {"q": QuestionWords("**Savol**?", "yordam", {"home": "Уйда"})},
        {"o": OutcomeWords("Чора", "ish")},
        "oxiri",
    )


def test_place_words_fill_their_gaps_with_russian(content: Content) -> None:
    labels = words.place_words(content, "uz-Cyrl")
    assert labels.types == {"embassy": "элчихона", "office": "отдел"}
    assert labels.services == {"legal": "компьютерда юрист"}
    assert words.place_words(content, "ky").types["embassy"] == "посольство"


def test_status() -> None:
    assert [words.status(PAGE, locale).value for locale in LOCALES] == [
        "up-to-date",
        "missing",
        "outdated",
        "outdated",
        "missing",
    ]


@pytest.mark.parametrize(
    ("names", "locale", "name"),
    [
        ({"ru": "Хива", "uz": "Xiva"}, "uz", "Xiva"),
        ({"ru": "Хива", "uz": "Xiva"}, "uz-Cyrl", "Хива"),
        ({"ru": "Район", "uz": "Tumani", "uz-Cyrl": "Тумани!"}, "uz-Cyrl", "Тумани!"),
        ({"ru": "Душанбе", "tg": "шаҳри Душанбе"}, "uz-Cyrl", "Душанбе"),
        ({"tg": "шаҳри Душанбе"}, "ky", "шаҳри Душанбе"),
    ],
)
def test_name(names: Mapping[str, str], locale: str, name: str) -> None:
    assert words.name_of(names, locale) == name


def test_name_with_a_pinned_word() -> None:
    assert words.name_of({"uz": "Kompyuter uyi"}, "uz-Cyrl", PINNED) == "Компьютер уйи"


@pytest.mark.parametrize(
    ("markdown", "texts"),
    [
        ("{duty}", "12_500 рублей|12_500 рубл|12_500 rubl|12_500 рубль|12_500 рубль"),
        ("{duty:n}", "12_500|" * 4 + "12_500"),
        ("{tax}", "13_%|13%|13%|13%|13%"),
        ("{stay}", "90 дней|90 рӯз|90 kun|90 кун|90 күн"),
        ("{stay:n}", "90|90|90|90|90"),
        ("{ban}", "5 лет|5 сол|5 yil|5 йил|5 жыл"),
        ("{share}", "1_234,5|" * 4 + "1_234,5"),
        (
            "{since}",
            "5 февраля 2026|5 феврали соли 2026|2026-yil 5-fevral|2026 йил 5 февраль|"
            "2026-жылдын 5-февралы",
        ),
        (
            "{month}",
            "февраль 2026|феврали соли 2026|2026-yil fevral|2026 йил февраль|2026-жылдын февралы",
        ),
        ("{opens}", "09:00|" * 4 + "09:00"),
        ("{police}", "+992 102|" * 4 + "+992 102"),
    ],
)
def test_facts(content: Content, markdown: str, texts: str) -> None:
    found = [shown(content, markdown, locale) for locale in LOCALES]
    assert found == texts.replace("_", "\u00a0").split("|")


def test_fact_as_an_address(content: Content) -> None:
    html = to_telegram_html(words.blocks(content, "[сайт]({site})", "ru", TODAY))
    assert html == '<a href="https://mvd.ru/check">сайт</a>'


@pytest.mark.parametrize("name", ["old", "unheard-of", "old:n"])
def test_no_value_today_is_said_and_never_the_last_known(content: Content, name: str) -> None:
    text = shown(content, f"Пошлина {{{name}}}.", "ru")
    assert text.startswith("Пошлина not known today.")
    assert "Ask before you pay" in text
    assert "100" not in text
    assert "{" not in text


def test_last_day_of_a_value_counts(content: Content) -> None:
    day = date(2026, 2, 28)
    assert to_plain(words.blocks(content, "{old}", "ru", day)) == "100 рублей"
