"""`/privacy` and `/help`: built from interface strings, so they need no database."""

from __future__ import annotations

from bot.dialogue.actions import Button, Screen
from bot.dialogue.buttons import to
from bot.dialogue.commands import commands
from bot.dialogue.view import View, heading, ui


def privacy(view: View) -> Screen:
    """What is kept, what could be surrendered, and what we cannot protect."""
    _ = view.say
    text = [
        "## " + _("privacy", "What I keep"),
        "- "
        + _("privacy", "Your settings: language, country, region, stage. Only if you set them.")
        + "\n- "
        + _("privacy", "They are encrypted and deleted 180 days after your last visit.")
        + "\n- "
        + _(
            "privacy",
            "While I count with you: the dates and sums of your answers, encrypted. Until you "
            "finish or leave, 24 hours at most.",
        )
        + "\n- "
        + _("privacy", "How often each topic was asked in a week, with random noise added.")
        + "\n- "
        + _("privacy", "I never keep your words, name, phone number or location."),
        "## " + _("privacy", "What could be taken from us"),
        "- "
        + _("privacy", "Who takes only the database learns the number of users and public counts.")
        + "\n- "
        + _(
            "privacy",
            "Who takes the database and the keys learns of each user: Telegram number, "
            "language, country, region, stage, and answers to a sum not finished that day.",
        )
        + "\n- "
        + _("privacy", "Who takes over the running server sees what is typed from then on."),
        "## " + _("privacy", "What I cannot protect"),
        "- "
        + _("privacy", "Telegram itself can read this chat: it is not end-to-end encrypted.")
        + "\n- "
        + _("privacy", "Who holds your phone can read this chat. Delete the chat to erase it."),
    ]
    buttons = (
        (Button("🗑 " + _("button", "Forget me"), to("d")),),
        view.nav(to("e")),
    )
    return Screen("privacy", ui("\n\n".join(text)), buttons)


def help_screen(view: View) -> Screen:
    _ = view.say
    body = (
        heading(_("help", "How I work")),
        *ui(
            _("help", "Press buttons, or write a word: “patent”, “ban”, or the name of your town.")
            + "\n\n"
            + _("help", "I am a free guide. I am not a state service and not a lawyer.")
            + "\n\n"
            + "\n".join(f"- /{name} — {text}" for name, text in commands(_) if name != "help")
        ),
    )
    return Screen("help", body, (view.nav("h"),))
