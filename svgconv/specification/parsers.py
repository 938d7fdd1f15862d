"""Parsers of parameters: functions that check a value, and say in words what they take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Parsed = TypeVar("Parsed")


@dataclass(frozen=True)
class Parser(Generic[Parsed]):
    """A function that checks one value and returns its canonical form.

    Attributes
    ----------
    read: ``read(name, value, axes)`` returns the canonical form, or raises `SvgconvError`.
    annotation: the type of the values that it takes, for a function's signature.
    form: returns what it takes in words, for an operation with a number of axes.
    words: the values that it takes, if it takes only some words.
    """

    read: Callable[[str, Any, int], Parsed]
    annotation: Any
    form: Callable[[int], str]
    words: tuple[str, ...] = ()

    def __call__(self, name: str, value: object, axes: int = 2) -> Parsed:
        """Return the canonical form of a value.

        Raises
        ------
        SvgconvError: a value that is malformed or out of range.
        """
        return self.read(name, value, axes)


def parser(
    annotation: Any, form: str
) -> Callable[[Callable[[str, Any, int], Parsed]], Parser[Parsed]]:
    """Make a function a `Parser` that says the same for any number of axes."""
    return lambda read: Parser(read, annotation, lambda axes: form)


def optional(parse: Parser[Parsed]) -> Parser[Parsed | None]:
    """Return a parser that also takes None, as PyTorch's defaults do."""
    return Parser(
        lambda name, value, axes: None if value is None else parse(name, value, axes),
        parse.annotation | None,
        lambda axes: f"{parse.form(axes)}; or None",
        parse.words,
    )


def annotation_of(parse: object) -> Any:
    """Return the type of the values that a parser takes; `Any` if it does not say."""
    return parse.annotation if isinstance(parse, Parser) else Any


def form_of(parse: object, axes: int) -> str:
    """Return what a parser takes in words; ``""`` if it does not say."""
    return parse.form(axes) if isinstance(parse, Parser) else ""
