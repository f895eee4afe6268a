"""Three hundred typed names, and the words that are none."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from bot.content import words
from bot.content.model import LOCALES, Content
from bot.dialogue.asking.asked import ask
from bot.dialogue.gazetteer import gazetteer
from bot.dialogue.place_names import Sure

HERE = Path(__file__).parent
with (HERE / "typed_names.tsv").open(encoding="utf-8", newline="") as file:
    TYPED = list(csv.DictReader(file, delimiter="\t"))
MOST = 8  # as many are offered as buttons


def offered(content: Content, typed: str) -> frozenset[str]:
    """The districts a text leads to: one, or the few it asks about; none where pages come first."""
    where = ask(content, typed).whereabouts
    return where.districts if where and len(where.districts) <= MOST else frozenset()


def test_the_list_is_whole(content: Content) -> None:
    known = {district.id for region in content.regions for district in region.districts}
    assert len(TYPED) >= 300
    assert {row["district"] for row in TYPED} <= known
    assert set(LOCALES) == {row["script"] for row in TYPED}
    assert min(Counter(row["script"] for row in TYPED).values()) >= 55
    assert len({(row["script"], row["typed"]) for row in TYPED}) == len(TYPED)


def test_nineteen_of_twenty_find_their_district(
    content: Content, capsys: pytest.CaptureFixture[str]
) -> None:
    right, direct, total = Counter[str](), Counter[str](), Counter[str]()
    wrong = []
    for row in TYPED:
        found = offered(content, row["typed"])
        total[row["script"]] += 1
        right[row["script"]] += row["district"] in found
        direct[row["script"]] += found == {row["district"]}
        if row["district"] not in found:
            wrong.append(f"{row['script']} {row['typed']} → {sorted(found)}")
    with capsys.disabled():
        print("\nscript    found  at once  of")
        for script in LOCALES:
            print(f"{script:9} {right[script]:5} {direct[script]:8} {total[script]:3}")
        print("\n".join(wrong))
    assert right.total() >= 0.95 * total.total(), wrong
    for script in LOCALES:
        assert right[script] >= 0.9 * total[script], script
        assert direct[script] >= 0.75 * total[script], script


@pytest.mark.parametrize(
    ("typed", "districts"),
    [
        ("Манас", {"kg-manas-city", "kg-manas-rayon"}),
        ("qorgonteppa", {"uz-39", "tj-bokhtar"}),
        ("Бустон", {"tj-buston-sughd", "uz-35"}),
        ("Гулистан", {"uz-141", "tj-guliston-sughd"}),
        ("Бустон, Согд", {"tj-buston-sughd"}),
        ("Бустон тумани", {"uz-35"}),
        ("Чорку", {"tj-isfara"}),
        ("Нарын район", {"kg-naryn-rayon", "uz-101"}),
    ],
)
def test_one_name_in_two_places_asks_which(
    content: Content, typed: str, districts: set[str]
) -> None:
    assert offered(content, typed) >= districts
    if len(districts) == 1:
        assert offered(content, typed) == districts


@pytest.mark.parametrize(
    ("typed", "region", "country"),
    [
        ("Ташкент", "uz-14", ""), ("Ташкентская область", "uz-11", ""),
        ("Хатлон", "tj-khatlon", ""), ("Суғд", "tj-sughd", ""), ("Нарын облусу", "kg-naryn", ""),
        ("Таджикистан", "", "tj"),
        ("Oʻzbekiston", "", "uz"), ("Кыргызстан", "", "kg"),
    ],
)  # fmt: skip
def test_regions_and_countries(content: Content, typed: str, region: str, country: str) -> None:
    place = ask(content, typed).place
    assert place is not None
    assert (place.region, place.country) == (region, country)


def test_what_people_ask_is_no_place(content: Content) -> None:
    """Titles, summaries and example questions of every page in every script lead to pages."""
    checked = 0
    for target in (*content.pages.values(), *content.flows.values()):
        for locale in LOCALES:
            if target.id in content.pages:
                text = words.page_words(content, content.pages[target.id], locale)
            else:
                text = words.flow_words(content, content.flows[target.id], locale)  # type: ignore[assignment]
            for phrase in (text.title, *text.ask):
                where = ask(content, phrase).whereabouts
                assert not where, (locale, phrase, where)
                checked += 1
    assert checked > 300


def test_ordinary_words_are_no_town(content: Content) -> None:
    """How people name their troubles (tests/places/ordinary.txt) is never surely a place."""
    phrases = (HERE / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    assert len(phrases) > 500
    taken = {}
    asked = 0
    for phrase in phrases:
        if where := ask(content, phrase).whereabouts:
            asked += 1  # «do you mean this place?» and the menu
            if where.sure is not Sure.ALIKE:
                taken[phrase] = where
    assert not taken
    assert asked < 0.03 * len(phrases)


@pytest.mark.parametrize("text", ["бан дорам", "yangi qonun", "manda ban", "кор дорам"])
def test_two_ordinary_words_are_no_place_with_a_typo(content: Content, text: str) -> None:
    assert gazetteer(content).meant(text) is None


@pytest.mark.parametrize(
    ("text", "district"), [("Кара Соо", "kg-kara-suu"), ("Жалал Обод", "kg-manas-city")]
)
def test_two_words_may_have_other_vowels(content: Content, text: str, district: str) -> None:
    place = gazetteer(content).meant(text)
    assert place is not None
    assert district in place.districts


def test_every_official_name_finds_its_district(content: Content) -> None:
    """In every language, with and without its own letters."""
    plain = str.maketrans("ғӣқӯҳҷңөүўё", "гикухчноууе")
    for region in content.regions:
        for district in region.districts:
            for name in (*district.names.values(), *district.other_names):
                for typed in (name, name.lower().translate(plain), name.upper()):
                    place = gazetteer(content).meant(typed)
                    assert place, (district.id, typed)
                    found = {d.id for d in region.districts} & place.districts
                    towns = any(d.type == "city" for d in region.districts if d.id in found)
                    assert district.id in found or towns or region.id == place.region, typed


def test_any_length_is_survived(content: Content) -> None:
    for text in ("", " ", "-", "ъ", "Ош" * 5000, "а " * 5000, "\u0301" * 200, "r n", "в", "город"):
        ask(content, text)
