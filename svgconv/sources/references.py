"""Figures that name other figures: how deep, and how many in all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from svgconv.errors import SvgconvError
from svgconv.specification.limits import MOST_NAMED, MOST_REFERENCES

_counts: ContextVar[list[int] | None] = ContextVar("_counts", default=None)


@contextmanager
def counted() -> Iterator[None]:
    """Count a figure among those that the outermost figure names.

    Raises
    ------
    SvgconvError: more than `MOST_REFERENCES` references in a row, or `MOST_NAMED` in all.
    """
    outermost = _counts.get() is None
    counts = _counts.get() or [0, 0]
    token = _counts.set(counts)
    counts[0] += 1
    counts[1] += 1
    try:
        if counts[0] > MOST_REFERENCES:
            problem = f"files name each other more than {MOST_REFERENCES} deep"
            raise SvgconvError("figure", problem, "let no file name itself")
        if counts[1] > MOST_NAMED:
            problem = f"names more than {MOST_NAMED} figures, directly or through others"
            raise SvgconvError("figure", problem, "name fewer")
        yield
    finally:
        counts[0] -= 1
        if outermost:
            _counts.reset(token)
