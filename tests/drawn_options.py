"""Random options of a figure, for hypothesis, and the figures that they make."""

from __future__ import annotations

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

import svgconv
from svgconv.figure.figure import Figure


def each(axes: int, least: int, most: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.tuples(*(st.integers(least, most),) * axes)


def sides(axes: int) -> st.SearchStrategy[tuple[tuple[int, ...], ...]]:
    return st.tuples(*(each(2, 0, 3),) * axes)


AXES = st.sampled_from([1, 2, 2, 2])
LOOKS = st.fixed_dictionaries(
    {"view": st.sampled_from(["oblique", "flat"])},
    optional={
        "plays": st.integers(1, 3),
        "frame_duration": st.sampled_from([0.04, 0.25, 0.5, 2, 3]),
        "hold": st.sampled_from([0.5, 1, 2.75]),
        "frames": st.sampled_from(["0", "-1,0", "0,0,-1"]),
        "values": st.integers(0, 9),
        "sum": st.booleans(),
        "worksheet": st.booleans(),
        "crop": st.sampled_from([-20, (1, 2), ((3, 0), (-7, 1))]),
    },
)


CHANNELS = st.one_of(
    st.just({}),
    st.builds(
        lambda groups, each, more: {
            "in_channels": groups * each,
            "out_channels": groups * more,
            "groups": groups,
        },
        st.sampled_from([1, 1, 2, 3, 6]),
        st.integers(1, 3),
        st.integers(1, 3),
    ),
)


def without_numbers(looks: dict[str, Any]) -> dict[str, Any]:
    """How it is drawn, for views that have no numbers and are the only ones of an operation."""
    unfit = ("view", "values", "sum", "worksheet")
    return {key: value for key, value in looks.items() if key not in unfit}


def made(make: Any, **parameters: Any) -> Figure:
    try:
        figure: Figure = make(**parameters)
    except svgconv.SvgconvError:
        assume(False)
    return figure
