"""Docstrings of classes whose parameters another class declares, so that `help` lists them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import TypeVar

Class = TypeVar("Class", bound=type)

SECTION = re.compile(r"^Parameters\n-+\n(.*?)(?=\n\n|\Z)", re.S | re.M)


def parameters_in(owner: type) -> str:
    """Return the entries of the parameters in a class's docstring; ``""`` if it has none."""
    section = SECTION.search(inspect.cleandoc(owner.__doc__ or ""))
    return section[1] if section else ""


def with_parameters_of(owner: type) -> Callable[[Class], Class]:
    """Return a decorator that adds the parameters of another class to a class's docstring.

    They come after the class's own paragraphs, before its first section.
    """

    def documented(cls: Class) -> Class:
        paragraphs = re.split(r"\n\n(?=\w+\n-)", inspect.cleandoc(cls.__doc__ or ""), maxsplit=1)
        entries = f"Parameters\n----------\n{parameters_in(owner)}"
        cls.__doc__ = "\n\n".join([paragraphs[0], entries, *paragraphs[1:]])
        return cls

    return documented
