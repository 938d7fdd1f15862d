"""Random specifications that PyTorch accepts, for hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

import svgconv
from svgconv.figure import Figure


def _pair(least: int, most: int) -> st.SearchStrategy[tuple[int, int]]:
    number = st.integers(least, most)
    return st.tuples(number, number)


_SIDES = st.tuples(_pair(0, 3), _pair(0, 3))
_LOOKS = st.fixed_dictionaries(
    {"view": st.sampled_from(["oblique", "flat"])},
    optional={
        "plays": st.integers(1, 3),
        "frame_duration": st.sampled_from([0.04, 0.25, 0.5, 2, 3]),
        "hold": st.sampled_from([0.5, 1, 2.75]),
        "shown": st.sampled_from(["0", "-1,0", "0,0,-1"]),
        "crop": st.sampled_from([-20, (1, 2), ((3, 0), (-7, 1))]),
    },
)


@st.composite
def conv_figures(draw: st.DrawFn) -> Figure:
    """Convolutions with unequal axes and sides."""
    return _made(
        svgconv.conv,
        input_size=draw(_pair(1, 9)),
        kernel_size=draw(_pair(1, 4)),
        stride=draw(_pair(1, 4)),
        padding=draw(st.one_of(_SIDES, st.just("same"))),
        dilation=draw(_pair(1, 3)),
        **draw(_LOOKS),
    )


@st.composite
def conv_transpose_figures(draw: st.DrawFn) -> Figure:
    """Transposed convolutions with unequal axes and sides, cropped ones among them."""
    return _made(
        svgconv.conv_transpose,
        input_size=draw(_pair(1, 5)),
        kernel_size=draw(_pair(1, 4)),
        stride=draw(_pair(1, 3)),
        padding=draw(_SIDES),
        output_padding=draw(_pair(0, 2)),
        dilation=draw(_pair(1, 3)),
        **draw(_LOOKS),
    )


def _made(make: Any, **parameters: Any) -> Figure:
    try:
        figure: Figure = make(**parameters)
    except svgconv.SvgconvError:
        assume(False)
    return figure


figures = st.one_of(conv_figures(), conv_transpose_figures())
