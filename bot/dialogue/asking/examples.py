"""What the index learns from: example questions, titles and bodies, with whom they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.model import Content, Listed

OFF_TOPIC = "-off-topic"
CALM = "-calm"
SERVICES = ("nearest-centre", "talk-human", "change-language", "delete-data")
DANGERS = ("held", "violence", "suicide", "hurt", "stranded")
_ABOUT_DANGER = frozenset({"sos", "trafficking", "women", "psych-help"})  # topics
URGENT = "urgent-"  # and one of DANGERS: also the topic that is counted


@dataclass(frozen=True, slots=True)
class Example:
    """`label`: the id of what is listed in a section, of a service, `urgent-…`, or one of the
    two that lead nowhere. `kind`: ask | title | summary | own (of `asking.yaml`).
    `danger`: told of danger right now; None where its page is about danger, so that both occur.
    """

    label: str
    text: str
    language: str
    kind: str
    danger: bool | None = False


def examples(content: Content) -> tuple[Example, ...]:
    found: list[Example] = []
    for listed in content.all_listed():
        found += _listed(listed)
    for language, asking in content.phrases.asking.items():
        groups = {
            **asking.services,
            **{URGENT + danger: texts for danger, texts in asking.urgent.items()},
            CALM: asking.calm,
            OFF_TOPIC: asking.off_topic,
        }
        for label, texts in groups.items():
            danger = label.startswith(URGENT)
            found += [Example(label, text, language, "own", danger) for text in texts]
    return tuple(found)


def label_of(listed: Listed) -> str:
    """Pages about one danger learn together: their topic is its label."""
    return listed.topic if listed.topic.startswith(URGENT) else listed.id


def _listed(listed: Listed) -> Iterator[Example]:
    label = label_of(listed)
    danger = True if label.startswith(URGENT) else None if _about_danger(listed) else False
    for language, own in listed.words.items():
        for kind, texts in (("ask", own.ask), ("title", (own.title,)), ("summary", (own.summary,))):
            for text in texts:
                yield Example(label, text, language, kind, danger)


def _about_danger(listed: Listed) -> bool:
    return listed.section == "sos" or listed.topic in _ABOUT_DANGER
