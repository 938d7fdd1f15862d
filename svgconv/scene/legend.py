"""The legend: the key to a figure's colours, below it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from svgconv.glyphs.font import width
from svgconv.numbers.numerals import numeral
from svgconv.scene.blank_cells import ROLE as BLANK
from svgconv.scene.blank_cells import blank
from svgconv.scene.captions import LINE, ROLE, SIZE, ink, setting, widened
from svgconv.scene.hatch import hatched_marks
from svgconv.scene.marks import FixedText, Mark, Paint, Path, Subpath, TextMark
from svgconv.scene.merging import merged
from svgconv.scene.motion import STILL
from svgconv.scene.plane import CELL, dash_offset, dashes
from svgconv.scene.scene import Scene
from svgconv.scene.shade import Shade
from svgconv.scene.shaded import GROUPS, edged
from svgconv.scene.theme import EDGES, KERNELS, Theme
from svgconv.scene.tints import ROLE as TINT
from svgconv.scene.winners import ROLE as RING
from svgconv.scene.winners import rings

SWATCH = 0.8
"""The side of a legend's cell, in cells."""
INPUT, OUTPUT = "input", "output"
ENTRIES: dict[str, tuple[tuple[str, ...], str]] = {
    "input": ((INPUT,), "input"),
    "zeros": (("zeros",), "zeros"),
    "copied_padding": (("copied_padding",), "copied padding"),
    "ignored_padding": (("ignored_padding",), "ignored padding"),
    "cropped": (("cropped",), "cropped"),
    "window": ((INPUT, "window"), "window"),
    "ghost": ((INPUT, "ghost"), "window before"),
    "output": ((OUTPUT,), "output"),
    "active": ((OUTPUT, "active"), "this frame's output"),
    "active_input": ((INPUT, "active_input"), "this frame's input unit"),
    "scatter_kernel": ((OUTPUT, "scatter_kernel"), "its contribution"),
    "matrix_weight": (("matrix_weight",), "a weight"),
    "output_padding": ((OUTPUT, "output_padding"), "added by output_padding"),
    "winner": ((INPUT, "winner"), "largest number"),
}
"""By role, the roles that paint a legend's cell, from back to front, and its text."""
INSET_ROLE, INSET = "output_padding", 0.3
"""The role that is painted as a small cell inside another, and its distance from that one's edge,
in parts of the side."""
DASHED = ("zeros", "copied_padding", "ignored_padding", "cropped")
SCALED = (INPUT, OUTPUT, "zeros", "copied_padding", "ignored_padding", "matrix_weight", *KERNELS)
"""The roles of cells that have the colours of numbers, or of no number, if there are such."""
SCALES = ("input", "output", "kernel", "products", "weights")
"""The names of the scales of `svgconv.scene.shaded.GROUPS`."""
SCALE = "scale"
"""The role of the colours of a scale."""
STEPS = 5
"""How many colours of a scale are shown."""
MOST_TINTS = 3
"""The most tints that are shown."""
WHOLE = (0.0, 0.0, 1.0, 1.0)

Area = tuple[float, float, float, float]
"""Top, left, bottom and right, in parts of a legend's cell."""


@dataclass(frozen=True)
class Entry:
    """A legend's cell, whose upper left corner is at (0, 0), and the text to its right."""

    marks: tuple[Mark, ...]
    text: str

    @property
    def length(self) -> float:
        """The room that it takes up, in cells."""
        return SWATCH + 0.3 + width(self.text) * SIZE + 0.8


