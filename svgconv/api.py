"""The functions of the package: each makes a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from svgconv.figure import Figure
from svgconv.sources import name_of, recipe_of
from svgconv.sources.own_theme import with_theme
from svgconv.specification.factors import FactorLike
from svgconv.specification.sizes import PaddingLike, SizeLike, SizeOrInput

if TYPE_CHECKING:
    from numpy.typing import NDArray


def conv(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: PaddingLike = 0,
    dilation: SizeLike = 1,
    padding_mode: str = "zeros",
    in_channels: int = 1,
    out_channels: int = 1,
    groups: int = 1,
    **options: Any,
) -> Figure:
    """A convolution, as `torch.nn.Conv2d` computes it.

    Parameters
    ----------
    input_size, kernel_size: one number for a square, or ``(height, width)``; at least 1.
    stride, dilation: the same, at least 1.
    padding: one number, ``(height, width)``, ``((top, bottom), (left, right))``, ``"same"`` or
        ``"valid"``.
    padding_mode: ``"zeros"``, ``"reflect"``, ``"replicate"`` or ``"circular"``.
    in_channels, out_channels: at least 1; with several, each is a plane, of more than four the
        first three and the last.
    groups: divides both; in_channels of them make it depthwise.
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.figure.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return _figure("conv", locals())


def conv1d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: PaddingLike = 0,
    dilation: SizeLike = 1,
    padding_mode: str = "zeros",
    in_channels: int = 1,
    out_channels: int = 1,
    groups: int = 1,
    **options: Any,
) -> Figure:
    """A convolution along one axis, as `torch.nn.Conv1d` computes it.

    Parameters are those of `conv`, each one number; ``padding`` may be ``(left, right)``.
    """
    return _figure("conv1d", locals())


def conv3d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: PaddingLike = 0,
    dilation: SizeLike = 1,
    padding_mode: str = "zeros",
    in_channels: int = 1,
    out_channels: int = 1,
    groups: int = 1,
    **options: Any,
) -> Figure:
    """A convolution along three axes, as `torch.nn.Conv3d` computes it, drawn as slices.

    Parameters are those of `conv`, each one number or ``(depth, height, width)``; ``padding`` may
    be ``((front, back), (top, bottom), (left, right))``. Up to 12 slices are drawn of the padded
    input and of the output, of one channel.
    """
    return _figure("conv3d", locals())


def masked_conv(
    input_size: SizeLike,
    kernel_size: SizeLike,
    mask: str | Sequence[Sequence[int]] = "A",
    stride: SizeLike = 1,
    padding: PaddingLike = 0,
    dilation: SizeLike = 1,
    padding_mode: str = "zeros",
    **options: Any,
) -> Figure:
    """A masked convolution, as PixelCNN has it: some of the kernel's taps do not count.

    Parameters
    ----------
    mask: ``"A"`` leaves the taps before the kernel's centre, row by row, ``"B"`` the centre, too;
        or rows of 0 and 1, as ``"111,110,000"`` or lists.
    others: as in `conv`.

    Raises
    ------
    SvgconvError: a malformed number or mask, or parameters that PyTorch refuses.
    """
    return _figure("masked_conv", locals())


def deform_conv(
    input_size: SizeLike,
    kernel_size: SizeLike,
    offset: int | str | Sequence[Any] | NDArray[Any] = 0,
    stride: SizeLike = 1,
    padding: SizeLike = 0,
    dilation: SizeLike = 1,
    **options: Any,
) -> Figure:
    """A deformable convolution, as `torchvision.ops.DeformConv2d` computes it.

    Parameters
    ----------
    offset: a seed; ``"0,0.5;-1,0"``, cells down and to the right for each tap, at every output
        cell; or numbers as torchvision has them, ``(1, 2·taps, *output)`` or ``(2·taps,)``.
    others: as in `conv`, the padding alike on both sides.

    Raises
    ------
    SvgconvError: malformed numbers, offsets that do not fit, or what torchvision refuses.
    """
    return _figure("deform_conv", locals())


