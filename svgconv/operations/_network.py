"""The layers of a network on their inputs: their costs, and what their outputs depend on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod
from operator import or_
from typing import Any, TypeAlias

from svgconv.errors import SvgconvError
from svgconv.operations._layer import AnyLayer, Branches, Layer
from svgconv.operations._pass_through import PassThrough
from svgconv.operations._receptive_field import Field, Window, grown, united
from svgconv.operations._repeat import Repeat, beside, through
from svgconv.operations._spans import Spans, spans_through, spans_together
from svgconv.operations._zero_padding import ZeroPadding
from svgconv.operations.base import Operation
from svgconv.specification.calls import short_name
from svgconv.specification.sizes import Size

Fields: TypeAlias = "tuple[Field, ...] | None"

CONVOLUTION = re.compile(r"Conv(Transpose)?[123]d")


@dataclass(frozen=True)
class Placed:
    """A layer on its input.

    Attributes
    ----------
    place: where it is: ``layer 3``, or ``layer 3, path 1, layer 2``.
    layer: the layer as it is written.
    operation: what it does to one channel; None if it has no window.
    inputs: the channels of its input, or the features.
    shape: its output's shape, the channels first; after `Flatten` only the features.
    paths: the layers of each path, if it joins paths.
    """

    place: str
    layer: AnyLayer
    operation: Operation | None
    inputs: int
    shape: Size
    paths: tuple[tuple[Placed, ...], ...] = ()

    @property
    def text(self) -> str:
        """The layer's short form."""
        return self.layer.text

    @property
    def weights(self) -> int:
        """The number of its parameters that are learned, biases included."""
        if isinstance(self.layer, PassThrough):
            return self.layer.weights
        if isinstance(self.layer, Branches):
            return 0
        kernels = self._kernels
        return kernels + self.shape[0] * (self.layer.bias and kernels > 0)

    @property
    def multiplications(self) -> int:
        """How often it multiplies by a weight of a convolution or of `Linear`; zeros count, too."""
        if isinstance(self.layer, PassThrough):
            return self.inputs * self.shape[0] * (self.layer.module == "Linear")
        return self._kernels * prod(self._places) if self.operation else 0

    @property
    def _kernels(self) -> int:
        """The number of weights in its kernels."""
        if self.operation is None or not self.operation.has_weight:
            return 0
        assert isinstance(self.layer, Layer)
        groups = self.layer.channels.get("groups", 1)
        return (
            self.inputs
            * self.shape[0]
            // groups
            * prod(self.operation.weight_size[-self.operation.axes :])
        )

    @property
    def _places(self) -> Size:
        """The places where each weight is multiplied: a transposed convolution's input units."""
        assert self.operation is not None
        transposed = self.operation.flips_kernel
        return self.operation.input_size if transposed else self.operation.output_size

    def all_parameters(self) -> Any:
        """Return the layer with all its parameters, as a table, or as a call without a window."""
        if not isinstance(self.layer, Layer) or issubclass(self.layer.operation, ZeroPadding):
            return self.text
        assert self.operation is not None
        several = self.operation.has_weight and not self.inputs == self.shape[0] == 1
        channels = {"in_channels": self.inputs, "out_channels": self.shape[0]} if several else {}
        channels |= {**self.layer.channels} if several else {}
        bias = {} if self.layer.bias else {"bias": False}
        one = self.operation
        return {"operation": one.name, **one.all_parameters(), **channels, **bias}

    def torch_call(self) -> str:
        """Return the PyTorch expression, with the channels."""
        if isinstance(self.layer, PassThrough):
            return self.layer.torch_call()
        if isinstance(self.layer, Branches):
            paths = [applied(path) for path in self.paths]
            concatenated = f"torch.cat([{', '.join(paths)}], 1)"
            return f"(lambda x: {' + '.join(paths) if self.layer.join == 'add' else concatenated})"
        one = self._with_channels()
        call = one.torch_layer()
        shown = one.channels is not None or self.inputs == self.shape[0] == 1 or not one.has_weight
        if shown and self.layer.bias:
            return call
        return _rewritten(call, None if shown else (self.inputs, self.shape[0]), self.layer.bias)

    def keras_layers(self) -> list[str]:
        """Return the layers of Keras that compute the same; none if none are known."""
        if not isinstance(self.layer, Layer) or not self.layer.bias:
            return []
        return self._with_channels().keras_layers()

    def _with_channels(self) -> Operation:
        assert self.operation is not None
        if self.inputs == self.shape[0] == 1 or not self.operation.has_weight:
            return self.operation
        assert isinstance(self.layer, Layer)
        return self.layer.with_channels(self.operation.input_size, self.inputs, self.shape[0])


