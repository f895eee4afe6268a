"""Telegram's HTML: tags to entities, with Telegram's own words when it is wrong (rules 17–19).

Behaves like TDLib's `parseTextEntities`: the same texts and byte offsets in errors, entity
offsets in UTF-16 units. It works on bytes, because the offsets in the errors are in bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.sandbox.entity import Entity, in_order, utf16
from bot.sandbox.links import LinkError, check_link, lower_ascii, mentioned_user

TYPES = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "span": "spoiler",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_SPACE = b" \t\r\n\0\v"
_TOKEN = re.compile(rb"[A-Za-z0-9.\-]*")


class EntityError(ValueError):
    """The text is refused; the message is what TDLib says, without `can't parse entities`."""


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int
    begin: int
    format: str = ""


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """`text` without its tags, and its entities. Raises `EntityError`."""
    return _Parser(text).run()


class _Parser:
    def __init__(self, text: str) -> None:
        self.source = text.encode("utf-8", "surrogatepass") + b"\0"
        self.end = len(self.source) - 1
        self.i = 0
        self.out = bytearray()
        self.units = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        while self.i < self.end:
            byte = self.source[self.i]
            if byte == 0x26 and (char := self._reference()):
                self.out += char.encode("utf-8", "surrogatepass")
                self.units += utf16(char)
            elif byte == 0x3C:
                self._tag()
            else:
                if byte & 0xC0 != 0x80:
                    self.units += 1 + (byte >= 0xF0)
                self.out.append(byte)
                self.i += 1
        if self.open:
            raise EntityError(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"'
            )
        try:
            text = self.out.decode()
        except UnicodeDecodeError:
            raise EntityError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None
        # The language of a <code> counts only together with <pre>.
        kept = [replace(e, extra={}) if e.type == "code" else e for e in self.entities]
        return text, in_order(kept)

    def _reference(self) -> str:
        """The character that `&…` at this place stands for, or "" when it stands for itself."""
        found = re.compile(rb"&(?:#x([0-9A-Fa-f]*)|#([0-9]*)|([A-Za-z]*))").match(
            self.source, self.i
        )
        assert found is not None
        if found[3] is not None:
            char = _NAMED.get(found[3], "")
        else:
            number = int(found[1] or b"0", 16) if found[1] is not None else int(found[2] or b"0")
            if not 0 < number < 0x10FFFF or found.end() - self.i >= 10:
                return ""
            char = chr(number)
        if char:
            self.i = found.end() + (self.source[found.end()] == 0x3B)
        return char

    def _until(self, stop: bytes) -> bytes:
        begin = self.i
        while self.source[self.i] not in stop:
            self.i += 1
        return self.source[begin : self.i]

    def _skip_space(self) -> None:
        while self.i < self.end and self.source[self.i] in _SPACE and self.source[self.i]:
            self.i += 1

    def _tag(self) -> None:
        begin = self.i
        self.i += 1
        if self.source[self.i] == 0x2F:
            self._end_tag(begin)
            return
        name = _name(self._until(_SPACE + b">"))
        if self.source[self.i] == 0:
            raise EntityError(f"Unclosed start tag at byte offset {begin}")
        if name not in TYPES:
            raise EntityError(f'Unsupported start tag "{name}" at byte offset {begin}')
        opened = _Open(name, "", self.units, len(self.out))
        while self.source[self.i] != 0x3E:
            self._skip_space()
            if self.source[self.i] == 0x3E:
                break
            self._attribute(opened, begin)
        if name == "span" and opened.argument != "spoiler":
            raise EntityError(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.i += 1
        self.open.append(opened)

    def _attribute(self, opened: _Open, begin: int) -> None:
        name = self._until(_SPACE + b"=>/\"'").decode("utf-8", "replace")
        if not name:
            raise EntityError(
                f'Empty attribute name in the tag "{opened.tag}" at byte offset {begin}'
            )
        self._skip_space()
        if self.source[self.i] != 0x3D:
            if self.source[self.i] == 0:
                raise EntityError(f'Unclosed start tag "{opened.tag}" at byte offset {begin}')
            if (opened.tag, name) == ("blockquote", "expandable"):
                opened.argument = "1"
            return
        self.i += 1
        self._skip_space()
        if self.source[self.i] == 0:
            raise EntityError(f'Unclosed start tag "{opened.tag}" at byte offset {begin}')
        value = self._value()
        if self.source[self.i] == 0:
            raise EntityError(f"Unclosed start tag at byte offset {begin}")
        key = (opened.tag, name)
        if key in (("a", "href"), ("tg-emoji", "emoji-id"), ("tg-time", "unix")):
            opened.argument = value
        elif key == ("tg-time", "format"):
            opened.format = value
        elif key == ("code", "class") and value.startswith("language-"):
            opened.argument = value[9:]
        elif key == ("span", "class") and value.startswith("tg-"):
            opened.argument = value[3:]
        elif key == ("blockquote", "expandable"):
            opened.argument = "1"

    def _value(self) -> str:
        quote = self.source[self.i]
        if quote not in b"\"'":
            begin = self.i
            found = _TOKEN.match(self.source, begin)
            assert found is not None
            self.i = found.end()
            if self.source[self.i] not in _SPACE + b">":
                raise EntityError(f"Unexpected end of name token at byte offset {begin}")
            return _name(found[0])
        self.i += 1
        value = bytearray()
        while (byte := self.source[self.i]) not in (quote, 0):
            if byte == 0x26 and (char := self._reference()):
                value += char.encode("utf-8", "surrogatepass")
            else:
                value.append(byte)
                self.i += 1
        if byte == quote:
            self.i += 1
        return value.decode("utf-8", "replace")

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise EntityError(f"Unexpected end tag at byte offset {begin}")
        name = _name(self._until(_SPACE + b">"))[1:]
        self._skip_space()
        if self.source[self.i] != 0x3E:
            raise EntityError(f"Unclosed end tag at byte offset {begin}")
        opened = self.open[-1]
        if name and name != opened.tag:
            raise EntityError(
                f"Unmatched end tag at byte offset {begin}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        self.i += 1
        self.open.pop()
        if self.units > opened.offset:
            self._add(opened)

    def _add(self, opened: _Open) -> None:
        length = self.units - opened.offset
        kind, extra = TYPES[opened.tag], dict[str, object]()
        last = self.entities[-1] if self.entities else None
        same = last if last and (last.offset, last.length) == (opened.offset, length) else None
        match opened.tag:
            case "a":
                inner = self.out[opened.begin :].decode("utf-8", "replace")
                link = opened.argument or inner
                if user := mentioned_user(link):
                    kind, extra = "text_mention", {"user_id": user}
                else:
                    try:
                        extra = {"url": check_link(link)}
                    except LinkError:
                        return  # lost without a word, as in Telegram
            case "pre" if same and same.type == "code" and same.extra:
                self.entities[-1] = replace(same, type="pre")
                return
            case "code" if same and same.type == "pre" and not same.extra and opened.argument:
                self.entities[-1] = replace(same, extra={"language": opened.argument})
                return
            case "code" if opened.argument:
                extra = {"language": opened.argument}
            case "blockquote" if opened.argument:
                kind = "expandable_blockquote"
            case "tg-emoji":
                if not re.fullmatch(r"-?[0-9]{1,19}", opened.argument) or not int(opened.argument):
                    raise EntityError("Invalid custom emoji identifier specified")
                extra = {"custom_emoji_id": opened.argument}
            case "tg-time":
                if not re.fullmatch(r"[0-9]{1,10}", opened.argument) or not int(opened.argument):
                    return
                extra = {"unix_time": int(opened.argument)}
                if opened.format:
                    extra["date_time_format"] = opened.format
        self.entities.append(Entity(kind, opened.offset, length, extra))


def _name(raw: bytes) -> str:
    return lower_ascii(raw.decode("utf-8", "replace"))
