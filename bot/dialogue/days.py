"""Days as people type them: `12.03.2026`, «12 марта», `12-mart`, «вчера»; and their trips.

The day comes before the month, as all four languages have it. No library is used: dateparser
knows no Tajik, guesses where it should ask («5» is a day to it) and weighs 11 MB.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from babel import Locale

from bot.dialogue.answers import FIRST_DAY, LAST_DAY, LONGEST_TRIP, Trip

MAX_TEXT = 512  # code points looked at
_LOCALES = ("ru", "tg", "uz_Latn", "uz_Cyrl", "ky", "en")
_APOSTROPHES = re.compile("['‘’`´ʻʼʹ]")
_LETTERS = str.maketrans("ёғӣқӯҳҷңөүў", "егикухчноуу")
# As people say them, where CLDR has another word or only the long one.
_SPOKEN = {
    1: "январи янв yanvar yan", 2: "феврали фев fevral fev", 3: "марти март mart",
    4: "апрели апр aprel apr", 5: "майи мая май may", 6: "июни июн iyun iyn",
    7: "июли июл iyul iyl",
    8: "августи авг avgust avg", 9: "сентябри сентабр сент сен sentabr sentyabr sen",
    10: "октябри октабр окт oktabr oktyabr okt", 11: "ноябри ноя noyabr noy",
    12: "декабри дек dekabr dek",
}  # fmt: skip
_AWAY = {
    -2: "позавчера", -1: "вчера дируз kecha кеча кечээ yesterday",
    0: "сегодня имруз bugun бугун today", 1: "завтра фардо ertaga эртага эртен tomorrow",
}  # fmt: skip
_STILL = (
    "до сих пор", "до сегодняшнего дня", "по сей день", "по настоящее время", "еще здесь",
    "еще там", "еще в россии", "не выехал", "не выехала", "не выезжал", "не выезжала", "сейчас",
    "то хол", "то хозир", "хозир", "хозиргача", "халигача", "hozirgacha", "hozir", "haligacha",
    "ушул убакка чейин", "азыркыга чейин", "азыр", "until now", "now",
)  # fmt: skip
_YEAR_WORD = r"(?:года?|году|г\.?|yil\w*|йил\w*|жыл\w*|соли?|year)"
_ORDINAL = r"(?:-?\s?(?:го|ого|е|ое|уми|юми|ум|чи|чы|нчи|нчы|inchi|nchi|th|st|nd|rd)\b)?"
_FILLER = re.compile(
    r"(?:[\s,;:.()—–-]|\b(?:с|со|по|до|от|и|числа|въезд|выезд|въехал|въехала|выехал|выехала|аз|то|ва|"
    r"вуруд|хуруч|из|dan|gacha|va|kirdim|chiqdim|дан|гача|кирдим|чикдим|чейин|баштап|жана|"
    r"кирдим|чыктым|from|to)\b)*"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A day as typed: `year` None where none was, `still` for somebody who has not left."""

    year: int | None = None
    month: int = 0
    day: int = 0
    still: bool = False


def read_day(text: str, today: date, first: date = FIRST_DAY, last: date = LAST_DAY) -> date | None:
    """The one day that a text names, from `first` to `last`; None for anything else.

    Without a year: the nearest to today of those allowed.
    """
    named = _scan(text, today)
    if named is None or len(named) != 1 or named[0].still:
        return None
    return _nearest(named[0], today, first, last)


def read_trips(
    text: str, today: date, first: date = FIRST_DAY, last: date = LAST_DAY, most: int = 9
) -> tuple[Trip, ...] | None:
    """Pairs of entry and exit, in order of time; the last exit may be «до сих пор».

    None where a day is missing or impossible, trips overlap, or there are more than `most`.
    """
    named = _scan(text, today)
    if not named or len(named) % 2 or len(named) > 2 * most:
        return None
    trips = []
    for entry, left in zip(named[::2], named[1::2], strict=True):
        trip = _trip(entry, left, today, first, last)
        if trip is None:
            return None
        trips.append(trip)
    trips.sort(key=lambda trip: trip.entry)
    for before, after in pairwise(trips):
        if before.exit is None or after.entry < before.exit:
            return None
    return tuple(trips)


def _trip(entry: _Named, left: _Named, today: date, first: date, last: date) -> Trip | None:
    if entry.still:
        return None
    if left.still:
        start = _exact(entry) if entry.year else _latest(entry, min(last, today), first)
        if start and not first <= start <= min(last, today):
            return None
        return Trip(start, None) if start else None
    if entry.year is None and left.year is None:
        # Trips are told when they are over: a past day rather than a nearer one to come.
        end = _latest(left, min(last, today), first) or _nearest(left, today, first, last)
        start = _latest(entry, end, first) if end else None
    elif entry.year is None:
        end = _exact(left)
        start = _latest(entry, end, first) if end else None
    else:
        start = _exact(entry)
        end = _exact(left) if left.year else _earliest(left, start, last) if start else None
    if start is None or end is None or not first <= start <= end <= last:
        return None
    return Trip(start, end) if (end - start).days <= LONGEST_TRIP else None


def _exact(named: _Named) -> date | None:
    try:
        return date(named.year or 0, named.month, named.day)
    except ValueError:
        return None


