"""The sum of each frame, written out below a figure: ``1·0 + 2·1 + ... = 12``.

Each number that changes has the room of its widest text, or of the widest of all numbers, so that
nothing else moves. A sum's size grows with the number of frames, because every frame has its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from svgconv.errors import SvgconvError
from svgconv.glyphs.font import missing_letter, width
from svgconv.numbers.numerals import as_base, in_brackets, numeral
from svgconv.numbers.slots import SIZE, Slot, evenly, extent
from svgconv.numbers.sum_endings import all_exact, endings_of
from svgconv.operations.base import SumForm
from svgconv.states.arithmetic import Array, under_windows
from svgconv.states.lazy_numpy import np
from svgconv.states.matrix import MatrixStates
from svgconv.states.sampled import SampledStates
from svgconv.states.states import States

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_TEXTS = 200_000
PLAIN = SumForm()
"""A sum of numbers: ``1 + 0 + 2 = 3``."""


Term = tuple[Slot, ...]


@dataclass(frozen=True)
class Sum:
    """The pieces of the sum: the terms in the window's rows, and the result after the last term."""

    rows: tuple[tuple[Term, ...], ...]

    @classmethod
    def of(
        cls,
        form: SumForm,
        states: States,
        input: Array,
        output: Array | None,
        weight: Array | None = None,
        bias: Array | None = None,
    ) -> Sum:
        """Return the sum of each frame in the form that the operation declares.

        Parameters
        ----------
        input, output: in the operation's shapes; without an output no result is written.
        weight: in the window's shape, as the drawn grid meets it; with several channels,
            ``(outputs, inputs / groups, *window)``.
        bias: the number for each output channel that is added at the end; None without a bias.

        Raises
        ------
        SvgconvError: more terms in all frames than `MOST_TEXTS`, a form with weights for an
            operation that has none, or one with a character that the font lacks.
        """
        counting = states.used_taps
        count = states.odometer.frame_count * int(counting.sum())
        if count > MOST_TEXTS:
            raise SvgconvError(
                "sum", f"{count:,} terms are more than {MOST_TEXTS:,}", "leave it out"
            )
        signs = form.opening + form.term + form.separator + form.closing + form.ending
        if letter := missing_letter(signs):
            raise SvgconvError("sum", f"the font has no {letter!r}", "use another sign")
        if isinstance(states, MatrixStates):
            form = replace(form, term="{weight}·{value}", empty="0")
        values, weights, there = factors(form, states, input, weight)
        endings = endings_of(form, states, output, bias, all_exact(values, weights, there))
        if weight is not None and there.all():
            terms = _aligned(form, values, weights, endings)
        else:
            terms = _packed(form, _texts(form, values, weights), there, endings)
        return cls.in_rows(terms, counting.reshape(-1, states.axes[-1].taps).sum(axis=1).tolist())

    @classmethod
    def of_terms(
        cls, states: States, terms: Array, output: Array, bias: Array | None, rows: Sequence[int]
    ) -> Sum:
        """Return the sum of numbers that are known, of which every frame has as many.

        Parameters
        ----------
        terms: numbers; (frames, terms).
        output, bias: as in `of`.
        rows: the number of terms in each row of the window.
        """
        exact = all_exact(terms, None, np.ones(terms.shape, dtype=np.bool_))
        endings = endings_of(PLAIN, states, output, bias, exact)
        return cls.in_rows(_aligned(PLAIN, terms, None, endings, align=0.5), rows)

    @classmethod
    def in_rows(cls, terms: Sequence[Term], rows: Sequence[int]) -> Sum:
        """Return the sum whose terms are in rows of these lengths, without empty rows."""
        left = iter(terms)
        made = [tuple(islice(left, length)) for length in rows]
        return cls(tuple(row for row in made if row))

    def line(self, frame: int) -> str:
        """Return the whole text at ``frame``."""
        return "".join(slot.text(frame) for slot in chain(*chain(*self.rows)))

    def lines(self, room: float) -> list[list[Slot]]:
        """Return the pieces in lines: one line, or one for each row, or as many as fit ``room``."""
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


def endings(
    form: SumForm,
    states: States,
    input: Array,
    output: Array | None,
    weight: Array | None,
    bias: Array | None,
) -> list[str]:
    """Return what follows the last term of each frame's sum; parameters as of `Sum.of`."""
    values, weights, there = factors(form, states, input, weight)
    return endings_of(form, states, output, bias, all_exact(values, weights, there))


