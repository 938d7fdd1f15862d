"""PyTorch's side: each specification as a function of tensors, built from torch alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from math import prod
from typing import Any, TypeAlias

import torch
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn import functional

from tests.truth.deformed import DeformConv2d
from tests.truth.parameters import Parameters
from tests.truth.specification import Specification, input_shape, weight_shape

Function: TypeAlias = Callable[[Tensor, Tensor | None], Tensor]
"""From a batch of inputs with channels, and a weight, to a batch of outputs with channels."""

FORMER_NAMES = {"zeros": "constant"}
"""Padding modes of layers, as `functional.pad` calls them."""
BITS = 50
"""Weights that are powers of two are told apart in one float64 sum of so many."""
torch.set_num_threads(1)


class Truth:
    """What PyTorch computes.

    Raises
    ------
    Exception: whatever PyTorch raises for parameters that it rejects.
    """

    def __init__(self, specification: Specification) -> None:
        self.specification = specification
        self.input_shape = input_shape(specification)
        self.weight_shape = weight_shape(specification)
        self._function = function(specification)
        self.dtype = torch.float64
        if "nearest" in str(specification.parameters.get("mode")):
            self.dtype = torch.float32  # the unit that is nearest depends on the rounding
        self.output_shape = tuple(self(torch.zeros(1, *self.input_shape), self._ones).shape[1:])
        if 0 in self.output_shape:
            raise ValueError("the output is empty")

    @property
    def _ones(self) -> Tensor | None:
        return torch.ones(self.weight_shape) if self.weight_shape else None

    def __call__(self, inputs: Tensor, weight: Tensor | None = None) -> Tensor:
        """Return a batch of outputs, in the shapes that have channels only if there are several."""
        made = self.specification
        if weight is not None:
            weight = weight.to(self.dtype)
            if len(self.weight_shape) == made.axes:
                weight = weight[None, None]
        with_channels = inputs.to(self.dtype)
        if len(self.input_shape) == made.axes:
            with_channels = with_channels[:, None]
        if made.kind == "fold":
            with_channels = with_channels[:, 0]
        outputs = self._function(with_channels, weight)
        if made.kind in ("pixel_unshuffle", "unfold"):
            return outputs
        _, channels, _ = made.channels
        several = len(self.input_shape) > made.axes and made.kind != "pixel_shuffle"
        return outputs if several or channels > 1 else outputs[:, 0]

    @cached_property
    def responses(self) -> Tensor:
        """The output for each input unit that alone is 1, with weights of 1; (inputs, outputs)."""
        units = prod(self.input_shape)
        lone = torch.eye(units).reshape(units, *self.input_shape)
        return self(lone, self._ones).reshape(units, -1)

    @cached_property
    def taps(self) -> list[list[tuple[int, int]]]:
        """For each output, the pairs of a weight and an input unit that are multiplied."""
        units, weights = prod(self.input_shape), prod(self.weight_shape)
        lone = torch.eye(units).reshape(units, *self.input_shape)
        found: list[list[tuple[int, int]]] = [[] for _ in range(prod(self.output_shape))]
        for first in range(0, weights, BITS):
            some = torch.zeros(weights, dtype=torch.float64)
            last = min(first + BITS, weights)
            some[first:last] = 2.0 ** torch.arange(last - first, dtype=torch.float64)
            sums = self(lone, some.reshape(self.weight_shape)).reshape(units, -1)
            for unit, output in torch.nonzero(sums).tolist():
                bits = int(sums[unit, output].item())
                found[output] += [
                    (first + place, unit) for place in range(last - first) if bits >> place & 1
                ]
        return [sorted(pairs) for pairs in found]

    @cached_property
    def gradients(self) -> Tensor:
        """The gradient of each output, for random inputs and weights; (outputs, inputs)."""
        count = prod(self.output_shape)
        drawn = torch.rand(1, *self.input_shape, dtype=self.dtype) + 1
        inputs = drawn.repeat(count, *[1] * len(self.input_shape)).requires_grad_()
        weight = torch.rand(self.weight_shape, dtype=self.dtype) + 1 if self.weight_shape else None
        outputs = self(inputs, weight).reshape(count, count)
        outputs.diagonal().sum().backward()
        assert inputs.grad is not None
        return inputs.grad.reshape(count, -1)


def function(made: Specification) -> Function:
    """Return PyTorch's function for a specification."""
    given = made.parameters
    if made.kind == "stack":
        return _stack(given, made.axes)
    if made.kind in ("conv", "masked_conv"):
        convolution = _convolution(given, made.axes, *made.channels)
        return _masked(convolution, given) if made.kind == "masked_conv" else convolution
    if made.kind == "conv_transpose":
        return _transposed(given, made.axes, *made.channels)
    if made.kind == "deform_conv":
        return _deformed(given)
    module = _module(made.kind, given, made.axes)
    return lambda inputs, _: module(inputs)


def _module(kind: str, given: Parameters, axes: int) -> nn.Module:
    """A layer without weights."""
    unnamed = ("input_size", "in_channels", "out_channels")
    named = {name: _tuple(value) for name, value in given.items() if name not in unnamed}
    if kind == "lp_pool" and axes == 1:  # its class takes numbers only
        named |= {key: one[0] for key, one in named.items() if isinstance(one, tuple)}
    if kind == "lp_pool":
        named["norm_type"] = float(named["norm_type"])
    name = {
        "lp_pool": f"LPPool{axes}d",
        "max_pool": f"MaxPool{axes}d",
        "avg_pool": f"AvgPool{axes}d",
        "adaptive_max_pool": f"AdaptiveMaxPool{axes}d",
        "adaptive_avg_pool": f"AdaptiveAvgPool{axes}d",
        "upsample": "Upsample",
        "unfold": "Unfold",
        "fold": "Fold",
        "pixel_shuffle": "PixelShuffle",
        "pixel_unshuffle": "PixelUnshuffle",
    }[kind]
    layer: nn.Module = getattr(nn, name)(**named)
    return layer


