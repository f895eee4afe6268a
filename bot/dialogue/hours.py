"""Opening hours in words. Never «open now»: no source is fresh enough for that."""

from __future__ import annotations

import re

from bot.i18n import Interface

_DAY = re.compile(r"\b(Mo|Tu|We|Th|Fr|Sa|Su|PH)\b")


def hours_text(say: Interface, osm: str) -> str:
    """OSM `opening_hours` with the days in the person's language: `Пн–Пт 08:00–17:00`."""
    _ = say
    days = {
        "Mo": _("day", "Mon"),
        "Tu": _("day", "Tue"),
        "We": _("day", "Wed"),
        "Th": _("day", "Thu"),
        "Fr": _("day", "Fri"),
        "Sa": _("day", "Sat"),
        "Su": _("day", "Sun"),
        "PH": _("day", "holidays"),
    }
    if osm == "24/7":
        return _("day", "day and night")
    text = _DAY.sub(lambda match: days[match.group()], osm)
    return text.replace("-", "–").replace(" off", " " + _("day", "closed")).replace(";", ",")
