"""Custom themes: a table of paints that replace those of an existing theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from svgconv.errors import SvgconvError, enumeration, nearest, quoted
from svgconv.scene.hatch import Hatch
from svgconv.scene.marks import Paint
from svgconv.scene.theme import GROUNDS, ROLES, Theme, legible

COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
KEYS = ("fill", "fill_opacity", "stroke", "stroke_width", "hatch")
RISES = {"/": 1, "\\": -1, "-": 0}
"""The directions of hatching, and how far the lines rise for each unit to the right."""
HATCH_GAP, HATCH_WIDTH = 0.34, 0.05

LONGEST = 48
"""The most letters of a name in a message."""


def custom_theme(table: Mapping[str, Any], base: Theme) -> Theme:
    """Return a theme from a table, in which ``line`` and each role may have some of `KEYS`.

    Parameters
    ----------
    table: ``{"input": {"fill": "#f80"}, "line": {"stroke": "#333", "stroke_width": 0.04}}``, with
        colours as ``#rgb`` or ``#rrggbb``, widths in cells (0 to 1), opacities from 0 to 1, and a
        hatch as ``/``, ``\\`` or ``-``. Its ``base`` is ignored.
    base: the theme that has everything else.

    Raises
    ------
    SvgconvError: a role or key is unknown, or a value out of range; the subject of the message is
        such as ``theme.input.fill``.
    """
    given = {key: value for key, value in table.items() if key != "base"}
    for role, entry in given.items():
        if role not in (*ROLES, "line"):
            raise SvgconvError(
                f"theme.{_cut(role)}", "is an unknown role", nearest(role, ["base", "line", *ROLES])
            )
        _check(f"theme.{role}", entry)
    line = _painted(base.line, given.get("line", {}))
    paints, hatches = {}, dict(base.hatches)
    for role in ROLES:
        if role not in base.paints and role not in given:
            continue
        entry = given.get(role, {})
        paint = base.unscaled(role)
        if "line" in given and paint.stroke is not None:
            width = paint.stroke_width * line.stroke_width / base.line.stroke_width
            paint = replace(paint, stroke=line.stroke, stroke_width=width)
        paints[role] = _painted(paint, entry)
        if "hatch" in entry:
            lines = Paint(stroke=paints[role].stroke or line.stroke, stroke_width=HATCH_WIDTH)
            hatches[role] = Hatch(RISES[entry["hatch"]], HATCH_GAP, lines)
    for number, under in GROUNDS.items():
        if "fill" in given.get(under, {}) and number not in given:
            paints[number] = Paint(fill=legible(str(paints[under].fill)))
    if "stroke" in given.get("line", {}) and "sum" not in given:
        paints["sum"] = Paint(fill=line.stroke)
    return Theme(
        name="own",
        line=line,
        paints=paints,
        hatches=hatches,
        numbered={role: paint for role, paint in base.numbered.items() if role not in given},
        numbered_hatches={
            role: hatch for role, hatch in base.numbered_hatches.items() if role not in given
        },
    )


def _cut(name: str) -> str:
    """Return a name that is short enough for a message."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 3]}..."


def _painted(paint: Paint, entry: Mapping[str, Any]) -> Paint:
    return replace(paint, **{key: value for key, value in entry.items() if key != "hatch"})


def _check(subject: str, entry: object) -> None:
    if not isinstance(entry, Mapping):
        raise SvgconvError(
            subject, f"{quoted(entry)} is not a table", f"use {enumeration(KEYS, 'and')}"
        )
    for key, value in entry.items():
        name = f"{subject}.{_cut(key)}"
        if key not in KEYS:
            raise SvgconvError(name, "is an unknown key", nearest(key, KEYS))
        if key in ("fill", "stroke") and not (isinstance(value, str) and COLOR.fullmatch(value)):
            raise SvgconvError(name, f"{quoted(value)} is not a colour", "use #rgb or #rrggbb")
        if key == "hatch" and not (isinstance(value, str) and value in RISES):
            raise SvgconvError(name, f"{quoted(value)} is not a hatch", 'use "/", "\\\\" or "-"')
        if key in ("fill_opacity", "stroke_width") and not _between_0_and_1(value):
            raise SvgconvError(name, f"{quoted(value)} is out of range", "use a number from 0 to 1")


def _between_0_and_1(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1
