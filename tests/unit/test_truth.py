"""The parts of `tests.truth` that need no PyTorch, on what they must tell apart."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from svgconv.errors import SvgconvError
from svgconv.operations import OPERATIONS
from svgconv.sources.load import load
from svgconv.views import VIEWS
from tests.truth.expression import NotArithmetic, value_of
from tests.truth.numerals import is_right
from tests.truth.specification import random_specification


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("floor((5 + 2·1 - 3) / 2) + 1", 3), ("2p - d(k - 1)", -2), ("−(1·1 + 2·1)", -3),
        ("max(0, d(k - 1) - p)", 3), ("(1 + (−2)) / 4", Fraction(-1, 4)),
        ("1e−3·2", Fraction(1, 500)),
        ("1,024·2", 2048), ("ceil(7 / 2)", 4), ("1e12 − 1e12 + 1", 1),
    ],
)  # fmt: skip
def test_arithmetic_is_evaluated_exactly(text: str, value: Fraction) -> None:
    assert value_of(text, {"p": 1, "d": 2, "k": 3}) == value


@pytest.mark.parametrize("text", ["", "2 +", "o", "(1", "1)", "floor 2", "1 = 1"])
def test_other_texts_are_no_arithmetic(text: str) -> None:
    with pytest.raises(NotArithmetic):
        value_of(text)


@pytest.mark.parametrize(
    ("text", "exact", "right"),
    [
        ("0.33", Fraction(1, 3), True), ("0.34", Fraction(1, 3), False), ("0", 10**-12, False),
        ("−1.5", Fraction(-3, 2), True), ("1.5", Fraction(-3, 2), False),
        ("1.2e8", 123456789, True),
        ("1.3e8", 123456789, False), ("1e−12", Fraction(1, 10**12), True), ("−inf", None, True),
        ("0", None, False), ("1", 2, False),
    ],
)  # fmt: skip
def test_numerals_are_compared_as_documented(
    text: str, exact: Fraction | None, right: bool
) -> None:
    assert is_right(text, None if exact is None else Fraction(exact)) == right


def test_every_operation_is_drawn_in_every_view() -> None:
    """Random specifications have all of them, and svgconv accepts most."""
    random, seen, refused = Random(0), set(), 0
    for _ in range(600):
        made = random_specification(random, numbers=False)  # fold's need PyTorch
        seen.add((made.operation, made.view))
        try:
            load(made.operation, **made.parameters, view=made.view)
        except SvgconvError:
            refused += 1
    assert refused < 240
    assert {operation for operation, _ in seen} == {*OPERATIONS.own_names()}
    assert {view for _, view in seen} == {*VIEWS.own_names()}
