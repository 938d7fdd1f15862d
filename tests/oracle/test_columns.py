"""Unfold and fold of several channels against PyTorch, as `golden/make_columns.py` has it."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.scene.marks import Path as Area
from tests.golden.archive import digest, read
from tests.numbers import shown
from tests.oracle.test_pytorch import numbered

GOLDEN = read("columns")
CASES = GOLDEN["cases"]


def figure(case: dict[str, Any], **options: Any) -> Figure:
    parameters = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in case["parameters"].items()
    }
    made: Figure = getattr(svgconv, case["operation"])(**parameters, **options)
    return made


def flat(index: list[int], shape: list[int]) -> int:
    return int(np.ravel_multi_index(index, shape))


def test_the_data_is_from_the_script() -> None:
    assert GOLDEN["scripts_sha256"] == digest(*GOLDEN["scripts"])


def test_numbers_are_in_pytorchs_order() -> None:
    for case in CASES:
        made = figure(case, values={"input": numbered(case["input"], 1).tolist()})
        operation = made.operation
        assert list(operation.input_shape) == case["input"], case["parameters"]
        assert list(operation.output_shape) == case["output"], case["parameters"]
        document = made.document()
        assert document["input"]["shape"] == case["input"]
        assert document["output"]["shape"] == case["output"]
        written = np.array(document["output"]["values"])
        assert written.shape == tuple(case["output"])
        assert written.ravel().tolist() == case["values"], case["parameters"]


def test_every_frame_reads_what_pytorch_reads() -> None:
    for case in CASES:
        document = figure(case).document()
        for number, frame in enumerate(document["frames"]):
            if case["operation"] == "unfold":
                found = {flat(unit, case["input"]) for unit in frame["reads"]}
                entries = [flat(entry, case["output"]) for entry in frame["output"]]
                assert found == {unit for entry in entries for unit in case["reads"][entry]}
                assert len(frame["window"]) == len(frame["output"]) == case["output"][0]
                continue
            pairs = zip(frame["output"], frame["window"], strict=True)
            links = {
                (flat(cell, case["output"]), flat(entry, case["input"]))
                for cell, entry in pairs
                if cell is not None
            }
            assert links == {
                (cell, entry)
                for cell, entries in enumerate(case["reads"])
                for entry in entries
                if entry % case["input"][1] == number
            }


def test_running_sums_end_at_pytorchs_output() -> None:
    for case in (one for one in CASES if one["operation"] == "fold"):
        made = figure(case, values={"input": numbered(case["input"], 1).tolist()})
        last = np.zeros(case["output"])
        for frame in made.document()["frames"]:
            cells = [tuple(cell) for cell in frame["output"] if cell is not None]
            for cell, total in zip(cells, frame["sums"], strict=True):
                last[cell] = total
        assert last.ravel().tolist() == case["values"]


@pytest.mark.parametrize("operation", ["unfold", "fold"])
def test_the_picture_has_each_channel_and_its_rows_of_the_matrix(operation: str) -> None:
    own = {"in_channels": 3} if operation == "unfold" else {"out_channels": 3}
    size = {"input_size": 3} if operation == "unfold" else {"output_size": 3}
    made = svgconv.load(operation, **size, **own, kernel_size=2, values=5)
    document = made.document()
    grid, matrix = ("input", "output") if operation == "unfold" else ("output", "input")
    texts = shown(made.frame(-1).svg(), 0)
    said = sorted(one.said for one in texts[f"{matrix}_value"])
    assert said == sorted(str(n) for row in document[matrix]["values"] for n in row)
    said = sorted(one.said for one in texts[f"{grid}_value"])
    assert said == sorted(
        str(n) for plane in document[grid]["values"] for row in plane for n in row
    )
    role = "window" if operation == "unfold" else "active"
    windows = [one for one in made.scene.marks if isinstance(one, Area) and one.role == role]
    assert len(windows) == 3
    assert "Channels are below each other, channel 0 at the top." in made.description
    assert "channel by channel and row by row" in made.description


def test_the_order_of_the_rows_is_in_words() -> None:
    lines = svgconv.unfold(4, 3, in_channels=3).explain()
    assert lines.startswith("Unfold: input 3 channels of 4×4, kernel 3×3, output 27×4\n")
    assert (
        "27 rows, one for each cell of the 3×3 window in each of 3 channels: row 9·c + t is cell t"
        " of the window, row by row, in channel c"
    ) in lines
    fold = svgconv.fold(4, 3, out_channels=3)
    assert fold.title == "Fold: input 27×4, kernel 3×3, output 3 channels of 4×4"


def test_five_channels_are_explained_and_not_drawn() -> None:
    for operation, name, size in (("unfold", "in_channels", "input"), ("fold", "out_channels",
                                                                       "output")):  # fmt: skip
        made = svgconv.load(operation, kernel_size=2, **{name: 5, f"{size}_size": 3})
        assert "20 rows" in made.explain()
        with pytest.raises(SvgconvError) as caught:
            made.svg()
        assert str(caught.value) == f"{name}: 5 channels are not drawn; use at most 4"


def test_each_channels_window_covers_its_own_plane() -> None:
    made = svgconv.unfold(3, 2, in_channels=2)
    frame = made.document()["frames"][3]
    assert frame["window"] == [[c, 1 + i, 1 + j] for c, i, j in product(range(2), repeat=3)]
