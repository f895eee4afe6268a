"""What the bot itself says, per locale: gettext strings from `content/<language>/ui.po`.

Read at start by Babel, no `.mo` step. The English msgid with its context is the key; a missing
translation falls back to Russian, then to English. Uzbek Cyrillic is made from Uzbek Latin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from gettext import c2py
from io import StringIO
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog as MessageCatalog
from babel.messages.pofile import PoFileError, read_po

from bot.cyrillic import to_cyrillic
from bot.errors import SafarError
from bot.formats import PLURALS, Formats, PluralRule

LOCALES = ("ru", "tg", "uz", "uz-Cyrl", "ky")
_FALLBACK = "ru"

_VALUE = re.compile(r"\{(\w+)\}")

Catalog = Mapping[tuple[str, str], tuple[str, ...]]
"""(context, msgid) → translation, or one per plural form; untranslated and fuzzy ones left out."""


class UiFileError(SafarError):
    """`ui.po` or `cyrillic.yaml` cannot be read. `line` counts from 1."""

    def __init__(self, path: Path, line: int, message: str, message_en: str) -> None:
        super().__init__(f"{path}:{line}: {message_en}")
        self.path = path
        self.line = line
        self.message = message
        self.message_en = message_en


class Interface(Formats):
    """Speaks one locale: `_("button", "Back")`, `_.plural(…)`, `_.date(…)`, `_.money(…)`.

    `language` is the folder the words come from; `pinned` the Uzbek words whose Cyrillic no
    rule gives (empty but for uz-Cyrl).
    """

    def __init__(
        self,
        locale: str,
        catalog: Catalog,
        fallback: Catalog | None = None,
        pinned: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(locale)
        self.language = locale.partition("-")[0]
        self.pinned: Mapping[str, str] = (pinned or {}) if locale == "uz-Cyrl" else {}
        self._catalogs = ((self.language, catalog), (_FALLBACK, fallback or {}))
        self._convert: Callable[[str], str] = lru_cache(maxsize=8192)(
            partial(to_cyrillic, pinned=self.pinned)
        )

    def __call__(self, context: str, msgid: str, /, **values: object) -> str:
        """The text for `msgid` in this context with `{name}` filled; unknown names stay."""
        for language, catalog in self._catalogs:
            if forms := catalog.get((context, msgid)):
                return _filled(self._own(language, forms[0]), values)
        return _filled(msgid, values)

    def plural(self, context: str, one: str, many: str, n: int, /, **values: object) -> str:
        """As a call, with the form for `n`; `{n}` is `n` as this language writes it."""
        values = {"n": self.number(n), **values}
        for language, catalog in self._catalogs:
            if forms := catalog.get((context, one)):
                form = PLURALS[language].form(n)
                if form < len(forms):
                    return _filled(self._own(language, forms[form]), values)
        return _filled(one if n == 1 else many, values)

    def in_script(self, text: str) -> str:
        """Uzbek Latin text in this locale's script; the text itself in all other locales."""
        return self._convert(text) if self.locale == "uz-Cyrl" else text

    def _own(self, language: str, text: str) -> str:
        return self.in_script(text) if language == self.language else text


def read_interfaces(content_dir: Path) -> Mapping[str, Interface]:
    """An interface per locale. Files that are not there count as empty.

    Raises UiFileError for the first file that cannot be read.
    """
    languages = ("ru", "tg", "uz", "ky")
    catalogs = {lang: read_catalog(content_dir / lang / "ui.po", lang) for lang in languages}
    pinned = read_pinned(content_dir / "uz" / "cyrillic.yaml")
    return {
        locale: Interface(locale, catalogs[locale.partition("-")[0]], catalogs[_FALLBACK], pinned)
        for locale in LOCALES
    }


def read_catalog(path: Path, language: str) -> Catalog:
    """The translated messages of one `ui.po`; {} where there is no file.

    The plural rule is pinned (`bot.formats.PLURALS`): CLDR and pybabel disagree on Tajik, so a
    file with another `Plural-Forms` header is refused. Raises UiFileError.
    """
    if not path.exists():
        return {}
    rule = PLURALS[language]
    try:
        text = path.read_bytes().decode()
        found = read_po(StringIO(text), locale=language, abort_invalid=True)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UiFileError(path, line, "файл не в UTF-8", "the file is not UTF-8") from None
    except PoFileError as error:
        raise UiFileError(path, error.lineno + 1, "строку не разобрать", str(error)) from None
    _check_rule(path, text, found, rule)
    out: dict[tuple[str, str], tuple[str, ...]] = {}
    for message in found:
        one = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
        written = message.string or ""
        forms = (written,) if isinstance(written, str) else tuple(written)
        wanted = rule.count if message.pluralizable else 1
        if one and not message.fuzzy and len(forms) == wanted and all(forms):
            out[message.context or "", one] = forms
    return out


def read_pinned(path: Path) -> Mapping[str, str]:
    """`words:` of `content/uz/cyrillic.yaml`; {} where there is no file. Raises UiFileError."""
    if not path.exists():
        return {}
    try:
        read = yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506  # text only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise UiFileError(path, line, "YAML не разобрать", "this YAML cannot be read") from None
    words = read.get("words") if isinstance(read, dict) else None
    if not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
        message = "нужен ключ words со словами «латиница: кириллица»"
        raise UiFileError(path, 1, message, "expected `words:` with `latin: cyrillic` pairs")
    return {str(latin): str(cyrillic) for latin, cyrillic in words.items()}


def _check_rule(path: Path, text: str, found: MessageCatalog, rule: PluralRule) -> None:
    """The header may be worded in another way, as long as it gives the same forms."""
    line = next((i for i, row in enumerate(text.splitlines(), 1) if "Plural-Forms:" in row), 0)
    if not line:
        return
    try:
        theirs = c2py(found.plural_expr)
        same = found.num_plurals == rule.count and all(
            theirs(n) == rule.form(n) for n in range(300)
        )
    except (ValueError, ZeroDivisionError):
        same = False
    if not same:
        russian, english = "Plural-Forms должен быть: ", "Plural-Forms must be: "
        raise UiFileError(path, line, russian + rule.header, english + rule.header)


def _filled(text: str, values: Mapping[str, object]) -> str:
    """Values are put in once: braces within a value are text."""
    return _VALUE.sub(lambda found: str(values.get(found[1], found[0])), text)
