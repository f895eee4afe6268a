"""docs/coverage.md from the content: where real places, structural answers and nothing stand.

`python -m tools.coverage_table` writes it; a test keeps it equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.content.load import load
from bot.content.model import Content, District
from bot.content.needs import Need, programmes_for
from bot.dialogue.nearest import NEAR_KM, nearest
from tests.conftest import NOW

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "coverage.md"
HEAD = """# Who is there for whom

Made from the content by `python -m tools.coverage_table`; a test keeps it equal. One row a
district, one column a need, as of {day}:

- **P** a place that works and can be reached, at most {km} km away in a straight line;
- **o** no such place, but an office that districts, regions or the country have takes the case;
- **r** neither, but a programme that our sources know;
- **–** nothing for this: the answer names the local authority and the nearest working place.

No cell is empty: every answer names an office or a place. Of {phones} numbers that people are sent
to, {called} have been called by us.
"""
TITLES = {"tj": "Tajikistan", "uz": "Uzbekistan", "kg": "Kyrgyzstan"}
MARKS = "Por–"


def mark(content: Content, district: District, need: Need) -> str:
    of, today = district, NOW.date()
    near = nearest(content, of.country, of.lat, of.lon, today, 1, need.met_by)
    if near and near[0].km <= NEAR_KM:
        return "P"
    programmes = list(programmes_for(content, of.country, need, today))
    types = {kind for programme in programmes for kind in programme.offices}
    own = [office for office in content.offices if office.country == of.country]
    if any(need.met_by(office) or office.type in types for office in own):
        return "o"
    return "r" if programmes else "–"


def lines(content: Content) -> Iterator[str]:
    phones = [
        phone
        for one in (*content.places, *content.hotlines)
        if one.status in ("operating", "older", "current")
        for phone in one.phones
    ]
    yield HEAD.format(
        day=NOW.date().isoformat(),
        km=int(NEAR_KM),
        phones=len(phones),
        called=sum(phone.tested is not None for phone in phones),
    )
    needs = content.needs
    marks = {
        (d.id, need.id): mark(content, d, need)
        for region in content.regions
        for d in region.districts
        for need in needs
    }
    yield "| districts | " + " | ".join(need.id for need in needs) + " |"
    yield "|---|" + "---|" * len(needs)
    for country, title in TITLES.items():
        found = [d for r in content.regions if r.country == country for d in r.districts]
        for kind in MARKS:
            counts = [sum(marks[d.id, need.id] == kind for d in found) for need in needs]
            label = f"{title}, {len(found)}: {kind}"
            yield f"| {label} | " + " | ".join(map(str, counts)) + " |"
    for region in content.regions:
        yield f"\n## {region.names['ru']} (`{region.id}`)\n"
        yield "| district | " + " | ".join(need.id for need in needs) + " |"
        yield "|---|" + "---|" * len(needs)
        for d in region.districts:
            cells = " | ".join(marks[d.id, need.id] for need in needs)
            yield f"| {d.names['ru']} | {cells} |"


def table(content: Content) -> str:
    return "\n".join(lines(content)) + "\n"


if __name__ == "__main__":
    TARGET.write_text(table(load(ROOT / "content", NOW.date())), encoding="utf-8")
