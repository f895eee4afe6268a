"""Our reading of Telegram's HTML against Telegram's own (TDLib): rules 13–21."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tdjson import td_execute

from bot.sandbox.autolink import find_entities
from bot.sandbox.entities import EntityError, parse_html
from bot.sandbox.entity import Entity
from bot.sandbox.formatting import _trim, fix_text

NAMES = {
    "PreCode": "pre",
    "TextUrl": "text_link",
    "MentionName": "text_mention",
    "BlockQuote": "blockquote",
    "ExpandableBlockQuote": "expandable_blockquote",
    "CustomEmoji": "custom_emoji",
    "DateTime": "date_time",
    "BotCommand": "bot_command",
    "EmailAddress": "email",
    "PhoneNumber": "phone_number",
}
BACK = {
    "text_link": "TextUrl",
    "text_mention": "MentionName",
    "blockquote": "BlockQuote",
    "expandable_blockquote": "ExpandableBlockQuote",
    "custom_emoji": "CustomEmoji",
}
CARRIED = ("url", "language", "user_id", "custom_emoji_id", "unix_time")
# No NUL and no half surrogates in links: TDLib aborts the process on the latter.
PIECES = [
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<u>",
    "</u>",
    "<code>",
    "</code>",
    "<pre>",
    "</pre>",
    "</>",
    "<blockquote>",
    "<blockquote expandable>",
    "<blockquote",
    "</blockquote>",
    " expandable",
    "<a href='",
    '<a href="',
    "'>",
    '">',
    "</a>",
    "<a>",
    "<span class='tg-spoiler'>",
    "</span>",
    "<code class='language-py'>",
    "<tg-emoji emoji-id=",
    "</tg-emoji>",
    "<tg-time unix=",
    "</tg-time>",
    "<br>",
    "<br/>",
    "http://",
    "https:",
    "a.b",
    "tg:",
    "//",
    "user?id=12",
    "mailto:",
    "tel:",
    "ton:",
    "tonsite:",
    ":80",
    "@",
    "[",
    "]",
    "::1",
    "?",
    "#",
    "%",
    "%20",
    "x",
    "ё",
    "😀",
    " ",
    "\n",
    "\t",
    "\r",
    "\v",
    "\f",
    "\u2028",
    "&",
    "&lt;",
    "&amp;",
    "&quot",
    "&nbsp;",
    "&#65",
    "&#x1F600;",
    ";",
    "<",
    "/",
    ">",
    "=",
    "'",
    '"',
    "class",
    "language-",
    "5",
    "-",
    ".",
]


def td(request: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(td_execute(json.dumps(request).encode()))
    return answer


td({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def from_td(row: dict[str, Any]) -> Entity:
    kind = row["type"]["@type"].removeprefix("textEntityType")
    extra = {key: value for key, value in row["type"].items() if key in CARRIED}
    return Entity(NAMES.get(kind, kind.lower()), row["offset"], row["length"], extra)


def to_td(entity: Entity) -> dict[str, Any]:
    kind = BACK.get(entity.type, entity.type.capitalize())
    kind = "PreCode" if entity.type == "pre" and entity.extra else kind
    return {
        "@type": "textEntity",
        "offset": entity.offset,
        "length": entity.length,
        "type": {"@type": f"textEntityType{kind}", **entity.extra},
    }


def theirs(text: str) -> str | tuple[str, list[Entity]]:
    answer = td(
        {"@type": "parseTextEntities", "text": text, "parse_mode": {"@type": "textParseModeHTML"}}
    )
    if answer["@type"] == "error":
        return str(answer["message"])
    return answer["text"], [from_td(row) for row in answer["entities"]]


def ours(text: str) -> str | tuple[str, list[Entity]]:
    try:
        parsed, entities = parse_html(text)
    except EntityError as error:
        return f"Can't parse entities: {error}"
    return parsed, [
        Entity(e.type, e.offset, e.length, {k: v for k, v in e.extra.items() if k in CARRIED})
        for e in entities
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<b>x",
        "<br>",
        "<p>x</p>",
        "a < b",
        "a > b & c",
        "<b>x</i>",
        "<b><i>x</b>",
        "</b>",
        "<b",
        "<",
        "<b></",
        "<b foo",
        "<b foo=",
        "<b foo='x",
        "<b foo=x,",
        "<b =x>y</b>",
        "<span class='q'>x</span>",
        "<tg-emoji emoji-id='x'>y</tg-emoji>",
        "<tg-emoji emoji-id='12'>y</tg-emoji>",
        "<B>x</b>",
        "&lt;b&gt; &quot;&amp; &nbsp;&apos;&laquo; &#65; &#x42 &#0; &#1114111;",
        "<a href='tel:+1'>x</a>",
        "<a href='javascript:x'>x</a>",
        "<a href=''>x</a>",
        "<a href='host'>x</a>",
        "<a href='mailto:a@b.c'>x</a>",
        "<a href='iom.int'>x</a>",
        "<a href='tg://user?id=12'>x</a>",
        "<a href='tg://resolve?domain=x'>x</a>",
        "<a>https://iom.int/a b</a>",
        "<pre><code class='language-py'>x</code></pre>",
        "<code class='language-py'>x</code>",
        "<b>ё😀<i>x</i></b>",
        "<blockquote expandable>x</blockquote>",
        "<i></i>x",
        "&#xd800;",
        "<a href='http://[::1%eth0]/'>x</a>",
        "<a href='q w@a.b'>x</a>",
        "<a href='http://a.b:0'>x</a>",
    ],
)
def test_table_of_texts(text: str) -> None:
    assert ours(text) == theirs(text)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("<blockquote><a href='a.b'>x</blockquote>")
@settings(max_examples=2000, deadline=None)
def test_same_reading_as_telegram(text: str) -> None:
    assert ours(text) == theirs(text)


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_as_telegram_reads_it(text: str) -> None:
    assert ours(text) == theirs(text)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join))
@settings(max_examples=1500, deadline=None)
def test_links_as_telegram_takes_them(link: str) -> None:
    text = f'<a href="{link.replace(chr(34), "")}">x</a>'
    assert ours(text) == theirs(text)


@given(
    st.lists(
        st.sampled_from(
            [
                *PIECES[:11],
                "<blockquote>",
                "</blockquote>",
                "x",
                "ё",
                "😀",
                "<a href='http://a.b'>",
                "</a>",
                "y",
                " ",
                "\n",
                "\r",
                "\t",
                "\u2028",
            ]
        ),
        min_size=3,
        max_size=16,
    ).map("".join)
)
@example("<b>x<code>y</code>z</b>")
@example("<b>x</b><b>y</b>")
@example(" \n<b> x </b> \n")
@settings(max_examples=1500, deadline=None)
def test_nesting_is_repaired_as_telegram_does(text: str) -> None:
    """TDLib gives its repair through parseMarkdown, which does not trim."""
    try:
        parsed, entities = parse_html(text)
    except EntityError:
        return
    if not entities:
        return
    answer = td(
        {
            "@type": "parseMarkdown",
            "text": {
                "@type": "formattedText",
                "text": parsed,
                "entities": [to_td(e) for e in entities],
            },
        }
    )
    expected = _trim(answer["text"], [from_td(row) for row in answer["entities"]])
    if not expected[0].strip():
        expected = ("", [])
    assert fix_text(parsed, entities, find=False) == expected


@pytest.mark.parametrize(
    "text",
    [
        "/start abc",
        "see /help@SafarSandboxBot.",
        "a/b /x_1 //y",
        "http://iom.int/a?b=c, ok",
        "iom.int и migration.tj.",
        "write a.b@iom.int!",
        "@safar_bot @ab #тег #1 #a1",
        "no links here",
        "«https://iom.int»",
        "x@y",
        "https://мвд.рф/путь",
    ],
)
def test_what_telegram_marks_by_itself(text: str) -> None:
    found = td({"@type": "getTextEntities", "text": text})
    expected = [from_td(row) for row in found["entities"]]
    assert find_entities(text) == expected