def with_legend(scene: Scene, theme: Theme, cell: float = CELL) -> Scene:
    """Return the scene with a legend below it.

    Parameters
    ----------
    cell: the length that it counts as a cell, in user units.
    """
    entries = Legend(scene.marks, theme).entries()
    room = max((entry.length for entry in entries), default=0)
    scene = widened(scene, ceil(room * cell))
    rows: list[list[Entry]] = [[]]
    for entry in entries:
        if rows[-1] and sum(one.length for one in [*rows[-1], entry]) > scene.width / cell:
            rows.append([])
        rows[-1].append(entry)
    marks: list[Mark] = []
    texts: list[tuple[float, float, str]] = []
    for index, row in enumerate(rows):
        x, y = 0.2, scene.height / cell + 0.3 + index * LINE
        for entry in row:
            marks += [
                _enlarged(mark, cell / CELL).moved((cell * x, cell * y)) for mark in entry.marks
            ]
            texts.append((y + SWATCH / 2, x + SWATCH + 0.3, entry.text))
            x += entry.length
    words = FixedText(ROLE, ink(theme), setting(SIZE, 0, 0, cell), tuple(texts))
    height = scene.height + ceil((0.4 + len(rows) * LINE) * cell)
    return replace(scene, marks=tuple(merged([*scene.marks, *marks, words])), height=height)


