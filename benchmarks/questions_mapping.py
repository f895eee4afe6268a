"""Which pages answer each intent of `benchmarks/questions/`: `mapping.json`, made anew.

    python -m benchmarks.questions_mapping

A page answers the intent that its topic is named after. A few answer another one as well.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from bot.content.load import load
from bot.content.model import Content
from bot.dialogue.asking.asked import SOS
from bot.dialogue.asking.examples import DANGERS, SERVICES, URGENT

ROOT = Path(__file__).resolve().parent
FILE = ROOT / "questions" / "mapping.json"
# Page → the intent that it answers besides that of its topic.
ALSO = {
    "sos-papers": "consulate_lost_docs",
    "home-documents": "consulate_lost_docs",
    "while-banned": "ban_overstay_term",
    "first-days-tj": "checklist",
    "first-days-uz": "checklist",
    "first-days-kg": "checklist",
}


def mapping(content: Content) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {service.replace("-", "_"): [service] for service in SERVICES}
    found["nearest_centre"] = ["nearest-centre"]
    urgent = {URGENT + danger for danger in DANGERS} | {SOS}
    for one in content.all_listed():
        if one.topic in urgent:
            intents = ["__urgent__"]
        elif one.topic.startswith("not-"):
            intents = ["__none__"]
        else:
            intents = [one.topic.replace("-", "_")]
        if one.id in ALSO:
            intents.append(ALSO[one.id])
        for intent in intents:
            found.setdefault(intent, []).append(one.id)
    return {intent: sorted(pages) for intent, pages in sorted(found.items())}


if __name__ == "__main__":
    made = mapping(load(ROOT.parent / "content", date.today()))
    FILE.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
