"""What a typed text asks for: danger, a place, pages in order, a wish, or nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from bot.content.model import Content
from bot.dialogue.asking.examples import DANGERS, URGENT
from bot.dialogue.asking.fold import MAX_TEXT, words_of
from bot.dialogue.asking.index import Index, Scored, index
from bot.dialogue.gazetteer import gazetteer
from bot.dialogue.place_names import Meant, Sure

SOS = "sos"
_MOST = 10  # ids in `ranked`

# All of these were set by `safar ask --report` on the example questions, see docs/asking.md.
_DANGER_ABOVE = 0.12  # what it sounds like, and the lead of a danger over all else
_CHATTER_CALMS = 0.3
_CHATTER_COUNTS = 0.7  # of what sounds like small talk, against the best page
_TOO_LOW = 0.54  # a best score below: nothing of ours
_WEAK = 0.9  # below: a village of that name is the better guess
_CLEAR, _CLEAR_LEAD = 1.2, 0.35  # the only clear one is opened at once


@dataclass(frozen=True, slots=True)
class Asked:
    """`ranked`: (id, score), the best first: ids of what a section lists, and of services.
    `urgent`: one of DANGERS, or "". `refused`: nothing of ours, say what the bot can do.
    `place`: the text names it; `ranked` then holds the nearest centre, if nothing else fits."""

    ranked: tuple[tuple[str, float], ...] = ()
    urgent: str = ""
    refused: bool = False
    place: Meant | None = None
    one_word: bool = False

    @property
    def whereabouts(self) -> Meant | None:
        """The place to answer with: the text is nothing but its name, and no page fits well."""
        if self.place is None or self.place.sure is Sure.NAME:
            return self.place
        return self.place if not self.ranked or self.ranked[0][1] < _WEAK else None

    @property
    def clear(self) -> bool:
        """The first is the only one that can be meant; a single word may mean much."""
        if self.refused or self.one_word or not self.ranked:
            return False
        lead = self.ranked[0][1] - (self.ranked[1][1] if len(self.ranked) > 1 else 0.0)
        return self.ranked[0][1] >= _CLEAR and lead >= _CLEAR_LEAD


def ask(content: Content, text: str) -> Asked:
    """Nothing of the text is kept. All languages at once: people mix them."""
    return judge(content, index(content), text)


def judge(content: Content, made: Index, text: str) -> Asked:
    """`ask`, by an index of another making: for trials."""
    words = words_of(text)
    if not words:
        return Asked(refused=True)
    place = gazetteer(content).meant(text[:MAX_TEXT])
    scored = made.scored(text)
    # One word says too little: only what the examples call a cry by itself is one.
    danger = _danger(scored) if len(words) > 1 or made.is_cry(words[0]) else ""
    if place and place.sure is Sure.NAME:
        return Asked((("nearest-centre", 1.0),), place=place)
    ranked = _calmly(content, _ranked(content, scored), danger)
    refused = not danger and (not ranked or ranked[0][1] < _TOO_LOW)
    # «Салом» is like the name of a village, and a question may be like one too.
    if (
        place
        and place.sure is Sure.ALIKE
        and (scored.chatter > 0 if refused else ranked[0][1] >= _WEAK)
    ):
        place = None
    return Asked(ranked, danger, refused and place is None, place, len(words) == 1)


def prepare(content: Content) -> None:
    """Make the indexes of a content: else the first text would wait for them."""
    gazetteer(content)
    index(content)


def _danger(scored: Scored) -> str:
    """The danger that leads, where the text also sounds like one."""
    best = {label: score for label, score in scored.labels if label in _DANGER_LABELS}
    if not best:
        return ""
    label = max(best, key=best.__getitem__)
    rest = max(score for other, score in scored.labels if other not in best and other != SOS)
    sounds = scored.danger - _CHATTER_CALMS * max(scored.chatter, -0.5)
    certain = sounds + best[label] - rest
    return label.removeprefix(URGENT) if certain > _DANGER_ABOVE else ""


def _ranked(content: Content, scored: Scored) -> tuple[tuple[str, float], ...]:
    """Scores that can be compared between texts: unknown words and small talk lower them."""
    urgent = urgent_pages(content)
    known, less = sqrt(scored.known), _CHATTER_COUNTS * scored.chatter
    found: dict[str, float] = {}
    for label, score in scored.labels:
        target = urgent.get(label.removeprefix(URGENT), "") if label in _DANGER_LABELS else label
        if target and not target.startswith("-"):
            found.setdefault(target, score * known - less)
        if len(found) == _MOST:
            break
    return tuple(found.items())


def _calmly(
    content: Content, ranked: tuple[tuple[str, float], ...], danger: str
) -> tuple[tuple[str, float], ...]:
    """Without danger no emergency screen comes first; it stays among the answers."""
    urgent = set(urgent_pages(content).values()) - {SOS}
    calm = [pair for pair in ranked if pair[0] not in urgent]
    if danger or not calm or ranked[0] == calm[0]:
        return ranked
    first = (calm[0][0], ranked[0][1])
    return (first, *(pair for pair in ranked if pair[0] != first[0]))


_DANGER_LABELS = frozenset(URGENT + danger for danger in DANGERS)


def urgent_pages(content: Content) -> dict[str, str]:
    """Danger → the page that answers it: the one that counts as it, else SOS."""
    by_topic = {page.topic: page.id for page in reversed(tuple(content.pages.values()))}
    pages = {danger: by_topic.get(URGENT + danger, SOS) for danger in DANGERS}
    return {danger: page for danger, page in pages.items() if page in content.pages}
