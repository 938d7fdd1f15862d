"""Operations along three axes against PyTorch, as `golden/make_three_axes.py` has them."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

import svgconv
from svgconv.figure.figure import Figure
from svgconv.scene.marks import Mark
from svgconv.scene.marks import Path as Shape
from svgconv.scene.plane import CELL
from svgconv.states.slices import MOST_SLICES
from tests.golden.archive import digest, read
from tests.oracle.reference import reference
from tests.oracle.test_pytorch import by_cell, figure, numbered, of, row_major, written
from tests.planes import planes_of

GOLDEN = read("three_axes")
CASES: list[dict[str, Any]] = GOLDEN["cases"]
REFUSALS: list[dict[str, Any]] = GOLDEN["refusals"]
OPERATIONS = (
    "conv3d", "conv_transpose3d", "max_pool3d", "avg_pool3d", "adaptive_max_pool3d",
    "adaptive_avg_pool3d",
)  # fmt: skip

each_operation = pytest.mark.parametrize("operation", OPERATIONS)


@each_operation
def test_every_frame_reads_what_pytorch_reads(operation: str) -> None:
    for case in of(CASES, operation):
        document = figure(operation, case["parameters"]).states.to_dict()
        assert document["input"]["shape"] == case["parameters"]["input_size"]
        assert document["output"]["shape"] == case["output"], written(case)
        assert [frame["output"] for frame in document["frames"]] == row_major(case["output"])
        assert [frame["reads"] for frame in document["frames"]] == by_cell(case), written(case)


@each_operation
def test_values_are_pytorchs(operation: str) -> None:
    for case in of(CASES, operation):
        parameters = case["parameters"]
        made = figure(operation, parameters).operation
        weight = numbered(parameters["kernel_size"], 5) if made.has_weight else None
        values = made.forward(numbered(parameters["input_size"], 1), weight)
        assert list(values.shape) == case["output"]
        assert values.flatten().tolist() == pytest.approx(case["values"], rel=1e-15), written(case)
        if operation != "adaptive_avg_pool3d":  # PyTorch divides by the cells along each axis
            assert values.flatten().tolist() == case["values"], written(case)


@each_operation
def test_the_drawn_slices_and_the_window_show_what_is_read(operation: str) -> None:
    for case in of(CASES, operation):
        document = figure(operation, case["parameters"]).states.to_dict()
        wanted = reference(operation, case["parameters"])
        assert wanted.reads == by_cell(case), written(case)
        assert document["input"]["cells"] == wanted.rows, written(case)
        assert document["input"]["drawn"] == [len(line.cells) for line in wanted.lines]
        assert [frame["window"] for frame in document["frames"]] == wanted.windows, written(case)


@each_operation
def test_what_pytorch_rejects_is_rejected(operation: str) -> None:
    for refusal in of(REFUSALS, operation):
        with pytest.raises(svgconv.SvgconvError) as caught:
            pytest.fail(f"{figure(operation, refusal['parameters'])}: {refusal['message']}")
        assert "\n" not in str(caught.value)


@each_operation
def test_the_pytorch_call_reads_back(operation: str) -> None:
    for case in of(CASES, operation):
        made = figure(operation, case["parameters"]).operation
        again = svgconv.load(made.torch_call(), input_size=made.input_size).operation
        assert again == made, (written(case), made.torch_call())


def drawn(case: dict[str, Any], view: str) -> Figure | None:
    """The case as a figure, if it has not more slices than are drawn."""
    slices = len(reference(case["operation"], case["parameters"]).lines[0].cells)
    if max(slices, case["output"][0]) > MOST_SLICES:
        return None
    operation = figure(case["operation"], case["parameters"]).operation
    return Figure(operation, view, outputs="all", beams="lines")


def cells_under(mark: Mark) -> set[tuple[int, int]]:
    """The cells of a flat view's window, by their corners."""
    assert isinstance(mark, Shape)
    found = set()
    for path in (path for path in mark.subpaths if path.closed):
        xs, ys = zip(*path.points, strict=True)
        found |= set(
            product(
                range(int(min(xs)), int(max(xs)), CELL), range(int(min(ys)), int(max(ys)), CELL)
            )
        )
    return found


