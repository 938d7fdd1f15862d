"""Convolutions as figures: plain, masked, deformable and transposed ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from svgconv.api._made import figure_of
from svgconv.figure.figure import Figure
from svgconv.specification.sizes import SidesLike, SizeLike

if TYPE_CHECKING:
    from numpy.typing import NDArray


def conv(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: SidesLike = 0,
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
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return figure_of("conv", locals())


def conv1d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: SidesLike = 0,
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
    return figure_of("conv1d", locals())


def conv3d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: SidesLike = 0,
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
    return figure_of("conv3d", locals())


def masked_conv(
    input_size: SizeLike,
    kernel_size: SizeLike,
    mask: str | Sequence[Sequence[int]] = "A",
    stride: SizeLike = 1,
    padding: SidesLike = 0,
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
    return figure_of("masked_conv", locals())


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
    return figure_of("deform_conv", locals())


def conv_transpose(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: SidesLike = 0,
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
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.Figure`).

    Raises
    ------
    SvgconvError: a malformed number, or parameters that PyTorch refuses.
    """
    return figure_of("conv_transpose", locals())


def conv_transpose1d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: SidesLike = 0,
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
    return figure_of("conv_transpose1d", locals())


def conv_transpose3d(
    input_size: SizeLike,
    kernel_size: SizeLike,
    stride: SizeLike = 1,
    padding: SidesLike = 0,
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
    return figure_of("conv_transpose3d", locals())
