"""The shapes: of input and output, of the drawn grid, and the number of frames."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

import torch

from tests.truth.case import Case
from tests.truth.pytorch import padded


def check(case: Case) -> Iterator[str]:
    """Yield each shape that is not PyTorch's."""
    made, truth = case.specification, case.truth
    head = case.document
    for end, wanted in (("input", truth.input_shape), ("output", truth.output_shape)):
        if (shown := tuple(head[end]["shape"])) != wanted:
            yield f"{end} shape {shown}, PyTorch {wanted}"
    drawn, grid = head["input"].get("drawn"), _drawn(case)
    if drawn is not None and grid is not None:
        if tuple(drawn) != grid:
            yield f"drawn grid {drawn}, by PyTorch {list(grid)}"
        if _sizes(head["input"]["cells"], len(drawn)) != list(drawn):
            yield f"cells are {_sizes(head['input']['cells'], len(drawn))}, drawn is {drawn}"
    frames = len(head["frames"])
    if frames != (wanted_frames := _frames(case)):
        yield f"{frames} frames, but {wanted_frames} of {made.view or 'the default view'}"
    if case.figure.frame_count != frames:
        yield f"the figure has {case.figure.frame_count} frames, its document {frames}"


def _frames(case: Case) -> int:
    shape = case.truth.input_shape if case.scatters else case.truth.output_shape
    if case.specification.kind == "unfold":
        return int(case.truth.output_shape[1])
    if case.specification.kind == "fold":
        return int(case.truth.input_shape[1])
    if len(shape) > case.specification.axes and "shuffle" not in case.specification.kind:
        return min(shape[0], 4) * prod(shape[1:])  # of more than four channels, four are drawn
    return prod(shape)


def _drawn(case: Case) -> tuple[int, ...] | None:
    """The padded input's shape, or what a convolution turns to a transposed one's output."""
    made, axes = case.specification, case.specification.axes
    given, size = made.parameters, tuple(made.parameters.get("input_size", ()))
    kernel, gaps = given.get("kernel_size", []), given.get("dilation", [1] * axes)
    reach = [gap * (taps - 1) for taps, gap in zip(kernel, gaps, strict=False)]
    if made.kind == "conv_transpose":
        return tuple(o + r for o, r in zip(case.truth.output_shape[-axes:], reach, strict=True))
    if given.get("padding") == "same":
        return tuple(i + r for i, r in zip(size, reach, strict=True))
    if made.kind in ("conv", "masked_conv", "deform_conv", "max_pool", "avg_pool", "lp_pool",
                     "unfold"):  # fmt: skip
        if "padding" in given:
            return tuple(padded(torch.zeros(1, 1, *size), given).shape[2:])
        return size
    return size if made.kind.startswith(("adaptive", "upsample")) else None


def _sizes(cells: object, axes: int) -> list[int]:
    if axes == 1:
        assert isinstance(cells, list)
        return [len(cells[0])]
    sizes = []
    while isinstance(cells, list):
        sizes.append(len(cells))
        cells = cells[0]
    return [*sizes, len(str(cells))]
