"""Picks up changes of the content tree while the bot runs.

The owner swaps the whole `Content` at once. A bad tree yields None and leaves the old one
serving; the log tells how many errors there are and the first of them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from watchfiles import DefaultFilter, awatch

from bot.content.load import read_tree
from bot.content.model import Content, Issue

log = logging.getLogger("safar.content")

_TOLD = 3  # errors; `safar check` tells the rest


@dataclass(frozen=True, slots=True)
class Reload:
    """One reading after a change. `content` is None when `issues` holds an error."""

    content: Content | None
    issues: tuple[Issue, ...]


async def changes(
    root: Path,
    *,
    revision: str = "",
    today: Callable[[], date] = date.today,
    stop: asyncio.Event | None = None,
    debounce: float = 0.5,
    poll: bool | None = None,
) -> AsyncIterator[Reload]:
    """Yields once for each burst of changes below `root`, until `stop` is set.

    revision: of the content being served; the same files again are not yielded.
    debounce: seconds a burst may last before it is read.
    poll: look at the files every so often instead of asking the system; None lets
        watchfiles decide (network drives and some containers need polling).
    """
    served = revision
    async for _ in awatch(
        root,
        watch_filter=DefaultFilter(ignore_paths=()),
        debounce=max(1, int(debounce * 1000)),
        step=max(1, min(50, int(debounce * 1000))),
        stop_event=stop,
        force_polling=poll,
    ):
        reload = await asyncio.to_thread(_read, root, today())
        if reload.content is None:
            served = ""
            _log_bad(reload.issues)
        elif reload.content.revision == served:
            continue
        else:
            served = reload.content.revision
            log.info("content reloaded: revision %s", served)
        yield reload


def _read(root: Path, today: date) -> Reload:
    return Reload(*read_tree(root, today))


def _log_bad(issues: tuple[Issue, ...]) -> None:
    """In the words of `safar check`: whoever runs this beside an editor sees what to mend."""
    errors = [issue for issue in issues if issue.error]
    log.warning("content not reloaded, the old one is still served: %d error(s)", len(errors))
    for issue in errors[:_TOLD]:
        log.warning("%s:%d: %s", issue.path, issue.line, issue.message)
    if len(errors) > _TOLD:
        log.warning("и ещё %d; все покажет safar check", len(errors) - _TOLD)
