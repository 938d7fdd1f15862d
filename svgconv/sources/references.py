"""Figures that name other figures: how deep, and how many in all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from svgconv.errors import SvgconvError

MOST_DEPTH = 16
"""The most references in a row; a file that names itself has no end of them."""
MOST_FIGURES = 100
"""The most figures that one figure names, directly or through others."""

_counts: ContextVar[list[int] | None] = ContextVar("_counts", default=None)


@contextmanager
def counted() -> Iterator[None]:
    """Count a figure among those that the outermost figure names.

    Raises
    ------
    SvgconvError: more than `MOST_DEPTH` references in a row, or `MOST_FIGURES` in all.
    """
    outermost = _counts.get() is None
    counts = _counts.get() or [0, 0]
    token = _counts.set(counts)
    counts[0] += 1
    counts[1] += 1
    try:
        if counts[0] > MOST_DEPTH:
            problem = f"files name each other more than {MOST_DEPTH} deep"
            raise SvgconvError("figure", problem, "let no file name itself")
        if counts[1] > MOST_FIGURES:
            problem = f"names more than {MOST_FIGURES} figures, directly or through others"
            raise SvgconvError("figure", problem, "name fewer")
        yield
    finally:
        counts[0] -= 1
        if outermost:
            _counts.reset(token)