def conv_transpose(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: PaddingLike = 0,
    output_padding: SizeLike = 0,
    dilation: SizeLike = 1,
    in_channels: int = 1,
    out_channels: int = 1,
    groups: int = 1,
    **options: Any,
) -> Figure:
    """A transposed convolution, as `torch.nn.ConvTranspose2d` computes it.

    Parameters
    ----------
    input_size, kernel_size, stride, dilation: as in `conv`.
    padding: one number, ``(height, width)`` or ``((top, bottom), (left, right))``: what the output
        loses at its sides.
    output_padding: rows and columns more at the bottom and the right, below the stride or the
        dilation.
    in_channels, out_channels, groups: as in `conv`.
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.figure.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return _figure("conv_transpose", locals())


def conv_transpose1d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: PaddingLike = 0,
    output_padding: SizeLike = 0,
    dilation: SizeLike = 1,
    in_channels: int = 1,
    out_channels: int = 1,
    groups: int = 1,
    **options: Any,
) -> Figure:
    """A transposed convolution along one axis, as `torch.nn.ConvTranspose1d` computes it.

    Parameters are those of `conv_transpose`, each one number; ``padding`` may be
    ``(left, right)``.
    """
    return _figure("conv_transpose1d", locals())


def conv_transpose3d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: PaddingLike = 0,
    output_padding: SizeLike = 0,
    dilation: SizeLike = 1,
    in_channels: int = 1,
    out_channels: int = 1,
    groups: int = 1,
    **options: Any,
) -> Figure:
    """A transposed convolution along three axes, as `torch.nn.ConvTranspose3d` computes it.

    Parameters are those of `conv_transpose`, their numbers as in `conv3d`.
    """
    return _figure("conv_transpose3d", locals())


def max_pool(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike | None = None,
    padding: SizeLike = 0,
    dilation: SizeLike = 1,
    ceil_mode: bool = False,
    **options: Any,
) -> Figure:
    """A max pooling, as `torch.nn.MaxPool2d` computes it.

    Parameters
    ----------
    input_size, kernel_size, dilation: as in `conv`.
    stride: the same; None is the kernel's size.
    padding: cells of minus infinity on both sides of each axis, at most half of the kernel's size.
    ceil_mode: round the output's size up: a last window may reach beyond the padded input.
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.figure.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return _figure("max_pool", locals())


def max_pool1d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike | None = None,
    padding: SizeLike = 0,
    dilation: SizeLike = 1,
    ceil_mode: bool = False,
    **options: Any,
) -> Figure:
    """A max pooling along one axis, as `torch.nn.MaxPool1d` computes it; see `max_pool`."""
    return _figure("max_pool1d", locals())


def max_pool3d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike | None = None,
    padding: SizeLike = 0,
    dilation: SizeLike = 1,
    ceil_mode: bool = False,
    **options: Any,
) -> Figure:
    """A max pooling along three axes, as `torch.nn.MaxPool3d` computes it; see `max_pool`."""
    return _figure("max_pool3d", locals())


def avg_pool(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike | None = None,
    padding: SizeLike = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
    **options: Any,
) -> Figure:
    """An average pooling, as `torch.nn.AvgPool2d` computes it.

    Parameters
    ----------
    input_size, kernel_size, stride, ceil_mode: as in `max_pool`.
    padding: cells of zeros on both sides of each axis, at most half of the kernel's size.
    count_include_pad: whether these zeros count; cells beyond them never do.
    divisor_override: what every sum is divided by instead, not 0.
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.figure.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return _figure("avg_pool", locals())


def avg_pool1d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike | None = None,
    padding: SizeLike = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    **options: Any,
) -> Figure:
    """An average pooling along one axis, as `torch.nn.AvgPool1d` computes it; see `avg_pool`."""
    return _figure("avg_pool1d", locals())


def avg_pool3d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike | None = None,
    padding: SizeLike = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
    **options: Any,
) -> Figure:
    """An average pooling along three axes, as `torch.nn.AvgPool3d` computes it; see `avg_pool`."""
    return _figure("avg_pool3d", locals())


def adaptive_avg_pool(input_size: SizeLike, output_size: SizeOrInput, **options: Any) -> Figure:
    """An adaptive average pooling, as `torch.nn.AdaptiveAvgPool2d` computes it.

    Parameters
    ----------
    input_size: as in `conv`.
    output_size: one number for a square, or ``(height, width)``; None is the input's. 1 is global
        pooling.
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.figure.Figure`).

    Raises
    ------
    SvgconvError: a malformed number.
    """
    return _figure("adaptive_avg_pool", locals())


def adaptive_avg_pool1d(input_size: SizeLike, output_size: SizeOrInput, **options: Any) -> Figure:
    """An adaptive average pooling along one axis; see `adaptive_avg_pool`."""
    return _figure("adaptive_avg_pool1d", locals())


def adaptive_max_pool(input_size: SizeLike, output_size: SizeOrInput, **options: Any) -> Figure:
    """An adaptive max pooling, as `torch.nn.AdaptiveMaxPool2d`; see `adaptive_avg_pool`."""
    return _figure("adaptive_max_pool", locals())


def adaptive_max_pool1d(input_size: SizeLike, output_size: SizeOrInput, **options: Any) -> Figure:
    """An adaptive max pooling along one axis; see `adaptive_avg_pool`."""
    return _figure("adaptive_max_pool1d", locals())


def pixel_shuffle(input_size: SizeLike, upscale_factor: int, **options: Any) -> Figure:
    """Channels as cells of a larger plane, as `torch.nn.PixelShuffle` rearranges them.

    Parameters
    ----------
    input_size: the size of each of ``upscale_factor`` squared channels, as in `conv`.
    upscale_factor: the output's rows and columns for each of the input's, at least 1.
    options: ``theme``, ``frame_duration``, ``plays`` (see `svgconv.figure.Figure`).

    Raises
    ------
    SvgconvError: a malformed number.
    """
    return _figure("pixel_shuffle", locals())


def pixel_unshuffle(input_size: SizeLike, downscale_factor: int, **options: Any) -> Figure:
    """A plane's cells dealt out to channels, as `torch.nn.PixelUnshuffle` rearranges them.

    Parameters
    ----------
    input_size: as in `conv`; multiples of ``downscale_factor``.
    downscale_factor: the input's rows and columns for each of the output's, at least 1.
    options: as in `pixel_shuffle`.

    Raises
    ------
    SvgconvError: a malformed number, or an input that the factor does not divide.
    """
    return _figure("pixel_unshuffle", locals())


def unfold(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: SizeLike = 0,
    dilation: SizeLike = 1,
    **options: Any,
) -> Figure:
    """Windows as columns of a matrix (im2col), as `torch.nn.Unfold` has them for one channel.

    Parameters
    ----------
    input_size, kernel_size, stride, dilation: as in `conv`.
    padding: cells of zeros on both sides of each axis.
    options: ``theme``, ``frame_duration``, ``plays`` (see `svgconv.figure.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return _figure("unfold", locals())