def _tuple(value: Any) -> Any:
    return tuple(map(_tuple, value)) if isinstance(value, list) else value


def _sides(padding: list[Any]) -> list[tuple[int, int]]:
    return [tuple(side) if isinstance(side, list) else (side, side) for side in padding]


def padded(inputs: Tensor, given: Parameters) -> Tensor:
    """Return inputs with the padding of a convolution, by `torch.nn.functional.pad`."""
    sides = _sides(given["padding"])
    flat = [count for pair in reversed(sides) for count in pair]
    mode = given.get("padding_mode", "zeros")
    return functional.pad(inputs, flat, FORMER_NAMES.get(mode, mode))


def _convolution(given: Parameters, axes: int, inputs: int, outputs: int, groups: int) -> Function:
    padding = given.get("padding", [0] * axes)
    alike = padding == "same" or all(a == b for a, b in _sides(padding))
    names = ("kernel_size", "stride", "dilation")
    named: Parameters = {name: _tuple(given[name]) for name in names if name in given}
    if alike:
        named["padding"] = "same" if padding == "same" else tuple(a for a, _ in _sides(padding))
        named["padding_mode"] = given.get("padding_mode", "zeros")
    kind = getattr(nn, f"Conv{axes}d")
    layer = kind(inputs, outputs, groups=groups, bias=False, **named)

    def run(values: Tensor, weight: Tensor | None) -> Tensor:
        if not alike:
            values = padded(values, given)
        return functional_call(layer, {"weight": weight}, (values,))

    return run


def _transposed(given: Parameters, axes: int, inputs: int, outputs: int, groups: int) -> Function:
    sides = _sides(given.get("padding", [0] * axes))
    alike = all(a == b for a, b in sides)
    names = ("kernel_size", "stride", "dilation", "output_padding")
    named: Parameters = {name: _tuple(given[name]) for name in names if name in given}
    if alike:
        named["padding"] = tuple(a for a, _ in sides)
    kind = getattr(nn, f"ConvTranspose{axes}d")
    layer = kind(inputs, outputs, groups=groups, bias=False, **named)

    def run(values: Tensor, weight: Tensor | None) -> Tensor:
        whole = functional_call(layer, {"weight": weight}, (values,))
        if alike:
            return whole
        kept = tuple(
            slice(before, count - after)
            for (before, after), count in zip(sides, whole.shape[2:], strict=True)
        )
        return whole[(slice(None), slice(None), *kept)]

    return run


def mask_of(given: Parameters) -> Tensor:
    """Return a mask as numbers; A and B are those of PixelCNN."""
    if isinstance(given["mask"], list):
        return torch.tensor(given["mask"], dtype=torch.float64)
    rows, columns = given["kernel_size"]
    mask = torch.ones(rows, columns, dtype=torch.float64)
    mask[rows // 2, columns // 2 + (given["mask"] == "B") :] = 0
    mask[rows // 2 + 1 :] = 0
    return mask


def _masked(convolution: Function, given: Parameters) -> Function:
    if not mask_of(given).any():
        raise ValueError("no tap counts")
    return lambda values, weight: convolution(values, (weight * mask_of(given)).to(values.dtype))


def _deformed(given: Parameters) -> Function:
    names = ("kernel_size", "stride", "padding", "dilation")
    named = {name: _tuple(given[name]) for name in names if name in given}
    layer = DeformConv2d(1, 1, bias=False, **named)
    plain = nn.Conv2d(1, 1, bias=False, **named)

    def run(values: Tensor, weight: Tensor | None) -> Tensor:
        size = plain(torch.zeros(1, 1, *values.shape[2:])).shape[2:]
        offset = torch.tensor(given["offset"], dtype=values.dtype).reshape(1, -1, 1, 1)
        offset = offset.expand(-1, -1, *size)
        return functional_call(layer, {"weight": weight}, (values, offset))

    return run


def fold_matrix(given: Parameters) -> tuple[int, int]:
    """Return the shape of the matrix that `torch.nn.Fold` takes, by unfolding its output."""
    named = {
        name: _tuple(given[name])
        for name in ("kernel_size", "stride", "padding", "dilation")
        if name in given
    }
    try:
        grid = torch.zeros(1, given.get("out_channels", 1), *given["output_size"])
        rows, columns = nn.Unfold(**named)(grid).shape[1:]
    except RuntimeError:
        return (given.get("out_channels", 1) * prod(given["kernel_size"]), 1)
    return rows, columns


def _stack(given: Parameters, axes: int) -> Function:
    """The layers one after another; each weight is 1."""
    size, functions = tuple(given["input_size"]), []
    for layer in given["layers"]:
        parameters = {key: value for key, value in layer.items() if key != "operation"}
        made = Specification(layer["operation"], {**parameters, "input_size": list(size)})
        run = function(made)
        weight = torch.ones(1, 1, *parameters["kernel_size"]) if made.kind in (
            "conv", "conv_transpose"
        ) else None  # fmt: skip
        size = tuple(run(torch.zeros(1, 1, *size), weight).shape[2:])
        functions.append((run, weight))

    def whole(values: Tensor, _: Tensor | None) -> Tensor:
        for run, weight in functions:
            values = run(values, None if weight is None else weight.to(values.dtype))
        return values

    return whole
