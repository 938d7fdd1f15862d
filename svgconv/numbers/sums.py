"""The sum of each frame, written out under a figure: ``1·0 + 2·1 + ... = 12``.

What changes from frame to frame is one reel a number, each as wide as its widest text, so that
nothing else moves. Unlike everything else it costs with the frames, for every frame has its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from svgconv.errors import SvgconvError
from svgconv.glyphs.font import width
from svgconv.numbers.numerals import MINUS, is_exact, numeral
from svgconv.states.arithmetic import Array, drawn_values
from svgconv.states.axis import NO_CELL
from svgconv.states.matrix import MatrixStates
from svgconv.states.sampled import SampledStates
from svgconv.states.states import States

SIZE = 0.5
LINE = 0.72
"""The size of an em and the distance from line to line, in cells."""
MOST_TEXTS = 200_000
PLUS = " + "


@dataclass(frozen=True)
class Slot:
    """A piece of the text: ``texts`` has one for all frames, or one for each.

    Attributes
    ----------
    align: 0 begins the text in the slot's room, 1 ends it there.
    given: the room, in cells, where it is not that of the widest text.
    """

    texts: tuple[str, ...]
    align: float = 0
    given: float | None = None

    @classmethod
    def of(cls, texts: Sequence[str], align: float = 0, given: float | None = None) -> Slot:
        """The piece that says these texts, one a frame."""
        return cls(tuple(texts) if len(set(texts)) > 1 else (texts[0],), align, given)

    @property
    def widest(self) -> float:
        """The width of the widest text, in cells."""
        return max(map(width, self.texts)) * SIZE

    @property
    def room(self) -> float:
        """The width that it takes, in cells."""
        return self.widest if self.given is None else self.given

    def text(self, frame: int) -> str:
        """What it says at ``frame``."""
        return self.texts[frame if len(self.texts) > 1 else 0]


Term = tuple[Slot, ...]


@dataclass(frozen=True)
class Sum:
    """A sum's pieces: ``rows`` has the window's rows of terms, the result behind the last one."""

    rows: tuple[tuple[Term, ...], ...]

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
        weight: in the window's shape, as the drawn grid meets it; where there are several channels,
            ``(outputs, inputs / groups, *window)``.
        divisors: what each output cell's sum is divided by.

        Raises
        ------
        SvgconvError: more terms in all frames than `MOST_TEXTS`.
        """
        counting = states.counting
        count = states.odometer.frame_count * int(counting.sum())
        if count > MOST_TEXTS:
            raise SvgconvError(
                "sum", f"{count:,} terms are more than {MOST_TEXTS:,}", "leave it out"
            )
        windows = states.windows[:, counting]
        filled = states.read[:, counting] if states.outside == "nothing" else True
        there = (windows[..., 0] != NO_CELL) & filled
        values = drawn_values(states, input)[tuple(np.moveaxis(windows, -1, 0))]
        exact = _exact(values, there) & (True if weight is None else _exact(weight))
        if weight is not None and isinstance(states, MatrixStates):
            values, weights, there = states.products(input, weight)
            results = _results(output, _exact(values, there) & _exact(weights, there))
            terms = _gathered(_weighed(values, weights), there, "", PLUS, results, "0")
        elif weight is not None:
            terms = _products(values, _factors(states, weight), _results(output, exact))
        elif isinstance(states, SampledStates):
            weights = states.tap_weights
            results = _results(output, exact & _exact(weights, there))
            terms = _gathered(_weighed(values, weights), there, "", PLUS, results)
        else:
            opening, between = ("max(", ", ") if divisors is None else ("(", PLUS)
            endings = _results(output, exact, _ends(states, divisors))
            write = numeral if divisors is None else _in_brackets
            texts = [[write(value) for value in held] for held in values.tolist()]
            terms = _gathered(texts, there, opening, between, endings)
        left = iter(terms)
        in_rows = counting.reshape(-1, states.axes[-1].window.shape[1]).sum(axis=1)
        rows = [tuple(islice(left, in_row)) for in_row in in_rows.tolist()]
        return cls(tuple(row for row in rows if row))

    def line(self, frame: int) -> str:
        """The whole text at ``frame``."""
        return "".join(slot.text(frame) for slot in chain(*chain(*self.rows)))

    def lines(self, room: float) -> list[list[Slot]]:
        """The pieces in lines: one line in all, or one for each row, or what goes into ``room``."""
        whole = [*chain(*chain(*self.rows))]
        if extent(whole) <= room:
            return [whole]
        lines: list[list[Slot]] = []
        for row in self.rows:
            lines.append([])
            for term in row:
                if lines[-1] and extent([*lines[-1], *term]) > room:
                    lines.append([])
                lines[-1] += term
        if lines[0][0].texts == ("",):
            lines[0][0] = replace(lines[0][0], given=lines[-1][0].room)
        return lines


