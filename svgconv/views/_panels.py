"""The kernel and the products as panels between the input and the output.

The kernel has a colour of its own, and the edge of its window on the input has the same one. With
several output channels each has its colour, which its kernels, their windows and its output share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from svgconv.numbers.cell_texts import CellTexts, texts_in
from svgconv.scene.captions import ink
from svgconv.scene.cell_numbers import largest_setting
from svgconv.scene.labels import HEADING_SIZE
from svgconv.scene.marks import Cell, ChangingText, FixedText, Mark, Path, Subpath
from svgconv.scene.motion import STILL, Summed
from svgconv.scene.plane import CELL, Plane
from svgconv.scene.presence import Presence
from svgconv.scene.style import BODY
from svgconv.scene.text_setting import TextSetting
from svgconv.scene.theme import EDGES, KERNELS, Theme
from svgconv.scene.window import beams, body, first_cells
from svgconv.scene.written_sum import length_of, written
from svgconv.states.states import States
from svgconv.views._maps import FeatureMaps
from svgconv.views._panel_layout import PanelLayout

SIGN_SIZE = 0.9
"""An em of a sign between panels, in cells."""
SUM_GAP, SUM_SCALE = 7, 1.15
"""User units above the sum below the products, and how much larger it is than other sums."""


@dataclass(frozen=True)
class Panels:
    """The panels of a figure.

    Attributes
    ----------
    texts: the figure's numbers, with its weights.
    maps: the input and the output, without the weights.
    beam_style: how beams are drawn (see `svgconv.scene.style.Style`).
    """

    states: States
    theme: Theme
    layout: PanelLayout
    texts: CellTexts
    maps: FeatureMaps
    beam_style: str

    @property
    def beams(self) -> list[Mark]:
        """The lines or the body between panels that move and the output cell below them."""
        if not self.layout.names:
            return []
        moving = (self.layout.products or tuple(self.layout.kernels.values()))[0]
        _, across = self.layout.taps
        starts = [
            (moving.point(1, column), self.layout.movement)
            for column in (across[0], across[-1] + 1)
        ]
        cell = self.layout.outputs.planes[0]
        ends, moved = [cell.point(0, 0), cell.point(0, 1)], cell.motion(0, 1)
        if self.beam_style == BODY:
            return body(starts, ends, moved, self.theme.paint("beam_body"))
        return beams(starts, ends, moved, self.theme.paint("beam"))

    @property
    def marks(self) -> list[Mark]:
        """All marks between the input and the output, and the output's edges."""
        return [
            *self._kernels(),
            *self._biases(),
            *self._products(),
            *self._sums(),
            *self._edges_of_channels(),
            *self._signs(),
            *self._written_sum(),
        ]

    @property
    def edges(self) -> list[Mark]:
        """The edge of the window on each plane of the input, in the colour of its kernel."""
        marks: list[Mark] = []
        for (output, number), _ in self.layout.kernels.items():
            shapes, movement = self._window(self.layout.inputs.planes[number])
            role, moved = EDGES[output], self.maps.by_plane(movement)
            marks.append(Path(role, self.theme.paint(role), shapes, moved, self._of_output(output)))
        return marks

    def _window(self, plane: Plane) -> tuple[tuple[Subpath, ...], Summed]:
        """Return the outline of the window, or of each of its taps if these are apart."""
        down, across, movement = first_cells(plane, *self.states.plane)
        is_whole = self.states.mask is not None or (_touch(down) and _touch(across))
        if is_whole:
            return (plane.block(down[0], across[0], down[-1] + 1, across[-1] + 1),), movement
        return plane.cells(down, across), movement

    def _kernels(self) -> list[Mark]:
        assert self.texts.weight is not None
        every = [text for planes in self.texts.weight for text in texts_in(planes)]
        marks: list[Mark] = []
        for (output, number), plane in self.layout.kernels.items():
            role, moved = KERNELS[output], self.layout.movement
            cells, used = plane.cells(*self.layout.taps), self._used(output, number)
            if not all(used):
                marks.append(Path("product", self.theme.paint("product"), cells, moved))
                counted = [at for at, counts in zip(self._places, used, strict=True) if counts]
                cells = tuple(plane.block(r, c, r + 1, c + 1) for r, c in counted)
            marks.append(Path(role, self.theme.paint(role), cells, moved))
            weights = zip(self._places, texts_in([self.texts.weight[number][output]]), strict=True)
            written = [
                (*at, text) for (at, text), counts in zip(weights, used, strict=True) if counts
            ]
            marks.append(self._numbers(f"{role}_value", plane, written, every, moved))
        return marks

    def _used(self, output: int, number: int) -> list[bool]:
        """Return whether an output channel uses each tap on an input channel."""
        if self.states.mask is None:
            return [True] * len(self._places)
        return [used for row in self.states.masks_on(number)[output] for used in row]

    @property
    def _places(self) -> list[tuple[int, int]]:
        """The rows and columns of the taps on the planes of the kernel and of the products."""
        return list(product(*self.layout.taps))

    def _numbers(
        self,
        role: str,
        plane: Plane,
        cells: Sequence[Cell],
        every: Sequence[str],
        movement: Summed = STILL,
    ) -> FixedText:
        setting = largest_setting(plane, every)
        return FixedText(role, self.theme.paint(role), setting, tuple(cells), movement)

    def _biases(self) -> list[Mark]:
        marks: list[Mark] = []
        for output, plane in enumerate(self.layout.biases):
            role, text = KERNELS[output], self.texts.bias[output]
            marks.append(Path(role, self.theme.paint(role), plane.grid(0, 0, 1, 1)))
            marks.append(self._numbers(f"{role}_value", plane, [(0, 0, text)], [text]))
        return marks

    def _products(self) -> list[Mark]:
        paint, moved = self.theme.paint("product"), self.layout.movement
        marks: list[Mark] = [
            Path("product", paint, plane.cells(*self.layout.taps), moved)
            for plane in self.layout.products
        ]
        if (products := self.texts.products) is None:
            return marks
        texts = {
            (number, tap): self._of_frames(
                number, [products.texts(tap, channel) for channel in range(products.channels)]
            )
            for number, tap in product(range(len(self.layout.products)), range(len(self._places)))
        }
        every = [text for own in texts.values() for text in own]
        return marks + [
            self._changing(self.layout.products[number], self._places[tap], own, every, moved)
            for (number, tap), own in texts.items()
            if any(own)
        ]

    def _sums(self) -> list[Mark]:
        marks: list[Mark] = [
            Path("product", self.theme.paint("product"), plane.grid(0, 0, 1, 1))
            for plane in self.layout.sums
        ]
        if (products := self.texts.products) is None:
            return marks
        texts = [
            self._of_frames(number, list(map(products.partial_texts, range(products.channels))))
            for number in range(len(self.layout.sums))
        ]
        every = [text for own in texts for text in own]
        return marks + [
            self._changing(plane, (0, 0), own, every)
            for plane, own in zip(self.layout.sums, texts, strict=True)
        ]

    def _changing(
        self,
        plane: Plane,
        cell: tuple[int, int],
        texts: tuple[str, ...],
        every: Sequence[str],
        movement: Summed = STILL,
    ) -> Mark:
        role = "product_value"
        setting = largest_setting(plane, every)
        paint = self.theme.paint(role)
        return ChangingText(role, paint, setting, *cell, texts, movement=movement)

    def _of_frames(self, number: int, by_channel: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """Return an input plane's text in each frame, from those of the channels that are read."""
        outputs, texts = len(self.layout.outputs.planes), list[str]()
        each = len(by_channel[0]) // outputs
        for output in range(outputs):
            read = [one for at, one in self.layout.kernels if at == output]
            frames = slice(output * each, (output + 1) * each)
            texts += by_channel[read.index(number)][frames] if number in read else [""] * each
        return tuple(texts)

    def _edges_of_channels(self) -> list[Mark]:
        """Return the edges of several outputs, and of the products that each of them sums."""
        planes = self.layout.outputs.planes
        if len(planes) == 1:
            return []
        marks: list[Mark] = []
        for output, plane in enumerate(planes):
            role, block = EDGES[output], plane.block(0, 0, *self.layout.outputs.size)
            paint, when = self.theme.paint(role), self._of_output(output)
            marks.append(Path(role, paint, (block,)))
            blocks = tuple(
                own.block(0, 0, *self.layout.window)
                for number, own in enumerate(self.layout.products)
                if (output, number) in self.layout.kernels
            )
            if blocks:
                marks.append(Path(role, paint, blocks, presence=when))
        return marks

    def _signs(self) -> list[Mark]:
        """Return the signs between panels, and the names next to them."""
        rows = (self.layout.signs, SIGN_SIZE, 0.5), (self.layout.names, HEADING_SIZE, 1)
        return [
            FixedText(
                "label",
                ink(self.theme),
                TextSetting((0, 0), (0, CELL), (CELL, 0), size, (0, 0), align),
                tuple((y / CELL, x / CELL, text) for text, (x, y) in texts),
            )
            for texts, size, align in rows
            if texts
        ]

    def _written_sum(self) -> list[Mark]:
        """Return the sum of each frame, below the products and whatever else is above it."""
        if self.texts.sum is None:
            return []
        boxes, frames = self.layout.boxes, self.states.odometer.frame_count
        end = max(right for _, _, right, _ in boxes)
        lines = self.texts.sum.lines(end / CELL / SUM_SCALE)
        length = SUM_SCALE * length_of(lines)
        start = 0 if self.layout.names else self.layout.products[0].origin[0]
        left = max(0.0, round(min((start + end - length) / 2, end - length), 1))
        bottoms = [box[3] for box in boxes if box[2] > left and box[0] < left + length]
        last = self.layout.products[-1].point(self.layout.window[0], 0)
        top = max([last[1], *bottoms]) + self.layout.room + SUM_GAP
        return written(lines, (left, top), frames, self.theme, SUM_SCALE)

    def _of_output(self, output: int) -> Presence:
        """Return the presence in the frames of an output channel."""
        count = len(self.layout.outputs.planes)
        if count == 1:
            return ()
        return (tuple(number == output for number in range(count)), (), ())


def _touch(cells: Sequence[int]) -> bool:
    return cells[-1] - cells[0] == len(cells) - 1
