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

    They come before the class's own parameters; without any, after its own paragraphs.
    """

    def documented(cls: Class) -> Class:
        own, more = inspect.cleandoc(cls.__doc__ or ""), parameters_in(owner)
        if section := SECTION.search(own):
            start = section.start(1)
            cls.__doc__ = f"{own[:start]}{more}\n{own[start:]}"
            return cls
        paragraphs = re.split(r"\n\n(?=\w+\n-)", own, maxsplit=1)
        entries = f"Parameters\n----------\n{more}"
        cls.__doc__ = "\n\n".join([paragraphs[0], entries, *paragraphs[1:]])
        return cls

    return documented
