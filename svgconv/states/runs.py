"""Runs of equal values that follow each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Value = TypeVar("Value")


def first_of_runs(values: Iterable[Value]) -> list[tuple[int, Value]]:
    """Return the index and the value of the first of each run of equal values, in order."""
    found: list[tuple[int, Value]] = []
    for index, value in enumerate(values):
        if not found or value != found[-1][1]:
            found.append((index, value))
    return found
