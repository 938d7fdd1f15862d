"""Tables as lines of text."""

from __future__ import annotations

from collections.abc import Sequence


def aligned(texts: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Return the rows of a table with aligned columns, two spaces apart.

    Parameters
    ----------
    texts: the cells of each row.
    left: how many columns, from the first one on, are aligned at the left; the others are numbers.
    """
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    return ["  ".join(_cells(cells, widths, left)).rstrip() for cells in texts]


def _cells(cells: Sequence[str], widths: Sequence[int], left: int) -> list[str]:
    return [
        f"{cell:{'<' if place < left else '>'}{width}}"
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
