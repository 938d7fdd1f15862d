"""Figures of several layers, of several figures, and of whatever the command line takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from svgconv.api._made import figure_of
from svgconv.figure.figure import Figure
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
