"""Parameters that are no sizes: yes or no, one of some words, one whole number."""

from __future__ import annotations

from dataclasses import dataclass

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.specification.sizes import whole_number

YES_OR_NO = {"true": True, "false": False}


def yes_or_no(name: str, value: object, axes: int) -> bool:
    """``True`` or ``False``, or the same as text."""
    said = YES_OR_NO.get(value.lower()) if isinstance(value, str) else value
    if not isinstance(said, bool):
        raise SvgconvError(name, f"{quoted(value)} is neither true nor false", "use one of them")
    return said


@dataclass(frozen=True)
class OneOf:
    """A parser that takes one of some words."""

    words: tuple[str, ...]

    def __call__(self, name: str, value: object, axes: int) -> str:
        """The word itself."""
        if not isinstance(value, str) or value not in self.words:
            raise SvgconvError(
                name, f"{quoted(value)} is not known", nearest(str(value), self.words)
            )
        return value


def one_of(*words: str) -> OneOf:
    """A parser that takes one of these words."""
    return OneOf(words)


def divisor(name: str, value: object, axes: int) -> int | None:
    """A whole number other than 0, or None."""
    if value is None:
        return None
    number = whole_number(name, value, "give one number")
    if number == 0:
        raise SvgconvError(name, "0 divides nothing", "use another number")
    return number