@dataclass(frozen=True)
class Legend:
    """What a legend of some marks has.

    Attributes
    ----------
    marks: those of the whole figure.
    """

    marks: Sequence[Mark]
    theme: Theme

    def entries(self) -> list[Entry]:
        """Return the entries, in their order."""
        drawn, scales = {mark.role for mark in self.marks}, list(self._scales())
        left_out = {*(self._scaled() if scales else self._tinted())}
        own = [
            Entry(tuple(self._swatch(roles, left_out, bool(scales))), text)
            for role, roles, text in self._known(drawn)
            if role not in left_out
        ]
        tints = [Entry(self._tints(), "a window and its output")] if TINT in drawn else []
        nothing = blank(Path(BLANK, Paint(), (_area(WHOLE),)), self.theme)
        blanks = [Entry((*nothing, self._edge(BLANK)), "no number")] if BLANK in drawn else []
        return [*scales, *blanks, *tints, *own]

    def _known(self, drawn: set[str]) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """Yield role, roles and text of each entry of the drawn roles."""
        edges = [role for role in EDGES if role in drawn]
        kernels = [role for role in KERNELS if role in drawn]
        for role, (roles, text) in ENTRIES.items():
            if role == "window" and len(edges) == 1:
                yield role, (*(one for one in roles if one in drawn), *edges), text
            elif role in drawn:
                yield role, roles, text
            if role == "ghost":
                for number, kernel in enumerate(kernels):
                    yield kernel, (kernel,), "kernel" if len(kernels) == 1 else f"kernel {number}"

    def _scales(self) -> Iterator[Entry]:
        """Yield the colours of numbers, from the least to the largest."""
        for name, roles in zip(SCALES, GROUPS, strict=True):
            shades = {
                replace(mark.setting.shade, area=WHOLE): None
                for mark in self.marks
                if isinstance(mark, TextMark) and mark.role in roles
                if mark.setting.shade is not None
            }
            if shades:
                one, *_ = shades
                ends = dict.fromkeys((numeral(one.low), numeral(one.high)))
                yield Entry(self._scale(list(shades)), f"{name} {' to '.join(ends)}")

    def _scale(self, shades: Sequence[Shade]) -> tuple[Mark, ...]:
        marks: list[Mark] = []
        for row, shade in enumerate(shades):
            top, bottom = row / len(shades), (row + 1) / len(shades)
            for step in range(STEPS):
                number = shade.low + step / (STEPS - 1) * (shade.high - shade.low)
                area = (top, step / STEPS, bottom, (step + 1) / STEPS)
                marks.append(Path(SCALE, Paint(fill=shade.color(number)), (_area(area),)))
        return (*marks, self._edge(BLANK))

    def _scaled(self) -> Iterator[str]:
        """Yield the roles of cells that have colours of numbers only, also in compared figures."""
        filled = {mark.role for mark in self.marks if mark.paint.fill is not None}
        return (role for role in SCALED if role not in filled)

    def _tinted(self) -> Iterator[str]:
        """Yield the roles that tints hide: the output, and the input if windows cover it.

        The input is drawn before the output.
        """
        if self._filled(TINT):
            yield OUTPUT
            written = (OUTPUT, "not_computed")
            start = next(at for at, mark in enumerate(self.marks) if mark.role in written)
            read = replace(self, marks=self.marks[:start])._filled(TINT)
            if sum(map(_size, read)) >= sum(map(_size, self._filled(INPUT))):
                yield INPUT

    def _filled(self, role: str) -> list[Path]:
        paths = [mark for mark in self.marks if isinstance(mark, Path) and mark.role == role]
        return [mark for mark in paths if mark.paint.fill is not None]

    def _tints(self) -> tuple[Mark, ...]:
        fills = [*dict.fromkeys(str(mark.paint.fill) for mark in self._filled(TINT))][:MOST_TINTS]
        bounds = pairwise(index / len(fills) for index in range(len(fills) + 1))
        stripes = (
            Path(TINT, Paint(fill=fill), (_area((0, left, 1, right)),))
            for fill, (left, right) in zip(fills, bounds, strict=True)
        )
        return (*stripes, self._edge(INPUT))

    def _edge(self, role: str) -> Path:
        line = replace(self.theme.shared, fill=None)
        return Path(role, line, (_area(WHOLE),))

    def _swatch(
        self, roles: Sequence[str], left_out: Collection[str], has_scales: bool
    ) -> list[Mark]:
        shape = (_area(WHOLE),)
        marks: list[Mark] = []
        for role in roles:
            paint = self.theme.paint(role)
            outline = self._outline(role)
            if has_scales and role in left_out:
                continue
            if role == INSET_ROLE:
                inner = _area((INSET, INSET, 1 - INSET, 1 - INSET))
                marks.append(Path(role, replace(paint, fill=None), (inner,)))
            elif role == RING:
                marks += rings(shape, STILL, self.theme)
            elif outline is not None and has_scales:
                marks += edged(Path(role, outline, shape), self.theme)
            elif outline is not None:
                marks.append(Path(role, outline, shape))
            elif role in DASHED:
                lengths, offset = dashes(SWATCH * CELL), dash_offset(SWATCH * CELL)
                marks.append(Path(role, replace(paint, dashes=lengths, dash_offset=offset), shape))
            elif role in (INPUT, OUTPUT) and (tints := self._filled(TINT)):
                marks += [Path(TINT, Paint(fill=tints[0].paint.fill), shape), self._edge(role)]
            else:
                marks.append(Path(role, paint, shape))
        return hatched_marks(marks, self.theme.hatch())

    def _outline(self, role: str) -> Paint | None:
        """Return the paint of a role that the figure has as an outline only; None for others."""
        if role in (INPUT, OUTPUT, RING, INSET_ROLE):
            return None
        found = [mark.paint for mark in self.marks if isinstance(mark, Path) and mark.role == role]
        return None if not found or any(one.fill is not None for one in found) else found[0]


def _enlarged(mark: Mark, factor: float) -> Mark:
    """Return a mark of a legend's cell, whose lines stay as thin as they are."""
    if factor == 1:
        return mark
    if isinstance(mark, TextMark):
        setting = mark.setting
        origin, row, column = (
            (factor * x, factor * y) for x, y in (setting.origin, setting.row, setting.column)
        )
        return replace(mark, setting=replace(setting, origin=origin, row=row, column=column))
    assert isinstance(mark, Path)
    subpaths = tuple(
        replace(one, points=tuple((factor * x, factor * y) for x, y in one.points))
        for one in mark.subpaths
    )
    return replace(mark, subpaths=subpaths)


def _size(mark: Path) -> float:
    """Return the area of a mark's first polygon, in square user units."""
    points = mark.subpaths[0].points
    turns = (a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*points, points[0])))
    return abs(sum(turns)) / 2


def _area(area: Area) -> Subpath:
    top, left, bottom, right = area
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    side = SWATCH * CELL
    return Subpath(tuple((side * x, side * y) for x, y in corners), closed=True)
