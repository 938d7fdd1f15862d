"""Power-average poolings: each output to 250 digits, and the sums that are written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import isclose, prod
from typing import TYPE_CHECKING

from tests.truth.numerals import is_right, said

if TYPE_CHECKING:
    from tests.truth.case import Case

DIGITS, KEPT = 300, 250
CLOSE = 1e-9
"""How far PyTorch's floats can be from the exact numbers, for numbers of 1."""
ANY_SIGN = (1, 2, 4, "inf")
"""The norm types that give a number for each input."""
NUMBER = r"\(?(−?[0-9.]+(?:e−?[0-9]+)?)\)?"


def exact(case: Case) -> list[Fraction | None]:
    """Return each output, rounded to 250 digits; PyTorch's floats are near to all of them."""
    import torch

    units = [[case.input[unit] for unit in window] for window in case.reads]
    found = [_norm(case, numbers) for numbers in units]
    values = torch.tensor([float(one) for one in case.input], dtype=torch.float64)
    floats = case.truth(values.reshape(1, *case.truth.input_shape)).flatten().tolist()
    for numbers, one, near in zip(units, found, floats, strict=True):
        most = max(abs(float(number)) for number in numbers) * len(numbers) ** 2
        assert isclose(one, near, rel_tol=CLOSE, abs_tol=CLOSE * most), (numbers, float(one), near)
    return [*found]


def _norm(case: Case, numbers: list[Fraction]) -> Fraction:
    given = case.specification.parameters
    if given["norm_type"] == "inf":
        return max(map(abs, numbers))
    with localcontext(Context(prec=DIGITS)):
        power = Decimal(str(given["norm_type"]))
        each = [Decimal(one.numerator) / Decimal(one.denominator) for one in numbers]
        powers = sum((one**power for one in each), Decimal(0))
        total = powers * prod(given["kernel_size"]) / len(numbers)
        root: Decimal = total if power == 1 or not total else total ** (1 / power)
        return Fraction(Context(prec=KEPT).plus(root))


def problems(case: Case, text: str, output: int) -> Iterator[str]:
    """Yield what is wrong with one sum."""
    match = re.fullmatch(rf"(.*) ([=≈]) {NUMBER}", text)
    if match is None:
        yield "it has no result"
        return
    left, sign, result = match.groups()
    wanted, numbers = case.output[output], [case.input[unit] for unit in case.reads[output]]
    if not is_right(result, wanted):
        yield f"the result is {wanted and float(wanted)}"
    pattern, term = _form(case, len(numbers))
    body = re.fullmatch(pattern, left)
    terms = re.split(r", | \+ ", body[1]) if body else []
    read = [re.fullmatch(term, one) for one in terms]
    if body is None or len(terms) != len(numbers) or None in read:
        yield "it has another form"
        return
    shown = [one[1] for one in read if one]
    if not all(map(is_right, shown, numbers)):
        yield f"its terms are not {', '.join(map(str, numbers))}"
    is_exact = [*map(said, shown), said(result)] == [*numbers, wanted]
    if (sign == "=") != is_exact:
        yield f"{sign} is wrong"


def _form(case: Case, cells: int) -> tuple[str, str]:
    """The patterns of the left side, whose group has the terms, and of one term."""
    given = case.specification.parameters
    power, kernel = given["norm_type"], prod(given["kernel_size"])
    if power == "inf":
        return r"max\((.*)\)", rf"\|{NUMBER}\|"
    opening, term, closing = {
        1: ("", NUMBER, ""),
        2: (r"√\(", rf"{NUMBER}²", r"\)"),
        3: (r"\(", rf"{NUMBER}³", r"\)\^\(1/3\)"),
    }.get(power, (r"\(", rf"{NUMBER}\^{power}", rf"\)\^\(1/{power}\)"))
    clipped = any(len(window) < kernel for window in case.reads)
    inner = rf"{kernel}·\((.*)\) / {cells}" if clipped else "(.*)"
    return f"{opening}{inner}{closing}", term
