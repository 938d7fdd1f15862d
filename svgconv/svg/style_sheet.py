"""A theme as CSS over figures that are already drawn: their marks are known by their classes.

Presentation attributes give way to any rule of a style sheet (SVG 2, 6.6), so a page can show its
inline figures in other colours without drawing them anew. What only browsers understand stands
inside ``@media``, which cairosvg, librsvg and Inkscape pass over: they draw the attributes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from svgconv.glyphs.decimals import number
from svgconv.scene.hatch import ROLE as HATCH
from svgconv.scene.marks import Paint
from svgconv.scene.scene import Scene
from svgconv.scene.theme import GRADED, ROLES, STYLED_FALLBACKS, Theme

LABEL = "label"
"""What is written beside or under a figure, filled as lines are stroked."""
LINE = "line"


def restyled(
    theme: Theme, within: str, *, custom: bool = False, roles: Iterable[str] = ROLES
) -> list[str]:
    """CSS rules that paint every role as ``theme`` does, for figures that ``within`` selects.

    With ``custom`` a custom property goes before each colour: ``--svgconv-input`` and so on by
    the role, and ``--svgconv-line``.
    """
    line = str(theme.line.stroke)
    rules = [f"{within} .svgconv-{LABEL} {{ fill: {_colour(line, LINE, custom)}; }}"]
    for role in roles:
        if role in theme.paints or role in STYLED_FALLBACKS:
            rules += _rules(theme.paint(role), role, line, within, custom)
    if theme.hatches:
        hatch = _colour(line, LINE, custom)
        rules.append(f"{within} .svgconv-{HATCH} {{ stroke: {hatch}; }}")
    return rules


def _rules(paint: Paint, role: str, line: str, within: str, custom: bool) -> Iterable[str]:
    marks = f"{within} .svgconv-{role}"
    if paint.fill is not None:
        fill, opacity = _colour(paint.fill, role, custom), number(paint.fill_opacity)
        said = "" if role in GRADED else f" fill-opacity: {opacity};"
        yield f"{marks}[fill] {{ fill: {fill};{said} }}"
    if paint.stroke is not None:
        stroke = _colour(paint.stroke, LINE, custom and paint.stroke == line)
        if role == "beam":
            stroke = f"var(--svgconv-beam,{stroke})" if custom else stroke
        yield f"{marks}:not([stroke=none]) {{ stroke: {stroke}; }}"


def _colour(colour: str, name: str, custom: bool) -> str:
    return f"var(--svgconv-{name},{colour})" if custom else colour


def style_sheet(theme: Theme, scope: str, scene: Scene, *, custom: bool) -> str:
    """What a file's ``<style>`` holds, for marks inside an element of the class ``scope``.

    It is empty where a theme has no dark one and no custom properties are asked for, and paints
    what the scene has.
    """
    has = {mark.role for mark in scene.marks}
    roles = [role for role in ROLES if role in has]
    blocks = []
    if custom:
        blocks.append(_block("all", restyled(theme, f".{scope}", custom=True, roles=roles)))
    if theme.dark is not None:
        rules = restyled(theme.dark, f".{scope}", custom=custom, roles=roles)
        scheme = f".{scope} {{ color-scheme: light dark; }}"
        blocks.append(_block("screen", [scheme]))
        blocks.append(_block("screen and (prefers-color-scheme: dark)", rules))
    return "".join(blocks)


def _block(medium: str, rules: Iterable[str]) -> str:
    return f"\n@media {medium} {{\n" + "\n".join(f" {rule}" for rule in rules) + "\n}\n"


def scope_of(recipe: object) -> str:
    """The class of one figure's ``<svg>``: the same recipe, the same class."""
    said = json.dumps(recipe, sort_keys=True).encode()
    return f"svgconv-{hashlib.sha256(said).hexdigest()[:8]}"
