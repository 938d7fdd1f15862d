"""Runs of modules on shapes alone, where PyTorch is: real networks, and modules that resist.

    python -m tests.models.with_torch

`make truth` runs it. Real networks are compared with PyTorch's shapes, parameters and gradients.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
import torch
from torch import Tensor, nn

import svgconv
from svgconv.errors import SvgconvError
from tests.golden.measured import fields, layers
from tests.golden.networks import NETWORKS, MaskedConv2d
from tests.models.compared import check_field, pairs

LARGE = ("VGG16",)
"""Networks that take long: the golden data have them."""


class Branching(nn.Module):  # type: ignore[misc]
    """A module whose path depends on its numbers."""

    def forward(self, x: Tensor) -> Tensor:
        return x if x.sum() > 0 else -x


class Failing(nn.Module):  # type: ignore[misc]
    """A module that fails."""

    def forward(self, x: Tensor) -> Tensor:
        raise ValueError("two\nlines")


class Functional(nn.Module):  # type: ignore[misc]
    """A module of functions, with a weight that it changes and one of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.masked = MaskedConv2d("A", 4, 4, 3, padding=1)
        self.scale = nn.Parameter(torch.ones(4, 1, 1))
        self.norm = nn.BatchNorm2d(4)

    def forward(self, x: Tensor) -> Tensor:
        y = nn.functional.max_pool2d(torch.relu(self.masked(x)), 2)
        y = nn.functional.interpolate(y, scale_factor=2.0)
        y = self.norm(nn.functional.pad(y, (1, 0))[..., :-1] * self.scale + x)
        return nn.functional.avg_pool2d(y, 3, 2).mean((2, 3))


