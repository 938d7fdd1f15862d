"""Views: which operations they draw, and which view an operation has by default."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.operations import OPERATIONS
from svgconv.operations.conv import Conv
from svgconv.states.matrix import MatrixStates
from svgconv.views import VIEWS, view_for, views_of


@dataclass(frozen=True)
class Other(Conv):
    """A convolution with a kind of states that no view draws."""

    states_kinds: ClassVar[tuple[str, ...]] = ("another kind",)


def test_an_operation_has_its_default_view_if_none_is_chosen() -> None:
    assert view_for(Conv((4, 4), (3, 3)), "").name == Conv.default_view == "oblique"
    assert svgconv.conv(4, 3).recipe["view"] == "oblique"


@pytest.mark.parametrize("name", OPERATIONS.names())
def test_the_default_view_is_the_first_of_an_operations_views(name: str) -> None:
    operation = OPERATIONS.get(name)
    assert views_of(operation)[0] == operation.default_view


def test_the_other_views_are_sorted() -> None:
    assert views_of(Conv) == ("oblique", "flat", "im2col", "matrix")


@pytest.mark.parametrize("name", VIEWS.names())
def test_every_view_draws_an_operation(name: str) -> None:
    assert any(name in views_of(OPERATIONS.get(operation)) for operation in OPERATIONS.names())


def test_a_view_rejects_what_it_does_not_draw() -> None:
    with pytest.raises(SvgconvError, match=r"view: flat does not draw conv"):
        view_for(Other((4, 4), (3, 3)), "flat")


def test_an_operation_must_have_the_states_that_a_view_draws() -> None:
    flat = VIEWS.get("flat")
    view = replace(flat, name="ridge", states_type=MatrixStates)
    problem = r"view: ridge draws MatrixStates, but conv has States; remove 'windows' from"
    with pytest.raises(SvgconvError, match=problem):
        view.states_of(Conv((4, 4), (3, 3)))
    assert isinstance(VIEWS.get("matrix").states_of(Conv((4, 4), (3, 3))), MatrixStates)
