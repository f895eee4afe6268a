"""What a typed text asks for: danger, a place, pages in order, a wish, or nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.model import Content
from bot.dialogue.asking.examples import DANGERS, OFF_TOPIC, URGENT
from bot.dialogue.asking.fold import MAX_TEXT, words_of
from bot.dialogue.asking.index import Index, Scored, index
from bot.dialogue.gazetteer import gazetteer
from bot.dialogue.place_names import Meant, Sure

SOS = "sos"
_MOST = 10  # ids in `ranked`

# All margins were set by `safar ask --report` on the example questions, see docs/asking.md.
_URGENT_ABOVE = 0.05  # danger must lead everything else by so much
_OFF_TOPIC_ABOVE = -0.05  # so near to the best page, small talk wins
_TOO_LOW = 0.15  # a best score below: not understood
_WEAK = 0.5
_CLEAR_SCORE, _CLEAR_LEAD = 0.6, 0.35  # the only clear one is opened at once


@dataclass(frozen=True, slots=True)
class Asked:
    """`ranked`: (id, score), the best first: ids of what a section lists, and of services.
    `urgent`: one of DANGERS, or "". `refused`: nothing of ours, say what the bot can do.
    `place`: the text names it; `ranked` then holds the nearest centre, if nothing else fits."""

    ranked: tuple[tuple[str, float], ...] = ()
    urgent: str = ""
    refused: bool = False
    place: Meant | None = None

    @property
    def whereabouts(self) -> Meant | None:
        """The place to answer with: the text is nothing but its name, and no page fits well."""
        if self.place is None or self.place.sure is Sure.NAME:
            return self.place
        return self.place if not self.ranked or self.ranked[0][1] < _WEAK else None

    @property
    def clear(self) -> bool:
        """The first is the only one that can be meant."""
        if self.refused or not self.ranked:
            return False
        lead = self.ranked[0][1] - (self.ranked[1][1] if len(self.ranked) > 1 else 0.0)
        return self.ranked[0][1] >= _CLEAR_SCORE and lead >= _CLEAR_LEAD


def ask(content: Content, text: str) -> Asked:
    """Nothing of the text is kept. All languages at once: people mix them."""
    return judge(content, index(content), text)


def judge(content: Content, made: Index, text: str) -> Asked:
    """`ask`, by an index of another making: for trials."""
    if not words_of(text):
        return Asked(refused=True)
    place = gazetteer(content).meant(text[:MAX_TEXT])
    scored = made.scored(text)
    danger = _danger(scored)
    if place and place.sure is Sure.NAME and not danger:
        return Asked((("nearest-centre", 1.0),), place=place)
    ranked = _ranked(content, scored)
    refused = not danger and _refused(scored, ranked)
    if place and place.sure is Sure.ALIKE and not refused and ranked[0][1] >= _WEAK:
        place = None
    return Asked(ranked, danger, refused and place is None, place)


def prepare(content: Content) -> None:
    """Make the indexes of a content: else the first text would wait for them."""
    gazetteer(content)
    index(content)


def _danger(scored: Scored) -> str:
    best = {label: score for label, score in scored.labels if label.startswith(URGENT)}
    if not best:
        return ""
    label = max(best, key=best.__getitem__)
    rest = max((score for other, score in scored.labels if other not in best), default=0.0)
    return label.removeprefix(URGENT) if best[label] - rest > _URGENT_ABOVE else ""


def _refused(scored: Scored, ranked: tuple[tuple[str, float], ...]) -> bool:
    best = ranked[0][1] if ranked else 0.0
    off_topic = next((score for label, score in scored.labels if label == OFF_TOPIC), 0.0)
    return best < _TOO_LOW or off_topic - best > _OFF_TOPIC_ABOVE


def _ranked(content: Content, scored: Scored) -> tuple[tuple[str, float], ...]:
    urgent = urgent_pages(content)
    found: dict[str, float] = {}
    for label, score in scored.labels:
        target = urgent.get(label.removeprefix(URGENT), "") if label in _DANGER_LABELS else label
        if target and not target.startswith("-"):
            found.setdefault(target, score)
        if len(found) == _MOST:
            break
    return tuple(found.items())


_DANGER_LABELS = frozenset(URGENT + danger for danger in DANGERS)


def urgent_pages(content: Content) -> dict[str, str]:
    """Danger → the page that answers it: the one that counts as it, else SOS."""
    by_topic = {page.topic: page.id for page in reversed(tuple(content.pages.values()))}
    pages = {danger: by_topic.get(URGENT + danger, SOS) for danger in DANGERS}
    return {danger: page for danger, page in pages.items() if page in content.pages}