class ChannelsLast(nn.Module):  # type: ignore[misc]
    """A block of ConvNeXt, and a gate of squeeze-and-excitation."""

    def __init__(self, gated: bool) -> None:
        super().__init__()
        self.first = nn.Conv2d(4, 4, 7, padding=3, groups=4)
        self.norm, self.wide, self.narrow = nn.LayerNorm(4), nn.Linear(4, 16), nn.Linear(16, 4)
        self.gate = nn.Conv2d(4, 4, 1) if gated else None
        self.last = nn.Conv2d(4, 2, 3, 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm(self.first(x).permute(0, 2, 3, 1))
        y = x + self.narrow(torch.relu(self.wide(y))).permute(0, 3, 1, 2)
        if self.gate:
            y = y * torch.sigmoid(self.gate(nn.functional.adaptive_avg_pool2d(y, 1)))
        return self.last(y)


def check_channels_last() -> None:
    """Compare what the middle output depends on with gradients."""
    for gated in (False, True):
        module = ChannelsLast(gated).double()
        (*_, row) = svgconv.model(module, (4, 40, 40)).rows
        inputs = torch.rand(1, 4, 40, 40, dtype=torch.float64).requires_grad_()
        outputs = module(inputs)
        assert row.output_shape == tuple(outputs.shape[1:])
        (gradient,) = torch.autograd.grad(outputs[0, :, 9, 9].sum(), inputs)
        rows = gradient[0].abs().sum((0, 2)).nonzero().flatten().tolist()
        if gated:
            assert (row.reads_all, rows) == (True, [*range(40)])
        else:
            assert row.field is not None
            field = row.field[0]
            start = field.start + 9 * field.stride
            assert rows == [*range(start, start + field.size)]


def check_networks() -> None:
    """Compare every real network with PyTorch."""
    for name, (make, shape) in NETWORKS.items():
        if name in LARGE:
            continue
        network = make()
        before = {key: one.clone() for key, one in network.state_dict().items()}
        made = svgconv.model(network, shape)
        assert network.training
        changed = [key for key, one in network.state_dict().items() if not one.equal(before[key])]
        assert not changed, changed
        spans = fields(make, shape)
        compared = 0
        for row, layer in pairs(made, layers(network, shape)):
            assert list(row.output_shape or ()) == layer["shape"], (name, layer)
            assert row.weights == layer["weights"], (name, layer)
            units = {**layer, "units": spans.get(layer["name"])}
            compared += check_field(row, units, shape[1:])
        print(f"{name}: {len(made.rows)} rows, {compared} fields")


def check_functions() -> None:
    """Look at what is noted of functions."""
    made = svgconv.model(Functional(), (4, 8, 8))
    shapes = [row.output_shape for row in made.rows]
    own = Functional().eval()(torch.zeros(1, 4, 8, 8))
    assert shapes[-1] == tuple(own.shape[1:]) == (4,)
    names = [row.node.name for row in made.rows]
    assert names == ["input", "masked.conv2d", "max_pool2d", "interpolate", "pad", "getitem", "mul",
                     "add", "norm", "avg_pool2d", "mean"], names  # fmt: skip
    assert made.rows[1].field is not None
    assert [one.size for one in made.rows[1].field] == [2, 3]  # mask A
    assert sum(row.weights or 0 for row in made.rows) == 4 * 4 * 9 + 4 + 4 + 8


class ColorMasked(nn.Conv2d):  # type: ignore[misc]
    """A masked convolution whose channels are in groups of colours, as in PixelCNN."""

    def __init__(self, letter: str, groups: int, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        rows, columns = (size // 2 for size in self.kernel_size)
        mask = torch.ones_like(self.weight)
        mask[:, :, rows, columns:] = 0
        mask[:, :, rows + 1 :] = 0
        outputs = torch.arange(self.out_channels) * groups // self.out_channels
        inputs = torch.arange(self.in_channels) * groups // self.in_channels
        own = outputs[:, None] - inputs[None]
        mask[:, :, rows, columns] = (own > 0 if letter == "A" else own >= 0).float()
        self.register_buffer("mask", mask)

    def forward(self, x: Tensor) -> Tensor:
        weight = self.weight * self.mask
        return nn.functional.conv2d(x, weight, self.bias, self.stride, self.padding, self.dilation)


def check_colors() -> None:
    """Compare what the middle output of layers of colours depends on with gradients."""
    module = nn.Sequential(
        ColorMasked("A", 3, 3, 6, 5, padding=2), nn.ReLU(), ColorMasked("B", 2, 6, 4, (2, 3)),
        ColorMasked("B", 4, 4, 4, 3, stride=2, dilation=2),
    ).double()  # fmt: skip
    for one in module.parameters():
        one.data.abs_()
    rows = svgconv.model(module, (3, 40, 40)).rows
    assert [row.weights for row in rows[1:]] == [456, 0, 148, 148]
    inputs = torch.rand(1, 3, 40, 40, dtype=torch.float64).requires_grad_()
    outputs = module(inputs)
    at = [size // 2 for size in outputs.shape[2:]]
    outputs[0, :, at[0], at[1]].sum().backward()
    read = (inputs.grad[0] != 0).any(0)
    assert rows[-1].field is not None
    for axis, (field, place) in enumerate(zip(rows[-1].field, at, strict=True)):
        found = read.any(1 - axis).nonzero().flatten()
        first = field.start + place * field.stride
        assert (int(found[0]), int(found[-1])) == (first, first + field.size - 1), axis


class Skipping(nn.Module):  # type: ignore[misc]
    """A U-Net of two levels, whose decoder's input is a function's output."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Conv2d(1, 4, 3, padding=1), nn.Conv2d(4, 4, 3, 2, 1)
        self.up = nn.ConvTranspose2d(4, 4, 2, 2)

    def forward(self, x: Tensor) -> Tensor:
        first = self.first(x)
        second = nn.functional.max_pool2d(first, 2)
        third = self.second(second)
        joined = torch.cat([self.up(third), second], 1)
        return first + nn.functional.interpolate(joined, scale_factor=2)[:, :4]


class Shuffling(nn.Module):  # type: ignore[misc]
    """A unit of ShuffleNet with a gated linear unit, and attention behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.wide = nn.Conv2d(4, 4, 3, padding=1), nn.Conv2d(8, 16, 1)
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)

    def forward(self, x: Tensor) -> Tensor:
        first, second = x.chunk(2, 1)
        y = torch.cat([first, self.conv(second)], 1)
        n, channels, height, width = y.shape
        y = y.view(n, 2, channels // 2, height, width).transpose(1, 2).reshape(y.shape)
        y = nn.functional.interpolate(y, size=x.shape[-2:], mode="bilinear")
        y = nn.functional.glu(self.wide(y), 1).flatten(2).transpose(1, 2)
        return y + self.attention(y, y, y)[0]


def check_shuffling() -> None:
    """The field is known through a shuffle, and is all of the input behind attention."""
    rows = {row.node.name: row for row in svgconv.model(Shuffling(), (8, 6, 6)).rows}
    assert rows["interpolate"].is_known
    for name in ("conv", "cat", "reshape"):
        field = rows[name].field
        assert field is not None, name
        assert (field[0].size, field[0].start) == (3, -1), name
    assert rows["glu"].output_shape == (8, 6, 6)
    assert not rows["flatten"].is_known
    assert rows["add"].reads_all
    assert rows["add"].is_known


def check_skips() -> None:
    """A skip whose sizes do not match says which layer loses rows, and which sizes match."""
    for shape, line in (
        ((1, 18, 20), "cat: its inputs are 4×10×10 and 4×9×10; second makes 5×5 of 9×10; use an"
                      " input with height 16 or 20"),
        ((1, 21, 16), "add: its inputs are 4×21×16 and 4×20×16; max_pool2d leaves out 1 row;"
                      " second leaves out 1 row; use an input with height 20 or 24"),
    ):  # fmt: skip
        with pytest.raises(SvgconvError, match=f"^{re.escape(line)}$"):
            svgconv.model(Skipping(), shape)
    svgconv.model(Skipping(), (1, 20, 16))


def check_errors() -> None:
    """Modules that cannot run on shapes are one line."""
    cases: list[tuple[nn.Module, Any]] = [
        (Branching(), (1, 4)), (Failing(), 3), (nn.Conv2d(3, 8, 3), (1, 9, 9)),
        (nn.Embedding(9, 2), 4), (nn.Sequential(nn.Flatten(), nn.Linear(3, 4)), (3, 9, 9)),
    ]  # fmt: skip
    for module, shape in cases:
        try:
            svgconv.model(module, shape).table()
        except SvgconvError as error:
            line = str(error)
            print(line)
            assert line.startswith(type(module).__name__), line
            assert "\n" not in line
        else:
            raise AssertionError(f"{module} runs")


if __name__ == "__main__":
    check_errors()
    check_functions()
    check_colors()
    check_skips()
    check_shuffling()
    check_channels_last()
    check_networks()
