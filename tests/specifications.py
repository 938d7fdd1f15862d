"""Random specifications that PyTorch accepts, for hypothesis."""

from __future__ import annotations

from math import prod
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

import svgconv
from svgconv.figure.figure import Figure
from svgconv.states.matrix import MOST_LINES
from tests.drawn_options import AXES, CHANNELS, LOOKS, each, made, sides, without_numbers

SAME_WORDS = ["same_upper", "same_lower"]


@st.composite
def conv_figures(draw: st.DrawFn) -> Figure:
    """Convolutions with unequal axes and sides, of one channel or several."""
    axes = draw(AXES)
    return made(
        svgconv.conv if axes == 2 else svgconv.conv1d,
        input_size=draw(each(axes, 1, 9)),
        kernel_size=draw(each(axes, 1, 4)),
        stride=draw(each(axes, 1, 4)),
        padding=draw(st.one_of(sides(axes), st.sampled_from(["same", *SAME_WORDS]))),
        dilation=draw(each(axes, 1, 3)),
        padding_mode=draw(st.sampled_from(["zeros", "reflect", "replicate", "circular"])),
        **draw(CHANNELS),
        **draw(LOOKS),
    )


@st.composite
def conv_transpose_figures(draw: st.DrawFn) -> Figure:
    """Transposed convolutions with unequal axes and sides, cropped ones among them."""
    axes = draw(AXES)
    padding = draw(st.one_of(sides(axes), st.sampled_from(SAME_WORDS)))
    return made(
        svgconv.conv_transpose if axes == 2 else svgconv.conv_transpose1d,
        input_size=draw(each(axes, 1, 5)),
        kernel_size=draw(each(axes, 1, 4)),
        stride=draw(each(axes, 1, 3)),
        padding=padding,
        output_padding=0 if isinstance(padding, str) else draw(each(axes, 0, 2)),
        dilation=draw(each(axes, 1, 3)),
        **draw(CHANNELS),
        **draw(LOOKS),
    )


@st.composite
def slice_figures(draw: st.DrawFn) -> Figure:
    """Operations along three axes, small, for a frame is one of depth, height and width."""
    kind = draw(st.sampled_from(["conv3d", "conv3d", "conv_transpose3d", "max_pool3d"]))
    told: dict[str, Any] = {"stride": draw(each(3, 1, 3)), "dilation": draw(each(3, 1, 2))}
    if kind == "max_pool3d":
        told |= {"padding": draw(each(3, 0, 1)), "ceil_mode": draw(st.booleans())}
    else:
        told["padding"] = draw(st.tuples(*(each(2, 0, 2),) * 3))
    if kind == "conv3d":
        told["padding_mode"] = draw(st.sampled_from(["zeros", "reflect", "circular"]))
    looks = draw(LOOKS)
    unfit = ("values", "sum", "worksheet")
    return made(
        getattr(svgconv, kind),
        input_size=draw(each(3, 1, 2 if "transpose" in kind else 4)),
        kernel_size=draw(each(3, 1, 3)),
        **told,
        **{key: value for key, value in looks.items() if key not in unfit},
    )


COLORS = st.sampled_from([
    {},
    {"in_channels": 2, "out_channels": 3},
    {"in_channels": 3, "out_channels": 3, "color_groups": 3},
    {"in_channels": 2, "out_channels": 4, "color_groups": 2},
])  # fmt: skip
"""The channels of a masked convolution."""


@st.composite
def masked_figures(draw: st.DrawFn) -> Figure:
    """Masked convolutions, by letter and tap by tap."""
    rows, columns = draw(each(2, 1, 4))
    digits = st.lists(st.integers(0, 1), min_size=columns, max_size=columns)
    return made(
        svgconv.masked_conv,
        input_size=draw(each(2, 1, 7)),
        kernel_size=(rows, columns),
        mask=draw(st.sampled_from(["A", "B"]) | st.lists(digits, min_size=rows, max_size=rows)),
        **draw(COLORS),
        stride=draw(each(2, 1, 3)),
        padding=draw(sides(2)),
        dilation=draw(each(2, 1, 2)),
        **draw(LOOKS),
    )


