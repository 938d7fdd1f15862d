"""A theme as CSS for figures that are already drawn; the classes of their marks are the roles.

Any rule of a style sheet overrides presentation attributes (SVG 2, 6.6), so a page can recolour its
inline figures without drawing them again. Rules that only browsers understand are inside
``@media``, which cairosvg, librsvg and Inkscape skip: they draw the attributes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from svgconv.glyphs.decimals import number
from svgconv.scene.hatch import ROLE as HATCH
from svgconv.scene.marks import Paint
from svgconv.scene.scene import Scene
from svgconv.scene.theme import FALLBACKS, GRADED, ROLES, STROKES, STYLED_FALLBACKS, Theme

LABEL = "label"
"""The role of titles, legends and labels, which are filled with the colour of lines."""
LINE = "line"


def theme_rules(
    theme: Theme, within: str, *, custom: bool = False, roles: Iterable[str] = ROLES
) -> list[str]:
    """Return CSS rules that paint every role as the theme does.

    Parameters
    ----------
    within: a selector of the figures that they are for.
    custom: whether a custom property comes before each colour: ``--svgconv-input`` and so on for
        the roles, and ``--svgconv-line``.
    roles: those that the figures have.
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
        opaque = "" if role in GRADED else f" fill-opacity: {opacity};"
        yield f"{marks}[fill] {{ fill: {fill};{opaque} }}"
    if paint.stroke is not None:
        of = FALLBACKS[role] if role in STROKES else LINE
        stroke = _colour(paint.stroke, of, custom and (role in STROKES or paint.stroke == line))
        if role == "beam":
            stroke = f"var(--svgconv-beam,{stroke})" if custom else stroke
        yield f"{marks}:not([stroke=none]) {{ stroke: {stroke}; }}"


def _colour(colour: str, name: str, custom: bool) -> str:
    return f"var(--svgconv-{name},{colour})" if custom else colour


def style_sheet(theme: Theme, scope: str, scene: Scene, *, custom: bool) -> str:
    """Return the content of a file's ``<style>``, for the roles that the scene has.

    It is empty for a theme without a dark one, unless there are custom properties.

    Parameters
    ----------
    scope: the class of the element that contains the marks.
    custom: whether custom properties come before the colours.
    """
    has = {mark.role for mark in scene.marks}
    roles = [role for role in ROLES if role in has]
    blocks = []
    if custom:
        blocks.append(_block("all", theme_rules(theme, f".{scope}", custom=True, roles=roles)))
    if theme.dark is not None:
        rules = theme_rules(theme.dark, f".{scope}", custom=custom, roles=roles)
        scheme = f".{scope} {{ color-scheme: light dark; }}"
        blocks.append(_block("screen", [scheme]))
        blocks.append(_block("screen and (prefers-color-scheme: dark)", rules))
    return "".join(blocks)


def protection(scope: str) -> str:
    """Return a rule that never applies, for figures with elements that are hidden at first.

    Optimisers such as svgo take an element with ``display="none"`` for useless, and an id that only
    animated values name. They leave both alone where a style sheet may decide otherwise.
    """
    return f"\n@media not all {{ .{scope} * {{ display: inline; visibility: visible; }} }}\n"


def _block(medium: str, rules: Iterable[str]) -> str:
    return f"\n@media {medium} {{\n" + "\n".join(f" {rule}" for rule in rules) + "\n}\n"


def scope_of(recipe: object) -> str:
    """Return the class of a figure's ``<svg>``, which depends on its recipe only."""
    text = json.dumps(recipe, sort_keys=True).encode()
    return f"svgconv-{hashlib.sha256(text).hexdigest()[:8]}"
