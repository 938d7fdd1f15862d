"""The numbers of a figure: from a seed as in the guide, or given; and the output of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any

from svgconv.errors import Name, SvgconvError, Words, nearest, quoted
from svgconv.numbers.exact import exact, floats, fractions, plain, to_six_digits
from svgconv.numbers.kernels import DEFAULT as KERNEL_SIZE
from svgconv.numbers.kernels import named_kernel
from svgconv.numbers.picture import Picture
from svgconv.operations.base import Operation
from svgconv.specification.sizes import Size, times, whole_number

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array

MOST_INPUT, MOST_WEIGHT = 3, 2
"""The largest number of an input and of a kernel from a seed, as in the guide's figures."""
LARGEST_SEED = 2**32 - 1
LARGEST = 1e15
LARGEST_EXACT = 10**6
"""Whole numbers up to this one stay ints, so that no sum of their products overflows."""
KEYS = ("seed", "input", "weight", "bias")
SIZE_OF = {"input": "input_size", "weight": "kernel_size"}
"""The parameter that sets the size of each array."""
FORM = "use true, a seed, or a table of seed, input, weight and bias"

Nested = tuple[Any, ...]
"""Numbers in rows, as tuples of tuples."""


@dataclass(frozen=True)
class Values:
    """The numbers of one operation's cells, in the shapes of its input and its weight.

    Attributes
    ----------
    seed: the seed of the numbers that are not given. The input is drawn first, then the weight, as
        in the guide, whose own figures have the seed 1234.
    given_input, given_weight: the numbers that are given, in rows, or None.
    given_bias: the bias of each output channel, or None for no bias.
    """

    operation: Operation
    seed: int
    given_input: Nested | None = None
    given_weight: Nested | None = None
    given_bias: Nested | None = None

    @classmethod
    def of(cls, option: object, operation: Operation) -> Values:
        """Return the numbers that an option gives, for an operation.

        Parameters
        ----------
        option: ``True`` (the seed 0), a seed, a table with some of ``seed``, ``input``, ``weight``
            and ``bias``, or `Values`. The input can be a `Picture`, and the weight a kernel's name.

        Raises
        ------
        SvgconvError: none of these, or arrays with another shape or without numbers.
        """
        if isinstance(option, Values):
            option = option.option
        table = option if isinstance(option, Mapping) else {"seed": 0 if option is True else option}
        for key in table:
            if key not in KEYS:
                raise SvgconvError("values", f"unknown key {quoted(key)}", nearest(key, KEYS))
        has = {"weight": operation.has_weight, "bias": operation.has_bias}
        for key in (key for key, there in has.items() if key in table and not there):
            name = f"{key}_values"
            raise SvgconvError(
                name, f"{operation.name} has no {key}", Words("leave ", Name(name), " out")
            )
        seed = _seed(table.get("seed", 0), "seed" if isinstance(option, Mapping) else "values")
        axes = operation.axes
        read, weight = table.get("input"), table.get("weight")
        if isinstance(read, Picture):
            read = read.numbers(operation.input_shape, axes)
        if isinstance(weight, str):
            weight = named_kernel(weight, operation.weight_size, axes)
        given_input = _given("input", read, operation.input_shape, axes)
        given_weight = _given("weight", weight, operation.weight_size, axes)
        all_given = given_input is not None and (given_weight or not operation.has_weight)
        given_bias = _given("bias", table.get("bias"), (_outputs(operation),), 1)
        return cls(operation, 0 if all_given else seed, given_input, given_weight, given_bias)

    @cached_property
    def input(self) -> Array:
        """The input's numbers, in its shape: ints, or exact fractions."""
        return self._drawn[0] if self.given_input is None else exact(_array(self.given_input))

    @cached_property
    def weight(self) -> Array | None:
        """The kernel's numbers as in PyTorch, in its shape, as the input's; None without one."""
        if not self.operation.has_weight:
            return None
        return self._drawn[1] if self.given_weight is None else exact(_array(self.given_weight))

    @cached_property
    def bias(self) -> Array | None:
        """The bias of each output channel, as the input's numbers; None without one."""
        return None if self.given_bias is None else exact(_array(self.given_bias))

    @cached_property
    def output(self) -> Array:
        """The numbers that PyTorch computes, in the output's shape: ints, or exact fractions.

        An operation that does not compute exactly gives floats.
        """
        if self.bias is None:
            return self._without_bias
        planes = self.bias.reshape(-1, *(1,) * self.operation.axes)
        return self._without_bias + (planes if self.operation.channels else self.bias[0])

    @cached_property
    def _without_bias(self) -> Array:
        if not self.operation.is_exact:
            return self._computed(floats)
        output = self.operation.forward(self.input, self.weight)
        return self._computed(fractions) if output.dtype.kind == "f" else output

    def _computed(self, form: Callable[[Array], Array]) -> Array:
        """The output of the numbers in a form."""
        weight = None if self.weight is None else form(self.weight)
        return self.operation.forward(form(self.input), weight)

    @cached_property
    def _drawn(self) -> tuple[Array, Array]:
        """Input and weight as the guide draws them, by numpy's generator that never changes."""
        import numpy as np

        random = np.random.RandomState(self.seed)
        sizes = (self.operation.input_shape, self.operation.weight_size)
        most = (MOST_INPUT, MOST_WEIGHT)
        one, other = (
            random.randint(0, n + 1, size, np.int64) for n, size in zip(most, sizes, strict=True)
        )
        return one, other

    @property
    def option(self) -> dict[str, Any]:
        """The option that gives these numbers again, as in JSON and TOML."""
        given = {"input": self.given_input, "weight": self.given_weight, "bias": self.given_bias}
        option: dict[str, Any] = {key: _rows(at) for key, at in given.items() if at is not None}
        every = ("input", "weight") if self.operation.has_weight else ("input",)
        return option if set(every) <= set(option) else {"seed": self.seed, **option}

    @property
    def consequences(self) -> dict[str, Any]:
        """The numbers that follow from `option`, for machines; fractions have six digits."""
        found = {"output": self.output}
        if self.given_weight is None and (weight := self.weight) is not None:
            found = {"weight": weight, **found}
        if self.given_input is None:
            found = {"input": self.input, **found}
        return {key: to_six_digits(plain(array)) for key, array in found.items()}