@st.composite
def deformed_figures(draw: st.DrawFn) -> Figure:
    """Deformable convolutions, their offsets from a seed or the same everywhere."""
    kernel = draw(each(2, 1, 3))
    quarters = st.integers(-6, 6).map(lambda number: number / 4)
    alike = st.lists(quarters, min_size=2 * prod(kernel), max_size=2 * prod(kernel))
    looks = draw(LOOKS)
    unfit = ("values", "sum", "worksheet")
    return made(
        svgconv.deform_conv,
        input_size=draw(each(2, 1, 5)),
        kernel_size=kernel,
        offset=draw(st.one_of(st.integers(0, 99), alike)),
        stride=draw(each(2, 1, 3)),
        padding=draw(each(2, 0, 2)),
        dilation=draw(each(2, 1, 2)),
        **{key: value for key, value in looks.items() if key not in unfit},
    )


@st.composite
def pooling_figures(draw: st.DrawFn) -> Figure:
    """Max and average poolings; in ceil mode some windows reach beyond the edge."""
    axes = draw(AXES)
    kind = draw(st.sampled_from(["max_pool", "avg_pool"]))
    return made(
        getattr(svgconv, kind if axes == 2 else f"{kind}1d"),
        input_size=draw(each(axes, 1, 9)),
        kernel_size=draw(each(axes, 1, 4)),
        stride=draw(st.one_of(each(axes, 1, 4), st.none())),
        padding=draw(st.one_of(each(axes, 0, 1), sides(axes), st.sampled_from(SAME_WORDS))),
        padding_mode=draw(st.sampled_from([None, None, "zeros", "reflect", "circular"])),
        ceil_mode=draw(st.booleans()),
        **({"dilation": draw(each(axes, 1, 3))} if kind == "max_pool" else {}),
        **draw(LOOKS),
    )


@st.composite
def adaptive_figures(draw: st.DrawFn) -> Figure:
    """Adaptive poolings, whose windows differ in size."""
    axes = draw(AXES)
    return made(
        svgconv.adaptive_avg_pool if axes == 2 else svgconv.adaptive_max_pool1d,
        input_size=draw(each(axes, 1, 9)),
        output_size=draw(each(axes, 1, 6)),
        **draw(LOOKS),
    )


@st.composite
def layers(draw: st.DrawFn, axes: int) -> str:
    """One layer of a stack, as it is said in short."""
    name = draw(st.sampled_from(["Conv"] * 4 + ["MaxPool", "AvgPool", "ConvTranspose", "Adaptive"]))
    if name == "Adaptive":
        return f"AdaptiveAvgPool{axes}d({draw(each(axes, 1, 4))})"
    said = [f"k={draw(each(axes, 1, 3))}", f"s={draw(each(axes, 1, 3))}"]
    if name == "Conv":
        said += [f"d={draw(each(axes, 1, 4))}", f"p={draw(sides(axes))}"]
    elif name == "ConvTranspose":
        said += [f"d={draw(each(axes, 1, 2))}", f"p={draw(each(axes, 0, 2))}"]
    else:
        said += [f"p={draw(each(axes, 0, 1))}", f"ceil_mode={draw(st.booleans())}"]
    return f"{name}{axes}d({', '.join(said)})"


@st.composite
def stack_figures(draw: st.DrawFn) -> Figure:
    """Stacks of one axis and of two, most with borders and some with unlike windows."""
    axes = draw(st.sampled_from([1, 1, 2]))
    looks = draw(LOOKS)
    looks["view"] = draw(st.sampled_from(["tree", "planes"])) if axes == 1 else "planes"
    return made(
        svgconv.stack,
        layers=draw(st.lists(layers(axes), min_size=1, max_size=4)),
        input_size=draw(each(axes, 2, 12 if axes == 1 else 7)),
        **looks,
    )


@st.composite
def transposed_figures(draw: st.DrawFn, view: str, axes: int | None = None) -> Figure:
    """Transposed convolutions in one of their own views, without further looks."""
    axes = axes or draw(AXES)
    return made(
        svgconv.conv_transpose if axes == 2 else svgconv.conv_transpose1d,
        input_size=draw(each(axes, 1, 4)),
        kernel_size=draw(each(axes, 1, 4)),
        stride=draw(each(axes, 1, 4)),
        padding=draw(sides(axes)),
        output_padding=draw(each(axes, 0, 2)),
        dilation=draw(each(axes, 1, 3)),
        view=view,
    )


