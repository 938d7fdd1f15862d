"""The form of the sum that is written below a figure, as an operation declares it."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array

VALUE, WEIGHT = "value", "weight"


@dataclass(frozen=True, eq=False)
class SumForm:
    """How the sum of each frame is written out, such as ``(3 + 0 + 4 + 0) / 4 = 1.75``.

    The sum has a term for each cell that the window reads. Padding counts if the operation's states
    say that it holds zeros or copies of units.

    >>> root = SumForm(opening="√(", term="{value}²", closing=")")  # √(3² + 4²) = 5
    >>> root.has_weight, WEIGHTED_SUM.has_weight
    (False, True)

    Attributes
    ----------
    term: one term, with ``{value}`` in the place of the cell's number, and ``{weight}`` in the
        place of the weight that multiplies it, if it has one: the kernel's, or the weight that the
        operation's states give each cell.
    separator: the text between two terms.
    opening, closing: the text before the first term and after the last one.
    divisors: the number that is written after ``closing``, as in `` / 4``: one number for all
        output cells, or one for each of them in the output's shape. None writes no division.
    ending: the text after the divisor.
    empty: the text of a sum without terms, between ``opening`` and ``closing``.
    parenthesized: whether a negative number in a term is written in parentheses.

    Raises
    ------
    ValueError: a term without ``{value}``, or with another field than these two.
    """

    term: str = "{value}"
    separator: str = " + "
    opening: str = ""
    closing: str = ""
    divisors: Array | None = None
    ending: str = ""
    empty: str = ""
    parenthesized: bool = True

    def __post_init__(self) -> None:
        fields = [name for _, name, _, _ in Formatter().parse(self.term) if name is not None]
        if sorted(fields) not in ([VALUE], [VALUE, WEIGHT]):
            raise ValueError(f"a term has {{value}}, and {{weight}} at most once: {self.term!r}")

    @property
    def is_power(self) -> bool:
        """Whether a term is a power of the value."""
        return not self.term.endswith(("}", "|"))

    @property
    def has_weight(self) -> bool:
        """Whether a term names the weight that multiplies the value."""
        return f"{{{WEIGHT}}}" in self.term


WEIGHTED_SUM = SumForm(term="{value}·{weight}")
"""A convolution: ``1·0 + 2·1 = 2``."""

INTERPOLATION = SumForm(term="{weight}·{value}")
"""A sum with weights that depend on the place: ``0.75·2 + 0.25·4 = 2.5``."""

MAXIMUM = SumForm(separator=", ", opening="max(", closing=")", parenthesized=False)
"""The maximum of the numbers in the window: ``max(1, 0, 3) = 3``."""


def average(divisors: Array) -> SumForm:
    """Return the form of an average: ``(3 + 0 + 4 + 0) / 4 = 1.75``."""
    return SumForm(opening="(", closing=")", divisors=divisors)
