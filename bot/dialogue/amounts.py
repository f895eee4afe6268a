"""Numbers and sums of money as people type them: «50 000 руб», «50к», «1,5 млн сум», `$300`."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from bot.dialogue.answers import Money

MAX_TEXT = 64  # an amount is short
_APOSTROPHES = re.compile("[‘’`´ʻʼʹ]")
_LETTERS = str.maketrans("ёғӣқӯҳҷңөүў", "егикухчноуу")
_SCALES = {
    3: r"к|k|тыс\w*|ming|минг|хазор|hazor|мин|миллик",
    6: r"млн|миллион\w*|mln|million\w*|лям\w*",
    9: r"млрд|миллиард\w*|mlrd|milliard\w*",
}
# Folded beginnings of words and signs. «сом» and `som` are told apart by the question.
_CURRENCIES = {
    "RUB": r"₽|р|руб\w*|rub\w*|деревян\w*",
    "TJS": r"сомон\w*|somon\w*|смн|tjs",
    "UZS": r"сум\w*|so'?m\w+|so'm|sum\w*|uzs",
    "KGS": r"kgs|сом(?!он)\w*",
    "KZT": r"₸|тенге\w*|тенг\w*|tenge\w*|kzt",
    "USD": r"\$|доллар\w*|dollar\w*|usd|у\.?\s?е",
    "EUR": r"€|евро\w*|y?evro\w*|euro\w*|eur",
}
_UNITS = {
    "days": r"дн\w*|день|дня|сут\w*|руз\w*|kun\w*|кун\w*|days?",
    "months": r"мес\w*|мох\w*|oy\w*|ой\w*|ай\w*|months?",
    "years": r"год\w*|лет|г|сол\w*|yil\w*|йил\w*|жыл\w*|years?",
    "percent": r"%|проц\w*|фоиз\w*|foiz\w*|пайыз\w*|percent",
    "people": r"чел\w*|нафар\w*|kishi\w*|киши\w*|адам\w*|odam\w*|одам\w*|people",
    "number": r"час\w*|соат\w*|soat\w*|саат\w*|hours?",  # hours are the only plain count
}
_DIGITS = r"(?P<amount>\d(?:[\d .,'_]*\d)?)"
_SCALE = "|".join(f"(?P<e{power}>{words})" for power, words in _SCALES.items())
_ABOUT = r"(?:около|примерно|почти|тахминан|taxminan|болжол менен|[~≈])?\s*"
_NOTHING = re.compile(
    r"(?:нет|нету|ноль|нол|ничего|бесплатно|без комиссии|нест|хеч|бепул|бекор|yo'?q|йук|жок|"
    r"tekin|bepul|текин|бекер|акысыз|nol|no|net)[.]?"
)
_THOUSAND_ROUBLES = re.compile(r"т\.?\s?р\.?")


def read_number(text: str, unit: str = "number", decimals: int = 0) -> Decimal | None:
    """The number of a text, with its unit or without; None where it is no such number.

    Months may be told in years: «2 года» is 24.
    """
    if unit == "months":
        years = _read_number(text, "years", 1, named=True)
        if years is not None and years * 12 == (months := (years * 12).to_integral_value()):
            return months
    return _read_number(text, unit, decimals)


def read_percent(text: str, decimals: int = 2) -> Decimal | None:
    """What was told in per cent: 1.5 for «1,5 %»; None without the sign or the word."""
    return _read_number(text, "percent", decimals, named=True)


def _read_number(text: str, unit: str, decimals: int, named: bool = False) -> Decimal | None:
    """`named`: only with the unit."""
    pattern = rf"{_ABOUT}{_DIGITS}\s*(?:(?:{_SCALE})\.?(?!\w))?\s*-?(?:(?:{_UNITS[unit]})\.?)"
    pattern += "" if named else "?"
    match = re.fullmatch(pattern, _folded(text))
    if match is None:
        return None
    number = _amount(match["amount"], _power(match), decimals)
    if number is None or number != number.quantize(Decimal(1).scaleb(-decimals)):
        return None
    return number


def read_money(text: str, currency: str, decimals: int = 0) -> Money | None:
    """The sum of a text; `currency` is meant where none was typed. What is smaller than
    `decimals` show is rounded, half a unit up. «Нет», `yoʻq`, «жок» are nothing: 0."""
    text = _folded(text)
    if _NOTHING.fullmatch(text):
        return Money(Decimal(0), currency)
    signs = "|".join(f"(?P<b{code}>{words})" for code, words in _CURRENCIES.items())
    ends = "|".join(f"(?P<a{code}>{words})" for code, words in _CURRENCIES.items())
    pattern = (
        rf"{_ABOUT}(?:(?:{signs})\.?\s*)?{_DIGITS}\s*"
        rf"(?:(?P<tr>{_THOUSAND_ROUBLES.pattern})|(?:(?:{_SCALE})\.?(?!\w))?\s*-?(?:(?:{ends}|"
        r"(?P<som>som))\.?)?)"
    )
    match = re.fullmatch(pattern, text)
    if match is None:
        return None
    named = {code for code in _CURRENCIES if match[f"a{code}"] or match[f"b{code}"]}
    if match["tr"]:
        named.add("RUB")
    if match["som"] or (match["aKGS"] or "").startswith("сом"):
        # Uzbek soʻm typed in haste is `som` or «сом»; Kyrgyz som is «сом», seldom `som`.
        named.discard("KGS")
        named.add(currency if currency in ("UZS", "KGS") else "UZS" if match["som"] else "KGS")
    if len(named) > 1:
        return None
    amount = _amount(match["amount"], 3 if match["tr"] else _power(match), 2)
    if amount is None:
        return None
    return Money(
        amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), next(iter(named), currency)
    )


def _power(match: re.Match[str]) -> int:
    return next((power for power in _SCALES if match[f"e{power}"]), 0)


def _amount(text: str, power: int, decimals: int) -> Decimal | None:
    """Digits in any grouping. A last comma or point parts decimals, unless three digits follow
    it and nothing else speaks for decimals."""
    whole, part = text, ""
    found = list(re.finditer(r"[.,]", text))
    if found:
        last = found[-1]
        after = text[last.end() :]
        alone = sum(one.group() == last.group() for one in found) == 1
        grouped = len(after) == 3 and not power and decimals < 3 and text[: last.start()] != "0"
        if alone and after.isdigit() and (not grouped or len(found) > 1):
            whole, part = text[: last.start()], after
    groups = re.split(r"[ .,'_]+", whole)
    if len(groups) > 1 and not (len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:])):
        return None
    digits = "".join(groups)
    if len(digits) > 15 or len(part) > 9:
        return None
    number = Decimal(f"{digits}.{part}" if part else digits).scaleb(power)
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _folded(text: str) -> str:
    if len(text) > MAX_TEXT:
        return ""
    text = unicodedata.normalize("NFKC", text).casefold().strip()
    text = _APOSTROPHES.sub("'", text).translate(_LETTERS)
    text = "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text
    )
    return re.sub(r"\s+", " ", text).rstrip(" !")
