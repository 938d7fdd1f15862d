"""Figures of several layers, of several figures, and of whatever the command line takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from os import PathLike, fspath
from typing import Any

from svgconv.api._made import figure_of
from svgconv.figure.figure import Figure
from svgconv.sources import name_of, recipe_of
from svgconv.specification.sizes import SizeLike


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
    options: ``view``, ``theme``, ``frame_duration``, ``plays`` (see `svgconv.Figure`).

    Raises
    ------
    SvgconvError: a layer that cannot be read, or that PyTorch refuses, by its number from 0.
    """
    return figure_of("stack", locals())


def compare(first: Figure, *others: Figure) -> Figure:
    """The figures in a row on one clock: all show the same output index.

    >>> from svgconv import conv
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


def load(figure: str | PathLike[str], **changes: Any) -> Figure:
    """The figure that the command line's FIGURE means, with parameters or options changed.

    >>> load("padding_strides", stride=3).operation.output_size
    (2, 2)
    >>> load("nn.Conv2d(1, 1, 3, padding=1)", input_size=4).operation.output_size
    (4, 4)

    Parameters
    ----------
    figure: a name of the catalogue, an operation, a PyTorch call, a TOML file, an SVG by svgconv.
    changes: parameters as in `torch.nn`, and options as in `svgconv.figure.figure.Figure`.

    Raises
    ------
    SvgconvError: none of these, or parameters that PyTorch refuses.
    """
    said = fspath(figure) if isinstance(figure, PathLike) else figure
    return replace(Figure.from_recipe(recipe_of(said, changes)), name=name_of(said))
