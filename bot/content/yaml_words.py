"""What libyaml says, in an editor's words."""

from __future__ import annotations

import yaml

# A part of libyaml's own text → (Russian, English).
_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "лишнее двоеточие; текст с «: » возьмите в кавычки или начните с новой строки после «|»",
        "a stray colon; put a text that holds `: ` in quotes, or start it below after `|`",
    ),
    (
        "could not find expected ':'",
        "нет двоеточия после ключа, или строка текста начинается левее, чем нужно",
        "no colon after the key, or a line of text starts too far to the left",
    ),
    (
        "did not find expected key",
        "неровный отступ или незакрытая кавычка рядом с этой строкой",
        "uneven indentation or an unclosed quote near this line",
    ),
    (
        "did not find expected '-' indicator",
        "неровный отступ в списке",
        "uneven indentation in the list",
    ),
    (
        "did not find expected ',' or",
        "в списке или наборе в скобках не хватает запятой или закрывающей скобки",
        "a comma or a closing bracket is missing",
    ),
    (
        "found unexpected end of stream",
        "кавычка или скобка не закрыта до конца файла",
        "a quote or a bracket is not closed before the end of the file",
    ),
    (
        "found a tab character",
        "табуляция вместо пробелов; отступ делают пробелами",
        "a tab instead of spaces; indent with spaces",
    ),
    (
        "found character that cannot start any token",
        (
            "значение начинается с недопустимого знака (например, @, `, % или табуляции); "
            "возьмите его в кавычки"
        ),
        (
            "the value starts with a character that is not allowed (such as @, `, % or a tab); "
            "put it in quotes"
        ),
    ),
    (
        "block sequence entries are not allowed",
        "пункт списка «- » стоит не на месте",
        "a list entry `- ` is out of place",
    ),
    (
        "found unknown escape character",
        "неизвестный знак после обратной косой черты; в кавычках '…' черта не нужна",
        "unknown character after a backslash; use '…' quotes, where it needs none",
    ),
    (
        "found undefined tag handle",
        "метка «!» нельзя; возьмите текст в кавычки",
        "a tag `!` is not allowed; put the text in quotes",
    ),
    (
        "did not find expected <document start>",
        "лишний текст после конца или неровный отступ",
        "stray text after the end, or uneven indentation",
    ),
    (
        "did not find expected alphabetic or numeric character",
        "знак «*» или «&» в начале значения; возьмите его в кавычки",
        "a `*` or `&` starts the value; put it in quotes",
    ),
    (
        "did not find expected node content",
        "пропущено значение, или лишняя запятая",
        "a value is missing, or a comma is one too many",
    ),
    (
        "did not find expected comment or line break",
        "после «|» или «>» в этой строке ничего писать нельзя; текст начните с новой строки",
        "nothing may follow `|` or `>` on its line; start the text below",
    ),
)


# Here the mistake is where the bracket or quote was opened, not where the parser gave up.
_OPENED = ("found unexpected end of stream", "did not find expected ',' or")


def in_plain_words(
    error: yaml.YAMLError, quoted: tuple[int, int] | None = None
) -> tuple[int, str, str]:
    """(line, Russian, English) of a parse error.

    quoted: first and last line of the text read last, if it stood in quotes. Where one is not
    closed, it swallows lines up to the next quote, and the parser stumbles only there.
    """
    text = " ".join(str(getattr(error, name, "") or "") for name in ("context", "problem"))
    mark = getattr(error, "problem_mark", None)
    if quoted and mark and quoted[0] < quoted[1] == mark.line + 1:
        first, last = quoted
        return (
            first,
            f"здесь открыта кавычка, а закрылась только в строке {last}; "
            "закройте её там, где кончается текст",
            f"a quote opens here and closes only on line {last}; close it where the text ends",
        )
    if any(part in text for part in _OPENED):
        mark = getattr(error, "context_mark", None) or mark
    line = mark.line + 1 if mark else 1
    for part, russian, english in _WORDS:
        if part in text:
            return line, russian, english
    return line, "файл не читается как YAML рядом с этой строкой", "not valid YAML near this line"
