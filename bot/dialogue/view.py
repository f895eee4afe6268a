"""How one person sees the content at one moment: language, day, settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.content import markup, words
from bot.content.markup import Block, Heading, Paragraph, Span
from bot.content.model import (
    LOCALES,
    SOURCE_LANGUAGE,
    Checklist,
    Content,
    Flow,
    Listed,
    Page,
    TranslationStatus,
)
from bot.dialogue.actions import Button, Row
from bot.dialogue.buttons import to
from bot.dialogue.session import Session
from bot.i18n import Interface

_PAIR = 13  # characters: two labels of this length stand side by side at 360 px


def guess_locale(hint: str) -> str | None:
    """The locale for Telegram's `language_code` (`ru`, `uz`, `tg-TJ` …), or None."""
    language = hint.replace("_", "-").split("-")[0].lower()
    if language == "uz" and "cyrl" in hint.lower():
        return "uz-Cyrl"
    return language if language in LOCALES else None


@dataclass(frozen=True, slots=True)
class View:
    """`locale` is always one of LOCALES; `today` decides facts and notices."""

    content: Content
    session: Session
    locale: str
    today: date

    @property
    def say(self) -> Interface:
        return self.content.interfaces[self.locale]

    def text(self, markdown: str, values: Mapping[str, str] | None = None) -> tuple[Block, ...]:
        """Blocks of a content text with the facts of today in this language; `values`: what a
        calculator worked out."""
        return words.blocks(self.content, markdown, self.locale, self.today, values or {})

    def of(self, target: Listed) -> View:
        """The view in which the words of `target` stand: Russian where there is no translation,
        so that its facts are not written in another language."""
        missing = words.status(target, self.locale) is TranslationStatus.MISSING
        return replace(self, locale=SOURCE_LANGUAGE) if missing else self

    def in_russian(self) -> View:
        return replace(self, locale=SOURCE_LANGUAGE)

    def nav(self, back: str | None = None) -> Row:
        """The last row of every screen: back, home, SOS."""
        _ = self.say
        row = [Button(_("button", "‹ Back"), back)] if back and back != "h" else []
        row.append(Button(_("button", "☰ Menu"), to("h")))
        row.append(Button(_("button", "🆘 SOS"), to("x")))
        return tuple(row)

    def link(self, target: str) -> Button | None:
        """A button to a page, flow, checklist, course or section; None where it is gone."""
        content = self.content
        if one := content.listed(target):
            title = words.title_of(content, one, self.locale)
            return Button(f"{_icon(one)}{title}", to(verb_of(one), one.id))
        if section := content.sections.get(target):
            title = words.section_words(content, section, self.locale).title
            return Button(f"{section.icon} {title}", to("s", section.id))
        return None

    def links(self, targets: tuple[str, ...], *, below: bool = False) -> tuple[Row, ...]:
        """A row each, without what is only for citizens of another country: «you need no patent»
        must not be read by who needs one. `below`: what they open stands in a new message."""
        fitting = (
            t for t in targets if not (one := self.content.listed(t)) or self.origin_fits(one)
        )
        found = ((target, self.link(target)) for target in fitting)
        return tuple(
            (replace(button, data=to("b", target)) if below else button,)
            for target, button in found
            if button
        )

    def origin_fits(self, one: Listed) -> bool:
        """Whether it is meant for citizens of this person's country, as far as we know it."""
        origin = self.session.origin
        return not one.origins or origin is None or origin in one.origins


def verb_of(target: Listed) -> str:
    """The verb of the button grammar that opens it."""
    if isinstance(target, Page):
        return "p"
    if isinstance(target, Flow):
        return "f"
    return "k" if isinstance(target, Checklist) else "m"


def _icon(target: Listed) -> str:
    if isinstance(target, Flow):
        return "🧮 " if target.calculate else "✅ "
    return {"k": "📋 ", "m": "🎓 "}.get(verb_of(target), "")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a long text. `turning` and `mark` («2/3») are empty where everything fits."""

    blocks: tuple[Block, ...]
    turning: tuple[Row, ...]
    mark: str
    last: bool

    def title(self, text: str) -> Heading:
        return heading(f"{text} ({self.mark})" if self.mark else text)


def part_of(
    view: View, groups: Iterable[list[Block]], number: int, limit: int, target: Callable[[int], str]
) -> Part:
    """The part `number` (from 1, clamped) of at most `limit` visible characters.

    A group is not cut while it fits somewhere whole: a card of steps stays together. `target(n)`
    is the button data of part n.
    """
    _ = view.say
    parts: list[tuple[Block, ...]] = []
    for group in filter(None, groups):
        if parts and markup.visible_length((*parts[-1], *group)) <= limit:
            parts[-1] = (*parts[-1], *group)
        else:
            parts += markup.split(group, limit)
    parts = parts or [()]
    number = min(max(number, 1), len(parts))
    row = []
    if number > 1:
        row.append(Button("◂ " + _("button", "Before"), target(number - 1)))
    if number < len(parts):
        row.append(Button(_("button", "Read on") + " ▸", target(number + 1)))
    mark = f"{number}/{len(parts)}" if len(parts) > 1 else ""
    return Part(parts[number - 1], (tuple(row),) if row else (), mark, number == len(parts))


def ui(markdown: str) -> tuple[Block, ...]:
    """Blocks of an interface text (already in its language and script)."""
    return markup.parse(markdown)


def heading(title: str) -> Heading:
    return Heading((Span(title),))


def note(text: str) -> Paragraph:
    """A line about the text itself: its status, its date."""
    return Paragraph((Span(text, italic=True),))


def rows(buttons: list[Button]) -> tuple[Row, ...]:
    """One button a row; two where both labels are short."""
    out: list[Row] = []
    for button in buttons:
        short = len(button.label) <= _PAIR
        if short and out and len(out[-1]) == 1 and len(out[-1][0].label) <= _PAIR:
            out[-1] = (out[-1][0], button)
        else:
            out.append((button,))
    return tuple(out)


def name(names: Mapping[str, str], view: View) -> str:
    return words.name_of(names, view.locale, view.say.pinned)
