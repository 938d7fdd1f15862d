"""A network: the layers of a stack, each on the output of the layer before it, with its cost."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, prod
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.operations._channels import check_groups
from svgconv.operations._layers import AnyLayer, Layer, placed
from svgconv.operations._pass_through import PassThrough
from svgconv.operations.base import Operation
from svgconv.specification.calls import short_name
from svgconv.specification.sizes import Size

CONVOLUTION = re.compile(r"Conv(Transpose)?[123]d")


@dataclass(frozen=True)
class Placed:
    """A layer on its input.

    Attributes
    ----------
    number: its number among all layers, from 1.
    layer: the layer as it is written.
    operation: what it does to one channel; None if it has no window.
    inputs: the channels of its input, or the features.
    shape: its output's shape, the channels first; after `Flatten` only the features.
    """

    number: int
    layer: AnyLayer
    operation: Operation | None
    inputs: int
    shape: Size

    @property
    def text(self) -> str:
        """The layer's short form."""
        return self.layer.text

    @property
    def weights(self) -> int:
        """The number of its parameters that are learned, biases included."""
        if isinstance(self.layer, PassThrough):
            return self.layer.weights
        kernels = self._kernels
        return kernels + self.shape[0] * (self.layer.bias and kernels > 0)

    @property
    def multiplications(self) -> int:
        """How often it multiplies by a weight of a convolution or of `Linear`; zeros count, too."""
        if isinstance(self.layer, PassThrough):
            return self.inputs * self.shape[0] * (self.layer.module == "Linear")
        return self._kernels * prod(self._places)

    @property
    def _kernels(self) -> int:
        """The number of weights in its kernels."""
        if self.operation is None or not self.operation.has_weight:
            return 0
        assert isinstance(self.layer, Layer)
        groups = self.layer.channels.get("groups", 1)
        return self.inputs * self.shape[0] // groups * prod(self.operation.weight_size)

    @property
    def _places(self) -> Size:
        """The places where each weight is multiplied: a transposed convolution's input units."""
        assert self.operation is not None
        transposed = self.operation.flips_kernel
        return self.operation.input_size if transposed else self.operation.output_size

    def all_parameters(self) -> Any:
        """Return the layer with all its parameters, as a table, or as a call without a window."""
        if not isinstance(self.layer, Layer):
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
        if not isinstance(self.layer, Layer):
            return self.layer.torch_call()
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


def network_of(layers: Sequence[AnyLayer], input_size: Size) -> tuple[Placed, ...]:
    """Return each layer on the output of the layer before it.

    A layer that does not say its channels keeps those of its input. The stack's input has the
    channels that the first layer that says them needs, or one.

    Raises
    ------
    SvgconvError: a layer that rejects its input, by its number from 1.
    """
    operations = _operations(layers, input_size)
    channels = _first_channels(layers, operations)
    shape: Size = (channels, *input_size)
    network: list[Placed] = []
    for index, (layer, operation) in enumerate(zip(layers, operations, strict=True)):
        try:
            after = _after(layer, operation, shape, len(input_size))
        except SvgconvError as error:
            raise placed(error, index) from None
        network.append(Placed(index + 1, layer, operation, shape[0], after))
        shape = after
    return tuple(network)


def _operations(layers: Sequence[AnyLayer], size: Size) -> list[Operation | None]:
    """Each layer's operation on one channel; None without a window."""
    found: list[Operation | None] = []
    flat = False
    for index, layer in enumerate(layers):
        if isinstance(layer, PassThrough):
            flat |= layer.module == "Flatten"
            found.append(None)
            continue
        try:
            if flat:
                name = layer.operation.torch_module
                raise SvgconvError(name, "no plane is left after Flatten", "leave it out")
            operation = layer.on(size)
        except SvgconvError as error:
            raise placed(error, index) from None
        found.append(operation)
        size = operation.output_size
    return found


def _first_channels(layers: Sequence[AnyLayer], operations: Sequence[Operation | None]) -> int:
    """The channels of the stack's input: those that the first layer that says them needs."""
    scale = smallest = Fraction(1)
    for layer, operation in zip(layers, operations, strict=True):
        if isinstance(layer, PassThrough):
            given = layer.given.get(layer.kind.channels)
        else:
            given = layer.channels.get("in_channels")
        if given is not None:
            return ceil(int(given) / scale)
        if isinstance(layer, Layer) and "out_channels" in layer.channels:
            break
        if operation is not None:
            scale = operation.layer_channels(scale)
            smallest = min(smallest, scale)
    return ceil(1 / smallest)


def _after(layer: AnyLayer, operation: Operation | None, shape: Size, axes: int) -> Size:
    """The shape of a layer's output."""
    if isinstance(layer, PassThrough):
        return layer.output_shape(shape, axes)
    assert operation is not None
    if not layer.channels and not operation.has_weight:
        channels = operation.layer_channels(Fraction(shape[0]))
        if channels.denominator > 1:
            raise SvgconvError(
                operation.torch_module,
                f"{shape[0]} channels do not make a whole number of planes",
                f"use {channels.denominator * shape[0]}",
            )
        return int(channels), *operation.output_size
    inputs = layer.channels.get("in_channels", shape[0])
    outputs = layer.channels.get("out_channels", inputs)
    check_groups(inputs, outputs, layer.channels.get("groups", 1))
    if inputs != shape[0]:
        raise SvgconvError(
            "in_channels",
            f"{inputs} differs from the output of the layer before, {shape[0]}",
            f"use {shape[0]}",
        )
    return outputs, *operation.output_size


def _rewritten(call: str, channels: tuple[int, int] | None, bias: bool) -> str:
    """Return a call of a convolution, maybe inside others, with its channels or without a bias."""
    tree = ast.parse(call, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and CONVOLUTION.fullmatch(short_name(node.func)):
            node.args[:2] = [ast.Constant(one) for one in channels or ()] or node.args[:2]
            if not bias:
                node.keywords.append(ast.keyword("bias", ast.Constant(value=False)))
    return ast.unparse(tree)
