"""Views: which operations they draw, and which one an operation has where none is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest

import svgconv
from svgconv.operations.conv import Conv
from svgconv.views import view_for, views_of


@dataclass(frozen=True)
class Other(Conv):
    """A convolution that no view draws as others are drawn."""

    kinds: ClassVar[tuple[str, ...]] = ("another kind",)


def test_an_operation_has_its_usual_view_where_none_is_chosen() -> None:
    assert view_for(Conv((4, 4), (3, 3)), "").name == Conv.usual_view == "oblique"
    assert svgconv.conv(4, 3).recipe["view"] == "oblique"


def test_the_usual_view_is_the_first_of_an_operations_views() -> None:
    assert views_of(Conv)[:2] == ("oblique", "flat")


def test_a_view_refuses_what_it_does_not_draw() -> None:
    with pytest.raises(svgconv.SvgconvError, match=r"view: flat does not draw conv"):
        view_for(Other((4, 4), (3, 3)), "flat")