def applied(network: Sequence[Placed]) -> str:
    """Return the PyTorch expression of layers that are applied to ``x``."""
    return reduce(lambda inner, one: f"{one.torch_call()}({inner})", network, "x")


def leaves(network: Sequence[Placed]) -> Iterator[Placed]:
    """Yield the layers of a network, those of its paths instead of what joins them."""
    for one in network:
        if one.paths:
            for path in one.paths:
                yield from leaves(path)
        else:
            yield one


def field_after(network: Sequence[Placed], below: Fields) -> Fields:
    """Return the receptive field after some layers, along each axis; None if outputs' differ.

    With paths it is the union of theirs.
    """
    for one in network:
        if below is None or len(one.shape) == 1:
            return None
        if one.paths:
            below = united_fields([field_after(path, below) for path in one.paths])
        elif one.operation:
            windows = [one.operation.layer_window(axis) for axis in range(len(below))]
            below = grown_fields(below, windows)
    return below


def spans_after(network: Sequence[Placed], below: Spans) -> Spans:
    """Return what the outputs of some layers depend on along each axis; None if not known."""
    for one in network:
        if len(one.shape) == 1:
            return None
        if one.paths:
            each = [spans_after(path, below) for path in one.paths]
            below = spans_together(each, one.shape[1:])
        elif one.operation:
            below = spans_through(one.operation, below)
    return below


def united_fields(each: Sequence[Fields]) -> Fields:
    """Return the smallest receptive field that holds these; None if one is None, or none does."""
    fields = [one for one in each if one is not None]
    if len(fields) < len(each) or len({*map(len, fields)}) != 1:
        return None
    return _all([united(along) for along in zip(*fields, strict=True)])


def grown_fields(below: Fields, windows: Sequence[Window | None]) -> Fields:
    """Return the receptive field of a layer's output; None if its outputs have several.

    Parameters
    ----------
    below: that of its input.
    windows: its window along each axis; None if its outputs have several.
    """
    if below is None or len(below) != len(windows):
        return None
    pairs = zip(below, windows, strict=True)
    return _all([grown(field, window) if window else None for field, window in pairs])


def _all(fields: Sequence[Field | None]) -> Fields:
    return None if None in fields else tuple(field for field in fields if field)


def reads_after(network: Sequence[Placed], axis: int, below: Sequence[int]) -> Sequence[int]:
    """Return for each output along an axis which units of the input it depends on, as bits.

    Raises
    ------
    SvgconvError: a layer that is too large to list what it reads, or that is masked.
    """
    for one in network:
        if one.paths:
            each = [reads_after(path, axis, below) for path in one.paths]
            below = [reduce(or_, together) for together in zip(*each, strict=True)]
        elif one.operation:
            reads = one.operation.layer_states().axes[axis].reads
            below = [reduce(or_, (below[unit] for unit in units), 0) for units in reads]
    return below


def repeat_of(network: Sequence[Placed], axis: int) -> Repeat:
    """Return the units along an axis that every layer can leave out.

    Raises
    ------
    SvgconvError: a layer whose windows depend on its whole input.
    """
    repeats = []
    for one in network:
        if one.paths:
            paths = [path for path in one.paths if any(each.operation for each in leaves(path))]
            repeats += [beside([repeat_of(path, axis) for path in paths])] if paths else []
        elif one.operation:
            if one.operation.given_output:
                problem = f"what {one.place}, {one.text}, reads depends on its whole input"
                raise SvgconvError("small", problem, "leave it out")
            repeats.append(one.operation.repeat(axis))
    return through(repeats)


def _rewritten(call: str, channels: tuple[int, int] | None, bias: bool) -> str:
    """Return a call of a convolution, maybe inside others, with its channels or without a bias."""
    tree = ast.parse(call, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and CONVOLUTION.fullmatch(short_name(node.func)):
            node.args[:2] = [ast.Constant(one) for one in channels or ()] or node.args[:2]
            if not bias:
                node.keywords.append(ast.keyword("bias", ast.Constant(value=False)))
    return ast.unparse(tree)
