"""svgconv draws convolution arithmetic as SMIL-animated SVG, true to PyTorch.

This file is written by ``python -m svgconv.sources.stub``.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from typing_extensions import Unpack

from svgconv.errors import SvgconvError as SvgconvError
from svgconv.explorer.builder import explore as explore
from svgconv.figure.figure import Figure as Figure
from svgconv.gallery.networks import model as model
from svgconv.notebook.widget import widget as widget
from svgconv.sources.load import compare as compare
from svgconv.sources.load import load as load
from svgconv.sources.solutions import solve as solve
from svgconv.strip.strip import Strip as Strip

__version__: str
__all__: list[str]

class _Options(TypedDict, total=False):
    view: str
    """The name of a view that draws the operation; an empty name is its default view, which is
    listed first.
    """
    small: bool
    """Draw the operation on the smallest input on which it behaves the same way, and say so.
    Kernel, stride, padding and what is read near the edges stay the same, and three outputs
    remain along each axis. The title has the operation's own sizes.
    """
    theme: str | Mapping[str, Any]
    """``"guide"``, the published colours; another theme's name; or a table with your own
    colours, such as ``{"base": "dark", "input": {"fill": "#f80"}}``.
    """
    outputs: str
    """The output cells that are coloured: ``"computed"``, those that the frames up to this one
    compute, or ``"all"``, as in the published figures. Views that have no choice draw all.
    """
    beams: str
    """What joins the window and the output cell: ``"lines"``, as in the published figures, or
    a ``"body"``, whose window has a wide outline. Views that have no choice draw lines.
    """
    shade: str
    """Colour cells by their numbers: ``"grey"``, from black for the least to white for the
    largest, ``"diverging"`` around zero, from blue through white to orange, ``"rgb"`` as
    grey, but the input's three channels in their colours, or ``"none"``. The input, the
    output and the kernel each have a scale of their own. It needs numbers, by default from
    seed 0.
    """
    digits: bool
    """Write the numbers; without them the cells only have their shades, if any."""
    winners: bool | None
    """Ring the largest number in a max pooling's window, and the output cell; None wherever
    there are numbers. Of equal numbers, the ring is at PyTorch's choice, the first one.
    """
    panels: str
    """What a flat figure with numbers draws between its input and its output: ``"none"``, the
    ``"kernel"``, or ``"kernel,products"``, the kernel and the products of each frame, with
    their sum below them. Without a kernel there, the weights are in the corners of the
    window's cells. By default a convolution has both if no plane is longer than 12 cells.
    """
    tint: str
    """``"windows"`` gives each window a tint, which its output cell shares; windows must not
    overlap.
    """
    ghost: bool
    """Also outline the window's previous position with dashes, so that the stride shows."""
    planes: str
    """The planes of channels or slices: ``"apart"``, or ``"stacked"`` behind each other as one
    block, with the kernels as blocks between the input and the output, in the view
    ``"flat"``.
    """
    lens: bool | None
    """Show the window and its output cell enlarged, in a circle that follows the window; None
    does so where cells have fewer than 4 pixels in the file, unless a crop cuts something
    off.
    """
    symbols: bool
    """Write the weights' symbols, such as w01 for row 0 and column 1 of the kernel, in the
    view ``"matrix"``.
    """
    frame_duration: float | str | None
    """The seconds for which each frame is shown, 0.001 to 3,600; None for about 10 seconds for
    all frames, and 0.15 to 1 second for each.
    """
    duration: float | str | None
    """The seconds of all frames together, 0.001 to 3,600, instead of those of each; the final
    pause is not counted.
    """
    pace: str
    """``"even"``, or ``"teach"``: the first row slowly, and the others quickly."""
    motion: str
    """``"step"``, or ``"smooth"``, in an SVG: marks glide for 30 % of a frame along a row, and
    rest for the remainder, in which numbers change. To another row they jump.
    """
    plays: int | str | None
    """How many times the animation plays before it stops on the last frame, 1 to 1,000,000;
    None for forever.
    """
    hold: float | str
    """The additional seconds for which the last frame is shown, 0 to 3,600."""
    poster: int | str | None
    """The frame that programs show that do not play an SVG: its number, negative from the end,
    or ``"middle"``; None for the last one with numbers, the middle one of a stack,
    otherwise 0.
    """
    frames: int | str | Sequence[Any] | None
    """The frames to show, such as ``"0,3,5-8"``; None for all."""
    crop: int | str | Sequence[Any]
    """The user units (a cell has 20) to cut off the sides: one number, ``(height, width)`` or
    ``((top, bottom), (left, right))``; negative numbers, down to -10,000, add a margin.
    Something must be left.
    """
    at: int | str | None
    """The frame of a still, from 0 to the number of frames less 1, or negative, from the end;
    None for the animation.
    """
    values: bool | int | Mapping[str, Any] | None
    """The numbers in the cells: ``True``, a seed from 0 to 4,294,967,295, or a table with some
    of ``seed``, ``input``, ``weight`` and ``bias``, a number for each output channel (the
    attribute is a `svgconv.numbers.values.Values`); ``False`` for no numbers, None for
    numbers only if another option needs them. The functions and `load` also take the path
    of a file for each of the three; sizes that are not given are those of the numbers.
    """
    sum: bool
    """Write the sum of each frame below the figure; needs numbers, by default from seed 0."""
    worksheet: bool
    """Leave the outputs blank; needs numbers, by default from seed 0."""
    annotate: str | Sequence[Any]
    """What to write around the figure: ``"title"``, ``"legend"``, ``"axes"`` (their names),
    ``"indices"`` (of rows and columns), ``"frame"`` (its number); a list, or text with
    commas.
    """
    heading: str
    """A title of your own, at most 1,000 characters of the font, which has the letters of
    Western European languages, digits, punctuation, and signs such as ≤ and √.
    """
    beside: str | Sequence[Any]
    """Up to 5 figures to the right of this one, on its clock. All show the same output index;
    a figure with fewer rows or columns stays at its last one.
    """

