"""Numbers as SVG: glyphs are defined once, numbers made of them once, and cells use these.

A number's ``<use>`` has its column as x and its row as y, in a group that lays the plane's cells
out; so a cell costs some 45 bytes. What it says is its definition's ``aria-label``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from string import ascii_lowercase, digits
from typing import Any, cast

from svgconv.glyphs.decimals import number
from svgconv.glyphs.font import FIGURES, width
from svgconv.glyphs.outlines import COARSE, coarse_outline
from svgconv.scene.marks import ChangingText, FixedText, Mark, Paint, TextMark, TextSetting
from svgconv.scene.motion import Point
from svgconv.svg.elements import Element, painted, shape


class GlyphDefinitions:
    """The definitions of one figure's numbers, made as they are first used.

    Parameters
    ----------
    prefix: begins every id, so that any number of figures can stand in one page.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._glyphs: dict[str, Element] = {}
        self._texts: dict[tuple[str, float, Point, float], tuple[str, Element]] = {}

    @property
    def definitions(self) -> list[Element]:
        """One ``<defs>``, or nothing where nothing was written."""
        if not self._texts:
            return []
        defined = Element("defs")
        for element in (*self._glyphs.values(), *(text for _, text in self._texts.values())):
            defined.add(element)
        return [defined]

    def into(self, svg: Element, drawn: Element) -> None:
        """Put a drawing into its ``<svg>``, and before it what its numbers are made of."""
        if definitions := self.definitions:
            svg["xmlns:xlink"] = "http://www.w3.org/1999/xlink"
        for element in (*definitions, drawn):
            svg.add(element)

    def group(self, mark: TextMark, shared: Paint) -> Element:
        """The group of a mark's numbers, with nothing in it yet: its paint, and its cells."""
        setting = mark.setting
        cells = (*setting.column, *setting.row, *setting.origin)
        return Element(
            "g",
            class_=f"svgconv-{mark.role}",
            **painted(mark.paint, shared),
            transform=f"matrix({' '.join(map(number, cells))})",
        )

    def use(self, setting: TextSetting, row: float, column: float, text: str) -> Element:
        """A text in a cell."""
        where = {key: number(value) for key, value in (("x", column), ("y", row)) if value}
        return use(self.name(setting, text), **where)

    def name(self, setting: TextSetting, text: str) -> str:
        """The id of what a text looks like in a setting."""
        key = (text, setting.size, setting.place, setting.align)
        if key not in self._texts:
            name = self._prefix + _in_base_36(len(self._texts))
            self._texts[key] = (name, self._text(name, setting, text))
        return self._texts[key][0]

    def _text(self, name: str, setting: TextSetting, text: str) -> Element:
        """Glyphs in a row, brought from the font's units to cells; of no text nothing at all."""
        if not text:
            return Element("g", id=name)
        group = Element(
            "g", id=name, role="img", aria_label=text, transform=_into_cell(setting, text)
        )
        for pen, letter in _placed(text):
            if glyph := self._glyph(letter):
                group.add(use(glyph, **({"x": pen} if pen else {})))
        return group

    def spelled(self, setting: TextSetting, text: str) -> Element:
        """The same with the glyphs themselves in it."""
        group = Element("g", transform=_into_cell(setting, text))
        for pen, letter in _placed(text):
            if outline := coarse_outline(letter):
                where = {"transform": f"translate({pen} 0)"} if pen else {}
                group.add(Element("path", d=outline, **where))
        return group

    def _glyph(self, letter: str) -> str:
        """The id of a glyph, or nothing where it has no ink."""
        name = f"{self._prefix}-{ord(letter):x}"
        if name not in self._glyphs:
            if not (outline := coarse_outline(letter)):
                return ""
            self._glyphs[name] = Element("path", id=name, d=outline)
        return name


def _placed(text: str) -> Iterator[tuple[str, str]]:
    """Each letter, and where it stands in the font's units; nothing for 0."""
    pen = 0.0
    for letter in text:
        yield number(pen) if pen else "", letter
        pen += width(letter) * COARSE


def _into_cell(setting: TextSetting, text: str) -> str:
    """The transformation from the font's units to cells."""
    x = setting.place[1] - setting.align * width(text) * setting.size
    y = setting.place[0] + sum(FIGURES) / 2 * setting.size
    return f"translate({_fine(x)} {_fine(y)})scale({_fine(setting.size / COARSE)})"


def text_runs(marks: Iterable[Mark]) -> Iterator[tuple[Mark, ...]]:
    """Neighbouring numbers that can be in one group, alike in paint and setting; others alone."""

    def alike(mark: Mark) -> object:
        if isinstance(mark, (FixedText, ChangingText)):
            return mark.role, mark.paint, mark.setting
        return id(mark)

    for _, run in groupby(marks, key=alike):
        yield tuple(run)


def elements(
    marks: Iterable[Mark], shared: Paint, lettering: GlyphDefinitions
) -> Iterator[Element]:
    """Marks as they stand at frame 0, each an element, or several one group."""
    for first, *others in text_runs(marks):
        if not isinstance(first, (FixedText, ChangingText)):
            yield shape(first, shared)
            continue
        group = lettering.group(first, shared)
        for mark in (first, *others):
            for cell in cast("FixedText", mark).cells:
                group.add(lettering.use(first.setting, *cell))
        yield group


def outlined(mark: FixedText, shared: Paint) -> Element:
    """The numbers without definitions, for renderers that draw marks alone.

    Every place is said as `Lettering` says it, so that curves fall into the same pieces.
    """
    lettering = GlyphDefinitions("")
    group = lettering.group(mark, shared)
    for row, column, text in mark.cells:
        cell = group.add(Element("g", transform=f"translate({number(column)} {number(row)})"))
        cell.add(lettering.spelled(mark.setting, text))
    return group


def use(name: str, **where: str) -> Element:
    """What is defined under ``name``, drawn again; Inkscape knows the old form of href only."""
    element = Element("use", **where)
    element["xlink:href"] = f"#{name}"
    return element


def prefix_of(recipe: Mapping[str, Any]) -> str:
    """The beginning of a figure's ids: a letter, and four more that its recipe gives."""
    said = json.dumps(recipe, sort_keys=True).encode()
    digest = int.from_bytes(hashlib.sha256(said).digest()[:8], "big")
    letter, rest = divmod(digest % (26 * 36**4), 36**4)
    return ascii_lowercase[letter] + _in_base_36(rest).rjust(4, "0")


def _in_base_36(value: int) -> str:
    text = ""
    while value or not text:
        value, digit = divmod(value, 36)
        text = (digits + ascii_lowercase)[digit] + text
    return text


def _fine(value: float) -> str:
    """Six decimals: a cell's unit is as large as the whole cell."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    text = text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
    return "0" if text in ("", "-", "-0") else text
