"""The operations: one file each, with its parameters, checks, arithmetic and states."""

from __future__ import annotations

import inspect
from inspect import isabstract
from types import NoneType

from svgconv.errors import quoted
from svgconv.operations.base import MATRIX, SCATTER, Operation, SumForm
from svgconv.registry import Family

DECLARED = ("name", "torch_module", "torch_signature")
"""Attributes that every operation's class must have."""


def problem(operation: object) -> str:
    """Say what is wrong with a value that claims to be an operation; ``""`` if nothing is."""
    if not (isinstance(operation, type) and issubclass(operation, Operation)):
        return f"{quoted(operation)} is not a class derived from Operation"
    missing = [name for name in DECLARED if not hasattr(operation, name)]
    if isabstract(operation):
        missing += sorted(operation.__abstractmethods__)
    if SCATTER in operation.states_kinds and not hasattr(operation, "scatter_states"):
        missing.append(f"scatter_states, which its states_kinds need for {SCATTER!r}")
    if missing:
        return f"{operation.__name__} has no {', '.join(missing)}"
    if MATRIX in operation.states_kinds and not operation.has_weight:
        return f"{operation.__name__} has no weight, which its states_kinds need for {MATRIX!r}"
    if not isinstance(inspect.getattr_static(operation, "sum_form"), (property, SumForm, NoneType)):
        return f"{operation.__name__}.sum_form is not a SumForm or None"
    return ""


OPERATIONS: Family[type[Operation]] = Family(
    "operation", "svgconv.operations", "OPERATION", problem, alias_suffix="2d"
)
