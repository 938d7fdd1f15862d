"""The chart: each row with a limit, as a part of its limit, now and before; no exponents."""

from __future__ import annotations

from html import escape
from statistics import median

from tests.tools.bench.rows import Report, Row

LEFT, BAR, LINE, TOP, MOST = 450, 150, 26, 34, 2.5
WIDTH = LEFT + round(MOST * BAR) + 110

STYLE = """text { font: 13px system-ui, sans-serif; fill: #073642 }
.now { fill: #2176b5 } .before { fill: #93a1a1 } .limit { stroke: #b5321f }
@media (prefers-color-scheme: dark) {
text { fill: #dfe8e8 } .now { fill: #5aa9e6 } .before { fill: #6b7f86 }
.limit { stroke: #ff8a75 } }"""


def chart(report: Report) -> str:
    """Return the chart as SVG; it needs neither scripts nor fonts."""
    rows = [row for row in report.rows if row.limit and row.unit != "exponent"]
    height = TOP + LINE * len(rows) + 10
    compared = any(row.before for row in rows)
    legend = "Each bar is a part of its limit (the line)" + (", now and before" if compared else "")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
        f' height="{height}" role="img">',
        f"<title>The benchmark: {len(rows)} measures as parts of their limits</title>",
        f"<style>{STYLE}</style>",
        f'<text x="{LEFT}" y="18">{legend}</text>',
    ]
    for place, row in enumerate(rows):
        parts += _bars(row, TOP + LINE * place)
    x = LEFT + BAR
    parts += [f'<path class="limit" d="M{x} {TOP - 6}V{height - 6}"/>', "</svg>", ""]
    return "\n".join(parts)


def _bars(row: Row, y: int) -> list[str]:
    assert row.limit
    before = median(row.before) if row.before else None
    parts = [f'<text x="{LEFT - 8}" y="{y + 15}" text-anchor="end">{escape(row.key)}</text>']
    if before is not None:
        width = _width(before / row.limit)
        parts.append(f'<path class="before" d="M{LEFT} {y + 2}h{width}v18H{LEFT}z"/>')
    width = _width(row.now / row.limit)
    parts.append(f'<path class="now" d="M{LEFT} {y + 6}h{width}v10H{LEFT}z"/>')
    shown = max(row.now, before or 0) / row.limit
    text = f"{row.text(row.now)} {row.unit}"
    parts.append(f'<text x="{LEFT + _width(shown) + 6:g}" y="{y + 15}">{text}</text>')
    return parts


def _width(part: float) -> float:
    return round(min(part, MOST) * BAR, 1)
