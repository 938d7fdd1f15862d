"""The operations: one file each, with its parameters, checks, arithmetic and states."""

from __future__ import annotations

from svgconv.operations.base import Operation
from svgconv.registry import Family

OPERATIONS: Family[type[Operation]] = Family("operation", "svgconv.operations", "OPERATION")
