"""Charts as SVG text: bars for one period, a line over many. No script, no font, no network."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

Row = tuple[str, int]
Point = tuple[str, int | None]

_ROW = 38  # height of a label and the bar below it
_WIDE = 420
_LETTERS = 58  # of a label, about as many as fit
_LINE_WIDTH, _LINE_HEIGHT = 308, 130
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 28, 18, 22


def bars(name: str, rows: Sequence[Row]) -> str:
    """One horizontal bar a row, its number behind it. `name`: what it shows, for readers."""
    most = max((n for _, n in rows), default=1)
    parts = [_open(name, _WIDE, _ROW * len(rows))]
    for index, (label, n) in enumerate(rows):
        y = index * _ROW
        width = max(2.0, (_WIDE - 44) * n / most)
        parts.append(
            f"<g><title>{escape(label)}: {n}</title>"
            f'<text x="0" y="{y + 13}" class="n">{escape(_cut(label))}</text>'
            f'<rect x="0" y="{y + 18}" width="{width:.1f}" height="12" rx="2"/>'
            f'<text x="{width + 6:.1f}" y="{y + 29}" class="n">{n}</text></g>'
        )
    return "".join([*parts, "</svg>"])


def line(name: str, points: Sequence[Point], most: int) -> str:
    """A line from the first period to the last; None (nothing published) leaves a gap and a
    hollow mark below. `most`: the top of the scale, the same in charts to be compared."""
    base = _LINE_HEIGHT - _BOTTOM
    step = (_LINE_WIDTH - _LEFT - _RIGHT) / max(1, len(points) - 1)

    def at(index: int, n: int) -> tuple[float, float]:
        return _LEFT + index * step, base - (base - _TOP) * n / max(1, most)

    parts = [_open(name, _LINE_WIDTH, _LINE_HEIGHT), _scale(most, base, points)]
    for run in _runs(points):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(i, n) for i, n in run))
        parts.append(f'<polyline points="{path}"/>')
        parts += [_dot(*at(i, n), f"{points[i][0]}: {n}") for i, n in run]
    for index, (label, n) in enumerate(points):
        if n is None:
            x, y = at(index, 0)
            parts.append(
                f'<circle class="none" cx="{x:.1f}" cy="{y - 4:.1f}" r="3">'
                f"<title>{escape(label)}: &lt; 10</title></circle>"
            )
    last = points[-1][1] if points else None
    if last is not None:
        x, y = at(len(points) - 1, last)
        parts.append(f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" class="n">{last}</text>')
    return "".join([*parts, "</svg>"])


def _scale(most: int, base: int, points: Sequence[Point]) -> str:
    lines = "".join(
        f'<path d="M{_LEFT} {y}H{_LINE_WIDTH - _RIGHT}"/>'
        f'<text x="{_LEFT - 6}" y="{y + 4}" class="label">{n}</text>'
        for n, y in ((0, base), (most, _TOP))
    )
    if not points:
        return lines
    ends = f'<text x="{_LEFT}" y="{_LINE_HEIGHT - 4}" class="n">{escape(points[0][0])}</text>'
    if len(points) > 1:
        ends += (
            f'<text x="{_LINE_WIDTH - _RIGHT}" y="{_LINE_HEIGHT - 4}" class="label">'
            f"{escape(points[-1][0])}</text>"
        )
    return lines + ends


def _runs(points: Sequence[Point]) -> list[list[tuple[int, int]]]:
    """What stands together without a gap."""
    runs: list[list[tuple[int, int]]] = [[]]
    for index, (_, n) in enumerate(points):
        if n is not None:
            runs[-1].append((index, n))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _dot(x: float, y: float, title: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"><title>{escape(title)}</title></circle>'


def _open(name: str, width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label="{escape(name)}">'
    )


def _cut(label: str) -> str:
    return label if len(label) <= _LETTERS else label[: _LETTERS - 1].rstrip() + "…"
