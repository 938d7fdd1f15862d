"""The errors of svgconv, and the form of their messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain


class Name(str):
    """An option's name in a message: Python has the name, the command line its flag.

    Parameters
    ----------
    python: what Python has instead of the name, such as ``overwrite=True`` for ``force``.
    """

    __slots__ = ("option",)
    option: str

    def __new__(cls, option: str, python: str = "") -> Name:
        made = super().__new__(cls, python or option)
        made.option = option
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override] # pickle takes any
        """What pickle needs."""
        return self.option, str(self)


class Words(str):
    """A problem or a remedy that names options: each is a part, a `Name`, and the rest is text."""

    __slots__ = ("parts",)
    parts: tuple[str, ...]

    def __new__(cls, *parts: str) -> Words:
        made = super().__new__(cls, "".join(parts))
        inner = (one.parts if isinstance(one, Words) else (one,) for one in parts)
        made.parts = tuple(chain.from_iterable(inner))
        return made

    def __getnewargs__(self) -> tuple[str, ...]:  # type: ignore[override]
        """What pickle needs."""
        return self.parts


def spelled(text: str, spell: Callable[[str], str]) -> str:
    """Return a text with its options as a function spells them, such as the flag ``--sum``."""
    parts = text.parts if isinstance(text, Words) else (text,)
    return "".join(spell(one.option) if isinstance(one, Name) else one for one in parts)


class SvgconvError(ValueError):
    """Bad input, described in one line: ``subject: the value and its limit; the remedy``.

    A problem or a remedy that names options is `Words`. The line has the names as in Python. The
    command line prints its flags instead (see `spelled`), on standard error, and exits with
    status 2.

    Parameters
    ----------
    subject: an option's name, a place, or what the user wrote: a path, or `Words` of text.
    problem: what is wrong, with the value and its limit.
    remedy: what to do; it may be empty.
    """

    def __init__(self, subject: object, problem: str, remedy: str = "") -> None:
        self.subject = subject if isinstance(subject, str) else Words(str(subject))
        self.problem = problem
        self.remedy = remedy
        parts = [_cut(_seen(_cut(part))) for part in (self.subject, problem, remedy)]
        for place in (2, 1, 0):
            if sum(map(len, parts)) > LONGEST:
                parts[place] = _cut(parts[place], LONGEST // 3)
        super().__init__(f"{parts[0]}: {parts[1]}" + (f"; {parts[2]}" if remedy else ""))

    def __reduce__(self) -> tuple[type[SvgconvError], tuple[str, str, str]]:
        """What pickle needs: the arguments, not the line, so that a process can send the error."""
        return type(self), (self.subject, self.problem, self.remedy)

    def within(self, place: str) -> SvgconvError:
        """Return the same error with a place before its subject: a file, a section, a figure.

        A file has options by their names.
        """
        return type(self)(Words(place, f", {self.subject}"), str(self.problem), str(self.remedy))

    def spelled(self, subject: str, spell: Callable[[str], str]) -> SvgconvError:
        """Return the same error with another subject, and options as a function spells them."""
        texts = (spelled(one, spell) for one in (subject, self.problem, self.remedy))
        return type(self)(*texts)


@contextmanager
def in_place(place: str) -> Iterator[None]:
    """Put a place before the subject of an error that is raised in the context.

    Raises
    ------
    SvgconvError: the error as `SvgconvError.within` returns it.
    """
    try:
        yield
    except SvgconvError as error:
        raise error.within(place) from None


class MissingLibraryError(SvgconvError):
    """A library that the output needs is missing; the remedy installs it."""


class LostProcessError(SvgconvError):
    """A process that drew a figure ended before it was finished; the exit status is 1."""


LONGEST_PART, LONGEST = 600, 900
"""The most letters of each part of a message, and of all; a path has fewer."""


def _seen(text: str) -> str:
    """Return a text in one line of letters that can be seen."""
    return printable(" ".join(text.split()))


def printable(text: str) -> str:
    """Return a text whose letters that cannot be seen, or that hide others, are escaped."""
    if text.isprintable():
        return text
    escaped = (one if one.isprintable() else repr(one)[1:-1] for one in text)
    return "".join(escaped)


def _cut(text: str, longest: int = LONGEST_PART) -> str:
    """Return a text without its middle if it is too long for a message."""
    if len(text) <= longest:
        return text
    return f"{text[: longest // 2]}...{text[-longest // 2 :]}"


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


def enumeration(names: Iterable[str], word: str) -> Words:
    """Return names as ``a, b or c``, with this word before the last one; ``""`` for none."""
    parts = [part for name in names for part in (", ", name)][1:]
    parts[-2:-1] = [f" {word} "] * (len(parts) > 1)
    return Words(*parts)


def suggestion(name: object, known: Iterable[str]) -> str:
    """Return ``did you mean 'x'?`` for the known name that is nearest; ``""`` if none is near."""
    from difflib import get_close_matches

    close = get_close_matches(name if isinstance(name, str) else "", known, n=1, cutoff=CUTOFF)
    return f"did you mean {close[0]!r}?" if close else ""


def nearest(name: object, known: Iterable[str], others: Iterable[str] = ()) -> str:
    """Return a remedy for an unknown ``name``: the nearest known name, or a list of names.

    Parameters
    ----------
    others: names that may also be the nearest one, but are not listed.
    """
    known = sorted(known)
    if suggested := suggestion(name, [*known, *others]):
        return suggested
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    return "use one of: " + ", ".join(known[:MOST_NAMED]) + more
