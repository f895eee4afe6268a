"""The Markdown subset: what it gives, and what it refuses with the line."""

from __future__ import annotations

import pytest

from bot.content.markup import (
    Bullets,
    Heading,
    MarkupError,
    Paragraph,
    Quote,
    Span,
    fill,
    map_text,
    parse,
    placeholders,
    to_plain,
    to_telegram_html,
)

PAGE = """\
Проверьте запрет **до** покупки *билета*.
Это `бесплатно`.

## Что делать

3. Возьмите [паспорт](https://мвд.рф/?a=1&b=2).
4. Пошлина: {patent-duty}, штраф {fine:n}.

- a < b

- [сайт]({mvd-site})

> Первое.
>
> Второе.
"""


def test_page() -> None:
    assert parse(PAGE) == (
        Paragraph(
            (
                Span("Проверьте запрет "),
                Span("до", bold=True),
                Span(" покупки "),
                Span("билета", italic=True),
                Span(". Это "),
                Span("бесплатно", code=True),
                Span("."),
            )
        ),
        Heading((Span("Что делать"),)),
        Bullets(
            (
                (
                    Span("Возьмите "),
                    Span("паспорт", url="https://мвд.рф/?a=1&b=2"),
                    Span("."),
                ),
                (Span("Пошлина: {patent-duty}, штраф {fine:n}."),),
            ),
            3,
        ),
        Bullets(((Span("a < b"),), (Span("сайт", url="{mvd-site}"),))),
        Quote((Span("Первое.\nВторое."),)),
    )


def test_html_of_page() -> None:
    assert to_telegram_html(parse(PAGE)) == (
        "Проверьте запрет <b>до</b> покупки <i>билета</i>. Это <code>бесплатно</code>.\n\n"
        "<b>Что делать</b>\n\n"
        '3. Возьмите <a href="https://мвд.рф/?a=1&amp;b=2">паспорт</a>.\n'
        "4. Пошлина: {patent-duty}, штраф {fine:n}.\n\n"
        '• a &lt; b\n• <a href="{mvd-site}">сайт</a>\n\n'
        "<blockquote>Первое.\nВторое.</blockquote>"
    )


def test_plain_of_page() -> None:
    assert to_plain(parse(PAGE)) == (
        "Проверьте запрет до покупки билета. Это бесплатно.\n\nЧто делать\n\n"
        "3. Возьмите паспорт.\n4. Пошлина: {patent-duty}, штраф {fine:n}.\n\n"
        "• a < b\n• сайт\n\nПервое.\nВторое."
    )


def test_styles_nest() -> None:
    html = to_telegram_html(parse("**жирно *и* [там](https://a.uz)**"))
    assert html == '<b>жирно </b><b><i>и</i></b><b> </b><b><a href="https://a.uz">там</a></b>'


def test_blank_text_has_no_blocks() -> None:
    assert parse("") == parse(" \n\n ") == ()


def test_trailing_blanks_are_a_space_and_escapes_work() -> None:
    assert to_plain(parse("раз  \nдва \\*три\\*")) == "раз два *три*"


@pytest.mark.parametrize(
    ("markdown", "line", "words"),
    [
        ("# Заголовок", 1, "## Text"),
        ("раз\n\n### Заголовок", 3, "## Text"),
        ("раз\n===", 1, "## Text"),
        ("раз\n---", 1, "## Text"),
        ("## ", 1, "empty"),
        ("раз\n\n---", 3, "rule"),
        ("раз\n\n```\nдва\n```", 3, "code block"),
        ("раз\n\n    два", 3, "four leading spaces"),
        ("| a | b |\n|---|---|\n| c | d |", 1, "no tables"),
        ("раз<br>два", 1, "HTML"),
        ("раз\nдва <b>три</b>", 2, "HTML"),
        ("<div>раз</div>", 1, "HTML"),
        ("раз\n\n<!-- два -->", 3, "HTML"),
        ("![паспорт](https://a.uz/a.png)", 1, "images"),
        ("раз ~~два~~", 1, "strikethrough"),
        ("раз <https://a.uz>", 1, "[words]"),
        ("[раз]\n\n[раз]: https://a.uz", 3, "reference"),
        ("раз [два](http://a.uz)", 1, "https"),
        ("раз\n[два](tel:+992)", 2, "https"),
        ("[раз](https://localhost)", 1, "https"),
        ("[раз](/p/ban)", 1, "https"),
        ("[раз]()", 1, "https"),
        ("[](https://a.uz)", 1, "https"),
        ('[раз](https://a.uz "подпись")', 1, "title"),
        ("[`раз`](https://a.uz)", 1, "link"),
        ("раз\\\nдва", 1, "backslash"),
        ("- раз\n  - два", 2, "no list inside"),
        ("- раз\n\n  два", 3, "one paragraph"),
        ("- раз\n-\n- два", 2, "not empty"),
        ("- ## раз", 1, "one paragraph"),
        ("- > раз", 1, "one paragraph"),
        ("> - раз", 1, "no list inside"),
        ("> раз\n>\n> ## два", 3, "paragraphs only"),
        ("> > раз", 1, "paragraphs only"),
        (">", 1, "empty"),
    ],
)
def test_refused(markdown: str, line: int, words: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse(markdown)
    assert caught.value.line == line
    assert words in caught.value.message_en
    assert caught.value.message != caught.value.message_en


def test_placeholders_in_text_and_addresses() -> None:
    assert placeholders(parse(PAGE)) == {"patent-duty", "fine:n", "mvd-site"}
    assert placeholders(parse("{Patent} {a b} {} { x }")) == set()


def test_fill_is_not_read_as_markup_nor_filled_twice() -> None:
    filled = fill(
        parse("{a} и **{b:n}** и [там]({c}) и {d}"),
        {"a": "**{b:n}** <b>", "b:n": "5", "c": "https://a.uz/"},
    )
    assert to_plain(filled) == "**{b:n}** <b> и 5 и там и {d}"
    assert to_telegram_html(filled) == (
        '**{b:n}** &lt;b&gt; и <b>5</b> и <a href="https://a.uz/">там</a> и {d}'
    )


def test_link_to_no_address_becomes_text() -> None:
    filled = fill(parse("[там]({c})"), {"c": "[нет значения: спросите]"})
    assert to_telegram_html(filled) == "там"


def test_map_text_leaves_names_addresses_and_code() -> None:
    changed = map_text(parse("раз {duty:n} https://a.uz/b `код` [сайт](https://c.uz)"), str.upper)
    assert to_telegram_html(changed) == (
        'РАЗ {duty:n} https://a.uz/b <code>код</code> <a href="https://c.uz">САЙТ</a>'
    )
