"""The end of a written sum: ``+ 2 = 12`` with a bias, or ``≈`` where a number is rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svgconv.numbers.numerals import in_brackets, is_exact, numeral
from svgconv.operations.base import SumForm
from svgconv.states.arithmetic import Array
from svgconv.states.lazy_numpy import np
from svgconv.states.states import States

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _of_frames(bias: Array, states: States) -> Array:
    """Return the bias of each frame's output channel."""
    if states.channels is None:
        return bias.repeat(states.odometer.frame_count)
    return np.asarray(bias[states.outputs[:, 0]])


def endings_of(
    form: SumForm,
    states: States,
    output: Array | None,
    bias: Array | None,
    exact: NDArray[np.bool_],
) -> list[str]:
    """Return what follows each frame's last term: the closing, the bias or divisor, and the result.

    Parameters
    ----------
    form: the form that the operation declares.
    output: the results, in the operation's shape; without them nothing follows ``=``.
    bias: the number for each output channel that is added at the end; None without a bias.
    exact: whether all terms of each frame are written exactly; (frames,).
    """
    added = np.zeros(0) if bias is None else _of_frames(bias, states)
    if bias is not None:
        exact = exact & np.array([is_exact(number) for number in added.tolist()])
    both = zip(_closings(form, states, added), _results(output, exact), strict=True)
    return [f"{closing}{result}" for closing, result in both]


def _closings(form: SumForm, states: States, added: Array) -> list[str]:
    """The closing of each frame's terms, and the bias or the divisor."""
    if added.size:
        return [f"{form.closing} + {in_brackets(number)}" for number in added.tolist()]
    if form.divisors is None:
        return [form.closing] * states.odometer.frame_count
    each = np.broadcast_to(form.divisors, states.output_size).ravel().tolist()
    return [f"{form.closing} / {in_brackets(divisor)}{form.ending}" for divisor in each]


def _results(output: Array | None, exact: NDArray[np.bool_]) -> list[str]:
    """Each frame's result: after ``=``, or after ``≈`` if a number of the sum is rounded."""
    if output is None:
        return [" ="] * len(exact)
    return [
        f"{' = ' if terms and is_exact(result) else ' ≈ '}{numeral(result)}"
        for terms, result in zip(exact.tolist(), output.ravel().tolist(), strict=True)
    ]


def all_exact(values: Array, weights: Array | None, there: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return whether all values and weights of each frame that exist are written exactly.

    Parameters
    ----------
    values, weights: (frames, taps); weights that are the same in all frames have one row, and None
        is no weights.
    there: whether each of them exists; (frames, taps).
    """
    exact = _exact(values, there)
    return (
        exact if weights is None else exact & _exact(np.broadcast_to(weights, there.shape), there)
    )


def _exact(numbers: Array, there: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether all numbers of each frame that exist are written exactly."""
    known = {number: is_exact(number) for number in set(numbers.ravel().tolist())}
    each = np.vectorize(known.__getitem__, otypes=[bool])(numbers)
    return np.asarray((each | ~there).all(axis=1))
