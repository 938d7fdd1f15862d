"""Declarations of an operation's class about its methods, which end where these are overridden."""

from __future__ import annotations

UNDECLARED = {"sum_form": None, "is_exact": False, "is_layer": False}
"""What a class declares about what it computes or reads, as it is if it declares nothing."""

ABOUT = {
    "sum_form": ("forward", "_forward"),
    "is_exact": ("forward", "_forward"),
    "is_layer": ("states",),
}
"""The methods that each of these declarations is about."""


def drop_outdated(cls: type) -> None:
    """Drop the declarations of a class's bases about methods that the class overrides."""
    for declared, methods in ABOUT.items():
        if min(_distance(cls, method) for method in methods) < _distance(cls, declared):
            setattr(cls, declared, UNDECLARED[declared])


def _distance(cls: type, name: str) -> int:
    """How far from a class the class is that defines an attribute, in its resolution order."""
    return next(index for index, base in enumerate(cls.__mro__) if name in vars(base))
