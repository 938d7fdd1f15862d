"""One specification with both sides: what svgconv says, and what PyTorch computes, exactly."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import prod
from typing import Any

import torch

import svgconv
from svgconv.figure.figure import Figure
from tests.truth import norms
from tests.truth.pytorch import Truth
from tests.truth.specification import Specification

Term = tuple[Fraction, Fraction]
"""A weight, and the number of an input unit."""
CLOSE = 1e-12
"""How near a computed factor is to its simple fraction."""
LEAST = 1e-7
"""The smallest weight that is not a rounding error: offsets and scales are coarser."""


def fraction(number: Any) -> Fraction:
    """Return what a number says: 0.1 is a tenth, although the nearest double is not."""
    return Fraction(repr(float(number))) if not isinstance(number, int) else Fraction(number)


def simple(computed: float) -> Fraction:
    """Return the simple fraction that PyTorch's factor is, but for the computer's rounding."""
    found = Fraction(computed).limit_denominator(10**5)
    assert abs(found - Fraction(computed)) < CLOSE, computed
    return found


def flattened(rows: Any) -> list[Any]:
    """Return the numbers of nested lists, row-major."""
    return [one for row in rows for one in flattened(row)] if isinstance(rows, list) else [rows]


class Case:
    """A specification that both sides accept.

    Attributes
    ----------
    specification: what is checked.
    seed: chooses the frames and the pictures that are looked at.
    """

    def __init__(self, specification: Specification, seed: int = 0) -> None:
        self.specification = specification
        self.seed = seed

    @cached_property
    def figure(self) -> Figure:
        """svgconv's figure."""
        made = self.specification
        return svgconv.load(made.operation, **made.parameters, **made.recipe)

    @cached_property
    def document(self) -> dict[str, Any]:
        """svgconv's ``states`` document."""
        return self.figure.document()

    @cached_property
    def truth(self) -> Truth:
        """PyTorch's function."""
        return Truth(self.specification)

    @property
    def scatters(self) -> bool:
        """Whether a frame is an input unit."""
        return self.specification.view == "scatter"

    @cached_property
    def input(self) -> list[Fraction]:
        """The exact numbers of the input, flat."""
        assert self.specification.values is not None
        return [fraction(one) for one in flattened(self.specification.values["input"])]

    @cached_property
    def weight(self) -> list[Fraction]:
        """The exact numbers of the weight, flat."""
        assert self.specification.values is not None
        return [fraction(one) for one in flattened(self.specification.values["weight"])]

    @cached_property
    def bias(self) -> list[Fraction]:
        """The exact number that is added to each output, flat; none without a bias."""
        given = (self.specification.values or {}).get("bias", [])
        each = prod(self.truth.output_shape) // max(1, len(given))
        return [fraction(one) for one in given for _ in range(each)]

    @cached_property
    def reads(self) -> list[list[int]]:
        """For each output, the flat indices of the input units that it depends on, ascending."""
        is_forward_alone = self.specification.parameters.get("mode") in ("nearest", "bicubic")
        # PyTorch's gradients are those of other units than are read: of mode nearest along one
        # axis, and of mode bicubic where the output has the input's size
        if (
            "max" in self.specification.kind
            or self.specification.kind == "stack"
            or self.specification.parameters.get("norm_type") == "inf"
            or is_forward_alone
        ):
            linked = self.truth.responses.T
        else:
            linked = self.truth.gradients
        return [torch.nonzero(row.abs() > LEAST)[:, 0].tolist() for row in linked]

    @cached_property
    def is_finite(self) -> bool:
        """Whether every window reads something: otherwise its maximum is minus infinity."""
        kind = self.specification.kind
        most = kind == "stack" or "max" in kind
        return not most or bool(self.truth.responses.isfinite().all())

    @cached_property
    def coefficients(self) -> list[list[tuple[int, Fraction]]]:
        """For each output of an operation without a weight, its units and their exact factors.

        An average's factor is one over a whole number; others are near to simple fractions.
        """
        responses = self.truth.responses.T
        averages = "avg" in self.specification.kind
        found = []
        for row in responses:
            units = torch.nonzero(row.abs() > LEAST)[:, 0].tolist()
            factors = [row[unit].item() for unit in units]
            exact = [
                Fraction(1, round(1 / factor)) if averages else simple(factor) for factor in factors
            ]
            found.append(list(zip(units, exact, strict=True)))
        return found

    @cached_property
    def terms(self) -> list[list[Term]]:
        """For each output the products that it is the sum of."""
        if self.truth.weight_shape:
            return [
                [(self.weight[tap], self.input[unit]) for tap, unit in pairs]
                for pairs in self.truth.taps
            ]
        return [
            [(factor, self.input[unit]) for unit, factor in pairs] for pairs in self.coefficients
        ]

    @cached_property
    def output(self) -> list[Fraction | None]:
        """The exact numbers of the output, flat; None stands for minus infinity."""
        if self.specification.kind == "lp_pool":
            return norms.exact(self)
        if "max" in self.specification.kind:
            return [max((number for _, number in terms), default=None) for terms in self.terms]
        bias = self.bias or [Fraction(0)] * len(self.terms)
        return [
            sum((a * b for a, b in terms), start)
            for terms, start in zip(self.terms, bias, strict=True)
        ]

    @property
    def interpolates(self) -> bool:
        """Whether an output is weighted by its place."""
        return self.specification.parameters.get("mode") in ("linear", "bilinear")

    def flat(self, index: list[int], shape: tuple[int, ...]) -> int:
        """Return the flat index of an index."""
        assert len(index) == len(shape)
        assert all(0 <= at < size for at, size in zip(index, shape, strict=True))
        return sum(at * prod(shape[axis + 1 :]) for axis, at in enumerate(index))
