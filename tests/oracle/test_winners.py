"""The rings of max poolings against PyTorch's indices, as `golden/make_winners.py` has them.

A reader of the finished file finds which number each ring is around, in every frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from tests.command import run
from tests.golden.archive import digest, read
from tests.moments import middle
from tests.numbers import STEPS, in_cells
from tests.smil import Shape, Text, shapes, texts

GOLDEN = read("winners")
OPERATIONS = sorted({case["operation"] for case in GOLDEN["cases"]})


def figure(case: dict[str, Any], **options: Any) -> Figure:
    rows = np.array(case["input"]).reshape(case["parameters"]["input_size"]).tolist()
    parameters = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in case["parameters"].items()
    }
    values = {"input": rows}
    made: Figure = getattr(svgconv, case["operation"])(**parameters, values=values, **options)
    return made


def place(point: Sequence[float]) -> tuple[float, ...]:
    return tuple(round(one, 2) for one in point)


def corner(ring: Shape, view: str) -> tuple[float, ...]:
    """Where the ringed cell begins: half a row and half a column before the ring's middle."""
    (line,) = ring.polylines
    assert len(line) == 5
    (down, right) = STEPS[view]
    return place(
        tuple(
            sum(point[axis] for point in line[:4]) / 4 - (down[axis] + right[axis]) / 2
            for axis in (0, 1)
        )
    )


def rings(svg: str, seconds: Fraction) -> list[Shape]:
    return [one for one in shapes(svg, seconds) if one.role == "svgconv-winner"]


def numbered_cells(found: list[Text], view: str, *, padded: bool) -> list[tuple[float, ...]]:
    """Where each number of the input is: units in their order, or all cells row by row."""
    if not padded:
        return [place(text.pen) for text in found if text.role == "svgconv-input_value"]
    roles = ("svgconv-input_value", "svgconv-padding_value")
    own = [text for text in found if text.role in roles]
    own.sort(key=lambda text: tuple(round(one, 3) for one in in_cells(text.pen, view)))
    return [place(text.pen) for text in own]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_rings_are_around_pytorchs_choice_in_every_frame(operation: str) -> None:
    cases = [one for one in GOLDEN["cases"] if one["operation"] == operation]
    assert len(cases) >= 30
    for number, case in enumerate(cases):
        view = ("flat", "oblique")[number % 2]
        made = figure(case, view=view)
        assert made.winners is True
        svg = made.svg()
        written: set[tuple[float, ...]] = set()
        for frame, winner in enumerate(case["winners"]):
            seconds = middle(svg, frame)
            found = texts(svg, seconds)
            now = {place(one.pen) for one in found if one.role == "svgconv-output_value"}
            new, written = now - written, now
            ringed = rings(svg, seconds)
            places = {corner(ring, view) for ring in ringed}
            assert new <= places, (case, frame)
            cells = numbered_cells(found, view, padded="padding_mode" in case["parameters"])
            wanted = set() if winner is None else {cells[winner]}
            assert places == new | wanted, (case, frame)
            assert len(ringed) == 1 + len(wanted)
            edges = [one for one in shapes(svg, seconds) if one.role == "svgconv-edge"]
            assert [one.polylines for one in edges] == [one.polylines for one in ringed]


def test_stills_have_the_rings_of_their_frame() -> None:
    for case in GOLDEN["cases"][:8]:
        made = figure(case, view="flat")
        svg = made.svg()
        for frame in range(made.frame_count):
            moving, still = (
                {
                    corner(one, "flat")
                    for one in shapes(text, seconds)
                    if one.role == "svgconv-winner"
                }
                for text, seconds in (
                    (svg, middle(svg, frame)),
                    (made.frame(frame).svg(), Fraction(0)),
                )
            )
            assert moving == still


def test_fractions_win_as_other_numbers_do() -> None:
    values = {"input": [[0.25, 0.5], [0.5, 0.1]]}
    made = svgconv.max_pool(2, 2, view="flat", values=values)
    ring, _ = rings(made.svg(), Fraction(0))
    at = next(one for one in texts(made.svg(), Fraction(0)) if one.said == "0.5")
    assert corner(ring, "flat") == place(at.pen)


def ring_count(made: Figure) -> int:
    return sum(mark.role == "winner" for mark in made.scene.marks)


def test_only_max_poolings_with_visible_numbers_have_rings() -> None:
    assert ring_count(svgconv.max_pool(4, 2, values=1)) == 2
    assert ring_count(svgconv.max_pool(4, 2, values=1, winners=False)) == 0
    assert ring_count(svgconv.max_pool(4, 2, worksheet=True)) == 0
    for made in (svgconv.max_pool(4, 2), svgconv.conv(4, 2, values=1)):
        assert ring_count(made) == 0
        assert made.winners is False
        assert "winners" not in made.recipe
    with pytest.raises(SvgconvError, match=r"^winners: only max poolings have them; leave it out$"):
        svgconv.conv(4, 2, values=1, winners=True)


def test_older_files_keep_their_look(tmp_path: Path) -> None:
    made = svgconv.max_pool(4, 2, values=1)
    assert made.recipe["winners"] is True
    older = {key: value for key, value in made.recipe.items() if key != "winners"}
    assert Figure.from_recipe(older).winners is False
    assert Figure.from_recipe(made.recipe) == made
    made.save(tmp_path / "max.svg")
    assert svgconv.load(str(tmp_path / "max.svg"), values=False).winners is False


def test_the_command_line_turns_them_off(tmp_path: Path) -> None:
    given = ("max_pool", "-i", "4", "-k", "2", "--values", "-o")
    run("render", *given, str(tmp_path / "on.svg"))
    run("render", *given, str(tmp_path / "off.svg"), "--no-winners")
    counts = [
        (tmp_path / f"{name}.svg").read_text().count('svgconv-winner"') for name in ("on", "off")
    ]
    assert counts == [2, 0]


def test_compared_figures_have_rings_where_they_can() -> None:
    first = svgconv.max_pool(4, 2, 1, values=1)
    compared = svgconv.compare(first, svgconv.avg_pool(4, 2, 1, values=1))
    assert ring_count(compared) == 2
    again = Figure.from_recipe(compared.recipe)
    assert [one.winners for one in again.figures] == [True, False]


def test_the_data_is_from_the_script() -> None:
    assert GOLDEN["scripts_sha256"] == digest(*GOLDEN["scripts"])
    assert sum(None in case["winners"] for case in GOLDEN["cases"]) >= 3
    assert sum("padding_mode" in case["parameters"] for case in GOLDEN["cases"]) >= 20
