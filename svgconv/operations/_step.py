"""One line of an operation's arithmetic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One line of arithmetic for one axis: a formula, the same with numbers, and the result.

    Attributes
    ----------
    source: the formula's origin: a relationship of the guide, or a page of PyTorch's documentation.
    formula, numbers: the right-hand side in letters, and in numbers.
    result: what it comes to.
    letter: the left-hand side; ``o`` is the output's size.
    """

    source: str
    formula: str
    numbers: str
    result: int
    letter: str = "o"

    @property
    def line(self) -> str:
        """The step as one line of text."""
        return f"{self.source}: {self.letter} = {' = '.join(self._forms)}"

    def lines(self) -> list[str]:
        """Return the step as lines of text, with the equals signs below each other."""
        first, *others = self._forms
        start = f"{self.source}: {self.letter} "
        return [f"{start}= {first}", *(f"{' ' * len(start)}= {form}" for form in others)]

    @property
    def _forms(self) -> list[str]:
        """The right-hand sides, each once."""
        return list(dict.fromkeys((self.formula, self.numbers, str(self.result))))
