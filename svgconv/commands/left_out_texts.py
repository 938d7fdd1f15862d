"""The line on standard error that names the texts that a picture leaves out."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from svgconv.errors import enumeration


def say_left_out(left_out: Sequence[str], flag: str, size: str, remedy: str) -> None:
    """Name the texts that have no room, in one line, if there are any.

    Parameters
    ----------
    left_out: the texts, in words.
    flag: the flag that decides on it.
    size: the least size of texts, with its unit.
    remedy: what a user can do.
    """
    if left_out:
        names = enumeration(dict.fromkeys(left_out), "and")
        typer.echo(f"{flag}: no room at {size} for {names}; {remedy}", err=True)
