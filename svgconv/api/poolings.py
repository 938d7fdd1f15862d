"""Poolings as figures."""

from __future__ import annotations

from typing import Any

from svgconv.api._made import figure_of
from svgconv.figure.figure import Figure
from svgconv.specification.sizes import SizeLike, SizeOrInput


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
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return figure_of("max_pool", locals())


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
    return figure_of("max_pool1d", locals())


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
    return figure_of("max_pool3d", locals())


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
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return figure_of("avg_pool", locals())


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
    return figure_of("avg_pool1d", locals())


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
    return figure_of("avg_pool3d", locals())


def adaptive_avg_pool(input_size: SizeLike, output_size: SizeOrInput, **options: Any) -> Figure:
    """An adaptive average pooling, as `torch.nn.AdaptiveAvgPool2d` computes it.

    Parameters
    ----------
    input_size: as in `conv`.
    output_size: one number for a square, or ``(height, width)``; None is the input's. 1 is global
        pooling.
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.Figure`).

    Raises
    ------
    SvgconvError: a malformed number.
    """
    return figure_of("adaptive_avg_pool", locals())


def adaptive_avg_pool1d(input_size: SizeLike, output_size: SizeOrInput, **options: Any) -> Figure:
    """An adaptive average pooling along one axis; see `adaptive_avg_pool`."""
    return figure_of("adaptive_avg_pool1d", locals())


def adaptive_max_pool(input_size: SizeLike, output_size: SizeOrInput, **options: Any) -> Figure:
    """An adaptive max pooling, as `torch.nn.AdaptiveMaxPool2d`; see `adaptive_avg_pool`."""
    return figure_of("adaptive_max_pool", locals())


def adaptive_max_pool1d(input_size: SizeLike, output_size: SizeOrInput, **options: Any) -> Figure:
    """An adaptive max pooling along one axis; see `adaptive_avg_pool`."""
    return figure_of("adaptive_max_pool1d", locals())