@each_operation
def test_windows_lie_on_the_cells_that_are_under_taps_and_nowhere_else(operation: str) -> None:
    figures = [(case, drawn(case, "flat")) for case in of(CASES, operation)[::3]]
    for case, made in figures:
        if made is None:
            continue
        document = made.states.to_dict()
        slices, rows, _ = document["input"]["drawn"]
        if slices == document["output"]["shape"][0]:
            rows = max(rows, document["output"]["shape"][1])
        pitch = CELL * (rows + 1) if rows > 1 else CELL * 3 // 2
        grids = [mark for mark in made.scene.at(0).marks if mark.role not in ("output", "active")]
        top = min(y for mark in grids for (_, y), _ in mark.points())
        for k, frame in enumerate(document["frames"]):
            windows = [mark for mark in made.scene.at(k).marks if mark.role == "window"]
            found = sorted(cell for mark in windows for cell in cells_under(mark))
            wanted = sorted(
                (4 + CELL * column, top + depth * pitch + CELL * row)
                for depth, row, column in frame["window"]
            )
            assert found == wanted, (written(case), k)


@each_operation
@pytest.mark.parametrize("view", ["oblique", "flat"])
def test_the_shaded_cell_is_on_its_slice_and_lines_end_at_it(operation: str, view: str) -> None:
    for case in of(CASES, operation)[1::3]:
        made = drawn(case, view)
        if made is None:
            continue
        _, rows, columns = case["output"]
        for k, index in enumerate(product(*map(range, case["output"]))):
            marks = made.scene.at(k).marks
            (active,) = (mark for mark in marks if mark.role == "active")
            plane = planes_of(marks, "output")[index[0]]
            assert isinstance(active, Shape)
            corner, row, column = (plane.subpaths[0].points[i] for i in (0, 3, 1))
            assert active.subpaths[0].points[0] == pytest.approx(
                [
                    c + index[1] * (r - c) / rows + index[2] * (a - c) / columns
                    for c, r, a in zip(corner, row, column, strict=True)
                ]
            )
            beams = [list(mark.points()) for mark in marks if mark.role == "beam"]
            ends = {point for points in beams for point, _ in points[1::2]}
            assert ends == (set(active.subpaths[0].points) if view == "oblique" else set())


def test_slices_of_padding_alone_have_no_units() -> None:
    made = svgconv.conv3d(2, 2, padding=((2, 1), (0, 0), (0, 0)), view="flat")
    assert made.states.to_dict()["input"]["cells"] == [
        ["..", ".."], ["..", ".."], ["##", "##"], ["##", "##"], ["..", ".."]
    ]  # fmt: skip
    assert len(planes_of(made.scene.marks, "input")) == 2


def test_bytes_grow_with_the_axes_not_with_their_product() -> None:
    def size(side: int) -> int:
        return len(svgconv.conv3d((5, side, side), 3).svg())

    assert size(64) < 2.2 * size(32)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (
            {"input_size": 13},
            "input_size: the padded input has 13 slices, but at most 12 are drawn",
        ),
        (
            {"input_size": 6, "padding": ((5, 5), (0, 0), (0, 0))},
            "input_size: the padded input has 16 slices, but at most 12 are drawn; use a",
        ),
        ({"in_channels": 2}, "in_channels: three axes are drawn with one channel; use 1, and out"),
        ({"view": "matrix"}, "view: matrix does not draw conv3d; use oblique or flat"),
        ({"input_size": (5, 5)}, "input_size: 2 numbers do not fit 3 axes; give one number, or D"),
    ],
)
def test_what_cannot_be_drawn_is_an_error(parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(svgconv.SvgconvError) as caught:
        svgconv.load("conv3d", **{"input_size": 5, "kernel_size": 3} | parameters).svg()
    assert str(caught.value).startswith(message)


def test_what_is_not_drawn_is_explained_and_has_states() -> None:
    channels = svgconv.load("nn.Conv3d(4, 6, 3, groups=2)", input_size=3)
    assert channels.operation.output_shape == (6, 1, 1, 1)
    message = "\n".join(channels.operation.explanation())
    assert "with three axes, only one channel is drawn" in message
    assert "weight 6×2×3×3×3" in message
    assert channels.states.to_dict()["frames"][0]["reads"][0] == [0, 0, 0, 0]
    assert svgconv.conv3d(20, 3).states.outputs.shape == (18**3, 3)


def test_the_golden_data_are_the_scripts() -> None:
    assert GOLDEN["scripts_sha256"] == digest(*GOLDEN["scripts"]), (
        "run: python -m tests.golden.make_three_axes"
    )
    assert len(CASES) == 510
    assert all(len(of(REFUSALS, operation)) >= 12 for operation in OPERATIONS[:4])
    assert all(len(of(REFUSALS, operation)) >= 3 for operation in OPERATIONS[4:])
    modes = [case["parameters"].get("padding_mode") for case in CASES]
    assert all(modes.count(mode) >= 10 for mode in ("reflect", "replicate", "circular"))
