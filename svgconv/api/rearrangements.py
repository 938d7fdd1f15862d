"""Rearrangements and upsampling as figures."""

from __future__ import annotations

from typing import Any

from svgconv.api._made import figure_of
from svgconv.figure.figure import Figure
from svgconv.specification.scalars import FactorLike
from svgconv.specification.sizes import SizeLike


def pixel_shuffle(input_size: SizeLike, upscale_factor: int, **options: Any) -> Figure:
    """Channels as cells of a larger plane, as `torch.nn.PixelShuffle` rearranges them.

    Parameters
    ----------
    input_size: the size of each of ``upscale_factor`` squared channels, as in `conv`.
    upscale_factor: the output's rows and columns for each of the input's, at least 1.
    options: ``theme``, ``frame_duration``, ``plays`` (see `svgconv.Figure`).

    Raises
    ------
    SvgconvError: a malformed number.
    """
    return figure_of("pixel_shuffle", locals())


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
    return figure_of("pixel_unshuffle", locals())


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
    options: ``theme``, ``frame_duration``, ``plays`` (see `svgconv.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return figure_of("unfold", locals())


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
    return figure_of("fold", locals())


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
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return figure_of("upsample", locals())