def fold(
    output_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: SizeLike = 0,
    dilation: SizeLike = 1,
    input_size: SizeLike | None = None,
    **options: Any,
) -> Figure:
    """Columns of a matrix added onto their windows (col2im), as `torch.nn.Fold` adds them.

    Parameters
    ----------
    output_size: as ``input_size`` in `conv`.
    kernel_size, stride, dilation, options: as in `unfold`.
    padding: cells around the output that windows cover, too; what falls there is dropped.
    input_size: the matrix's size; it follows from the others.

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return _figure("fold", locals())


def upsample(
    input_size: SizeLike,
    scale_factor: FactorLike | None = None,
    size: SizeLike | None = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
    recompute_scale_factor: bool | None = None,
    **options: Any,
) -> Figure:
    """An upsampling, as `torch.nn.Upsample` computes it.

    Parameters
    ----------
    input_size: as in `conv`.
    scale_factor: output cells for each input cell, above 0 and not always whole: one number, or
        ``(height, width)``.
    size: the output's size instead, as ``input_size``.
    mode: ``"nearest"``, ``"nearest-exact"`` or ``"bilinear"``.
    align_corners: whether the output's corner cells lie on the input's; bilinear only.
    recompute_scale_factor: whether to sample by the two sizes, not by the factor as it is given.
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.figure.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return _figure("upsample", locals())


def stack(
    layers: str | Sequence[str | Mapping[str, Any]], input_size: SizeLike, **options: Any
) -> Figure:
    """Layers above each other, and each output unit's receptive field through all of them.

    >>> stack(["Conv2d(k=3)", "Conv2d(k=3, s=2)", "MaxPool2d(2)"], 16).operation.output_size
    (3, 3)
    >>> stack("Conv1d(k=2, p='causal') > Conv1d(k=2, d=2, p='causal')", 8).operation.output_size
    (8,)

    Parameters
    ----------
    layers: PyTorch's calls, short (``Conv2d(k=3, s=2)``) or in full, with ``>`` between them or in
        a list; 1 to 8, all of one axis or all of two. A layer may be a table, too:
        ``{"operation": "conv", "kernel_size": 3}``.
    input_size: as in `conv`.
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.figure.Figure`).

    Raises
    ------
    SvgconvError: a layer that cannot be read, or that PyTorch refuses, by its number from 0.
    """
    return _figure("stack", locals())


def compare(first: Figure, *others: Figure) -> Figure:
    """The figures in a row on one clock: all show the same output index.

    >>> compare(conv(7, 3), conv(7, 3, dilation=2)).frames
    25

    Parameters
    ----------
    first: the figure whose times and plays hold for all.
    others: those on its right; one with fewer rows or columns waits at its last.

    Raises
    ------
    SvgconvError: more than six figures, or one that has others beside it already.
    """
    return replace(first, beside=others)


def load(figure: str, **changes: Any) -> Figure:
    """The figure that the command line's FIGURE means, with parameters or options changed.

    >>> load("padding_strides", stride=3).operation.output_size
    (2, 2)
    >>> load("nn.Conv2d(1, 1, 3, padding=1)", input_size=4).operation.output_size
    (4, 4)

    Parameters
    ----------
    figure: a name of the catalogue, an operation, a PyTorch call, a TOML file, an SVG by svgconv.
    changes: parameters as in `torch.nn`, and options as in `svgconv.figure.Figure`.

    Raises
    ------
    SvgconvError: none of these, or parameters that PyTorch refuses.
    """
    return replace(Figure.from_recipe(recipe_of(figure, changes)), name=name_of(figure))


def _figure(operation: str, arguments: dict[str, Any]) -> Figure:
    options = with_theme(arguments.pop("options"))
    return Figure.from_recipe({"operation": operation, "parameters": arguments, **options})