def factors(
    form: SumForm, states: States, input: Array, weight: Array | None
) -> tuple[Array, Array | None, NDArray[np.bool_]]:
    """Return the values and weights of each frame's terms, and which exist; (frames, taps).

    Taps that no frame uses are left out. Weights that are the same in all frames have one row.

    Raises
    ------
    SvgconvError: a form with weights for an operation that has none.
    """
    if isinstance(states, MatrixStates):
        assert weight is not None
        return states.products(input, weight)
    values, there = under_windows(states, input)
    if not form.has_weight:
        return values, None, there
    if weight is not None and states.channels is not None:
        by_output = weight.reshape(len(weight), -1)[:, states.used_taps]
        return values, by_output[states.outputs[:, 0]], there
    if weight is not None:
        return values, weight.ravel()[states.used_taps][None], there
    if isinstance(states, SampledStates):
        return values, states.tap_weights, there
    raise SvgconvError("sum", f"{states.operation} has no weights to write", "leave it out")


def _texts(form: SumForm, values: Array, weights: Array | None) -> list[list[str]]:
    """Every term of every frame."""
    factors = np.zeros((1, 1)) if weights is None else weights
    write = _writer(form)
    return [
        [form.term.format(value=write(value), weight=write(factor)) for value, factor in terms]
        for terms in (
            zip(*both, strict=True)
            for both in zip(
                values.tolist(), np.broadcast_to(factors, values.shape).tolist(), strict=True
            )
        )
    ]


def _aligned(
    form: SumForm, values: Array, weights: Array | None, endings: list[str], align: float = 1
) -> list[Term]:
    """The terms of a window with a kernel: every frame has them all, each in its own place.

    ``align`` is that of a term up to its first number.
    """
    head, tail = _parts(form.term)
    factors = np.zeros((1, values.shape[1])) if weights is None else weights
    write = _writer(form)
    terms: list[Term] = []
    for tap, (held, each) in enumerate(zip(values.T.tolist(), factors.T.tolist(), strict=True)):
        shown = each * len(held) if len(each) == 1 else each
        both = [{"value": write(v), "weight": write(w)} for v, w in zip(held, shown, strict=True)]
        first = Slot.of([head.format(**one) for one in both], align)
        second = Slot.of([tail.format(**one) for one in both])
        terms.append((Slot((form.separator if tap else form.opening,)), first, second))
    terms = _evenly(_evenly(terms, 1), 2)
    terms[-1] = (*terms[-1], Slot.of(endings))
    return terms


def _packed(
    form: SumForm, texts: list[list[str]], there: NDArray[np.bool_], endings: list[str]
) -> list[Term]:
    """The terms of windows that differ: in each frame those that exist, one after the other.

    The ending follows a frame's last term. If other frames have more terms, it takes their place,
    so that no gap is left.
    """
    frames = [
        [text for text, has in zip(held, now, strict=True) if has]
        for held, now in zip(texts, there.tolist(), strict=True)
    ]
    most = max(1, *map(len, frames))
    terms: list[Term] = []
    for place in range(most):
        shown = [held[place] if place < len(held) else form.empty * (not place) for held in frames]
        behind = [
            ending if place == max(0, len(held) - 1) else form.separator * (place < len(held))
            for held, ending in zip(frames, endings, strict=True)
        ]
        given = None if place == most - 1 else width(form.separator) * SIZE
        terms.append((Slot.of(shown, align=1), Slot.of(behind, given=given)))
    terms = _evenly(terms, 0)
    terms[0] = (*([Slot((form.opening,))] if form.opening else []), *terms[0])
    return terms


def _evenly(terms: Sequence[Term], at: int) -> list[Term]:
    """Return the terms, with even gaps between those of their slots that are at a place in them."""
    slots = evenly([term[at] for term in terms])
    return [(*term[:at], slot, *term[at + 1 :]) for term, slot in zip(terms, slots, strict=True)]


def _parts(term: str) -> tuple[str, str]:
    """A term's format up to its first field, and the rest."""
    end = term.index("}") + 1
    return term[:end], term[end:]


def _writer(form: SumForm) -> Callable[[float], str]:
    """Return the function that writes the numbers of a form's terms."""
    if not form.parenthesized:
        return numeral
    return as_base if form.is_power else in_brackets
