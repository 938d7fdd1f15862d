"""How long frames are shown: the default pace, the pause, and what overrides them."""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.figure.pace import frame_seconds
from svgconv.sources.catalogue import catalogue
from tests.command import run
from tests.smil import Shape, Text, shapes, texts

HALF, TENTH = Fraction(1, 2), Fraction(1, 10)


@given(frames=st.integers(1, 10_000))
def test_a_cycle_takes_about_ten_seconds(frames: int) -> None:
    each = frame_seconds(None, None, frames)
    assert Decimal("0.15") <= each <= 1
    assert each % Decimal("0.05") == 0
    if 10 <= frames <= 66:
        assert 8 <= each * frames <= 12


def test_published_figures_and_older_files_keep_a_second_for_each_frame() -> None:
    published = [name for name, entry in catalogue().items() if entry.get("beams") == "lines"]
    assert len(published) == 15
    for name in published:
        made = svgconv.load(name)
        assert set(made.seconds) == {Decimal(1)}
        assert "frame_duration" not in made.recipe
    parameters = {"input_size": 6, "kernel_size": 3}
    older = Figure.from_recipe({"svgconv": "0.1.0", "operation": "conv", "parameters": parameters})
    assert older.seconds == (Decimal(1),) * 16
    written = Figure.from_recipe({"operation": "conv", "parameters": parameters})
    assert written.seconds == (Decimal("0.65"),) * 16
    again = Figure.from_recipe(written.recipe)
    assert again == written
    assert "frame_duration" not in written.frame(3).recipe


def drawn(found: list[Shape]) -> list[tuple[Any, ...]]:
    """What is painted: a path without length paints nothing."""
    return [
        (one.role, one.fill, tuple(tuple((round(x, 1), round(y, 1)) for x, y in line)
                                   for line in one.polylines))
        for one in found
        if len({point for line in one.polylines for point in line}) > 1
    ]  # fmt: skip


def written(found: list[Text]) -> list[tuple[str, str, float, float]]:
    return sorted((one.role, one.said, round(one.pen[0], 2), round(one.pen[1], 2)) for one in found)


PAUSED: dict[str, dict[str, Any]] = {
    "conv": {"input_size": (5, 4), "kernel_size": 3, "values": 2, "padding": (1, 0)},
    "conv1d": {"input_size": 5, "kernel_size": 2, "in_channels": 2, "out_channels": 2},
    "conv_transpose": {"input_size": (2, 3), "kernel_size": 2, "stride": 2, "view": "scatter",
                       "values": 1},
    "adaptive_max_pool": {"input_size": (5, 7), "output_size": (2, 3), "values": 3},
    "conv3d": {"input_size": (3, 2, 3), "kernel_size": 2, "padding": (1, 0, 0), "values": 1},
    "fold": {"output_size": 3, "kernel_size": 2, "values": 1},
    "max_pool": {"input_size": 4, "kernel_size": 2, "tint": "windows", "outputs": "all"},
}  # fmt: skip


@pytest.mark.parametrize("operation", PAUSED)
def test_frames_and_the_pause_are_the_stills_over_two_cycles(operation: str) -> None:
    made = svgconv.load(operation, **PAUSED[operation], hold=1.5)
    if operation == "max_pool":
        made = svgconv.compare(made, svgconv.max_pool(5, 3, 2))
    svg, seconds = made.svg(), made.seconds
    assert seconds[-1] > seconds[0]
    for frame in range(made.frame_count):
        still = made.frame(frame).svg()
        start, length = Fraction(sum(seconds[:frame])), Fraction(seconds[frame])
        for part in (HALF, TENTH, 1 - TENTH) if frame == made.frame_count - 1 else (HALF,):
            for cycle in (0, 1):
                at = cycle * Fraction(sum(seconds)) + start + part * length
                assert drawn(shapes(svg, at)) == drawn(shapes(still, Fraction(0))), (frame, part)
                assert written(texts(svg, at)) == written(texts(still, Fraction(0)))


def test_a_pause_keeps_one_short_loop_for_each_axis() -> None:
    sizes = [len(svgconv.conv(n + 2, 3, hold=1).svg()) for n in (20, 40, 80)]
    assert sizes[2] - sizes[1] < 3 * (sizes[1] - sizes[0])
    assert sizes[2] < 2 * len(svgconv.conv(82, 3).svg())


def delays(picture: bytes) -> list[float]:
    image = Image.open(io.BytesIO(picture))
    found = []
    for frame in range(getattr(image, "n_frames", 1)):
        image.seek(frame)
        image.load()
        found.append(image.info["duration"])
    return found


