"""Cross-validation: each example is asked of an index that never saw it.

Tuning looks only at this, never at the sets of questions in `benchmarks/questions/`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.content.model import Content
from bot.dialogue.asking.asked import Asked, judge, urgent_pages
from bot.dialogue.asking.examples import CALM, OFF_TOPIC, URGENT, Example, examples
from bot.dialogue.asking.fold import fold
from bot.dialogue.asking.index import build
from bot.dialogue.asking.synonyms import Synonyms

_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Tried:
    """`wanted`: the id that `example` should lead to, empty for what leads nowhere."""

    example: Example
    wanted: str
    asked: Asked

    @property
    def first(self) -> str:
        return self.asked.ranked[0][0] if self.asked.ranked else "-"

    @property
    def right(self) -> bool:
        return not self.wanted or self.first == self.wanted

    def among(self, most: int) -> bool:
        return self.wanted in [target for target, _ in self.asked.ranked[:most]]


@dataclass(frozen=True, slots=True)
class Trial:
    tried: tuple[Tried, ...]

    def summary(self) -> Iterator[str]:
        questions = [one for one in self.tried if _is_question(one.example)]
        for language in ("", *sorted({one.example.language for one in questions})):
            own = [one for one in questions if language in ("", one.example.language)]
            yield (
                f"{language or 'all':4} {len(own):5} questions: "
                f"first {_share(own, lambda one: one.among(1))}, "
                f"in three {_share(own, lambda one: one.among(3))}"
            )
        urgent = [one for one in self.tried if one.example.label.startswith(URGENT)]
        calm = [one for one in self.tried if one.example.label == CALM]
        off_topic = [one for one in self.tried if one.example.label == OFF_TOPIC]
        for name, group in (("urgent", urgent), ("calm", calm), ("questions", questions)):
            alarms = _share(group, lambda one: bool(one.asked.urgent))
            yield f"{name}: {len(group)}, taken for urgent {alarms}"
        for name, group in (("off topic", off_topic), ("questions", questions)):
            yield f"{name}: refused {_share(group, lambda one: one.asked.refused)}"


def trial(content: Content, folds: int = _FOLDS) -> Trial:
    """Equal texts (folded) are kept together: a copy must not give the answer away."""
    synonyms = Synonyms(content.phrases.synonyms)
    found = examples(content)
    asked = [one for one in found if one.kind in ("ask", "own")]
    texts = sorted({fold(one.text) for one in asked})
    random.Random(1).shuffle(texts)  # noqa: S311
    place = {text: number % folds for number, text in enumerate(texts)}
    tried: list[Tried] = []
    for turn in range(folds):
        held = {one for one in asked if place[fold(one.text)] == turn}
        made = build(synonyms, [one for one in found if one not in held])
        tried += [Tried(one, _wanted(content, one), judge(content, made, one.text)) for one in held]
    return Trial(tuple(tried))


def _is_question(example: Example) -> bool:
    return not example.label.startswith((URGENT, CALM, OFF_TOPIC))


def _wanted(content: Content, example: Example) -> str:
    if example.label.startswith(URGENT):
        return urgent_pages(content).get(example.label.removeprefix(URGENT), "")
    return "" if example.label in (CALM, OFF_TOPIC) else example.label


def _share(group: Sequence[Tried], test: Callable[[Tried], bool]) -> str:
    return f"{sum(map(test, group)) / len(group):.3f}" if group else "–"
