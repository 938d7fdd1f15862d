"""Parsers of the options that say how fast the frames follow each other, and how marks move."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from svgconv.errors import Name, SvgconvError, Words, quoted
from svgconv.figure.owner import Owner
from svgconv.figure.pace import EVEN, SMOOTH, STEPS, TEACH
from svgconv.specification.measures import plain_seconds, seconds

SHORTEST = Decimal("0.001")
TIME_SCHEMA = {"type": ["number", "string", "null"]}
"""JSON schema of seconds, which may also be text, or null for the default."""


def parse_duration(name: str, value: Any, figure: Owner) -> Decimal | None:
    """Return seconds from 0.001 to 3,600, or None for the default."""
    return None if value is None else seconds(name, value, SHORTEST)


def parse_cycle(name: str, value: Any, figure: Owner) -> Decimal | None:
    """Return the seconds of all frames, from 0.001 to 3,600, or None.

    Raises
    ------
    SvgconvError: malformed seconds, or seconds of each frame, too.
    """
    if value is not None and figure.frame_duration is not None:
        raise SvgconvError(
            name,
            Words("cannot be combined with ", Name("frame_duration")),
            "leave one of the two out",
        )
    return parse_duration(name, value, figure)


def parse_pace(name: str, value: Any, figure: Owner) -> str:
    """Return how the frames follow each other.

    Raises
    ------
    SvgconvError: an unknown word.
    """
    return _one_of(name, value, EVEN, TEACH)


def parse_motion(name: str, value: Any, figure: Owner) -> str:
    """Return how marks get from place to place.

    Raises
    ------
    SvgconvError: an unknown word.
    """
    return _one_of(name, value, STEPS, SMOOTH)


def _one_of(name: str, value: Any, first: str, other: str) -> str:
    if value not in (first, other):
        raise SvgconvError(name, f"{quoted(value)} is not known", f"use {first} or {other}")
    return str(value)


def plain_time(exact: Decimal | None) -> float | int | None:
    """Return seconds as JSON and TOML hold them; None stays None."""
    return None if exact is None else plain_seconds(exact)
