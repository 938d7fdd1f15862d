"""Several channels: the drawn planes, the planes that each frame reads, and the texts."""

from __future__ import annotations

import pytest

import svgconv
from svgconv.figure.figure import Figure
from svgconv.scene.marks import Mark, Path
from svgconv.scene.plane import CELL
from svgconv.strip.strip import Strip
from tests.command import run
from tests.planes import planes_of

FIGURES = [
    svgconv.conv(4, 3, in_channels=2, out_channels=3),
    svgconv.conv(3, 3, padding=1, in_channels=4, out_channels=4, groups=2),
    svgconv.conv(3, 2, in_channels=1, out_channels=4),
    svgconv.conv(3, 2, in_channels=4, out_channels=1),
    svgconv.conv(4, 3, in_channels=8, out_channels=16, groups=4),
    svgconv.conv(3, 1, in_channels=16, out_channels=4, groups=4),
    svgconv.conv_transpose(2, 3, 2, 1, in_channels=6, out_channels=3, groups=3),
]


def drawn(count: int) -> list[int]:
    return list(range(count)) if count <= 4 else [0, 1, 2, count - 1]


def top(mark: Mark) -> float:
    """Return the upper edge of a mark, without the scene's margin."""
    return min(y for (_, y), _ in mark.points()) - 4


def plane_of(mark: Mark, rows: int, planes: int, left_out: bool, first: float) -> int | None:
    """Return the plane on which a mark is; None if it is on the ellipsis or between planes."""
    for number in range(planes):
        gap = 2 * CELL if left_out and number == planes - 1 else 0
        start = first + number * CELL * (rows + 1) + gap
        if start <= top(mark) < start + rows * CELL:
            return number
    return None


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.title)
def test_windows_are_only_on_the_planes_that_are_read(figure: Figure) -> None:
    flat = Figure(figure.operation, "flat", beams="lines")
    document = flat.states.to_dict()
    inputs = document["input"]["shape"][0]
    rows, planes = document["input"]["drawn"][0], drawn(inputs)
    pitch = max(rows, document["output"]["shape"][1])
    if len(planes) != len(drawn(document["output"]["shape"][0])):
        pitch = rows
    marks = flat.scene.at(0).marks
    stack = [*planes_of(marks, "zeros"), *planes_of(marks, "input")]
    first = min(map(top, stack))
    for k, frame in enumerate(document["frames"]):
        read = {cell[0] for cell in frame["window"]}
        windows = planes_of(flat.scene.at(k).marks, "window")
        found = [plane_of(mark, pitch, len(planes), inputs > 4, first) for mark in windows]
        wanted: list[int | None] = [n for n, channel in enumerate(planes) if channel in read]
        assert found == wanted + [None] * (not read <= set(planes)), (k, frame["output"])


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.title)
@pytest.mark.parametrize("view", ["oblique", "flat"])
def test_the_shaded_cell_is_on_its_channels_plane_and_lines_end_at_it(
    figure: Figure, view: str
) -> None:
    figure = Figure(figure.operation, view, outputs="all", beams="lines")
    document = figure.states.to_dict()
    channels = drawn(document["output"]["shape"][0])
    for k, frame in enumerate(document["frames"]):
        marks = figure.scene.at(k).marks
        outputs = planes_of(marks, "output")
        (active,) = (mark for mark in marks if mark.role == "active")
        assert len(outputs) == len(channels)
        plane = outputs[channels.index(frame["output"][0])]
        assert isinstance(active, Path)
        corner, row, column = (plane.subpaths[0].points[i] for i in (0, 3, 1))
        rows, columns = document["output"]["shape"][1:]
        _, down, across = frame["output"]
        place = tuple(
            c + down * (r - c) / rows + across * (a - c) / columns
            for c, r, a in zip(corner, row, column, strict=True)
        )
        assert active.subpaths[0].points[0] == pytest.approx(place)
        beams = [list(mark.points()) for mark in marks if mark.role == "beam"]
        ends = {point for points in beams for point, _ in points[1::2]}
        assert not beams or ends == set(active.subpaths[0].points)


def test_bytes_grow_with_rows_and_columns_not_with_their_product() -> None:
    def size(side: int) -> int:
        return len(svgconv.conv(side, 3, in_channels=4, out_channels=4, groups=2).svg())

    assert size(64) < 2.2 * size(32)


def test_the_texts_say_which_of_many_channels_are_drawn() -> None:
    figure = svgconv.conv(4, 3, in_channels=8, out_channels=16, groups=2)
    assert figure.frame_count == 4 * 4
    words = "of the 16 output channels, the first 3 and the last are drawn and have frames"
    assert words in "\n".join(figure.operation.explanation())
    assert f"{words[0].upper()}{words[1:]}." in figure.description
    assert "There are 2 groups; each output channel reads its own group's 4" in figure.description


def test_weights_and_multiplications_are_counted() -> None:
    lines = svgconv.conv(5, 3, in_channels=4, out_channels=8, groups=2).operation.explanation()
    assert "  weights: 8·2·3·3 = 144" in lines
    assert "  multiplications: 144 weights · 3·3 output cells = 1,296" in lines
    assert any("2 times as many weights" in line and "288 and 2,592" in line for line in lines)


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        ("nn.Conv2d(2, 3, 3)", "Convolution"),
        ("nn.Conv2d(4, 4, 3, groups=2)", "Grouped convolution"),
        ("nn.Conv2d(4, 8, 3, groups=4)", "Depthwise convolution"),
        ("nn.Conv2d(4, 2, 1)", "Pointwise convolution"),
        ("nn.Conv2d(1, 1, 1)", "Convolution"),
        ("nn.ConvTranspose2d(4, 4, 3, groups=4)", "Transposed convolution"),
    ],
)
def test_titles_name_the_kind(call: str, kind: str) -> None:
    figure = svgconv.load(call, input_size=4)
    assert figure.title.startswith(f"{kind}: input ")
    assert figure.operation.torch_call() == call


def test_labels_name_the_channel_itself() -> None:
    figure = svgconv.conv(3, 3, in_channels=1, out_channels=9)
    labels = [panel.label for panel in Strip(figure, labels="index").panels]
    assert labels == ["(0, 0, 0)", "(1, 0, 0)", "(2, 0, 0)", "(8, 0, 0)"]


def test_the_representative_frames_are_those_at_which_the_channel_changes() -> None:
    figure = svgconv.conv(4, 3, in_channels=2, out_channels=3)
    assert [panel.frame for panel in Strip(figure, count=4).panels] == [0, 4, 8, 11]


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (
            ("--in-channels", "4", "--groups", "3"),
            "--groups: 3 does not divide --in-channels, 4; use",
        ),
        (("--out-channels", "0"), "--out-channels: 0 is below 1; use 1 or more"),
        (("--groups", "2"), "--groups: 2 does not divide --in-channels, 1; use 1"),
        (
            ("--in-channels", "3", "--groups", "2"),
            "--groups: 2 does not divide --in-channels, 3; use 1",
        ),
        (("--in-channels", "1e9"), "--in-channels: "),
        (("--in-channels", "2000000"), "--in-channels: '2000000' is above 1,000,000; use fewer"),
    ],
)
def test_wrong_channels_get_one_line(flags: tuple[str, ...], message: str) -> None:
    result = run("render", "conv", "-i", "5", "-k", "3", *flags, "-o", "-")
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert result.err.startswith(message)