def _factors(states: States, weight: Array) -> Array:
    """The weight of each tap that counts: in each frame, or one for all."""
    if states.channels is None:
        return weight.ravel()[states.counting][None]
    return weight.reshape(len(weight), -1)[states.outputs[:, 0]]


def _products(values: Array, weight: Array, results: list[str]) -> list[Term]:
    """The terms of a convolution: in all frames as many."""
    terms: list[Term] = []
    for tap, (held, factors) in enumerate(zip(values.T.tolist(), weight.T.tolist(), strict=True)):
        value = Slot.of([_in_brackets(value) for value in held], align=1)
        times = Slot.of([f"·{_in_brackets(factor)}" for factor in factors])
        terms.append((Slot((PLUS if tap else "",)), value, times))
    terms[-1] = (*terms[-1], Slot.of(results))
    return terms


def _weighed(values: Array, weights: Array) -> list[list[str]]:
    """The terms of an interpolation: in each frame each tap's weight, and what it reads."""
    return [
        [f"{numeral(weight)}·{_in_brackets(value)}" for weight, value in zip(*both, strict=True)]
        for both in zip(weights.tolist(), values.tolist(), strict=True)
    ]


def _gathered(
    texts: list[list[str]],
    there: NDArray[np.bool_],
    opening: str,
    between: str,
    endings: list[str],
    nothing: str = "",
) -> list[Term]:
    """The terms of a pooling: in each frame those that are there, one behind the other.

    The ending follows a frame's last term; where that is not the last of all, it stands where other
    frames have more terms, so that no gap is left.
    """
    frames = [
        [text for text, has in zip(held, now, strict=True) if has]
        for held, now in zip(texts, there.tolist(), strict=True)
    ]
    most = max(1, *map(len, frames))
    terms: list[Term] = []
    for place in range(most):
        said = [held[place] if place < len(held) else nothing * (place == 0) for held in frames]
        behind = [
            ending if place == max(0, len(held) - 1) else between if place < len(held) else ""
            for held, ending in zip(frames, endings, strict=True)
        ]
        given = None if place == most - 1 else width(between) * SIZE
        terms.append((Slot.of(said, align=1), Slot.of(behind, given=given)))
    terms[0] = (*([Slot((opening,))] if opening else []), *terms[0])
    return terms


def extent(line: Sequence[Slot]) -> float:
    """How far a line of slots reaches, in cells."""
    reached, pen = 0.0, 0.0
    for slot in line:
        reached = max(reached, pen + max(slot.room, slot.widest))
        pen += slot.room
    return reached


def _ends(states: States, divisors: Array | None) -> list[str]:
    """What closes the brackets, and the divisor, for each frame."""
    if divisors is None:
        return [")"] * states.odometer.frame_count
    each = np.broadcast_to(divisors, states.output_size).ravel().tolist()
    return [f") / {_in_brackets(divisor)}" for divisor in each]


def _results(
    output: Array | None, exact: NDArray[np.bool_], before: list[str] | None = None
) -> list[str]:
    """Each frame's result; where something is rounded, it is only nearly what is written."""
    before = before or [""] * len(exact)
    if output is None:
        return [f"{text} =" for text in before]
    return [
        f"{text}{' = ' if terms and is_exact(result) else ' ≈ '}{numeral(result)}"
        for text, terms, result in zip(before, exact.tolist(), output.ravel().tolist(), strict=True)
    ]


def _exact(values: Array, there: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
    """Whether all that is there is written exactly: for each frame, or of a weight in all."""
    known = {value: is_exact(value) for value in set(values.ravel().tolist())}
    each = np.vectorize(known.__getitem__, otypes=[bool])(values)
    return np.asarray(each.all() if there is None else (each | ~there).all(axis=1))


def _in_brackets(value: float) -> str:
    text = numeral(value)
    return f"({text})" if text.startswith(MINUS) else text
