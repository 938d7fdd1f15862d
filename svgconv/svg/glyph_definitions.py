"""Texts as SVG: glyphs are defined once, texts are defined once from glyphs, and cells use them.

A cell is a ``<use>`` with its column as x and its row as y, in a group whose transformation places
the plane's cells. It takes about 45 bytes. The definition of a text has an ``aria-label``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from string import ascii_lowercase, digits
from typing import Any, cast

from svgconv.glyphs.decimals import number
from svgconv.glyphs.outlines import coarse_outline
from svgconv.scene.marks import FixedText, Mark, Paint, TextMark
from svgconv.scene.text_setting import TextSetting
from svgconv.svg.attributes import role_attributes
from svgconv.svg.elements import Element, shape
from svgconv.svg.text_place import ground, in_cell, in_plane, letters, shown_letters

NOTHING = "M0 0h1"
"""Path data of an empty text. It is filled, so it draws nothing; an empty group could be removed by
an optimiser, together with its uses."""


class GlyphDefinitions:
    """The definitions of a figure's texts, each made when it is first used.

    Parameters
    ----------
    prefix: the beginning of every id, unique to the figure within a page.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._glyphs: dict[str, Element] = {}
        self._texts: dict[tuple[object, ...], tuple[str, Element]] = {}

    @property
    def elements(self) -> list[Element]:
        """A hidden group of all definitions, or nothing if there are no texts."""
        if not self._texts:
            return []
        defined = Element("g", display="none")
        if any(shade for *_, shade in self._texts):
            defined["fill"] = "none"  # otherwise svgo removes a fill of black, which is the default
        for element in (*self._glyphs.values(), *(text for _, text in self._texts.values())):
            defined.add(element)
        return [defined]

    def add_to(self, svg: Element, drawn: Element) -> None:
        """Add a drawing to its ``<svg>``, after the definitions that it uses."""
        if elements := self.elements:
            svg["xmlns:xlink"] = "http://www.w3.org/1999/xlink"
        for element in (*elements, drawn):
            svg.add(element)

    def group(self, mark: TextMark, shared: Paint) -> Element:
        """Return an empty group with a mark's paint, in which one unit is a cell of its plane."""
        attributes = role_attributes(mark.role, mark.paint, shared)
        return Element("g", **attributes, transform=in_plane(mark.setting))

    def use(self, setting: TextSetting, row: float, column: float, text: str) -> Element:
        """Return a text in a cell of such a group."""
        where = {key: number(value) for key, value in (("x", column), ("y", row)) if value}
        return use(self.id_of(setting, text), **where)

    def id_of(self, setting: TextSetting, text: str) -> str:
        """Return the id of a text in a setting, and define it if it is new."""
        key = (text, setting.size, setting.place, setting.align, setting.shade)
        if key not in self._texts:
            name = self._prefix + _in_base_36(len(self._texts))
            self._texts[key] = (name, self._text(name, setting, text))
        return self._texts[key][0]

    def _text(self, name: str, setting: TextSetting, text: str) -> Element:
        """Return a text's glyphs in a row, scaled from the font's units to cells."""
        if not text:
            return Element("path", id=name, d=NOTHING)
        group = Element("g", id=name, role="img", aria_label=text)
        within = group
        if under := ground(setting, text):
            group.add(Element("path", **under))
            within = Element("g", fill=setting.shade and setting.shade.ink(text))
        within["transform"] = in_cell(setting, text)
        for pen, letter in letters(shown_letters(setting, text)):
            if glyph := self._glyph(letter):
                within.add(use(glyph, **({"x": pen} if pen else {})))
        if within is not group and within.elements:
            group.add(within)
        return group

    def _glyph(self, letter: str) -> str:
        """Return the id of a glyph; empty if it has no outline, as a space."""
        name = f"{self._prefix}-{ord(letter):x}"
        if name not in self._glyphs:
            if not (outline := coarse_outline(letter)):
                return ""
            self._glyphs[name] = Element("path", id=name, d=outline)
        return name


def text_runs(marks: Iterable[Mark]) -> Iterator[tuple[Mark, ...]]:
    """Yield successive texts of the same role, paint and setting together; other marks alone."""

    def group_of(mark: Mark) -> object:
        if isinstance(mark, TextMark):
            return mark.role, mark.paint, mark.setting
        return id(mark)

    for _, run in groupby(marks, key=group_of):
        yield tuple(run)


def elements(
    marks: Iterable[Mark], shared: Paint, definitions: GlyphDefinitions
) -> Iterator[Element]:
    """Yield marks at frame 0, each as an element, or several texts as one group."""
    for first, *others in text_runs(marks):
        if not isinstance(first, TextMark):
            yield shape(first, shared)
            continue
        group = definitions.group(first, shared)
        for mark in (first, *others):
            for cell in cast("FixedText", mark).cells:
                group.add(definitions.use(first.setting, *cell))
        yield group


def use(name: str, **where: str) -> Element:
    """Return a use of the element with this id, with xlink:href, because Inkscape needs it."""
    element = Element("use", **where)
    element["xlink:href"] = f"#{name}"
    return element


def prefix_of(recipe: Mapping[str, Any]) -> str:
    """Return the beginning of a figure's ids: a letter and four more characters, by its recipe."""
    text = json.dumps(recipe, sort_keys=True).encode()
    digest = int.from_bytes(hashlib.sha256(text).digest()[:8], "big")
    letter, rest = divmod(digest % (26 * 36**4), 36**4)
    return ascii_lowercase[letter] + _in_base_36(rest).rjust(4, "0")


def _in_base_36(value: int) -> str:
    text = ""
    while value or not text:
        value, digit = divmod(value, 36)
        text = (digits + ascii_lowercase)[digit] + text
    return text
