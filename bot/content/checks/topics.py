"""Every page and flow counts under a topic of the closed list, of 64 at most."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable

from bot.content.model import Issue
from bot.content.tree import LISTED, Tree

name = "topics"

MAX_TOPICS = 64
NEEDED = ("unmatched", "sos", "centre")


def check(tree: Tree) -> Iterable[Issue]:
    entry = next(iter(tree.of("topics")), None)
    if entry is None:
        return
    topics: tuple[str, ...] = entry.file.topics
    if len(topics) > MAX_TOPICS:
        yield Issue(
            name,
            entry.path,
            entry.line("topics", MAX_TOPICS),
            f"тем {len(topics)}, а можно не больше {MAX_TOPICS}",
            f"{len(topics)} topics; at most {MAX_TOPICS} are allowed",
        )
    for topic, count in Counter(topics).items():
        if count > 1:
            last = len(topics) - 1 - topics[::-1].index(topic)
            yield Issue(
                name,
                entry.path,
                entry.line("topics", last),
                f"тема «{topic}» стоит дважды",
                f"the topic `{topic}` is given twice",
            )
    for topic in NEEDED:
        if topic not in topics:
            yield Issue(
                name,
                entry.path,
                entry.line("topics"),
                f"нет темы «{topic}»: она нужна боту",
                f"the topic `{topic}` is missing: the bot needs it",
            )
    for page in tree.of(*LISTED):
        topic = page.file.topic
        if topic in topics:
            continue
        near = difflib.get_close_matches(topic, topics, n=1)
        yield Issue(
            name,
            page.path,
            page.line("topic"),
            f"темы «{topic}» нет в topics.yaml" + (f"; может быть, «{near[0]}»?" if near else ""),
            f"no topic `{topic}` in topics.yaml" + (f"; did you mean `{near[0]}`?" if near else ""),
        )
