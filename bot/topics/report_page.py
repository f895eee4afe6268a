"""The published counts as one page that needs nothing else: to print, to send, to put in a report.

Everything on it follows from what `safar report --format csv` prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from babel.dates import format_date

from bot.dialogue.ports import Release
from bot.topics.chart import bars, line
from bot.topics.report import first_release, last_day
from bot.topics.report_words import LABELS, WORDS, Language

UNANSWERED = "unmatched"
PERIODS = 13  # shown as trends: a quarter of weeks
BARS = 15
TRENDS = 8

_STYLE = """
body{font:15px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#1c2530;
max-width:720px;margin:32px auto;padding:0 16px}
h1{font-size:26px;line-height:1.2;margin:0 0 6px}
h2{font-size:19px;margin:36px 0 4px;border-top:1px solid #d5dae1;padding-top:16px}
h3{font-size:13px;font-weight:600;margin:0 0 2px;line-height:1.3;min-height:34px}
p{margin:4px 0 12px}.quiet{color:#566270;font-size:13px}
.note{background:#f1f4f8;border-left:4px solid #2f6f9f;padding:10px 14px;margin:16px 0}
svg{max-width:100%;height:auto;display:block}
svg text{font-size:13px;fill:#1c2530}svg .label{text-anchor:end}svg .n{text-anchor:start}
svg rect,svg circle{fill:#2f6f9f}svg polyline{fill:none;stroke:#2f6f9f;stroke-width:2}
svg path{stroke:#d5dae1;fill:none}svg .none{fill:#fff;stroke:#8894a2}
.many{display:grid;grid-template-columns:repeat(auto-fill,minmax(290px,1fr));gap:18px 22px}
.many svg text{font-size:11px}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:12px}
th,td{padding:3px 5px;border-bottom:1px solid #e3e7ec;text-align:right;white-space:nowrap}
th:first-child,td:first-child{text-align:left;white-space:normal;min-width:150px}
th{white-space:normal;vertical-align:bottom;min-width:32px}
td.none{color:#8894a2}
@media print{body{margin:0}table{font-size:10px}
h2,figure,svg,tr{break-inside:avoid}.wide{overflow:visible}}
"""


def to_html(
    releases: Sequence[Release],
    today: date,
    weeks: int,
    language: Language = "ru",
    titles: Mapping[str, str] | None = None,
) -> str:
    """The whole page. titles: topic or region → its words; what is missing is shown by its id."""
    return _Page(releases, today, weeks, language, titles or {}).html()


class _Page:
    def __init__(
        self, releases: Sequence[Release], today: date, weeks: int, language: Language,
        titles: Mapping[str, str],
    ) -> None:  # fmt: skip
        self._releases, self._today, self._weeks = releases, today, weeks
        self._language, self._words = language, WORDS[language]
        self._titles = {**titles, **LABELS[language]}
        self._topics = [r for r in releases if r.table == "topic_week"][-PERIODS:]

    def html(self) -> str:
        title = escape(self._words["title"])
        return (
            f'<!doctype html>\n<html lang="{self._language}"><head><meta charset="utf-8">'
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{title}</title><style>{_STYLE}</style></head><body>\n<h1>{title}</h1>\n"
            + "\n".join(self._body())
            + "\n</body></html>\n"
        )

    def _body(self) -> list[str]:
        if not self._releases:
            day = self._date(first_release(self._today, self._weeks))
            return [_p(self._words["nothing"].format(day=day)), _p(self._words["note"], "note")]
        covers = self._words["covers"].format(
            start=self._date(min(r.start for r in self._releases)),
            end=self._date(max(map(last_day, self._releases))),
            today=self._date(self._today),
        )
        parts = [_p(covers, "quiet"), _p(self._words["note"], "note")]
        if self._topics:
            parts += [*self._newest("last", self._topics[-1]), *self._trends(), *self._unanswered()]
        for table, word in (("who_month", "who"), ("region_month", "region")):
            of_table = [r for r in self._releases if r.table == table]
            if of_table:
                parts += [*self._newest(word, of_table[-1]), _p(self._words["apart"], "quiet")]
        return [*parts, *self._numbers()] if self._topics else parts

    def _newest(self, word: str, release: Release) -> list[str]:
        rows = [(self._label(cell), n) for cell, n in _by_size(release)[:BARS]]
        head = [self._head(word), _p(self._period(release), "quiet")]
        chart = bars(self._words[word], rows) if rows else _p(self._words["nothing-10"])
        return [*head, chart]

    def _trends(self) -> list[str]:
        sums: Counter[tuple[str, ...]] = Counter()
        for release in self._topics:
            sums.update(release.counts)
        sums.pop((UNANSWERED,), None)
        if len(self._topics) < 2 or not sums:
            return []
        chosen = [cell for cell, _ in sums.most_common(TRENDS)]
        most = max(r.counts.get(cell, 0) for r in self._topics for cell in chosen)
        charts = "".join(
            f'<figure style="margin:0"><h3>{escape(self._label(cell))}</h3>'
            f"{self._line(cell, most)}</figure>"
            for cell in chosen
        )
        return [
            self._head("trends"),
            _p(self._words["trends-note"], "quiet"),
            f'<div class="many">{charts}</div>',
        ]

    def _unanswered(self) -> list[str]:
        counts = [release.counts.get((UNANSWERED,)) for release in self._topics]
        parts = [self._head("unanswered"), _p(self._words["unanswered-note"])]
        known = [n for n in counts if n is not None]
        if not known:
            return [*parts, _p(self._words["unanswered-none"])]
        return [*parts, self._line((UNANSWERED,), max(known))]

    def _numbers(self) -> list[str]:
        cells = sorted({cell for r in self._topics for cell in r.counts}, key=self._label)
        heads = "".join(f"<th>{escape(self._short(r.start))}</th>" for r in self._topics)
        rows = "".join(
            f"<tr><td>{escape(self._label(cell))}</td>"
            + "".join(self._cell(release.counts.get(cell)) for release in self._topics)
            + "</tr>"
            for cell in cells
        )
        return [
            self._head("all"),
            '<div class="wide"><table><tr>'
            f"<th>{escape(self._words['topic'])}</th>{heads}</tr>{rows}</table></div>",
        ]

    def _cell(self, n: int | None) -> str:
        return (
            f'<td class="none">{escape(self._words["below"])}</td>'
            if n is None
            else f"<td>{n}</td>"
        )

    def _line(self, cell: tuple[str, ...], most: int) -> str:
        points = [(self._short(r.start), r.counts.get(cell)) for r in self._topics]
        return line(self._label(cell), points, most)

    def _head(self, word: str) -> str:
        return f"<h2>{escape(self._words[word])}</h2>"

    def _label(self, cell: tuple[str, ...]) -> str:
        if len(cell) == 1:
            return self._titles.get(cell[0], cell[0])
        language, origin = cell
        return (
            f"{self._titles.get(language, language)}, "
            f"{self._titles.get(f'origin:{origin}', origin)}"
        )

    def _period(self, release: Release) -> str:
        return self._words["period"].format(
            start=self._date(release.start), end=self._date(last_day(release))
        )

    def _date(self, day: date) -> str:
        return format_date(day, "d MMMM y", locale=self._language)

    def _short(self, day: date) -> str:
        return format_date(day, "d MMM", locale=self._language)


def _by_size(release: Release) -> list[tuple[tuple[str, ...], int]]:
    return sorted(release.counts.items(), key=lambda row: (-row[1], row[0]))


def _p(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"
