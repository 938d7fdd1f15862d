"""The reads: the input units that each output depends on, by PyTorch's gradients."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from tests.truth.case import Case


def check(case: Case) -> Iterator[str]:
    """Yield each output whose reads are not PyTorch's, and each window over other units."""
    if case.scatters:
        yield from _writes(case)
        return
    made, truth = case.specification, case.truth
    units_of = _units_by_cell(case)
    for number, frame in enumerate(case.document["frames"]):
        read = {case.flat(unit, truth.input_shape) for unit in frame["reads"]}
        outputs = frame["output"] if made.kind in ("unfold", "fold") else [frame["output"]]
        written = [case.flat(one, truth.output_shape) for one in outputs if one is not None]
        wanted = {unit for output in written for unit in case.reads[output]}
        if made.kind == "fold":  # a frame reads the entries of its own column only
            wanted = {unit for unit in wanted if unit % truth.input_shape[1] == number}
        if read != wanted or len(frame["reads"]) != len(read):
            yield f"frame {number} reads {sorted(read)}, in PyTorch {sorted(wanted)}"
        if units_of is None:
            continue
        under = {units_of[cell] for cell in map(tuple, frame["window"]) if cell in units_of}
        copied = made.parameters.get("padding_mode", "zeros") != "zeros"
        if not under <= wanted or not (copied or under == wanted):
            yield f"frame {number} has a window over units {sorted(under)}, reads {sorted(wanted)}"
    if made.view == "matrix":
        yield from _matrix(case)


def _units_by_cell(case: Case) -> dict[tuple[int, ...], int] | None:
    """The unit in each drawn cell that is one: the nth row of units is the input's nth row."""
    made, head = case.specification, case.document["input"]
    if made.kind in ("stack", "fold") or "shuffle" in made.kind or made.channels[0] > 1:
        return None
    cells = head["cells"]
    drawn = head["drawn"]
    found = [
        index
        for index in product(*map(range, drawn))
        if _cell(cells if len(drawn) > 1 else cells[0], index) == "#"
    ]
    channel = len(case.truth.input_shape) > made.axes
    if made.kind == "conv_transpose" and len(found) != len(set(_flat_units(case))):
        # a crop: the units that are left are not said, so only the count can be compared
        return None
    if len(found) != len(set(_flat_units(case))):
        raise AssertionError(f"{len(found)} drawn units, {len(set(_flat_units(case)))} in PyTorch")
    return {((0, *cell) if channel or made.channels[1] > 1 else cell): unit
            for unit, cell in enumerate(found)}  # fmt: skip


def _flat_units(case: Case) -> range:
    count = 1
    for size in case.truth.input_shape:
        count *= size
    return range(count)


def _cell(cells: Any, index: tuple[int, ...]) -> str:
    for at in index:
        cells = cells[at]
    return str(cells)


def _writes(case: Case) -> Iterator[str]:
    """Yield each input unit that writes other outputs than those that depend on it."""
    truth = case.truth
    wanted: dict[int, list[int]] = {}
    for output, units in enumerate(case.reads):
        for unit in units:
            wanted.setdefault(unit, []).append(output)
    for number, frame in enumerate(case.document["frames"]):
        unit = case.flat(frame["input"], truth.input_shape)
        written = [case.flat(one, truth.output_shape) for one in frame["writes"]]
        if written != wanted.get(unit, []):
            yield f"frame {number} writes {written}, in PyTorch {wanted.get(unit, [])}"
    hits = _flattened(case.document["output"]["hits"])
    if hits != [len(units) for units in case.reads]:
        yield f"hits {hits}, in PyTorch {[len(units) for units in case.reads]}"


def _flattened(rows: Any) -> list[int]:
    return [one for row in rows for one in _flattened(row)] if isinstance(rows, list) else [rows]


def _matrix(case: Case) -> Iterator[str]:
    """Yield each row of the matrix whose weights are not in PyTorch's places."""
    kernel = case.truth.weight_shape
    for number, (frame, pairs) in enumerate(
        zip(case.document["frames"], case.truth.taps, strict=True)
    ):
        shown = [
            (case.flat(tap, kernel), column)
            for tap, column in zip(frame["taps"], frame["columns"], strict=True)
        ]
        if frame["row"] != number or sorted(shown) != pairs:
            yield f"row {frame['row']} has (tap, column) {sorted(shown)}, in PyTorch {pairs}"
