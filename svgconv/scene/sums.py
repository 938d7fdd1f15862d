"""The sum of each frame, written out under a figure: ``1·0 + 2·1 + ... = 12``.

What changes from frame to frame is one reel a number, each as wide as its widest text, so that
nothing else moves. Unlike everything else it costs with the frames, for every frame has its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import ceil

import numpy as np
from numpy.typing import NDArray

from svgconv.errors import SvgconvError
from svgconv.scene.numbers import Numbers, Reel, Setting
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene
from svgconv.states.axis import NO_CELL
from svgconv.states.states import States
from svgconv.states.values import Array, drawn_values
from svgconv.text.font import width
from svgconv.text.numerals import MINUS, is_exact, numeral
from svgconv.themes.base import Theme

SIZE = 0.5
LINE = 0.72
"""An em, and from line to line, in cells."""
GAP = 4
"""User units around the text."""
MOST_TEXTS = 200_000


@dataclass(frozen=True)
class Slot:
    """A piece of the text: ``texts`` has one for all frames, or one for each."""

    texts: tuple[str, ...]
    align: float = 0

    @classmethod
    def of(cls, texts: Sequence[str], align: float = 0) -> Slot:
        """The piece that says these texts, one a frame."""
        return cls(tuple(texts) if len(set(texts)) > 1 else (texts[0],), align)

    @property
    def room(self) -> float:
        """The width that it takes, in cells."""
        return max(map(width, self.texts)) * SIZE

    def text(self, frame: int) -> str:
        """What it says at ``frame``."""
        return self.texts[frame if len(self.texts) > 1 else 0]


Term = tuple[Slot, ...]


@dataclass(frozen=True)
class Sum:
    """A sum's pieces.

    Attributes
    ----------
    terms: for each of the window's rows its terms.
    closing: what stands behind them all, the result last.
    """

    terms: tuple[tuple[Term, ...], ...]
    closing: Term

    @classmethod
    def of(
        cls,
        states: States,
        input: Array,
        output: Array | None,
        *,
        weight: Array | None = None,
        divisors: Array | None = None,
    ) -> Sum:
        """What the frames compute: products with a weight, an average with divisors, a maximum.

        Parameters
        ----------
        input, output: in the shapes of the operation's; without an output no result is written.
        weight: in the window's shape, as the drawn grid meets it.
        divisors: what each output cell's sum is divided by.

        Raises
        ------
        SvgconvError: more terms in all frames than `MOST_TEXTS`.
        """
        count = states.odometer.frames * int(np.prod([a.window.shape[1] for a in states.axes]))
        if count > MOST_TEXTS:
            raise SvgconvError(
                "sum", f"{count:,} terms are more than {MOST_TEXTS:,}", "leave it out"
            )
        greatest = weight is None and divisors is None
        there = states.read if states.outside == "nothing" else states.windows[..., 0] != NO_CELL
        values = drawn_values(states, input)[tuple(np.moveaxis(states.windows, -1, 0))]
        weights = [] if weight is None else [f"·{_in_brackets(w)}" for w in weight.ravel().tolist()]
        terms: list[Term] = []
        for tap, (now, held) in enumerate(zip(there.T, values.T, strict=True)):
            write = numeral if greatest else _in_brackets
            said = [write(value) if has else "" for has, value in zip(now, held, strict=True)]
            before, after = _any(there[:, :tap]) & now, _any(there[:, tap + 1 :]) & now
            middle = Slot.of(said, align=1)
            if greatest:
                terms.append((middle, Slot.of(_where(after, ", "))))
                continue
            with_weight = (Slot.of(_where(now, weights[tap])),) if weights else ()
            terms.append((Slot.of(_where(before, " + ")), middle, *with_weight))
        opening = "max(" if greatest else "(" if divisors is not None else ""
        exact = _exact(values, there) & (True if weight is None else _exact(weight))
        terms[0] = ((Slot((opening,)),) if opening else ()) + terms[0]
        in_row = states.axes[-1].window.shape[1]
        rows = tuple(tuple(terms[at : at + in_row]) for at in range(0, len(terms), in_row))
        return cls(rows, (*_end(states, greatest, divisors), _result(output, exact)))

    def line(self, frame: int) -> str:
        """The whole text at ``frame``."""
        slots = chain(*chain(*self.terms), self.closing)
        return "".join(slot.text(frame) for slot in slots)

    def lines(self, room: float) -> list[list[Slot]]:
        """The pieces in lines: one line in all, or one for each row, or what goes into ``room``."""
        whole = [*chain(*chain(*self.terms), self.closing)]
        if _room(whole) <= room:
            return [whole]
        lines: list[list[Slot]] = []
        for row in (*self.terms, (self.closing,)):
            closes = row == (self.closing,)
            if not closes or _room([*lines[-1], *self.closing]) > room:
                lines.append([])
            for term in row:
                if lines[-1] and _room([*lines[-1], *term]) > room:
                    lines.append([])
                lines[-1] += term
        return lines


def with_sum(scene: Scene, summed: Sum, theme: Theme) -> Scene:
    """The scene with the sum beneath, on a canvas that is higher, and wider where it must be."""
    lines = summed.lines((scene.width - 2 * GAP) / CELL)
    broad = max(map(_room, lines)) * CELL
    wider = max(0, ceil(broad + 2 * GAP) - scene.width)
    width = scene.width + wider
    left = round((width - broad) / 2, 1)
    paint = theme.paint("sum")
    setting = Setting((left, scene.height), (0, CELL), (CELL, 0), SIZE, (LINE / 2, 0), 0)
    constant: list[tuple[float, float, str]] = []
    reels: list[Reel] = []
    for number, line in enumerate(lines):
        pen = 0.0
        for slot in line:
            row, column = round(LINE * number, 3), round(pen + slot.align * slot.room, 3)
            pen += slot.room
            if len(slot.texts) == 1:
                constant.append((row, round(pen - slot.room, 3), slot.texts[0]))
                continue
            aligned = replace(setting, align=slot.align)
            reels.append(Reel("sum", paint, aligned, row, column, slot.texts))
    constant = [cell for cell in constant if cell[2]]
    reels.sort(key=lambda reel: reel.setting.align)
    still = [Numbers("sum", paint, setting, tuple(constant))] if constant else []
    return replace(
        scene,
        marks=(*(mark.moved((wider // 2, 0)) for mark in scene.marks), *still, *reels),
        width=width,
        height=scene.height + ceil(LINE * CELL * len(lines)) + GAP,
    )


def _end(states: States, greatest: bool, divisors: Array | None) -> Term:
    """What closes the brackets, and the divisor."""
    if divisors is None:
        return (Slot((")",)),) if greatest else ()
    each = np.broadcast_to(divisors, states.output_size).ravel().tolist()
    return (Slot.of([f") / {_in_brackets(divisor)}" for divisor in each]),)


def _result(output: Array | None, exact: NDArray[np.bool_]) -> Slot:
    """The result, which where something is rounded is only nearly what is written."""
    if output is None:
        return Slot((" =",))
    results = output.ravel().tolist()
    return Slot.of(
        [
            f"{' = ' if terms and is_exact(result) else ' ≈ '}{numeral(result)}"
            for terms, result in zip(exact.tolist(), results, strict=True)
        ]
    )


def _exact(values: Array, there: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
    """Whether all that is there is written exactly: for each frame, or of a weight in all."""
    known = {value: is_exact(value) for value in set(values.ravel().tolist())}
    each = np.vectorize(known.__getitem__, otypes=[bool])(values)
    return np.asarray(each.all() if there is None else (each | ~there).all(axis=1))


def _in_brackets(value: float) -> str:
    text = numeral(value)
    return f"({text})" if text.startswith(MINUS) else text


def _any(there: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(there.any(axis=1))


def _where(there: NDArray[np.bool_], text: str) -> list[str]:
    return [text if now else "" for now in there.tolist()]


def _room(line: Sequence[Slot]) -> float:
    return sum(slot.room for slot in line)
