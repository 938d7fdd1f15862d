"""The ghost: the outline of the window that the frame before has in the same row."""

from __future__ import annotations

from typing import Any

import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.scene.marks import Path
from tests.command import run

FIGURES: list[tuple[str, dict[str, Any]]] = [
    ("conv", {"input_size": 7, "kernel_size": 3, "stride": 2, "padding": 1}),
    ("conv", {"input_size": (4, 6), "kernel_size": (2, 3), "view": "flat", "dilation": (2, 1)}),
    ("conv1d", {"input_size": 9, "kernel_size": 3, "stride": 2}),
    ("max_pool", {"input_size": 6, "kernel_size": 2, "values": 1}),
    ("conv", {"input_size": 4, "kernel_size": 3, "in_channels": 2, "out_channels": 2}),
    ("conv3d", {"input_size": 4, "kernel_size": 3}),
    ("conv_transpose", {"input_size": 3, "kernel_size": 3, "stride": 2, "view": "gather"}),
    ("upsample", {"input_size": 3, "scale_factor": 2, "mode": "bilinear"}),
]


def outlines(figure: Figure, frame: int, *, dashed: bool) -> set[tuple[tuple[float, float], ...]]:
    """The corners of the outlined windows that are present in a frame."""
    return {
        tuple((round(x, 2), round(y, 2)) for x, y in subpath.points)
        for mark in figure.scene.at(frame).marks
        if isinstance(mark, Path) and mark.role == ("ghost" if dashed else "window")
        if mark.paint.fill is None and bool(mark.paint.dashes) == dashed
        for subpath in mark.subpaths
    }


@pytest.mark.parametrize(("name", "options"), FIGURES, ids=lambda one: str(one)[:50])
def test_it_is_where_the_window_was(name: str, options: dict[str, Any]) -> None:
    figure = svgconv.load(name, **options, ghost=True)
    found = 0
    for frame in range(figure.frame_count):
        ghosts = outlines(figure, frame, dashed=True)
        if figure.odometer.digits(frame)[-1]:
            before = outlines(figure, frame - 1, dashed=False)
            assert ghosts == before
            found += len(before)
        else:
            assert not ghosts
    assert found
    assert "The dashed outline is the window of the column before." in figure.description


def test_windows_of_several_sizes_have_none() -> None:
    figure = svgconv.adaptive_avg_pool(5, 3, ghost=True)
    assert not any(outlines(figure, k, dashed=True) for k in range(figure.frame_count))
    assert "dashed" not in figure.description


def test_other_views_have_none(tmp_path: Any) -> None:
    made = str(tmp_path / "a.svg")
    assert run("render", "conv", "-i5", "-k3", "--ghost", "-o", made).err == ""
    assert svgconv.load(made) == svgconv.conv(5, 3, ghost=True)
    with pytest.raises(SvgconvError, match="ghost: cannot be combined with the view matrix; use"):
        svgconv.conv(4, 3, view="matrix", ghost=True)