def sized(
    parameters: Mapping[str, Any], option: object, operation: type[Operation]
) -> Mapping[str, Any]:
    """Return the parameters, with missing sizes taken from the arrays that are given.

    Raises
    ------
    SvgconvError: an array is not one of numbers, or is one number, which has no size.
    """
    if not isinstance(option, Mapping):
        return parameters
    found = {}
    for key, name in SIZE_OF.items():
        numbers = option.get(key)
        if numbers is None or name in parameters or name not in operation.flags():
            continue
        if isinstance(numbers, Picture):
            shape = numbers.size
        elif isinstance(numbers, str):
            shape = (KERNEL_SIZE,) * operation.axes
        else:
            shape = _array(numbers, f"{key}_values").shape
        if not shape:
            raise SvgconvError(
                f"{key}_values", "one number has no size", Words("give ", Name(name))
            )
        found[name] = list(shape[-operation.axes :])
    return {**found, **parameters}


def _seed(value: object, subject: str) -> int:
    remedy = FORM if subject == "values" else f"use 0 to {LARGEST_SEED:,}"
    if value is None or isinstance(value, bool):
        raise SvgconvError(subject, f"{quoted(value)} is not a seed", remedy)
    seed = whole_number(subject, value, remedy)
    if not 0 <= seed <= LARGEST_SEED:
        raise SvgconvError("seed", f"{seed:,} is out of range", f"use 0 to {LARGEST_SEED:,}")
    return seed


def _given(key: str, numbers: object, size: Size, axes: int) -> Nested | None:
    """Checked numbers in rows, without leading and trailing axes of length 1 that are too many.

    Planes of ``axes`` axes can be in one list: a text has no other axes before those of a plane.
    """
    if numbers is None:
        return None
    array = _array(numbers, f"{key}_values")
    if key == "bias" and not array.ndim:
        array = array[None]
    while array.ndim > len(size) and 1 in (array.shape[0], array.shape[-1]):
        array = array[0] if array.shape[0] == 1 else array[..., 0]
    own = min(axes, array.ndim)
    if array.ndim < len(size) and array.size == prod(size) and array.shape[-own:] == size[-own:]:
        array = array.reshape(size)
    if array.shape != size:
        raise SvgconvError(
            f"{key}_values",
            f"{_shape_does(array.shape)} not fit the {key}, {times(size)}",
            Words(f"give {times(size)} numbers, or change ", Name(SIZE_OF[key]))
            if key in SIZE_OF
            else "give one number for each output channel",
        )
    rows: Nested = _tuples(array.tolist())
    return rows


def _outputs(operation: Operation) -> int:
    return operation.channels.outputs if operation.channels else 1


def _shape_does(shape: Size) -> str:
    return "one number does" if prod(shape) == 1 else f"{times(shape)} numbers do"


def _array(numbers: object, name: str = "values") -> Array:
    """An array of ints if all numbers are whole, otherwise of floats.

    Raises
    ------
    SvgconvError: rows with different lengths, text, complex or infinite numbers, NaN.
    """
    import numpy as np

    try:
        array = np.asarray(numbers)
    except (ValueError, OverflowError):
        raise SvgconvError(
            name, "rows have different lengths", "give rows of the same length"
        ) from None
    if array.dtype.kind not in "biuf" or array.size == 0:
        kinds = {"c": "are complex", "U": "are text"}
        problem = kinds.get(array.dtype.kind, "are not numbers") if array.size else "are empty"
        raise SvgconvError(name, problem, "give real numbers")
    if array.dtype.itemsize < 8 and array.dtype.kind == "f":
        array = np.array([float(str(number)) for number in array.flat]).reshape(array.shape)
    if not np.isfinite(array).all():
        raise SvgconvError(name, "some are infinite or not a number", "give finite numbers")
    if np.abs(array.astype(np.float64)).max() > LARGEST:
        raise SvgconvError(name, f"some are larger than {LARGEST:g}", "give smaller numbers")
    whole = (array == np.round(array)).all() and np.abs(array).max() <= LARGEST_EXACT
    return array.astype(np.int64 if whole else np.float64)


def _tuples(rows: Any) -> Any:
    return tuple(map(_tuples, rows)) if isinstance(rows, list) else rows


def _rows(rows: Any) -> Any:
    return [_rows(row) for row in rows] if isinstance(rows, tuple) else rows
