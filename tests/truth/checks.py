"""The checks, by name, and what they find in a case."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from svgconv.errors import SvgconvError
from tests.truth import arithmetic, call, numbers, partial_sums, pixels, reads, shape, sums
from tests.truth.case import Case
from tests.truth.specification import Specification

PIXELS_SHARE = 4
"""One figure in so many is drawn and looked at."""
REFUSED = "refused"


def _always(case: Case) -> bool:
    return True


def _numbered(case: Case) -> bool:
    return case.specification.values is not None


def _drawn(case: Case) -> bool:
    return case.seed % PIXELS_SHARE == 0 and pixels.applies(case)


CHECKS: dict[str, tuple[Callable[[Case], bool], Callable[[Case], Iterator[str]]]] = {
    "shape": (_always, shape.check),
    "reads": (_always, reads.check),
    "numbers": (_numbered, numbers.check),
    "sums": (lambda case: case.specification.sum, sums.check),
    "partial sums": (lambda case: _numbered(case) and partial_sums.applies(case),
                     partial_sums.check),
    "call": (_always, call.check),
    "arithmetic": (_always, arithmetic.check),
    "pixels": (_drawn, pixels.check),
}  # fmt: skip


def found_in(made: Specification, seed: int, only: str = "") -> dict[str, str]:
    """Return for each check that applies its first fault, or an empty text.

    A specification that both sides refuse has the one key `REFUSED`.

    Parameters
    ----------
    only: the name of the one check to make, for shrinking.
    """
    try:
        return _found_in(Case(made, seed), only)
    except Exception as error:
        return {"shape": _crash(error)}


def _found_in(case: Case, only: str) -> dict[str, str]:
    refusals = [
        _refusal(lambda: case.figure.scene, SvgconvError),
        _refusal(lambda: case.truth.output_shape, Exception),
    ]
    if all(refusals):
        return {REFUSED: ""}
    if any(refusals):
        ours, theirs = refusals
        if "its matrix has" in ours:  # a limit of the picture
            return {REFUSED: ""}
        return {"shape": f"svgconv: {ours or 'accepted'}; PyTorch: {theirs or 'accepted'}"}
    if not case.is_finite:
        return {"shape": _first(CHECKS["shape"][1], case)}
    return {
        name: _first(check, case)
        for name, (applies, check) in CHECKS.items()
        if only in ("", name) and applies(case)
    }


def _refusal(made: Callable[[], Any], refuses: type[Exception]) -> str:
    try:
        made()
    except refuses as error:
        return str(error).splitlines()[0] if str(error) else type(error).__name__
    return ""


def _first(check: Callable[[Case], Iterator[str]], case: Case) -> str:
    try:
        return next(islice(check(case), 1), "")
    except Exception as error:
        return _crash(error)


def _crash(error: Exception) -> str:
    at = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({at.filename.rpartition('/')[2]}:{at.lineno})"
