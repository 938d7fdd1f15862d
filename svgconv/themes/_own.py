"""Themes of one's own: a table of colours on top of a theme that is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.scene.hatch import Hatch
from svgconv.scene.marks import Paint
from svgconv.scene.theme import GROUNDS, ROLES, Theme, legible

COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
KEYS = ("fill", "fill_opacity", "stroke", "stroke_width", "hatch")
RISES = {"/": 1, "\\": -1, "-": 0}
"""The directions of hatching, as they are written, and how far its lines rise."""
HATCH_GAP, HATCH_WIDTH = 0.34, 0.05


def own_theme(table: Mapping[str, Any], base: Theme) -> Theme:
    """The theme of a table: ``line`` and each role may have some of `KEYS`.

    Parameters
    ----------
    table: ``{"input": {"fill": "#f80"}, "line": {"stroke": "#333", "stroke_width": 0.04}}``;
        colours as ``#rgb`` or ``#rrggbb``, widths in cells (0 to 1), opacities 0 to 1, a hatch as
        ``/``, ``\\`` or ``-``. Its ``base`` is not looked at here.
    base: the theme whose paints stay where the table says nothing.

    Raises
    ------
    SvgconvError: an unknown role or key, or a value out of range; named as in ``theme.input.fill``.
    """
    said = {key: value for key, value in table.items() if key != "base"}
    for role, entry in said.items():
        if role not in (*ROLES, "line"):
            raise SvgconvError(
                f"theme.{role}", "is not a role", nearest(role, ["base", "line", *ROLES])
            )
        _check(f"theme.{role}", entry)
    line = _painted(base.line, said.get("line", {}))
    paints, hatches = {}, dict(base.hatches)
    for role in ROLES:
        if role not in base.paints and role not in said:
            continue
        entry = said.get(role, {})
        paint = base.unscaled(role)
        if "line" in said and paint.stroke is not None:
            width = paint.stroke_width * line.stroke_width / base.line.stroke_width
            paint = replace(paint, stroke=line.stroke, stroke_width=width)
        paints[role] = _painted(paint, entry)
        if "hatch" in entry:
            lines = Paint(stroke=paints[role].stroke or line.stroke, stroke_width=HATCH_WIDTH)
            hatches[role] = Hatch(RISES[entry["hatch"]], HATCH_GAP, lines)
    for number, under in GROUNDS.items():
        if "fill" in said.get(under, {}) and number not in said:
            paints[number] = Paint(fill=legible(str(paints[under].fill)))
    if "stroke" in said.get("line", {}) and "sum" not in said:
        paints["sum"] = Paint(fill=line.stroke)
    return Theme(
        name="own",
        line=line,
        paints=paints,
        hatches=hatches,
        numbered={role: paint for role, paint in base.numbered.items() if role not in said},
        numbered_hatches={
            role: hatch for role, hatch in base.numbered_hatches.items() if role not in said
        },
    )


def _painted(paint: Paint, entry: Mapping[str, Any]) -> Paint:
    return replace(paint, **{key: value for key, value in entry.items() if key != "hatch"})


def _check(subject: str, entry: object) -> None:
    if not isinstance(entry, Mapping):
        raise SvgconvError(subject, f"{quoted(entry)} is not a table", f"use {', '.join(KEYS)}")
    for key, value in entry.items():
        name = f"{subject}.{key}"
        if key not in KEYS:
            raise SvgconvError(name, "is not part of a paint", nearest(key, KEYS))
        if key in ("fill", "stroke") and not (isinstance(value, str) and COLOR.fullmatch(value)):
            raise SvgconvError(name, f"{quoted(value)} is not a colour", "use #rgb or #rrggbb")
        if key == "hatch" and value not in RISES:
            raise SvgconvError(name, f"{quoted(value)} is not a hatch", 'use "/", "\\\\" or "-"')
        if key in ("fill_opacity", "stroke_width") and not _between_0_and_1(value):
            raise SvgconvError(name, f"{quoted(value)} is out of range", "use a number from 0 to 1")


def _between_0_and_1(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1
