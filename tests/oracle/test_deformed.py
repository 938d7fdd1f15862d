"""Deformable convolutions against torchvision, as `golden/make_deformed.py` has it."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable
from itertools import product
from math import floor, prod
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.figure.figure import Figure
from svgconv.operations.deform_conv import DeformConv
from svgconv.scene.marks import Lines
from svgconv.scene.marks import Path as Shape
from svgconv.scene.plane import CELL
from svgconv.states.deformed import DeformedStates
from tests.command import run
from tests.oracle.test_pytorch import numbered
from tests.planes import planes_of

GOLDEN_FOLDER = Path(__file__).parents[1] / "golden"
GOLDEN: dict[str, Any] = json.loads(
    gzip.decompress((GOLDEN_FOLDER / "deformed.json.gz").read_bytes())
)
CASES: list[dict[str, Any]] = GOLDEN["cases"]


def made_of(parameters: dict[str, Any], **looks: Any) -> Figure:
    return svgconv.load("deform_conv", **parameters, **looks)


def document_of(case: dict[str, Any]) -> dict[str, Any]:
    document: dict[str, Any] = made_of(case["parameters"]).states.to_dict()
    return document


def places(case: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Where the taps of each output cell sample, by the definition, in units of the input."""
    named = case["parameters"]
    found = []
    for row, column in product(*map(range, case["output"])):
        taps = list(product(*map(range, named["kernel_size"])))
        each = []
        for number, tap in enumerate(taps):
            own = [
                at * s - p + t * d
                for at, s, p, t, d in zip(
                    (row, column), named["stride"], named["padding"], tap, named["dilation"],
                    strict=True,
                )
            ]  # fmt: skip
            down, right = (named["offset"][2 * number + n][row][column] for n in (0, 1))
            each.append((own[0] + down, own[1] + right))
        found.append(each)
    return found


def test_every_frame_reads_what_torchvision_reads() -> None:
    for case in CASES:
        units = list(product(*map(range, case["parameters"]["input_size"])))
        document = document_of(case)
        assert document["output"]["shape"] == case["output"], case["parameters"]
        assert [frame["reads"] for frame in document["frames"]] == [
            [list(units[flat]) for flat in reads] for reads in case["reads"]
        ], case["parameters"]


def test_values_are_torchvisions_exactly() -> None:
    for case in CASES:
        operation = made_of(case["parameters"]).operation
        size, kernel = case["parameters"]["input_size"], case["parameters"]["kernel_size"]
        values = operation.forward(numbered(size, 1), numbered(kernel, 5))
        assert values.flatten().tolist() == case["values"], case["parameters"]


def test_samples_are_where_the_definition_has_them() -> None:
    for case in CASES:
        samples = [frame["samples"] for frame in document_of(case)["frames"]]
        assert samples == [list(map(list, each)) for each in places(case)], case["parameters"]


def test_windows_are_the_drawn_cells_that_samples_cover() -> None:
    for case in CASES:
        document = document_of(case)
        above = case["parameters"]["padding"]
        for frame in document["frames"]:
            wanted = set()
            for place in frame["samples"]:
                drawn = [at + p for at, p in zip(place, above, strict=True)]
                covered = [{floor(at), -floor(-at)} for at in drawn]
                wanted |= {
                    cell
                    for cell in product(*covered)
                    if all(
                        0 <= n < m for n, m in zip(cell, document["input"]["drawn"], strict=True)
                    )
                }
            assert frame["window"] == sorted(map(list, wanted)), case["parameters"]


