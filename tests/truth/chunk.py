"""Some specifications of a run, as one process checks them."""

from __future__ import annotations

from random import Random

from tests.truth.checks import found_in
from tests.truth.specification import random_specification

Found = tuple[int, str, dict[str, str]]
"""A specification's number, its operation, and the faults by check."""


def found_by(seed: int, numbers: range) -> list[Found]:
    """Return what is found in some specifications of a seed."""
    found = []
    for number in numbers:
        made = random_specification(Random(f"{seed}-{number}"))
        found.append((number, made.operation, found_in(made, number)))
    return found
