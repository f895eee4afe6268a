"""Short answers: what we cannot read, what went wrong, what was done."""

from __future__ import annotations

from datetime import date

from bot.content.markup import Block
from bot.content.model import Content
from bot.dialogue.actions import Button, Notice, Row, Screen
from bot.dialogue.buttons import to
from bot.dialogue.session import Session
from bot.dialogue.view import View, guess_locale, heading, ui


def view_of(content: Content, session: Session, today: date, hint: str = "") -> View:
    """The view of a person: their language, else Telegram's hint, else Russian."""
    return View(content, session, session.locale or guess_locale(hint) or "ru", today)


def unreadable(view: View, kind: str) -> Screen:
    """A voice message, photo, contact … : what we do with it (nothing) and what works."""
    _ = view.say
    lead = {
        "voice": _("media", "I cannot listen to voice messages."),
        "photo": _("media", "I cannot look at pictures, and I keep none."),
        "contact": _("media", "I do not need a phone number, and I keep none."),
        "sticker": _("media", "A nice sticker! But I only understand words."),
        "document": _("media", "I cannot open files, and I keep none."),
    }.get(kind, _("media", "I cannot read this kind of message."))
    return _with_ways(view, f"media:{kind}", lead)


def edited(view: View) -> Screen:
    _ = view.say
    return _with_ways(
        view, "edited", _("media", "I do not see changes of old messages. Send a new one.")
    )


def _with_ways(view: View, screen_id: str, lead: str) -> Screen:
    _ = view.say
    body = ui(
        lead + "\n\n" + _("media", "Write a word, for example “patent”, or choose from the menu.")
    )
    buttons: tuple[Row, ...] = (
        (Button("📍 " + _("button", "Nearest centre"), to("c")),),
        view.nav(),
    )
    return Screen(screen_id, body, buttons)


def group(view: View) -> Notice:
    _ = view.say
    return Notice(
        "group", ui(_("notice", "I only answer in private chats. Open me there: press my name."))
    )


def forgotten(view: View) -> Screen:
    _ = view.say
    body: tuple[Block, ...] = (
        heading(_("notice", "Done. I have forgotten you.")),
        *ui(
            _(
                "notice",
                "Your settings are deleted. The chat on this phone stays until you "
                "delete it: open the chat menu and press “Delete chat”.",
            )
        ),
    )
    return Screen("forgotten", body, ((Button(_("button", "Start again"), to("l")),),))


def not_saved(content: Content, session: Session, hint: str = "") -> Notice:
    """The settings could not be stored; the answer itself was given."""
    _ = view_of(content, session, date.min, hint).say
    return Notice(
        "not-saved",
        ui(_("notice", "I could not save your settings. Everything else works. Try later.")),
    )


def not_forgotten(content: Content, session: Session, hint: str = "") -> Screen:
    """The settings could not be deleted; the store tries again for as long as it runs."""
    view = view_of(content, session, date.min, hint)
    _ = view.say
    body = ui(
        _(
            "notice",
            "I could not delete your settings yet. I keep trying until it works. You can press "
            "the button again later.",
        )
    )
    again: Row = (Button(_("command", "Forget me"), to("d")),)
    return Screen("not-forgotten", body, (again, view.nav()))


def broken(content: Content, session: Session, hint: str = "") -> Screen:
    """Our own mistake: an apology and a way on."""
    view = view_of(content, session, date.min, hint)
    _ = view.say
    return Screen(
        "broken", ui(_("notice", "Sorry, that was my mistake. Please try again.")), (view.nav(),)
    )


def slow_down(content: Content, session: Session, hint: str = "") -> Notice:
    """The one warning before a flood is ignored."""
    _ = view_of(content, session, date.min, hint).say
    return Notice("slow-down", ui(_("notice", "Too many messages. Wait a little.")))