@st.composite
def small_figures(draw: st.DrawFn) -> Figure:
    """Convolutions and transposed ones of few units, most of which have a small matrix."""
    axes = draw(AXES)
    common: dict[str, Any] = {
        "kernel_size": draw(each(axes, 1, 3)),
        "stride": draw(each(axes, 1, 3)),
        "padding": draw(st.tuples(*(each(2, 0, 1),) * axes)),
        "dilation": draw(each(axes, 1, 2)),
    }
    if draw(st.booleans()):
        transposed = svgconv.conv_transpose if axes == 2 else svgconv.conv_transpose1d
        return made(transposed, input_size=draw(each(axes, 2, 3)), **common)
    mode = draw(st.sampled_from(["zeros", "reflect", "replicate", "circular"]))
    return made(
        svgconv.conv if axes == 2 else svgconv.conv1d,
        input_size=draw(each(axes, 4, 7)),
        padding_mode=mode,
        **common,
    )


@st.composite
def matrix_figures(draw: st.DrawFn) -> Figure:
    """Convolutions and transposed ones whose matrix is small enough to be seen.

    Of the larger figures, three in four have too large a matrix: hypothesis gives up on a law if
    it seldom gets a figure for it.
    """
    chosen = st.one_of(small_figures(), conv_figures(), conv_transpose_figures())
    operation = draw(chosen).operation
    assume(len(operation.odometer_shape) == operation.axes)
    figure = Figure(operation, "matrix")
    assume(max(prod(figure.operation.input_size), prod(figure.operation.output_size)) <= MOST_LINES)
    return figure


@st.composite
def upsample_figures(draw: st.DrawFn) -> Figure:
    """Upsamplings and downsamplings in all modes."""
    mode = draw(st.sampled_from(["nearest", "nearest-exact", "bilinear", "bilinear"]))
    factor = st.sampled_from([0.5, 0.7, 1, 1.3, 1.5, 2, 3])
    size = draw(st.one_of(
        st.fixed_dictionaries({"size": each(2, 1, 8)}),
        st.fixed_dictionaries({"scale_factor": st.tuples(factor, factor)}),
    ))  # fmt: skip
    return made(
        svgconv.upsample,
        input_size=draw(each(2, 1, 5)),
        mode=mode,
        align_corners=draw(st.sampled_from([None, True])) if mode == "bilinear" else None,
        **size,
        **draw(LOOKS),
    )


@st.composite
def column_figures(draw: st.DrawFn, most_channels: int = 1) -> Figure:
    """Unfold and fold."""
    make, side = draw(st.sampled_from([(svgconv.unfold, "in"), (svgconv.fold, "out")]))
    size = f"{side}put_size"
    told = {
        f"{side}_channels": draw(st.integers(1, most_channels)),
        size: draw(each(2, 1, 6)),
        "kernel_size": draw(each(2, 1, 3)),
        "stride": draw(each(2, 1, 3)),
        "padding": draw(each(2, 0, 2)),
        "dilation": draw(each(2, 1, 2)),
    }
    return made(make, **told, **without_numbers(draw(LOOKS)))


@st.composite
def shuffle_figures(draw: st.DrawFn) -> Figure:
    """Pixel shuffle and unshuffle."""
    factor, size = draw(st.integers(1, 3)), draw(each(2, 1, 3))
    looks = without_numbers(draw(LOOKS))
    if draw(st.booleans()):
        return made(svgconv.pixel_shuffle, input_size=size, upscale_factor=factor, **looks)
    large = tuple(count * factor for count in size)
    return made(svgconv.pixel_unshuffle, input_size=large, downscale_factor=factor, **looks)


figures = st.one_of(
    conv_figures(),
    conv_transpose_figures(),
    slice_figures(),
    masked_figures(),
    deformed_figures(),
    pooling_figures(),
    adaptive_figures(),
    stack_figures(),
    upsample_figures(),
)

rearranged = st.one_of(column_figures(most_channels=3), shuffle_figures())
"""Figures whose frames are no windows on outputs of their own."""
