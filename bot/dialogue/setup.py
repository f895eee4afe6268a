"""Language, origin, stage, region: asked once, changed at any time, each can be skipped."""

from __future__ import annotations

from bot.content import words
from bot.content.markup import Block
from bot.content.model import LOCALES, ORIGINS, STAGES
from bot.dialogue.actions import Button, Row, Screen
from bot.dialogue.buttons import to
from bot.dialogue.view import View, guess_locale, heading, name, rows, ui

LANGUAGE_NAMES = {
    "ru": "Русский",
    "tg": "Тоҷикӣ",
    "uz": "Oʻzbekcha",
    "uz-Cyrl": "Ўзбекча",
    "ky": "Кыргызча",
}
FLAGS = {"tj": "🇹🇯", "uz": "🇺🇿", "kg": "🇰🇬"}


def language(view: View, following: tuple[str, ...] = (), hint: str = "") -> Screen:
    """Five names, each in its own language; the guess from Telegram first.

    `following`: `b` for the first questions, a page id for a deep link, a flow with its
    revision and answers for the question that was left, else the settings.
    """
    order = sorted(LOCALES, key=lambda locale: locale != (guess_locale(hint) or "ru"))
    ask = []
    for locale in order:
        _ = view.content.interfaces[locale]
        ask.append(_("language", "Choose a language"))
    buttons: list[Row] = [
        (Button(LANGUAGE_NAMES[locale], to("l", locale, *following)),) for locale in order
    ]
    last: Row = (Button("🆘 SOS", to("x")),)
    if not following or len(following) > 1:
        left = to("f", *following) if following else to("e")
        last = (Button(view.say("button", "‹ Back"), left), *last)
    buttons.append(last)
    return Screen("language", ui("\n\n".join(ask)), tuple(buttons))


def origin(view: View, first_time: bool) -> Screen:
    _ = view.say
    countries = words.place_words(view.content, view.locale).countries
    tail = ("b",) if first_time else ()
    buttons: list[Row] = [
        (Button(f"{FLAGS[code]} {countries[code]}", to("o", code, *tail)),) for code in ORIGINS
    ]
    buttons.append((Button(_("button", "Skip"), to("o", "-", *tail)),))
    body = (
        heading(_("setup", "Which country are you from?")),
        *ui(_("setup", "Rules differ by citizenship. You can skip this and change it later.")),
    )
    return Screen("origin", body, (*buttons, _last(view, first_time)))


def stage(view: View, first_time: bool) -> Screen:
    _ = view.say
    labels = stage_labels(view)
    tail = ("b",) if first_time else ()
    buttons: list[Row] = [(Button(labels[code], to("t", code, *tail)),) for code in STAGES]
    buttons.append((Button(_("button", "Skip"), to("t", "-", *tail)),))
    body = (heading(_("setup", "Where are you now?")),)
    return Screen("stage", body, (*buttons, _last(view, first_time)))


def stage_labels(view: View) -> dict[str, str]:
    _ = view.say
    return {
        "before": "🧳 " + _("stage", "At home, getting ready to leave"),
        "away": "🏗 " + _("stage", "Abroad"),
        "back": "🏠 " + _("stage", "Back home"),
    }


def region(view: View) -> Screen:
    """The regions of the country of origin; one is remembered."""
    _ = view.say
    found = [r for r in view.content.regions if view.session.origin in (None, r.country)]
    buttons = [Button(name(r.names, view), to("g", r.id)) for r in found]
    body = (heading(_("setup", "Which is your home region?")),)
    skip = ((Button(_("button", "Skip"), to("g", "-")),),)
    return Screen("region", body, (*rows(buttons), *skip, view.nav(to("e"))))


def settings(view: View) -> Screen:
    """What is remembered, and buttons to change or delete it."""
    _, session = view.say, view.session
    not_said = _("setup", "not said")
    countries = words.place_words(view.content, view.locale).countries
    home = next((r for r in view.content.regions if r.id == session.region), None)
    lines = [
        ("🌐 " + _("setup", "Language"), LANGUAGE_NAMES[view.locale]),
        ("🛂 " + _("setup", "Country"), countries.get(session.origin or "", not_said)),
        ("🗺 " + _("setup", "Region"), name(home.names, view) if home else not_said),
        ("🧭 " + _("setup", "Now"), stage_labels(view).get(session.stage or "", not_said)),
    ]
    targets = (to("l"), to("o"), to("g"), to("t"))
    buttons = [
        Button(label, target) for (label, _value), target in zip(lines, targets, strict=True)
    ]
    buttons += [
        Button("🔒 " + _("button", "What is kept"), to("v")),
        Button("🗑 " + _("button", "Forget me"), to("d")),
    ]
    body: tuple[Block, ...] = (
        heading("⚙️ " + _("button", "Settings")),
        *ui("\n".join(f"- {label}: {value}" for label, value in lines)),
    )
    return Screen("settings", body, (*rows(buttons), view.nav("h")))


def _last(view: View, first_time: bool) -> Row:
    return (Button("🆘 SOS", to("x")),) if first_time else view.nav(to("e"))
