"""The limits of input, in one place for all readers: TOML, JSON, recipes, calls and arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from svgconv.errors import SvgconvError

MOST_DEPTH = 50
"""The most levels of lists, tables or calls; no figure needs more than ten."""
MOST_PARTS = 1_000_000
"""The most values in an input, or numbers in an array."""
MOST_BYTES = 20_000_000
"""The most bytes of a text that is parsed."""
MOST_PIXELS = 20_000_000
"""The most pixels of a picture whose numbers are read; four bytes each, several times."""
MOST_CALL = 500_000
"""The most characters of a PyTorch call; the most offsets that are drawn take about 200,000."""
MOST_REFERENCES = 16
"""The most files that name each other in a row; a file that names itself has no end of them."""
MOST_NAMED = 100
"""The most figures that one figure names, directly or through others."""
MOST_ARRAY_AXES = 8
"""The most axes of an array in a file."""
MOST_ARRAY_HEADER = 10_000
"""The most bytes of a .npy file's header, as in numpy."""
LARGEST_WHOLE = 10**300
"""The largest whole number that a file may hold: a larger one is not even a float."""

BEFORE_A_VALUE = ",[{="
"""The marks before a value of JSON or TOML. To count them takes no memory; to parse values does."""

REMEDY = "use a smaller one"


def check_nested(subject: str, value: Any) -> None:
    """Reject lists and tables that are too deep, too many, or hold a number that is too large.

    Raises
    ------
    SvgconvError: beyond `MOST_DEPTH`, `MOST_PARTS` or `LARGEST_WHOLE`.
    """
    check_tree(subject, value, _parts)


def check_tree(subject: str, root: Any, parts: Callable[[Any], Iterable[Any]]) -> None:
    """Reject a tree that is too deep or has too many parts; it does not recurse.

    Parameters
    ----------
    parts: returns the parts of a part.
    """
    level, depth, count = [root], 0, 0
    while level:
        depth, count = depth + 1, count + len(level)
        if depth > MOST_DEPTH:
            raise too_deep(subject)
        if count > MOST_PARTS:
            raise _too_many(subject)
        for one in level:
            if type(one) is int and abs(one) > LARGEST_WHOLE:
                raise too_large(subject)
        level = [part for one in level for part in parts(one)]


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, (list, tuple)) else ()


def _too_many(subject: str) -> SvgconvError:
    return SvgconvError(subject, f"has more than {MOST_PARTS:,} values", REMEDY)


def too_deep(subject: str) -> SvgconvError:
    """Return the error for input that is nested too deeply."""
    return SvgconvError(subject, f"is nested more than {MOST_DEPTH} levels deep", REMEDY)


def too_large(subject: str) -> SvgconvError:
    """Return the error for input that has a number with too many digits."""
    return SvgconvError(subject, "has a number with more than 300 digits", REMEDY)


def parsed_within_limits(subject: str, parse: Callable[[str], Any], text: str) -> Any:
    """Return what a parser makes of a text, checked by `check_nested`.

    Raises
    ------
    SvgconvError: the text or its value is beyond a limit.
    ValueError: the parser's own, for a malformed text.
    """
    if len(text) > MOST_BYTES:
        raise SvgconvError(subject, f"has more than {MOST_BYTES:,} characters", REMEDY)
    if sum(map(text.count, BEFORE_A_VALUE)) > MOST_PARTS:
        raise _too_many(subject)
    try:
        value = parse(text)
    except RecursionError:
        raise too_deep(subject) from None
    except ValueError as error:
        if "int_max_str_digits" in str(error):
            raise too_large(subject) from None
        raise
    check_nested(subject, value)
    return value
