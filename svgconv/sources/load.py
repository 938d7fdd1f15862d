"""`load` and `compare`: figures from a FIGURE, and figures side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from os import PathLike, fspath
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.figure.figure import Figure
from svgconv.figure.poster import AUTO
from svgconv.sources.array_files import with_arrays
from svgconv.sources.figure_argument import name_of, recipe_of


def load(figure: Any, **changes: Any) -> Figure:
    """Return the figure that a FIGURE of the command line means, with some options changed.

    >>> load("padding_strides", stride=3).operation.output_size
    (2, 2)
    >>> load("nn.Conv2d(1, 1, 3, padding=1)", input_size=4).operation.output_size
    (4, 4)

    Parameters
    ----------
    figure: a name of the catalogue, an operation, a PyTorch call, or the path of a TOML file or of
        a file that svgconv wrote, in any format; or a layer of `torch.nn` or Keras, or a Sequential
        of them, of which svgconv reads the attributes.
    changes: parameters as in `torch.nn`, such as ``input_size`` in cells, ``(height, width)``; and
        options as in `svgconv.Figure`, such as ``view="flat"``.

    Returns
    -------
    Figure: Jupyter displays it; `save` writes it to a file.

    Raises
    ------
    SvgconvError: the figure is none of these, a value is malformed or out of range, or PyTorch
        rejects the parameters.

    PyTorch: https://docs.pytorch.org/docs/stable/nn.html
    """
    made, _ = with_recipe(figure, changes)
    return made


def with_recipe(figure: Any, changes: Mapping[str, Any]) -> tuple[Figure, dict[str, Any]]:
    """Return the figure that a FIGURE means, and the recipe from which it was made.

    Raises
    ------
    SvgconvError: as in `load`.
    """
    text = fspath(figure) if isinstance(figure, PathLike) else figure
    if not isinstance(text, str):
        from svgconv.models import layer_call

        text = layer_call(text) or text
    try:
        recipe = recipe_of(text, with_arrays(changes))
        made = Figure.from_recipe(recipe)
    except SvgconvError as error:
        if not str(text).endswith(".toml") or error.subject in (text, *changes):
            raise
        raise error.within(text) from None
    return replace(made, name=name_of(text)), recipe


def compare(first: Figure, *others: Figure) -> Figure:
    """Return the figures side by side on one clock: all show the same output index.

    >>> from svgconv import conv
    >>> compare(conv(7, 3), conv(7, 3, dilation=2)).frame_count
    25

    Parameters
    ----------
    first: the figure whose playback options hold for all.
    others: up to 5 figures to its right; one with fewer rows or columns stays at its last one.

    Returns
    -------
    Figure: the first one, with the others in ``beside``. It has a frame for each common output
        index: as many rows, and as many columns, as the figures have at most.

    Raises
    ------
    SvgconvError: an argument that is not a figure, more than six figures, or one that is compared
        with others already.
    """
    for one in (first, *others):
        if not isinstance(one, Figure):
            remedy = f"use svgconv.load({one!r})" if isinstance(one, str) else "give figures"
            raise SvgconvError("compare", f"{quoted(one)} is not a figure", remedy)
    is_default = first.poster == first.unrecorded_defaults["poster"]
    return replace(first, beside=others, poster=AUTO if is_default else first.poster)
