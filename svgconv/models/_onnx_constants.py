"""Attributes and constants of ONNX: how exporters write a shape, padding or a scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

MOST_CONSTANT = 256
"""The most numbers of a constant that says a shape, and not a weight."""

Attributes = Mapping[str, Any]
Array = Any


def text_of(name: str | bytes) -> str:
    """Return a name as text: protobuf gives bytes if they are not UTF-8."""
    return name.decode(errors="replace") if isinstance(name, bytes) else name


def attributes_of(operator: Any) -> dict[str, Any]:
    """Return the attributes of an operator that are numbers or words, or lists of them.

    The types are those of ONNX's ``AttributeProto.AttributeType``.
    """
    found: dict[str, Any] = {}
    for one in operator.attribute:
        values: Mapping[int, Callable[[Any], Any]] = {
            1: lambda one: round(one.f, 7),
            2: lambda one: one.i,
            3: lambda one: text_of(one.s),
            6: lambda one: [*one.floats[:MOST_CONSTANT]],
            7: lambda one: [*one.ints[:MOST_CONSTANT]],
        }
        if one.type in values:
            found[text_of(one.name)] = values[one.type](one)
    return found


def computed(
    kind: str, attributes: Attributes, inputs: Sequence[numpy.ndarray[Any, Any]]
) -> numpy.ndarray[Any, Any] | None:
    """Return the output of an operator on constants; None if it is not known or too large.

    Raises
    ------
    ValueError, IndexError, TypeError: constants that do not fit together.
    """
    import numpy

    operator = OPERATORS.get(kind)
    if operator is None:
        return None
    with numpy.errstate(all="ignore"):  # numbers that are too large are not those of a shape
        output = operator(attributes, inputs)
    return output if output is None or output.size <= MOST_CONSTANT else None


def _gather(given: Attributes, inputs: Sequence[Array]) -> Array:
    import numpy

    return numpy.take(inputs[0], inputs[1].astype(int), axis=given.get("axis", 0))


def _concat(given: Attributes, inputs: Sequence[Array]) -> Array:
    import numpy

    return numpy.concatenate([numpy.atleast_1d(one) for one in inputs], given.get("axis", 0))


def _axes(given: Attributes, inputs: Sequence[Array]) -> tuple[int, ...]:
    axes = inputs[1].ravel().tolist() if len(inputs) > 1 else given.get("axes", [])
    return tuple(int(axis) for axis in axes)


def _unsqueeze(given: Attributes, inputs: Sequence[Array]) -> Array:
    import numpy

    return numpy.expand_dims(inputs[0], _axes(given, inputs))


def _squeeze(given: Attributes, inputs: Sequence[Array]) -> Array:
    import numpy

    return numpy.squeeze(inputs[0], _axes(given, inputs) or None)


def _filled(given: Attributes, inputs: Sequence[Array]) -> Array:
    import numpy

    shape = tuple(int(one) for one in inputs[0].ravel())
    small = prod(shape) <= MOST_CONSTANT and min(shape, default=0) >= 0
    return numpy.zeros(shape, int) if small else None


def _reshape(given: Attributes, inputs: Sequence[Array]) -> Array:
    return inputs[0].reshape([int(one) for one in inputs[1].ravel()])


def _transpose(given: Attributes, inputs: Sequence[Array]) -> Array:
    return inputs[0].transpose(given.get("perm"))


def _slice(given: Attributes, inputs: Sequence[Array]) -> Array:
    starts, ends, *rest = (one.ravel().astype(int).tolist() for one in inputs[1:])
    axes = rest[0] if rest else [*range(len(starts))]
    steps = rest[1] if len(rest) > 1 else [1] * len(starts)
    parts = [slice(None)] * inputs[0].ndim
    for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
        stop = None if step < 0 and end < -inputs[0].shape[axis] else end
        parts[axis] = slice(start, stop, step)
    return inputs[0][tuple(parts)]


def _quotient(given: Attributes, inputs: Sequence[Array]) -> Array:
    first, second = inputs
    whole = first.dtype.kind in "iu" and second.dtype.kind in "iu"
    if not second.all():
        return None
    return first // second if whole else first / second


def _floor(given: Attributes, inputs: Sequence[Array]) -> Array:
    import numpy

    return numpy.floor(inputs[0])


KINDS = {1: "float32", 6: "int32", 7: "int64", 11: "float64"}


OPERATORS: Mapping[str, Callable[[Attributes, Sequence[Array]], Array]] = {
    "Add": lambda given, inputs: inputs[0] + inputs[1],
    "Sub": lambda given, inputs: inputs[0] - inputs[1],
    "Mul": lambda given, inputs: inputs[0] * inputs[1],
    "Div": _quotient,
    "Floor": _floor,
    "Cast": lambda given, inputs: inputs[0].astype(KINDS.get(given.get("to", 1), "int64")),
    "Identity": lambda given, inputs: inputs[0],
    "Gather": _gather,
    "Concat": _concat,
    "Unsqueeze": _unsqueeze,
    "Squeeze": _squeeze,
    "ConstantOfShape": _filled,
    "Reshape": _reshape,
    "Transpose": _transpose,
    "Slice": _slice,
}
"""What each operator computes, by its name."""