def middle_of(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    xs, ys = zip(*points, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def test_squares_rings_and_arrows_are_drawn_where_taps_sample() -> None:
    for case in CASES[::2]:
        figure = made_of(case["parameters"], view="flat")
        samples, above = places(case), case["parameters"]["padding"]
        grid = [mark for mark in figure.scene.at(0).marks if mark.role in ("zeros", "input")]
        left = min(x for mark in grid for (x, _), _ in mark.points())
        top = min(y for mark in grid for (_, y), _ in mark.points())
        for k, taps in enumerate(samples):
            marks = figure.scene.at(k).marks
            squares, edges = planes_of(marks, "kernel_edge"), planes_of(marks, "edge")
            assert len(squares) == len(edges) == len(taps)
            for square, edge, (row, column) in zip(squares, edges, taps, strict=True):
                corner = (left + CELL * (column + above[1]), top + CELL * (row + above[0]))
                assert square.subpaths[0].points[0] == pytest.approx(corner)
                assert edge.subpaths == square.subpaths
            states = figure.states
            assert isinstance(states, DeformedStates)
            places_of_taps = [tuple(tap) for tap in states.taps[k].tolist()]
            *arrows, rings = [
                mark for mark in marks if mark.role == "beam" and isinstance(mark, (Lines, Shape))
            ]
            assert isinstance(rings, Shape)
            assert [middle_of(ring.points) for ring in rings.subpaths] == [
                pytest.approx((left + CELL * (column + 0.5), top + CELL * (row + 0.5)), abs=0.011)
                for row, column in places_of_taps
            ]
            ends = [
                mark.lines[0][1] if isinstance(mark, Lines) else mark.subpaths[0].points[1]
                for mark in arrows
            ]
            heads = [one.subpaths[0].points for one in planes_of(marks, "label")]
            tips = [head[0] if len(head) == 3 else middle_of(head) for head in heads]
            assert tips == [pytest.approx(end, abs=0.011) for end in ends]
            assert ends == [
                pytest.approx(
                    (
                        left + CELL * (column + above[1] + 0.5),
                        top + CELL * (row + above[0] + 0.5),
                    )
                )
                for (row, column), own in zip(taps, places_of_taps, strict=True)
                if not states.moves_rigidly or (row + above[0], column + above[1]) != own
            ]


def test_the_torchvision_call_reads_back() -> None:
    for case in CASES:
        made = made_of(case["parameters"]).operation
        assert svgconv.load(made.torch_call(), input_size=made.input_size).operation == made
    seeded = svgconv.deform_conv(5, 3, 7).operation
    again = svgconv.load(seeded.torch_call(), input_size=5).operation
    assert isinstance(seeded, DeformConv)
    assert isinstance(again, DeformConv)
    assert (again.offsets == seeded.offsets).all()


def test_what_torchvision_rejects_is_rejected() -> None:
    assert len(GOLDEN["refusals"]) >= 15
    for refusal in GOLDEN["refusals"]:
        with pytest.raises(svgconv.SvgconvError) as caught:
            pytest.fail(f"{made_of(refusal['parameters'])}: {refusal['message']}")
        assert "\n" not in str(caught.value)


def test_no_offset_is_a_convolution() -> None:
    plain, none = svgconv.conv(5, 3, 2, 1), svgconv.deform_conv(5, 3, ";".join(["0,0"] * 9), 2, 1)
    frames = zip(plain.states.frames(), none.states.frames(), strict=True)
    for one, other in frames:
        assert one == {key: other[key] for key in one}


def test_a_seed_gives_quarters_of_a_cell_all_alike_often() -> None:
    operation = svgconv.deform_conv(24, 3, 1).operation
    assert isinstance(operation, DeformConv)
    found, counts = np.unique(operation.offsets, return_counts=True)
    assert found.tolist() == [-0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75]
    assert min(counts) > 0.9 * max(counts)
    assert operation.offsets.shape == (22 * 22, 9, 2)


def test_the_same_offsets_cost_no_more_with_more_frames() -> None:
    def size(side: int, offset: str) -> int:
        return len(svgconv.deform_conv(side, 2, offset, outputs="all").svg())

    alike = "0.5,0.25;0,0;-1,0.5;0.25,-0.75"
    assert size(40, alike) < size(20, alike) * 1.5
    frames = 11**2 - 5**2
    assert size(12, "3") - size(6, "3") < 4 * 45 * frames


@pytest.mark.parametrize(
    ("offset", "same"),
    [
        (7, "7"),
        ("0.50,0;-1.0,2e0", "0.5,0;-1,2"),
        ([0.5, 0, -1, 2], "0.5,0;-1,2"),
        ([[0.5, 0], [-1, 2]], "0.5,0;-1,2"),
        (np.full((1, 4, 3, 4), 0.5), "0.5,0.5;0.5,0.5"),
        ("|".join(["0,0;0,1"] * 4) + "/" + "/".join(["|".join(["0,0;0,1"] * 4)] * 2), "0,0;0,1"),
    ],
)
def test_offsets_can_be_written_in_many_ways(offset: Any, same: str) -> None:
    operation = svgconv.deform_conv((3, 5), (1, 2), offset).operation
    assert isinstance(operation, DeformConv)
    assert operation.offset == same
    assert operation == svgconv.deform_conv((3, 5), (1, 2), same).operation


@pytest.mark.parametrize(
    ("offset", "message"),
    [
        ("left", "offset: 'left' is not a pair of numbers; give a seed, or DOWN,RIGHT for each"),
        ("0,x;0,0", "offset: 'x' is not a number; give a seed"),
        ("0,nan;0,0", "offset: nan is out of range; use -10 to 10 cells"),
        ("0,11;0,0", "offset: 11 is out of range; use -10 to 10 cells"),
        ("0,1", "offset: 1 pairs do not fit the 1×2 kernel; give 2, one for each tap"),
        (
            "0,0;0,1|0,0;1,0",
            "offset: offsets for 1×2 output cells do not fit the output, 3×4; "
            "give them once, or for each output cell",
        ),
        ("99999999999", "offset: 99999999999 is not a seed; use 0 to 4,294,967,295"),
        ("", "offset: '' is not an offset; give a seed"),
        (True, "offset: True is not an offset"),
        ([[1, 2, 3]], "offset: its shape, 1×3, is not (2·taps, *output); give two numbers for"),
        (["a", "b"], "offset: ['a', 'b'] is not an offset"),
    ],
)
def test_what_is_no_offset_is_rejected(offset: Any, message: str) -> None:
    with pytest.raises(svgconv.SvgconvError) as caught:
        svgconv.deform_conv((3, 5), (1, 2), offset)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("-p", "same"), "--padding: DeformConv2d has no 'same'; give N or H,W"),
        (("-p", "1,0,0,0"), "--padding: DeformConv2d has no asymmetric padding; give N or H,W"),
        (("--in-channels", "2"), "--in-channels: deform_conv has no such parameter; "),
        (("--padding-mode", "reflect"), "--padding-mode: deform_conv has no such parameter; "),
        (("--values",), "--values: deform_conv is drawn without numbers; leave them out"),
        (("-i", "60"), "--offset: 30,276 taps in all frames are more than 10,000; use a smaller"),
        (("--view", "matrix"), "--view: matrix does not draw deform_conv; use oblique or flat"),
    ],
)
def test_what_is_not_drawn_is_an_error(flags: tuple[str, ...], message: str) -> None:
    done = run("render", "deform_conv", "-i", "5", "-k", "3", *flags, "-o", "-")
    assert done.status == 2
    assert done.err.startswith(message)


