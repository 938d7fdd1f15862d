"""Paths of models whose sizes differ where they join: what is said, and which inputs match."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from svgconv.gallery.networks import Network
from svgconv.models._mismatch import explained, mismatch
from svgconv.models._rows import rows_of
from svgconv.models.base import Input, Model, Node, Same, does_of

CONV = "Conv2d({}, 2, 3, padding=1)"


def nodes(shape: tuple[int, ...], *layers: tuple[Any, tuple[int, ...]]) -> tuple[Node, ...]:
    """An input, and layers with the places that they read; their names are their places."""
    start = Node("x", "input", Input(), shape=shape)
    return start, *(
        Node(f"n{place}", "", does_of(does) if isinstance(does, str) else does, inputs)
        for place, (does, inputs) in enumerate(layers, 1)
    )


def unet(shape: tuple[int, ...], levels: int) -> tuple[Node, ...]:
    """A U-Net: each level halves the plane, and its output is concatenated with the skip."""
    layers: list[tuple[Any, tuple[int, ...]]] = [(CONV.format(1), (0,))]
    for _ in range(levels):
        layers.append(("MaxPool2d(2)", (len(layers),)))
        layers.append((CONV.format(2), (len(layers),)))
    for level in reversed(range(levels)):
        layers.append(("Upsample(scale_factor=2)", (len(layers),)))
        layers.append((Same("concat"), (len(layers), 1 + 2 * level)))
        layers.append((CONV.format(4), (len(layers),)))
    return nodes(shape, *layers)


def reason(made: Sequence[Node]) -> str:
    """The first reason in a network's table."""
    return next(row.reason for row in Network(Model("m", tuple(made))).rows if row.reason)


def test_the_layer_that_loses_rows_and_the_sizes_that_match() -> None:
    assert reason(unet((1, 31, 32), 1)) == (
        "its inputs are 2×30×32 and 2×31×32; n2 leaves out 1 row; use an input with height 30 or 32"
    )


def test_sizes_match_at_every_level() -> None:
    found = reason(unet((1, 34, 41), 3))
    assert "n4 leaves out 1 row;" in found
    assert found.endswith("use an input with height 32 or 40 and width 40 or 48")
    assert not any(row.reason for row in rows_of(Model("m", unet((1, 40, 48), 3))))


def test_a_strided_layer_that_pads_is_named() -> None:
    made = nodes((1, 33), ("Conv1d(1, 1, 3, 2, 1)", (0,)), ("Upsample(scale_factor=2)", (1,)),
                 (Same("add"), (2, 0)))  # fmt: skip
    assert reason(made) == (
        "its inputs are 1×34 and 1×33; n1 makes 17 of 33; use an input with length 32 or 34"
    )


def test_a_gate_repeats_one_cell() -> None:
    made = nodes((2, 9, 9), ("AdaptiveAvgPool2d(1)", (0,)), (Same("mul"), (0, 1)))
    assert not rows_of(Model("m", made))[2].reason
    together = nodes((2, 9, 9), ("AdaptiveAvgPool2d(1)", (0,)), (Same("concat"), (0, 1)))
    assert reason(together).startswith("its inputs are 2×9×9 and 2×1×1; use an input with")


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_a_model_that_is_read_as_far_as_it_runs(levels: int) -> None:
    """A run of PyTorch ends at the first join that fails."""

    def read(shape: tuple[int, ...]) -> tuple[Node, ...] | None:
        made = unet(shape, levels)
        rows = rows_of(Model("m", made))
        ends = [at for at, row in enumerate(rows) if row.reason]
        return made[: ends[0] + 1] if ends else None

    made = read((1, 33, 16))
    assert made is not None
    rows = rows_of(Model("m", made))
    _, remedy = mismatch(made, rows, len(made) - 1, read)
    step = 2**levels
    assert remedy == f"use an input with height 32 or {32 + step}"


def test_sizes_match_beyond_the_join_that_failed() -> None:
    """35 matches at the innermost join, which is the first to run, and at no other."""

    def read(shape: tuple[int, ...]) -> tuple[Node, ...] | None:
        made = unet(shape, 3)
        ends = [at for at, row in enumerate(rows_of(Model("m", made))) if row.reason]
        return made[: ends[0] + 1] if ends else None

    made = read((1, 36, 16))
    assert made is not None
    _, remedy = mismatch(made, rows_of(Model("m", made)), len(made) - 1, read)
    assert remedy == "use an input with height 32 or 40"


def test_an_axis_that_matches_is_not_named() -> None:
    """Both paths lose the last column, and one of them the last row."""
    made = nodes((1, 31, 31), ("MaxPool2d(2)", (0,)), ("Upsample(scale_factor=2)", (1,)),
                 ("MaxPool2d((1, 2))", (0,)), ("Upsample(scale_factor=(1, 2))", (3,)),
                 (Same("add"), (2, 4)))  # fmt: skip
    assert reason(made) == (
        "its inputs are 1×30×30 and 1×31×30; n1 leaves out 1 row; use an input with height 30 or 32"
    )


def test_rows_that_match_stay_as_they_are() -> None:
    made = unet((1, 32, 32), 2)
    rows = rows_of(Model("m", made))
    assert explained(made, rows) == rows
