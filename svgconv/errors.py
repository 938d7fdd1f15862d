"""The one family of errors, and the grammar that its messages share."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class SvgconvError(ValueError):
    """Bad input, said in one line: ``subject: the value and its limit; the remedy``.

    The command line prints the line on standard error and exits with status 2.
    """

    def __init__(self, subject: str, problem: str, remedy: str = "") -> None:
        self.subject = subject
        self.problem = problem
        self.remedy = remedy
        line = f"{subject}: {problem}" + (f"; {remedy}" if remedy else "")
        super().__init__(" ".join(line.split()))

    def within(self, place: str) -> SvgconvError:
        """The same error, its subject placed: a file, a section, a figure."""
        return SvgconvError(f"{place}, {self.subject}", self.problem, self.remedy)


class MissingLibraryError(SvgconvError):
    """A library that the asked-for output needs is not there; the remedy installs it."""


def quoted(value: object, longest: int = 48) -> str:
    """``value`` as Python writes it, cut to ``longest`` characters: fit for a one-line message."""
    text = repr(value)
    return text if len(text) <= longest else text[: longest - 3] + "..."


MOST_NAMED = 40
"""Names that a message lists; of more, so many."""


def nearest(name: str, known: Iterable[str]) -> str:
    """A remedy for an unknown ``name``: the nearest known one, or all, or the first of many."""
    known = sorted(known)
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    return "there are: " + ", ".join(known[:MOST_NAMED]) + more
