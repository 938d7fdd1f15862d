"""The errors of svgconv, and the form of their messages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

MARKED = re.compile(r"‹(\w+)(?:\|([^›]*))?›")
"""An option's name in a message, and what Python's message has instead, if it is not the name."""


def with_names(text: str, spell: Callable[[str], str] | None = None) -> str:
    """Return a text in which the marked names of options are as in Python: ``sum`` for ``‹sum›``.

    Parameters
    ----------
    spell: returns the name as other users give it, such as the flag ``--sum``.
    """
    return MARKED.sub(lambda found: spell(found[1]) if spell else found[2] or found[1], text)


class SvgconvError(ValueError):
    """Bad input, described in one line: ``subject: the value and its limit; the remedy``.

    In the problem and the remedy, a name of an option is marked, as in ``‹sum›``, and so is a word
    of Python that stands for one, as in ``‹force|overwrite=True›``. The line has the names as in
    Python. The command line prints its flags instead (see `spelled`), on standard error, and exits
    with status 2.
    """

    def __init__(self, subject: str, problem: str, remedy: str = "") -> None:
        self.subject = str(subject)  # the key of a table from Python can be anything
        self.problem = problem
        self.remedy = remedy
        parts = [_cut(with_names(part)) for part in (self.subject, problem, remedy)]
        line = f"{parts[0]}: {parts[1]}" + (f"; {parts[2]}" if remedy else "")
        super().__init__(printable(" ".join(line.split())))

    def __reduce__(self) -> tuple[type[SvgconvError], tuple[str, str, str]]:
        """What pickle needs: the arguments, not the line, so that a process can send the error."""
        return type(self), (self.subject, self.problem, self.remedy)

    def within(self, place: str) -> SvgconvError:
        """Return the same error with a place before its subject: a file, a section, a figure.

        A file has options by their names.
        """
        named = map(with_names, (self.subject, self.problem, self.remedy))
        subject, problem, remedy = named
        return type(self)(f"{place}, {subject}", problem, remedy)

    def spelled(self, subject: str, spell: Callable[[str], str]) -> SvgconvError:
        """Return the same error with another subject, and options as a function spells them."""
        texts = (with_names(one, spell) for one in (subject, self.problem, self.remedy))
        return type(self)(*texts)


class MissingLibraryError(SvgconvError):
    """A library that the output needs is missing; the remedy installs it."""


class LostProcessError(SvgconvError):
    """A process that drew a figure ended before it was finished; the exit status is 1."""


LONGEST_PART = 600
"""The most letters of each part of a message; a path has fewer."""


def printable(text: str) -> str:
    """Return a text whose letters that cannot be seen, or that hide others, are escaped."""
    if text.isprintable():
        return text
    escaped = (one if one.isprintable() else repr(one)[1:-1] for one in text)
    return "".join(escaped)


def _cut(text: str) -> str:
    """Return a text without its middle if it is too long for a message."""
    if len(text) <= LONGEST_PART:
        return text
    return f"{text[: LONGEST_PART // 2]}...{text[-LONGEST_PART // 2 :]}"


def quoted(value: object, longest: int = 48) -> str:
    """Return ``value`` as Python writes it, cut to ``longest`` characters, for a message."""
    if isinstance(value, (str, bytes)) and len(value) > 100 * longest:
        value = value[: 100 * longest]
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # thousands of digits, or of lists in lists
        text = f"a large {type(value).__name__}"
    except Exception:  # the value is an object of a class of the user's
        text = f"an object of {type(value).__name__}"
    return text if len(text) <= longest else text[: longest - 3] + "..."


CUTOFF = 0.7
"""How similar a word must be to be suggested, from 0 to 1."""

MOST_NAMED = 40
"""The most names that a message lists."""


def enumeration(names: Iterable[str], word: str) -> str:
    """Return names as ``a, b or c``, with this word before the last one."""
    *others, last = names
    return f"{', '.join(others)} {word} {last}" if others else last


def suggestion(name: object, known: Iterable[str]) -> str:
    """Return ``did you mean 'x'?`` for the known name that is nearest; ``""`` if none is near."""
    from difflib import get_close_matches

    close = get_close_matches(name if isinstance(name, str) else "", known, n=1, cutoff=CUTOFF)
    return f"did you mean {close[0]!r}?" if close else ""


def nearest(name: object, known: Iterable[str], others: Iterable[str] = ()) -> str:
    """Return a remedy for an unknown ``name``: the nearest known name, or a list of names.

    Parameters
    ----------
    others: names that may be the nearest one, too, but are not enumeration.
    """
    known = sorted(known)
    if suggested := suggestion(name, [*known, *others]):
        return suggested
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    return "use one of: " + ", ".join(known[:MOST_NAMED]) + more
