"""The sums below a figure: their terms are PyTorch's, and what ``=`` says is exactly true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.numbers import shown
from tests.truth import norms
from tests.truth.case import Case, Term
from tests.truth.expression import value_of
from tests.truth.numerals import is_right, said

NUMBER = r"[−-]?(?:inf|[0-9.]+(?:e[−-]?[0-9]+)?)"


def check(case: Case) -> Iterator[str]:
    """Yield each sum that is not right."""
    for number, frame in enumerate(case.document["frames"]):
        output = case.flat(frame["output"], case.truth.output_shape)
        for problem in problems(case, frame["sum"], output):
            yield f"frame {number}: {frame['sum']}: {problem}"
    if case.seed % 8 == 0:
        last = case.seed // 8 % case.figure.frame_count
        texts = shown(case.figure.frame(last).svg(), 0)["sum"]
        texts.sort(key=lambda text: (round(text.pen[1]), text.middle[0]))
        picture = "".join(text.said for text in texts).replace(" ", "")
        written = case.document["frames"][last]["sum"].replace(" ", "")
        if picture != written:
            yield f"frame {last}: the picture says {picture}, the document {written}"


def problems(case: Case, text: str, output: int) -> Iterator[str]:
    """Yield what is wrong with one sum."""
    if case.specification.kind == "lp_pool":
        yield from norms.problems(case, text, output)
        return
    match = re.fullmatch(rf"(.*) ([=≈]) ({NUMBER})", text)
    if match is None:
        yield "it has no result"
        return
    left, sign, result = match.groups()
    exact = case.output[output]
    if not is_right(result, exact):
        yield f"the result is exactly {exact}"
    shown_terms, rounded = list(_terms(case, left)), False
    for pair in _wanted(case, output):
        found = _found(shown_terms, pair)
        if found is None:
            yield f"it has no term {' times '.join(map(str, pair))}"
            return
        shown_terms.remove(found)
        rounded |= tuple(map(said, found)) != pair
    if shown_terms:
        yield f"PyTorch has no term {shown_terms[0]}"
    divisor = re.search(rf" / \(?({NUMBER})\)?$", left)
    if "avg" in case.specification.kind and case.coefficients[output]:
        wanted_divisor = 1 / case.coefficients[output][0][1]
        if divisor is None or said(divisor[1]) != wanted_divisor:
            yield f"it is divided by {divisor and divisor[1]}, in PyTorch {wanted_divisor}"
    rounded |= sign == "≈" and _is_rounded_away(case, left, output)
    if (sign == "=") != (not rounded and said(result) == exact):
        yield f"{sign} is wrong: the result is exactly {exact}"
    if sign == "=" and value_of(left) != said(result):
        yield f"the left side is {value_of(left)}"


def _is_rounded_away(case: Case, left: str, output: int) -> bool:
    """Whether a rounded number is multiplied by zero, so that its term was not compared."""
    exact = [*case.input, *(case.weight if case.truth.weight_shape else ())]
    exact += [number for pair in _pairs(case, output) for number in pair]
    return any(
        said(text) != number and is_right(text, number)
        for text in re.findall(NUMBER, left)
        for number in exact
    )


def _found(terms: list[tuple[str, str]], pair: Term) -> tuple[str, str] | None:
    """The term that says a pair of numbers, exactly if there is one."""
    right = [term for term in terms if all(map(is_right, term, pair))]
    exact = [term for term in right if tuple(map(said, term)) == pair]
    return next(iter(exact or right), None)


def _terms(case: Case, left: str) -> Iterator[tuple[str, str]]:
    """The weight and the value of each term that is not zero, as texts."""
    left = re.sub(rf" / \(?{NUMBER}\)?$", "", left)
    if "max" in case.specification.kind:
        inside = left.removeprefix("max(").removesuffix(")")
        for text in inside.split(", ") if inside else []:
            yield "1", text
        return
    for term in re.finditer(rf"\(?({NUMBER})\)?(?:·\(?({NUMBER})\)?)?", left):
        first, second = term.groups()
        second = second or "1"
        weight, value = (first, second) if _weight_first(case) else (second, first)
        if said(value) != 0 and said(weight) != 0:
            yield weight, value


def _weight_first(case: Case) -> bool:
    return case.interpolates or case.specification.view == "matrix"


def _wanted(case: Case, output: int) -> Iterator[Term]:
    """The exact numbers of each term that is not zero."""
    maximum = "max" in case.specification.kind
    yield from (pair for pair in _pairs(case, output) if maximum or (pair[0] and pair[1]))


def _pairs(case: Case, output: int) -> list[Term]:
    """The exact numbers of each term; in a matrix, weights in one place are added."""
    if case.specification.view == "matrix":
        weights: dict[int, Fraction] = {}
        for tap, unit in case.truth.taps[output]:
            weights[unit] = weights.get(unit, Fraction(0)) + case.weight[tap]
        pairs: list[Term] = [(weight, case.input[unit]) for unit, weight in weights.items()]
    else:
        pairs = list(case.terms[output])
    if not case.truth.weight_shape and not case.interpolates:
        pairs = [(Fraction(1), value) for _, value in pairs]
    if case.bias:
        one = Fraction(1)
        pairs.append((case.bias[output], one) if _weight_first(case) else (one, case.bias[output]))
    return pairs