@pytest.mark.parametrize("suffix", [".gif", ".apng", ".webp"])
@pytest.mark.parametrize("options", [{"hold": 0.5}, {"duration": 4}, {"pace": "teach"}], ids=str)
def test_pictures_are_shown_as_long_as_in_the_svg(suffix: str, options: dict[str, Any]) -> None:
    made = svgconv.conv(5, 2, **options)
    milliseconds = [float(1000 * one) for one in made.seconds]
    assert delays(made.encode(suffix, width=60)) == pytest.approx(milliseconds)


def test_the_first_row_is_slow_to_teach() -> None:
    made = svgconv.conv(6, 3, pace="teach")
    assert made.seconds == (*[Decimal("1.4")] * 4, *[Decimal("0.35")] * 12)
    assert svgconv.conv1d(6, 3, pace="teach").slow_frames == 0
    svg = made.svg()
    for frame in (1, 3, 4, 9, 15):
        at = Fraction(sum(made.seconds[:frame])) + Fraction("0.1")
        assert drawn(shapes(svg, at)) == drawn(shapes(made.frame(frame).svg(), Fraction(0)))


@pytest.mark.parametrize("operation", [*PAUSED])
@pytest.mark.parametrize("options", [{}, {"hold": 1}, {"plays": 2}], ids=str)
def test_smooth_motion_is_the_stills_at_its_rests(operation: str, options: dict[str, Any]) -> None:
    made = svgconv.load(operation, **PAUSED[operation], motion="smooth", **options)
    svg, seconds = made.svg(), made.seconds
    for frame in range(made.frame_count):
        still = made.frame(frame).svg()
        start, each = Fraction(sum(seconds[:frame])), Fraction(seconds[0])
        for part in (Fraction(35, 100), HALF, 1 - TENTH):
            for cycle in (0, 1):
                at = cycle * Fraction(sum(seconds)) + start + part * each
                assert drawn(shapes(svg, at)) == drawn(shapes(still, Fraction(0))), (frame, part)
                assert written(texts(svg, at)) == written(texts(still, Fraction(0)))


def test_smooth_motion_glides_along_rows_and_jumps_to_the_next() -> None:
    svg = svgconv.conv(5, 3, motion="smooth", frame_duration=1).svg()
    with pytest.raises(AssertionError, match="between two values"):
        shapes(svg, Fraction("1.1"))
    assert shapes(svg, Fraction("3.1"))
    held = {"input": [[9, 0, 0, 0], [0, 0, 0, 8], [0, 0, 0, 0], [0, 7, 6, 0]]}
    rings = svgconv.max_pool(4, 2, values=held, motion="smooth", frame_duration=1).svg()
    assert shapes(rings, Fraction("2.1"))
    with pytest.raises(AssertionError, match="between two values"):
        shapes(rings, Fraction("3.1"))
    values = svgconv.conv(5, 3, motion="smooth", frame_duration=1, values=1).svg()
    assert len(texts(values, Fraction("3.1"))) == len(texts(values, Fraction("2.5")))


def test_what_is_chosen_overrides_the_default(tmp_path: Path) -> None:
    assert set(svgconv.conv(5, 2, frame_duration=0.5).seconds) == {Decimal("0.5")}
    assert set(svgconv.conv(5, 2, plays=1).seconds) == {Decimal("0.65")}
    whole = svgconv.conv(5, 2, duration=8)
    assert set(whole.seconds[:-1]) == {Decimal("0.5")}
    whole.save(tmp_path / "whole.svg")
    file = str(tmp_path / "whole.svg")
    assert svgconv.load(file).seconds == whole.seconds
    assert svgconv.load(file, frame_duration=2).frame_seconds == 2
    assert svgconv.load("padding_strides", duration=4.5).frame_seconds == Decimal("0.5")
    run("render", "padding_strides", "--duration", "18", "-o", str(tmp_path / "slow.svg"))
    assert svgconv.load(str(tmp_path / "slow.svg")).frame_seconds == 2
    for options, problem in (
        ({"duration": 2, "frame_duration": 1},
         "duration: cannot be combined with frame_duration; leave one of the two out"),
        ({"pace": "slow"}, "pace: 'slow' is not known; use even or teach"),
        ({"duration": 0}, "duration: 0 seconds are out of range; use 0.001 to 3,600"),
    ):  # fmt: skip
        with pytest.raises(SvgconvError) as caught:
            svgconv.conv(5, 2, **options)
        assert str(caught.value) == problem
