"""The functions of the package: each makes a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from svgconv.figure import Figure
from svgconv.sources import name_of, recipe_of
from svgconv.specification.sizes import PaddingLike, SizeLike


def conv(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: PaddingLike = 0,
    dilation: SizeLike = 1,
    **options: Any,
) -> Figure:
    """A convolution, as `torch.nn.Conv2d` computes it for one channel.

    Parameters
    ----------
    input_size, kernel_size: one number for a square, or ``(height, width)``; at least 1.
    stride, dilation: the same, at least 1.
    padding: one number, ``(height, width)``, ``((top, bottom), (left, right))``, ``"same"`` or
        ``"valid"``.
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.figure.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return _figure(
        "conv",
        options,
        input_size=input_size,
        kernel_size=kernel_size,
        stride=stride,
        padding=padding,
        dilation=dilation,
    )


def conv_transpose(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: PaddingLike = 0,
    output_padding: SizeLike = 0,
    dilation: SizeLike = 1,
    **options: Any,
) -> Figure:
    """A transposed convolution, as `torch.nn.ConvTranspose2d` computes it for one channel.

    Parameters
    ----------
    input_size, kernel_size, stride, dilation: as in `conv`.
    padding: one number, ``(height, width)`` or ``((top, bottom), (left, right))``: what the output
        loses at its sides.
    output_padding: rows and columns more at the bottom and the right, below the stride or the
        dilation.
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.figure.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return _figure(
        "conv_transpose",
        options,
        input_size=input_size,
        kernel_size=kernel_size,
        stride=stride,
        padding=padding,
        output_padding=output_padding,
        dilation=dilation,
    )


def conv1d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: PaddingLike = 0,
    dilation: SizeLike = 1,
    **options: Any,
) -> Figure:
    """A convolution along one axis, as `torch.nn.Conv1d` computes it for one channel.

    Parameters are those of `conv`, each one number; ``padding`` may be ``(left, right)``.
    """
    return _figure(
        "conv1d",
        options,
        input_size=input_size,
        kernel_size=kernel_size,
        stride=stride,
        padding=padding,
        dilation=dilation,
    )


def conv_transpose1d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: PaddingLike = 0,
    output_padding: SizeLike = 0,
    dilation: SizeLike = 1,
    **options: Any,
) -> Figure:
    """A transposed convolution along one axis, as `torch.nn.ConvTranspose1d` computes it.

    Parameters are those of `conv_transpose`, each one number; ``padding`` may be
    ``(left, right)``.
    """
    return _figure(
        "conv_transpose1d",
        options,
        input_size=input_size,
        kernel_size=kernel_size,
        stride=stride,
        padding=padding,
        output_padding=output_padding,
        dilation=dilation,
    )


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


def _figure(operation: str, options: dict[str, Any], **parameters: object) -> Figure:
    return Figure.from_recipe({"operation": operation, "parameters": parameters, **options})
