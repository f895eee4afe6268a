"""Interface strings from `ui.po`: contexts, fallbacks, plurals, Uzbek Cyrillic, bad files."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.formats import PLURALS
from bot.i18n import LOCALES, Interface, UiFileError, read_catalog, read_interfaces, read_pinned

ENTRIES = {
    "ru": """
msgctxt "button"
msgid "Back"
msgstr "Назад"

msgctxt "title"
msgid "Back"
msgstr "Возвращение"

msgctxt "note"
msgid "Source: {name}"
msgstr "Источник: {name}"

msgctxt "count"
msgid "{n} page"
msgid_plural "{n} pages"
msgstr[0] "{n} страница"
msgstr[1] "{n} страницы"
msgstr[2] "{n} страниц"

msgctxt "count"
msgid "{n} town"
msgid_plural "{n} towns"
msgstr[0] "{n} город"
msgstr[1] "{n} города"
msgstr[2] "{n} городов"
""",
    "tg": """
msgctxt "button"
msgid "Back"
msgstr "Бозгашт"

msgctxt "count"
msgid "{n} page"
msgid_plural "{n} pages"
msgstr[0] "{n} саҳифа (як)"
msgstr[1] "{n} саҳифа"
""",
    "uz": """
msgctxt "button"
msgid "Back"
msgstr "Orqaga"

msgctxt "note"
msgid "Source: {name}"
msgstr "Manba, sentabr: {name}"

#, fuzzy
msgctxt "title"
msgid "Back"
msgstr "Notoʻgʻri"

msgctxt "empty"
msgid "Nothing"
msgstr ""
""",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for language, entries in ENTRIES.items():
        write(tmp_path, language, entries)
    (tmp_path / "uz" / "cyrillic.yaml").write_text("words:\n  sentabr: сентябрь\n", "utf-8")
    return tmp_path


def write(root: Path, language: str, entries: str, rule: str | None = None) -> Path:
    header = PLURALS[language].header if rule is None else rule
    (root / language).mkdir(exist_ok=True)
    path = root / language / "ui.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Plural-Forms: {header}\\n"\n{entries}',
        "utf-8",
    )
    return path


@pytest.fixture
def say(tree: Path) -> dict[str, Interface]:
    return dict(read_interfaces(tree))


def test_one_for_each_locale(say: dict[str, Interface]) -> None:
    assert tuple(say) == LOCALES
    assert [of.locale for of in say.values()] == list(LOCALES)
    assert [of.language for of in say.values()] == ["ru", "tg", "uz", "uz", "ky"]


def test_context_tells_words_apart(say: dict[str, Interface]) -> None:
    _ = say["ru"]
    assert _("button", "Back") == "Назад"
    assert _("title", "Back") == "Возвращение"


def test_own_words_then_russian_then_english(say: dict[str, Interface]) -> None:
    assert [of("button", "Back") for of in say.values()] == [
        "Назад",
        "Бозгашт",
        "Orqaga",
        "Орқага",
        "Назад",
    ]
    assert say["tg"]("button", "Unknown {x}", x=1) == "Unknown 1"


def test_fuzzy_and_empty_are_no_translations(say: dict[str, Interface]) -> None:
    assert say["uz"]("title", "Back") == "Возвращение"
    assert say["uz-Cyrl"]("title", "Back") == "Возвращение"
    assert say["uz"]("empty", "Nothing") == "Nothing"
    assert say["uz-Cyrl"]("empty", "Nothing") == "Nothing"


def test_values_are_filled_once_and_unknown_names_stay(say: dict[str, Interface]) -> None:
    _ = say["ru"]
    assert _("note", "Source: {name}", name="{n} %s {0}", n=5) == "Источник: {n} %s {0}"
    assert _("note", "Source: {name}") == "Источник: {name}"


def test_cyrillic_changes_words_not_values(say: dict[str, Interface]) -> None:
    text = say["uz-Cyrl"]("note", "Source: {name}", name="Migrant gazetasi")
    assert text == "Манба, сентябрь: Migrant gazetasi"
    assert say["uz-Cyrl"].pinned == {"sentabr": "сентябрь"}
    assert say["uz"].pinned == {}
    assert say["uz-Cyrl"].in_script("Sentabr") == "Сентябрь"
    assert say["uz"].in_script("Sentabr") == "Sentabr"


def test_plurals(say: dict[str, Interface]) -> None:
    def pages(locale: str, n: int) -> str:
        return say[locale].plural("count", "{n} page", "{n} pages", n)

    assert [pages("ru", n) for n in (1, 2, 5, 11, 21, 1000)] == [
        "1 страница",
        "2 страницы",
        "5 страниц",
        "11 страниц",
        "21 страница",
        "1\u00a0000 страниц",
    ]
    assert [pages("tg", n) for n in (1, 2, 21)] == [
        "1 саҳифа (як)",
        "2 саҳифа",
        "21 саҳифа",
    ]


def test_plural_falls_back_with_the_rule_of_the_language_shown(say: dict[str, Interface]) -> None:
    assert say["tg"].plural("count", "{n} town", "{n} towns", 21) == "21 город"
    assert say["ky"].plural("none", "{n} cat", "{n} cats", 1) == "1 cat"
    assert say["ky"].plural("none", "{n} cat", "{n} cats", 2, n=7) == "7 cats"


def test_no_files_are_no_words(tmp_path: Path) -> None:
    assert read_interfaces(tmp_path)["tg"]("button", "Back") == "Back"


def test_wrong_plural_rule_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "tg", "", rule="nplurals=1; plural=0;")
    with pytest.raises(UiFileError, match=r"Plural-Forms must be: nplurals=2") as caught:
        read_catalog(path, "tg")
    assert caught.value.line == 4


def test_the_same_rule_in_other_words_is_taken(tmp_path: Path) -> None:
    rule = (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    )
    assert read_catalog(write(tmp_path, "ru", ENTRIES["ru"], rule=rule), "ru")


def test_half_translated_plural_is_none(tmp_path: Path) -> None:
    entries = 'msgctxt "c"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] ""\n'
    assert read_catalog(write(tmp_path, "tg", entries), "tg") == {}


def test_broken_file_names_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "tg", 'msgctxt "a"\nmsgid "b"\nno quotes\n')
    with pytest.raises(UiFileError) as caught:
        read_catalog(path, "tg")
    assert caught.value.line == 7
    path.write_bytes('msgid ""\nmsgstr "Ю"\n'.encode("cp1251"))
    with pytest.raises(UiFileError, match="UTF-8") as caught:
        read_catalog(path, "tg")
    assert caught.value.line == 2


@pytest.mark.parametrize("text", ["words: [a]\n", "- a\n", "words:\n  a: [b]\n", "words: {a: b\n"])
def test_broken_pinned_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cyrillic.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(UiFileError):
        read_pinned(path)


def test_pinned_words_are_text(tmp_path: Path) -> None:
    path = tmp_path / "cyrillic.yaml"
    path.write_text("words:\n  no: но\n  on: он\n", "utf-8")
    assert read_pinned(path) == {"no": "но", "on": "он"}


def test_a_plain_string_is_no_plural(say: dict[str, Interface]) -> None:
    assert say["ru"].plural("button", "Back", "Backs", 5) == "Backs"