@pytest.mark.parametrize(
    "call",
    [
        "torchvision.ops.DeformConv2d(1, 1, 3)",
        "DeformConv2d(1, 1, 3)(x, offset)",
        "ops.DeformConv2d(1, 1, (3, 3))(input, offset)",
    ],
)
def test_a_call_without_numbers_has_the_offsets_of_seed_0(call: str) -> None:
    assert svgconv.load(call, input_size=5) == svgconv.deform_conv(5, 3)


@pytest.mark.parametrize(
    "call",
    [
        "nn.Conv2d(1, 1, 3)(x, offset)",
        "DeformConv2d(1, 1, 3)(x, offset, mask)",
        "DeformConv2d(1, 1, 3)(x, offset=offset)",
        "DeformConv2d(1, 1, 3)(x, [1, 2])",
        "DeformConv2d(1, 1, 3)(x, torch.zeros(1, 18, 3, 3))",
    ],
)
def test_calls_without_offsets_are_rejected(call: str) -> None:
    with pytest.raises(svgconv.SvgconvError, match=r"write torchvision\.ops\.DeformConv2d"):
        svgconv.load(call, input_size=5)


def test_the_golden_data_are_the_scripts() -> None:
    script = (GOLDEN_FOLDER / "make_deformed.py").read_bytes()
    assert GOLDEN["scripts_sha256"] == hashlib.sha256(script).hexdigest()
    assert len(CASES) == 200
    units = [prod(case["parameters"]["input_size"]) for case in CASES]
    partly = [
        any(len(reads) < n for reads in case["reads"]) for case, n in zip(CASES, units, strict=True)
    ]
    assert sum(partly) > 100
    assert sum([] in case["reads"] for case in CASES) >= 10
