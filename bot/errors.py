"""Everything Safar raises on purpose.

SafarError                 one plain line for the person who runs the program
├── SettingError           a setting is missing or wrong; says what is allowed      (exit 2)
├── ContentError           the content tree has errors; carries every issue          (exit 1)
├── StateError             the state folder or its database cannot be used           (exit 3)
├── PortError              the address to listen on is taken or forbidden            (exit 4)
├── TokenError             Telegram refused the token                                (exit 5)
└── LockError              another Safar already uses this state folder              (exit 6)

The command line prints `str(error)` and leaves with `error.exit_code`; no traceback.
"""

from __future__ import annotations


class SafarError(Exception):
    """Base of all expected failures. The text is one plain line and never holds a token."""

    exit_code = 1


class SettingError(SafarError):
    exit_code = 2


class ContentError(SafarError):
    """The content tree cannot be served. `issues` is a tuple of `bot.content.model.Issue`."""

    def __init__(self, issues: tuple[object, ...]) -> None:
        super().__init__(f"content: {len(issues)} error(s)")
        self.issues = issues


class StateError(SafarError):
    exit_code = 3


class PortError(SafarError):
    exit_code = 4


class TokenError(SafarError):
    exit_code = 5


class LockError(SafarError):
    exit_code = 6
