"""The values that a control of an explorer has: ``3-12``, ``1,2,4`` or words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from svgconv.errors import SvgconvError, quoted

MOST_VALUES = 1000
"""The most values of one control."""

_RANGE = re.compile(r"(\d{1,9})-(\d{1,9})")


def values_in(name: str, given: object) -> tuple[Any, ...]:
    """Return the values that a text or a list stands for, each once, in their order.

    >>> values_in("kernel_size", "1-3,7")
    (1, 2, 3, 7)
    >>> values_in("padding_mode", ["zeros", "reflect"])
    ('zeros', 'reflect')

    Parameters
    ----------
    name: what errors name.
    given: numbers, ranges and words with commas between them; a list of these; or one value. A
        list inside a list is one value, such as ``[1, 0]``.

    Raises
    ------
    SvgconvError: no value, a range that runs backwards, or more than `MOST_VALUES`.
    """
    several = given if isinstance(given, (list, tuple)) else [given]
    found: dict[str, Any] = {}
    for value in several:
        for one in _in_text(name, value) if isinstance(value, str) else [value]:
            found.setdefault(json.dumps(one, default=repr), one)
    if not found:
        raise SvgconvError(name, "has no value", "give one, or a range such as 1-5")
    if len(found) > MOST_VALUES:
        raise _too_many(name, len(found))
    return tuple(found.values())


def _in_text(name: str, text: str) -> Iterator[Any]:
    for part in map(str.strip, text.split(",")):
        if not part:
            raise SvgconvError(name, f"{quoted(text)} has an empty part", "write it as in 1-5,7")
        if bounds := _RANGE.fullmatch(part):
            first, last = int(bounds[1]), int(bounds[2])
            if last < first:
                raise SvgconvError(name, f"{quoted(part)} runs backwards", f"write {last}-{first}")
            if last - first >= MOST_VALUES:
                raise _too_many(name, last - first + 1)
            yield from range(first, last + 1)
        else:
            yield int(part) if re.fullmatch(r"\d{1,9}", part) else part


def _too_many(name: str, count: int) -> SvgconvError:
    problem = f"{count:,} values are more than {MOST_VALUES:,}"
    return SvgconvError(name, problem, "give a shorter range")
