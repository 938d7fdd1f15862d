"""`widget`: a figure with controls in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svgconv.errors import MissingLibraryError
from svgconv.figure.figure import Figure
from svgconv.sources.figure_argument import changed
from svgconv.sources.load import with_recipe

if TYPE_CHECKING:
    from svgconv.notebook.figure_widget import FigureWidget


def widget(figure: Any, **changes: Any) -> FigureWidget:
    """Return a figure for a notebook, with buttons that play it and controls of its parameters.

    A change of a control draws the figure again, with Python. The notebook keeps the figure, so it
    is shown when the notebook is opened again.

    >>> widget("padding_strides", stride=3).figure.operation.output_size
    (2, 2)

    Parameters
    ----------
    figure: a figure, or anything that `svgconv.load` takes.
    changes: parameters and options, as in `svgconv.load`.

    Returns
    -------
    FigureWidget: Jupyter and marimo display it; its ``figure`` is the figure that it shows.

    Raises
    ------
    SvgconvError: as in `svgconv.load`.
    MissingLibraryError: anywidget is not installed.
    """
    if isinstance(figure, Figure):
        recipe = changed(dict(figure.plain_recipe), changes)
        figure = Figure.from_recipe(recipe)
    else:
        figure, recipe = with_recipe(figure, changes)
    try:
        from svgconv.notebook.figure_widget import FigureWidget
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("svgconv"):
            raise
        raise MissingLibraryError(
            "widget", "needs anywidget, which is not installed", "run pip install 'svgconv[widget]'"
        ) from None
    return FigureWidget(figure, recipe)
