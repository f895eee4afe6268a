"""Characters that must not stand in a text: hidden ones, and letters typed in two parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Control, bidirectional, zero-width and tag characters: they hide or reorder words.
# U+200D stays: emoji are joined with it.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)


def wrong_characters(text: str) -> Iterator[tuple[int, str, str]]:
    """(line, Russian, English) of hidden characters and of letters typed as two (not NFC)."""
    for match in _HIDDEN.finditer(text):
        code = f"U+{ord(match.group()):04X}"
        yield (
            text.count("\n", 0, match.start()) + 1,
            f"невидимый знак {code}; удалите его",
            f"invisible character {code}; delete it",
        )
    if unicodedata.is_normalized("NFC", text):
        return
    for number, row in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", row):
            yield (
                number,
                "буква набрана двумя знаками (например, «и» и отдельный знак краткости); "
                "наберите её заново одним знаком (Юникод NFC)",
                "a letter is typed as two characters (a letter and a separate accent); "
                "type it again as one (Unicode NFC)",
            )