def adaptive_avg_pool(
    input_size: int | tuple[int, ...] | str,
    output_size: int | tuple[int | None, ...] | str | None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an adaptive average pooling of one channel, as `torch.nn.AdaptiveAvgPool2d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    output_size: The size of the output, in cells: one whole number for both axes, or
        (height, width); at least 1; None is the input's size.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.adaptive_avg_pool(7, 3).save("adaptive_avg_pool.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html
    """

def adaptive_avg_pool1d(
    input_size: int | tuple[int, ...] | str,
    output_size: int | tuple[int | None, ...] | str | None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an adaptive average pooling along one axis, as `torch.nn.AdaptiveAvgPool1d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number; at least 1.
    output_size: The size of the output, in cells: one whole number; at least 1; None is the
        input's size.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.adaptive_avg_pool1d(7, 3).save("adaptive_avg_pool1d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool1d.html
    """

def adaptive_avg_pool3d(
    input_size: int | tuple[int, ...] | str,
    output_size: int | tuple[int | None, ...] | str | None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an adaptive average pooling along three axes, as `torch.nn.AdaptiveAvgPool3d`.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    output_size: The size of the output, in cells: one whole number for all axes, or (depth,
        height, width); at least 1; None is the input's size.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.adaptive_avg_pool3d(7, 3).save("adaptive_avg_pool3d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool3d.html
    """

def adaptive_max_pool(
    input_size: int | tuple[int, ...] | str,
    output_size: int | tuple[int | None, ...] | str | None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an adaptive max pooling of one channel, as `torch.nn.AdaptiveMaxPool2d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    output_size: The size of the output, in cells: one whole number for both axes, or
        (height, width); at least 1; None is the input's size.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.adaptive_max_pool(7, 3).save("adaptive_max_pool.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveMaxPool2d.html
    """

def adaptive_max_pool1d(
    input_size: int | tuple[int, ...] | str,
    output_size: int | tuple[int | None, ...] | str | None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an adaptive max pooling along one axis, as `torch.nn.AdaptiveMaxPool1d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number; at least 1.
    output_size: The size of the output, in cells: one whole number; at least 1; None is the
        input's size.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.adaptive_max_pool1d(7, 3).save("adaptive_max_pool1d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveMaxPool1d.html
    """

def adaptive_max_pool3d(
    input_size: int | tuple[int, ...] | str,
    output_size: int | tuple[int | None, ...] | str | None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an adaptive max pooling along three axes, as `torch.nn.AdaptiveMaxPool3d`.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    output_size: The size of the output, in cells: one whole number for all axes, or (depth,
        height, width); at least 1; None is the input's size.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.adaptive_max_pool3d(7, 3).save("adaptive_max_pool3d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveMaxPool3d.html
    """

def avg_pool(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str | None = None,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    ceil_mode: bool = False,
    count_include_pad: bool | None = None,
    divisor_override: int | None = None,
    padding_mode: str | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an average pooling of one channel, as `torch.nn.AvgPool2d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for both axes, or
        (height, width); at least 1.
    stride: How many cells the window moves at each step: one whole number for both axes, or
        (height, width); at least 1; or None. Default: the kernel's size.
    padding: How many cells of padding each side gets: one whole number for all sides,
        (height, width), or ((top, bottom), (left, right)); at least 0; or "same_upper" or
        "same_lower".
    ceil_mode: Round the output size up instead of down: True or False.
    count_include_pad: Count the padding's zeros in an average: True or False; or None.
        Default: yes, except with same_upper or same_lower.
    divisor_override: Divide each sum by this: one whole number except 0; or None. Default:
        the number of cells.
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular"; or
        None. Default: the pooling's own padding.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.avg_pool(6, 2).save("avg_pool.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html
    Guide to convolution arithmetic: section 3, relationship 7,
        https://arxiv.org/abs/1603.07285
    """

def avg_pool1d(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str | None = None,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    ceil_mode: bool = False,
    count_include_pad: bool | None = None,
    padding_mode: str | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an average pooling along one axis, as `torch.nn.AvgPool1d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number; at least 1.
    kernel_size: The size of the kernel, in cells: one whole number; at least 1.
    stride: How many cells the window moves at each step: one whole number; at least 1; or
        None. Default: the kernel's size.
    padding: How many cells of padding each side gets: one whole number for both sides, or
        (left, right); at least 0; or "same_upper" or "same_lower".
    ceil_mode: Round the output size up instead of down: True or False.
    count_include_pad: Count the padding's zeros in an average: True or False; or None.
        Default: yes, except with same_upper or same_lower.
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular"; or
        None. Default: the pooling's own padding.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.avg_pool1d(6, 2).save("avg_pool1d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool1d.html
    Guide to convolution arithmetic: section 3, relationship 7,
        https://arxiv.org/abs/1603.07285
    """

def avg_pool3d(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str | None = None,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    ceil_mode: bool = False,
    count_include_pad: bool | None = None,
    divisor_override: int | None = None,
    padding_mode: str | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an average pooling along three axes, as `torch.nn.AvgPool3d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    stride: How many cells the window moves at each step: one whole number for all axes, or
        (depth, height, width); at least 1; or None. Default: the kernel's size.
    padding: How many cells of padding each side gets: one whole number for all sides,
        (depth, height, width), or ((front, back), (top, bottom), (left, right)); at least
        0; or "same_upper" or "same_lower".
    ceil_mode: Round the output size up instead of down: True or False.
    count_include_pad: Count the padding's zeros in an average: True or False; or None.
        Default: yes, except with same_upper or same_lower.
    divisor_override: Divide each sum by this: one whole number except 0; or None. Default:
        the number of cells.
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular"; or
        None. Default: the pooling's own padding.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.avg_pool3d(6, 2).save("avg_pool3d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.AvgPool3d.html
    Guide to convolution arithmetic: section 3, relationship 7,
        https://arxiv.org/abs/1603.07285
    """

def conv(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str = 1,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    padding_mode: str = "zeros",
    in_channels: int = 1,
    out_channels: int = 1,
    groups: int = 1,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a convolution, as `torch.nn.Conv2d` computes it.

    ``padding="same"`` pads each axis by d(k - 1) cells in total; if that is odd, the extra cell
    goes at the end. ``"same_upper"`` also takes a stride, and pads as TensorFlow's SAME does, so
    that the output is ceil(i / s); ``"same_lower"`` puts the extra cell at the beginning. With
    several channels, each is drawn as a plane; of more than four, only the first three and the
    last are drawn.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for both axes, or
        (height, width); at least 1.
    stride: How many cells the window moves at each step: one whole number for both axes, or
        (height, width); at least 1.
    padding: How many cells of padding each side gets: one whole number for all sides,
        (height, width), or ((top, bottom), (left, right)); at least 0; or "same", "valid",
        "same_upper" or "same_lower".
    dilation: The distance, in cells, between neighbouring taps: one whole number for both
        axes, or (height, width); at least 1.
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular".
    in_channels: The number of input channels: one whole number from 1 to 1,000,000.
    out_channels: The number of output channels: one whole number from 1 to 1,000,000.
    groups: The number of groups of channels; in a depthwise layer, one per input channel:
        one whole number from 1 to 1,000,000.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.conv(5, 3).save("conv.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
    Guide to convolution arithmetic: sections 2 and 5.1, relationships 1 to 6 and 15,
        https://arxiv.org/abs/1603.07285
    """

def conv1d(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str = 1,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    padding_mode: str = "zeros",
    in_channels: int = 1,
    out_channels: int = 1,
    groups: int = 1,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a convolution along one axis, as `torch.nn.Conv1d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number; at least 1.
    kernel_size: The size of the kernel, in cells: one whole number; at least 1.
    stride: How many cells the window moves at each step: one whole number; at least 1.
    padding: How many cells of padding each side gets: one whole number for both sides, or
        (left, right); at least 0; or "same", "valid", "same_upper" or "same_lower".
    dilation: The distance, in cells, between neighbouring taps: one whole number; at least
        1.
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular".
    in_channels: The number of input channels: one whole number from 1 to 1,000,000.
    out_channels: The number of output channels: one whole number from 1 to 1,000,000.
    groups: The number of groups of channels; in a depthwise layer, one per input channel:
        one whole number from 1 to 1,000,000.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.conv1d(5, 3).save("conv1d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html
    Guide to convolution arithmetic: sections 2 and 5.1, relationships 1 to 6 and 15,
        https://arxiv.org/abs/1603.07285
    """

def conv3d(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str = 1,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    padding_mode: str = "zeros",
    in_channels: int = 1,
    out_channels: int = 1,
    groups: int = 1,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a convolution along three axes, as `torch.nn.Conv3d` computes it.

    It is drawn with one channel; its arithmetic takes any number.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    stride: How many cells the window moves at each step: one whole number for all axes, or
        (depth, height, width); at least 1.
    padding: How many cells of padding each side gets: one whole number for all sides,
        (depth, height, width), or ((front, back), (top, bottom), (left, right)); at least
        0; or "same", "valid", "same_upper" or "same_lower".
    dilation: The distance, in cells, between neighbouring taps: one whole number for all
        axes, or (depth, height, width); at least 1.
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular".
    in_channels: The number of input channels: one whole number from 1 to 1,000,000.
    out_channels: The number of output channels: one whole number from 1 to 1,000,000.
    groups: The number of groups of channels; in a depthwise layer, one per input channel:
        one whole number from 1 to 1,000,000.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.conv3d(5, 3).save("conv3d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv3d.html
    Guide to convolution arithmetic: sections 2 and 5.1, relationships 1 to 6 and 15,
        https://arxiv.org/abs/1603.07285
    """

def conv_transpose(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str = 1,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    output_padding: int | tuple[int, ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    in_channels: int = 1,
    out_channels: int = 1,
    groups: int = 1,
    output_size: int | tuple[int, ...] | str | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a transposed convolution, as `torch.nn.ConvTranspose2d` computes it.

    It is drawn as in the guide: as a convolution with stride 1 over a grid that has s - 1 zeros
    between the input's units, d(k - 1) - p zeros around them, and ``output_padding`` more rows and
    columns at the bottom and the right. If the padding exceeds d(k - 1), the grid is cropped
    instead. ``padding`` is the number of cells that the output loses at each side. With
    ``"same_upper"``, TensorFlow's SAME, the output is i·s; if an axis loses an odd number of cells,
    the end loses one more than the beginning. With ``"same_lower"`` it is the other way round.
    ``output_size`` gives the output padding that makes the output this large.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for both axes, or
        (height, width); at least 1.
    stride: How far apart neighbouring input units write, in output cells: one whole number
        for both axes, or (height, width); at least 1.
    padding: How many cells the output loses at each side: one whole number for all sides,
        (height, width), or ((top, bottom), (left, right)); at least 0; or "same_upper" or
        "same_lower".
    output_padding: Rows and columns to add to the output, at the bottom and on the right:
        one whole number for both axes, or (height, width); at least 0.
    dilation: The distance, in cells, between neighbouring taps: one whole number for both
        axes, or (height, width); at least 1.
    in_channels: The number of input channels: one whole number from 1 to 1,000,000.
    out_channels: The number of output channels: one whole number from 1 to 1,000,000.
    groups: The number of groups of channels; in a depthwise layer, one per input channel:
        one whole number from 1 to 1,000,000.
    output_size: The size of the output, in cells: one whole number for both axes, or
        (height, width); at least 1; or None.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.conv_transpose(3, 3, stride=2).save("conv_transpose.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html
    Guide to convolution arithmetic: section 4, relationships 8 to 14,
        https://arxiv.org/abs/1603.07285
    """

def conv_transpose1d(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str = 1,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    output_padding: int | tuple[int, ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    in_channels: int = 1,
    out_channels: int = 1,
    groups: int = 1,
    output_size: int | tuple[int, ...] | str | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a transposed convolution along one axis, as `torch.nn.ConvTranspose1d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number; at least 1.
    kernel_size: The size of the kernel, in cells: one whole number; at least 1.
    stride: How far apart neighbouring input units write, in output cells: one whole number;
        at least 1.
    padding: How many cells the output loses at each side: one whole number for both sides,
        or (left, right); at least 0; or "same_upper" or "same_lower".
    output_padding: Rows and columns to add to the output, at the bottom and on the right:
        one whole number; at least 0.
    dilation: The distance, in cells, between neighbouring taps: one whole number; at least
        1.
    in_channels: The number of input channels: one whole number from 1 to 1,000,000.
    out_channels: The number of output channels: one whole number from 1 to 1,000,000.
    groups: The number of groups of channels; in a depthwise layer, one per input channel:
        one whole number from 1 to 1,000,000.
    output_size: The size of the output, in cells: one whole number; at least 1; or None.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.conv_transpose1d(3, 3, stride=2).save("conv_transpose1d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose1d.html
    Guide to convolution arithmetic: section 4, relationships 8 to 14,
        https://arxiv.org/abs/1603.07285
    """

def conv_transpose3d(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str = 1,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    output_padding: int | tuple[int, ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    in_channels: int = 1,
    out_channels: int = 1,
    groups: int = 1,
    output_size: int | tuple[int, ...] | str | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a transposed convolution along three axes, as `torch.nn.ConvTranspose3d` computes it.

    It is drawn with one channel; its arithmetic takes any number.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    stride: How far apart neighbouring input units write, in output cells: one whole number
        for all axes, or (depth, height, width); at least 1.
    padding: How many cells the output loses at each side: one whole number for all sides,
        (depth, height, width), or ((front, back), (top, bottom), (left, right)); at least
        0; or "same_upper" or "same_lower".
    output_padding: Rows and columns to add to the output, at the bottom and on the right:
        one whole number for all axes, or (depth, height, width); at least 0.
    dilation: The distance, in cells, between neighbouring taps: one whole number for all
        axes, or (depth, height, width); at least 1.
    in_channels: The number of input channels: one whole number from 1 to 1,000,000.
    out_channels: The number of output channels: one whole number from 1 to 1,000,000.
    groups: The number of groups of channels; in a depthwise layer, one per input channel:
        one whole number from 1 to 1,000,000.
    output_size: The size of the output, in cells: one whole number for all axes, or (depth,
        height, width); at least 1; or None.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.conv_transpose3d(3, 3, stride=2).save("conv_transpose3d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose3d.html
    Guide to convolution arithmetic: section 4, relationships 8 to 14,
        https://arxiv.org/abs/1603.07285
    """

def deform_conv(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    offset: Any = "0",
    stride: int | tuple[int, ...] | str = 1,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a deformable convolution of one channel, as `torchvision.ops.DeformConv2d` computes it.

    Each tap of the kernel is moved by its own offset, and reads between cells bilinearly.
    ``padding`` is the same at both sides of an axis.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for both axes, or
        (height, width); at least 1.
    offset: How far each tap is moved down and to the right, in cells: a seed; "0,0.5;-1,0",
        the cells down and to the right for each tap, the same at every output cell; or
        numbers in the shape that torchvision takes, (1, 2·taps, *output), or (2·taps,) for
        all output cells; each number from -10 to 10.
    stride: How many cells the window moves at each step: one whole number for both axes, or
        (height, width); at least 1.
    padding: How many cells of padding each side gets: one whole number for all sides,
        (height, width), or ((top, bottom), (left, right)); at least 0; or "same", "valid",
        "same_upper" or "same_lower".
    dilation: The distance, in cells, between neighbouring taps: one whole number for both
        axes, or (height, width); at least 1.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.deform_conv(5, 3).save("deform_conv.svg")

    PyTorch: https://docs.pytorch.org/vision/stable/generated/torchvision.ops.DeformConv2d.html
    Guide to convolution arithmetic: sections 2 and 5.1, relationships 1 to 6 and 15,
        https://arxiv.org/abs/1603.07285
    """

def fold(
    output_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str = 1,
    padding: int | tuple[int, ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    input_size: int | tuple[int, ...] | str | None = None,
    out_channels: int = 1,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a folding (col2im), as `torch.nn.Fold` computes it.

    Each column of a matrix is added onto its window in the output, one channel after the other.
    ``input_size`` is the size of the matrix, which follows from the other parameters. Entries that
    fall on the padding are dropped. Up to four channels are drawn.

    Parameters
    ----------
    output_size: The size of the output, in cells: one whole number for both axes, or
        (height, width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for both axes, or
        (height, width); at least 1.
    stride: How many cells the window moves at each step: one whole number for both axes, or
        (height, width); at least 1.
    padding: How many cells of padding each side gets: one whole number for both axes, or
        (height, width); at least 0.
    dilation: The distance, in cells, between neighbouring taps: one whole number for both
        axes, or (height, width); at least 1.
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1; or None.
    out_channels: The number of output channels: one whole number from 1 to 1,000,000.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.fold(output_size=4, kernel_size=2).save("fold.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.Fold.html
    """

def lp_pool(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str | None = None,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    ceil_mode: bool = False,
    norm_type: int | float | str = 2,
    padding_mode: str | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a power-average pooling of one channel, as `torch.nn.LPPool2d` computes it.

    Each window gives the root of the sum of its cells' powers; ``"inf"`` gives the largest absolute
    value. PyTorch's layer has no padding, so a padding layer pads.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for both axes, or
        (height, width); at least 1.
    stride: How many cells the window moves at each step: one whole number for both axes, or
        (height, width); at least 1; or None. Default: the kernel's size.
    padding: How many cells of padding each side gets: one whole number for all sides,
        (height, width), or ((top, bottom), (left, right)); at least 0; or "same_upper" or
        "same_lower".
    ceil_mode: Round the output size up instead of down: True or False.
    norm_type: The power of each cell; inf gives the largest absolute value: one number from
        0.1 to 100, or "inf".
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular"; or
        None. Default: the pooling's own padding.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.lp_pool(6, 2).save("lp_pool.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.LPPool2d.html
    """

def lp_pool1d(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str | None = None,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    ceil_mode: bool = False,
    norm_type: int | float | str = 2,
    padding_mode: str | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a power-average pooling along one axis, as `torch.nn.LPPool1d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number; at least 1.
    kernel_size: The size of the kernel, in cells: one whole number; at least 1.
    stride: How many cells the window moves at each step: one whole number; at least 1; or
        None. Default: the kernel's size.
    padding: How many cells of padding each side gets: one whole number for both sides, or
        (left, right); at least 0; or "same_upper" or "same_lower".
    ceil_mode: Round the output size up instead of down: True or False.
    norm_type: The power of each cell; inf gives the largest absolute value: one number from
        0.1 to 100, or "inf".
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular"; or
        None. Default: the pooling's own padding.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.lp_pool1d(6, 2).save("lp_pool1d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.LPPool1d.html
    """

def lp_pool3d(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str | None = None,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    ceil_mode: bool = False,
    norm_type: int | float | str = 2,
    padding_mode: str | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a power-average pooling along three axes, as `torch.nn.LPPool3d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    stride: How many cells the window moves at each step: one whole number for all axes, or
        (depth, height, width); at least 1; or None. Default: the kernel's size.
    padding: How many cells of padding each side gets: one whole number for all sides,
        (depth, height, width), or ((front, back), (top, bottom), (left, right)); at least
        0; or "same_upper" or "same_lower".
    ceil_mode: Round the output size up instead of down: True or False.
    norm_type: The power of each cell; inf gives the largest absolute value: one number from
        0.1 to 100, or "inf".
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular"; or
        None. Default: the pooling's own padding.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.lp_pool3d(6, 2).save("lp_pool3d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.LPPool3d.html
    """

def masked_conv(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    mask: str | Sequence[Sequence[int]] = "A",
    stride: int | tuple[int, ...] | str = 1,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    padding_mode: str = "zeros",
    color_groups: int = 1,
    in_channels: int = 1,
    out_channels: int = 1,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a masked convolution, as in PixelCNN: some of its taps do not count.

    Mask ``"A"`` keeps the taps before the kernel's centre, row by row; mask ``"B"`` also keeps the
    centre. With ``color_groups=3`` the channels are those of red, then green, then blue. At the
    centre, a group of output channels then reads the groups of input channels before it, with mask
    ``"B"`` also its own.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for both axes, or
        (height, width); at least 1.
    mask: Which taps of the kernel count: "A" (the taps before the centre), "B" (also the
        centre), or rows of 0 and 1 as lists or as "111,110,000".
    stride: How many cells the window moves at each step: one whole number for both axes, or
        (height, width); at least 1.
    padding: How many cells of padding each side gets: one whole number for all sides,
        (height, width), or ((top, bottom), (left, right)); at least 0; or "same", "valid",
        "same_upper" or "same_lower".
    dilation: The distance, in cells, between neighbouring taps: one whole number for both
        axes, or (height, width); at least 1.
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular".
    color_groups: The number of groups of channels in PixelCNN's order; 3 for RGB: one whole
        number from 1 to 4.
    in_channels: The number of input channels: one whole number from 1 to 1,000,000.
    out_channels: The number of output channels: one whole number from 1 to 1,000,000.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.masked_conv(5, 3).save("masked_conv.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.prune.custom_from_mask.html
    Guide to convolution arithmetic: sections 2 and 5.1, relationships 1 to 6 and 15,
        https://arxiv.org/abs/1603.07285
    """

def max_pool(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str | None = None,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    ceil_mode: bool = False,
    padding_mode: str | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a max pooling of one channel, as `torch.nn.MaxPool2d` computes it.

    The padding is minus infinity, which is never the maximum.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for both axes, or
        (height, width); at least 1.
    stride: How many cells the window moves at each step: one whole number for both axes, or
        (height, width); at least 1; or None. Default: the kernel's size.
    padding: How many cells of padding each side gets: one whole number for all sides,
        (height, width), or ((top, bottom), (left, right)); at least 0; or "same_upper" or
        "same_lower".
    dilation: The distance, in cells, between neighbouring taps: one whole number for both
        axes, or (height, width); at least 1.
    ceil_mode: Round the output size up instead of down: True or False.
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular"; or
        None. Default: the pooling's own padding.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.max_pool(6, 2).save("max_pool.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html
    Guide to convolution arithmetic: section 3, relationship 7,
        https://arxiv.org/abs/1603.07285
    """

def max_pool1d(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str | None = None,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    ceil_mode: bool = False,
    padding_mode: str | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a max pooling along one axis, as `torch.nn.MaxPool1d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number; at least 1.
    kernel_size: The size of the kernel, in cells: one whole number; at least 1.
    stride: How many cells the window moves at each step: one whole number; at least 1; or
        None. Default: the kernel's size.
    padding: How many cells of padding each side gets: one whole number for both sides, or
        (left, right); at least 0; or "same_upper" or "same_lower".
    dilation: The distance, in cells, between neighbouring taps: one whole number; at least
        1.
    ceil_mode: Round the output size up instead of down: True or False.
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular"; or
        None. Default: the pooling's own padding.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.max_pool1d(6, 2).save("max_pool1d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool1d.html
    Guide to convolution arithmetic: section 3, relationship 7,
        https://arxiv.org/abs/1603.07285
    """

def max_pool3d(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str | None = None,
    padding: int | tuple[int, ...] | tuple[tuple[int, int], ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    ceil_mode: bool = False,
    padding_mode: str | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a max pooling along three axes, as `torch.nn.MaxPool3d` computes it.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    stride: How many cells the window moves at each step: one whole number for all axes, or
        (depth, height, width); at least 1; or None. Default: the kernel's size.
    padding: How many cells of padding each side gets: one whole number for all sides,
        (depth, height, width), or ((front, back), (top, bottom), (left, right)); at least
        0; or "same_upper" or "same_lower".
    dilation: The distance, in cells, between neighbouring taps: one whole number for all
        axes, or (depth, height, width); at least 1.
    ceil_mode: Round the output size up instead of down: True or False.
    padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular"; or
        None. Default: the pooling's own padding.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.max_pool3d(6, 2).save("max_pool3d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool3d.html
    Guide to convolution arithmetic: section 3, relationship 7,
        https://arxiv.org/abs/1603.07285
    """

def pixel_shuffle(
    input_size: int | tuple[int, ...] | str,
    upscale_factor: int,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a pixel shuffle, as `torch.nn.PixelShuffle` computes it.

    The cells of ``upscale_factor`` squared channels become the cells of one larger plane.
    ``input_size`` is the size of each channel.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    upscale_factor: How many output cells each input cell becomes, along each axis: one
        whole number from 1 to 1,000,000.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.pixel_shuffle(3, 2).save("pixel_shuffle.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.PixelShuffle.html
    """

def pixel_unshuffle(
    input_size: int | tuple[int, ...] | str,
    downscale_factor: int,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a pixel unshuffle, as `torch.nn.PixelUnshuffle` computes it.

    The cells of one plane become the cells of ``downscale_factor`` squared smaller channels. The
    factor divides the input's size.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    downscale_factor: How many input cells become one output cell, along each axis: one
        whole number from 1 to 1,000,000.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.pixel_unshuffle(6, 2).save("pixel_unshuffle.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.PixelUnshuffle.html
    """

def stack(
    layers: str | Sequence[str | Mapping[str, Any]],
    input_size: int | tuple[int, ...] | str,
    **options: Unpack[_Options],
) -> Figure:
    """Draw a stack of layers, each on the output of the one before it (`torch.nn.Sequential`).

    It shows the receptive field of each output unit through all layers. All layers
    have the same number of axes. Activations, normalizations and dropout change
    no size and no window; `Flatten` and `Linear` end the planes.

    >>> import svgconv
    >>> figure = svgconv.stack(["Conv2d(k=3)", "Conv2d(k=3, s=2)", "MaxPool2d(2)"], 16)
    >>> figure.operation.output_size
    (3, 3)
    >>> causal = svgconv.stack("Conv1d(k=2, p='causal') > Conv1d(k=2, d=2, p='causal')", 8)
    >>> causal.operation.output_size
    (8,)

    Parameters
    ----------
    layers: The layers, such as 'Conv2d(k=3) > MaxPool2d(2)': PyTorch's calls, in short or
        in full, as a list or with > between them; at least one of them has a window, and
        all have the same number of axes; a layer can also be a table such as {"operation":
        "conv", "kernel_size": 3}.
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.stack("Conv2d(k=3) > MaxPool2d(2)", 8).save("stack.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html
    """

def unfold(
    input_size: int | tuple[int, ...] | str,
    kernel_size: int | tuple[int, ...] | str,
    stride: int | tuple[int, ...] | str = 1,
    padding: int | tuple[int, ...] | str = 0,
    dilation: int | tuple[int, ...] | str = 1,
    in_channels: int = 1,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an unfolding (im2col), as `torch.nn.Unfold` computes it.

    Each window of the input becomes a column of a matrix, one channel below the other. ``padding``
    is filled with zeros. Up to four channels are drawn.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    kernel_size: The size of the kernel, in cells: one whole number for both axes, or
        (height, width); at least 1.
    stride: How many cells the window moves at each step: one whole number for both axes, or
        (height, width); at least 1.
    padding: How many cells of padding each side gets: one whole number for both axes, or
        (height, width); at least 0.
    dilation: The distance, in cells, between neighbouring taps: one whole number for both
        axes, or (height, width); at least 1.
    in_channels: The number of input channels: one whole number from 1 to 1,000,000.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.unfold(4, 2).save("unfold.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.Unfold.html
    """

def upsample(
    input_size: int | tuple[int, ...] | str,
    scale_factor: int | float | tuple[int | float, ...] | str | None = None,
    size: int | tuple[int, ...] | str | None = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
    recompute_scale_factor: bool | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an upsampling of one channel, as `torch.nn.Upsample` computes it.

    Give either ``scale_factor`` or ``size``. A factor below 1 samples down.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for both axes, or (height,
        width); at least 1.
    scale_factor: How many output cells each input cell becomes, along each axis: one number
        above 0 for all axes, or (height, width); or None.
    size: The size of the output, in cells: one whole number for both axes, or (height,
        width); at least 1; or None.
    mode: The interpolation: "nearest", "nearest-exact", "bilinear", "bicubic" or "area".
    align_corners: Align the corner cells of input and output (linear modes and bicubic):
        True or False; or None. Default: no.
    recompute_scale_factor: Compute the factor again from the sizes: True or False; or None.
        Default: no.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.upsample(3, scale_factor=2).save("upsample.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.Upsample.html
    """

def upsample1d(
    input_size: int | tuple[int, ...] | str,
    scale_factor: int | float | tuple[int | float, ...] | str | None = None,
    size: int | tuple[int, ...] | str | None = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
    recompute_scale_factor: bool | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an upsampling along one axis, as `torch.nn.Upsample` computes it.

    Give either ``scale_factor`` or ``size``. A factor below 1 samples down.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number; at least 1.
    scale_factor: How many output cells each input cell becomes, along each axis: one number
        above 0; or None.
    size: The size of the output, in cells: one whole number; at least 1; or None.
    mode: The interpolation: "nearest", "nearest-exact", "linear" or "area".
    align_corners: Align the corner cells of input and output (linear modes and bicubic):
        True or False; or None. Default: no.
    recompute_scale_factor: Compute the factor again from the sizes: True or False; or None.
        Default: no.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.upsample1d(3, scale_factor=2).save("upsample1d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.Upsample.html
    """

def upsample3d(
    input_size: int | tuple[int, ...] | str,
    scale_factor: int | float | tuple[int | float, ...] | str | None = None,
    size: int | tuple[int, ...] | str | None = None,
    mode: str = "nearest",
    align_corners: bool | None = None,
    recompute_scale_factor: bool | None = None,
    **options: Unpack[_Options],
) -> Figure:
    """Draw an upsampling along three axes, as `torch.nn.Upsample` computes it.

    Give either ``scale_factor`` or ``size``. A factor below 1 samples down.

    Parameters
    ----------
    input_size: The size of the input, in cells: one whole number for all axes, or (depth,
        height, width); at least 1.
    scale_factor: How many output cells each input cell becomes, along each axis: one number
        above 0 for all axes, or (depth, height, width); or None.
    size: The size of the output, in cells: one whole number for all axes, or (depth,
        height, width); at least 1; or None.
    mode: The interpolation: "nearest", "nearest-exact", "trilinear" or "area".
    align_corners: Align the corner cells of input and output (linear modes and bicubic):
        True or False; or None. Default: no.
    recompute_scale_factor: Compute the factor again from the sizes: True or False; or None.
        Default: no.
    options: The options of the figure (see `svgconv.Figure`).

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range, or parameters that PyTorch
        rejects.

    Examples
    --------
    svgconv.upsample3d(3, scale_factor=2).save("upsample3d.svg")

    PyTorch: https://docs.pytorch.org/docs/stable/generated/torch.nn.Upsample.html
    """

adaptive_avg_pool2d = adaptive_avg_pool
adaptive_max_pool2d = adaptive_max_pool
avg_pool2d = avg_pool
conv2d = conv
conv_transpose2d = conv_transpose
deform_conv2d = deform_conv
lp_pool2d = lp_pool
max_pool2d = max_pool