def _in_years(named: _Named, years: range) -> Iterator[date]:
    for year in years:
        day = _exact(_Named(named.year or year, named.month, named.day))
        if day:
            yield day


def _nearest(named: _Named, today: date, first: date, last: date) -> date | None:
    years = range(today.year - 4, today.year + 5) if named.year is None else range(1)
    found = {day for day in _in_years(named, years) if first <= day <= last}
    # A year-less 29 February may be four years away, any other day is within one.
    return min(found, key=lambda day: (abs(day - today), day), default=None)


def _latest(named: _Named, until: date, first: date) -> date | None:
    days = _in_years(named, range(until.year - 1, until.year + 1))
    return max((day for day in days if first <= day <= until), default=None)


def _earliest(named: _Named, since: date, last: date) -> date | None:
    days = _in_years(named, range(since.year, since.year + 2))
    return min((day for day in days if since <= day <= last), default=None)


def _scan(text: str, today: date) -> list[_Named] | None:
    """Every day of a text, in its order; None where anything else stands in it."""
    text = _folded(text)
    found: list[_Named] = []
    at = 0
    for match in _pattern().finditer(text):
        if not _FILLER.fullmatch(text, at, match.start()):
            return None
        found.append(_named(match, today))
        at = match.end()
    return found if _FILLER.fullmatch(text, at) else None


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text[:MAX_TEXT]).casefold()
    text = _APOSTROPHES.sub("", text).translate(_LETTERS)
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text
    ).strip()


def _named(match: re.Match[str], today: date) -> _Named:
    part = match.groupdict()
    if part["still"]:
        return _Named(still=True)
    if part["away"]:
        day = today + timedelta(days=_aways()[part["away"]])
        return _Named(day.year, day.month, day.day)
    for year, month, day_part in (
        ("iy", "im", "id"), ("y", "m", "d"), ("jy", "jm", "jd"), ("", "sm", "sd"),
    ):  # fmt: skip
        if part[day_part]:
            return _Named(_year(part.get(year)), int(part[month]), int(part[day_part]))
    for year, word, day_part in (("by", "bw", "bd"), ("ay", "aw", "ad")):
        if part[day_part]:
            return _Named(_year(part[year]), _month_names()[part[word]], int(part[day_part]))
    raise AssertionError("a match without a day")


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < 70 else 1900)


@lru_cache(maxsize=1)
def _month_names() -> dict[str, int]:
    """Folded name → 1 to 12, of CLDR and as spoken."""
    names: dict[str, int] = {}
    for locale in _LOCALES:
        for widths in Locale.parse(locale).months.values():
            for width in ("wide", "abbreviated"):
                for month, name in widths[width].items():
                    names[_folded(str(name)).strip(".")] = month
    names |= {word: month for month, words in _SPOKEN.items() for word in words.split()}
    return {name: month for name, month in names.items() if len(name) > 2 and name.isalpha()}


@lru_cache(maxsize=1)
def _aways() -> dict[str, int]:
    return {word: days for days, words in _AWAY.items() for word in words.split()}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_month_names(), key=len, reverse=True)
    months = "|".join(longest_first)
    # Endings of cases: «12-мартта», `12-martda`, «5-майдан».
    ending = (
        r"(?:[ыиуi]?н?(?:а|да|дан|ан|га|гача|ни|нинг|та|тан|ка|ке|ге|де|ден|чейин|"
        r"ga|gacha|da|dan|ni|ning)?|[еюяё]|ем|ом|ты|дын|тын)(?![^\W\d_])"
    )
    aways = "|".join(sorted(_aways(), key=len, reverse=True))
    still = "|".join(sorted(map(re.escape, _STILL), key=len, reverse=True))
    two = r"\d{2}(?=\s*(?:" + _YEAR_WORD + r"(?!\w)|$|[,;)\n—–-]))"
    return re.compile(
        rf"(?P<still>(?<!\w)(?:{still})(?!\w))"
        rf"|(?P<away>(?<!\w)(?:{aways})(?!\w))"
        r"|(?<!\d)(?P<iy>\d{4})(?P<is>[.\-/])(?P<im>\d{1,2})(?P=is)(?P<id>\d{1,2})(?!\d)"
        r"|(?<!\d)(?P<d>\d{1,2})(?P<s>\s?[.\-/]\s?|\s)(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})(?!\d)"
        r"(?:\s*" + _YEAR_WORD + r"(?!\w))?"
        r"|(?<!\d)(?P<jd>\d{2})(?P<jm>\d{2})(?P<jy>(?:19|20)\d{2})(?!\d)"
        rf"|(?<!\d)(?P<by>\d{{4}})[\s-]*(?:{_YEAR_WORD})?[\s,-]*(?P<bd>\d{{1,2}}){_ORDINAL}[\s.,-]*"
        rf"(?P<bw>{months}){ending}"
        rf"|(?<!\d)(?P<ad>\d{{1,2}}){_ORDINAL}[\s.,-]*(?P<aw>{months}){ending}"
        rf"(?:[\s,.-]*(?:{_YEAR_WORD}\s*)?(?P<ay>(?:19|20)\d{{2}}(?!\d)|{two})"
        rf"(?:[\s-]*{_YEAR_WORD}(?!\w))?)?"
        r"|(?<!\d)(?P<sd>\d{1,2})[./](?P<sm>\d{1,2})(?![\d/])"
    )
