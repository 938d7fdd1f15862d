"""Numbers as text: ``1,2;3,4`` is a plane of two rows, and ``1,2;3,4|5,6;7,8`` has two planes.

Lists as in JSON, such as ``[[1,2],[3,4]]``, are numbers, too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from svgconv.specification.limits import parsed_within_limits

PLANES, ROWS, NUMBERS = "|;,"
"""The marks between planes, between the rows of a plane, and between the numbers of a row."""


def numbers_in(text: str) -> list[Any]:
    """Return the rows of one plane, or several planes, as lists; these can also be JSON.

    Raises
    ------
    ValueError: a part of the text is not a number.
    """
    if text.lstrip().startswith("["):
        rows: list[Any] = parsed_within_limits("numbers", json.loads, text)
        return rows
    planes = [
        [[float(number) for number in row.split(NUMBERS)] for row in plane.split(ROWS)]
        for plane in text.split(PLANES)
    ]
    return planes if len(planes) > 1 else planes[0]


def text_of_numbers(rows: Sequence[Any]) -> str:
    """Return numbers in nested lists as text; axes before a plane's two become one."""
    if not isinstance(rows[0], (list, tuple)):
        return NUMBERS.join(map(repr, rows))
    is_plane = not isinstance(rows[0][0], (list, tuple))
    return (ROWS if is_plane else PLANES).join(map(text_of_numbers, rows))
