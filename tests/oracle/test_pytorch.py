"""svgconv's states against PyTorch's gradients and refusals, as `golden/make_pytorch.py` has them.

The golden data says what each output cell reads. That the drawn grid and its window say the same,
and that they lie where the guide draws them, is checked against `tests.oracle.reference`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from itertools import product
from math import prod
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pytest
from numpy.typing import NDArray

import svgconv
from svgconv.operations import OPERATIONS
from svgconv.operations.base import WINDOWS
from tests.oracle.reference import reference

Case: TypeAlias = dict[str, Any]
Trait: TypeAlias = Callable[[Case], bool]

ROOT = Path(__file__).parents[2]
GOLDEN: dict[str, Any] = json.loads(
    gzip.decompress((ROOT / "tests" / "golden" / "pytorch.json.gz").read_bytes())
)
CASES: list[Case] = GOLDEN["cases"]
REFUSALS: list[Case] = GOLDEN["refusals"]

ELSEWHERE = {
    "upsample",
    "upsample1d",
    "upsample3d",
    "masked_conv",
    "deform_conv",
    "lp_pool",
    "lp_pool1d",
} | {name for name in OPERATIONS.names() if "3d" in name}
"""Operations whose golden data are another script's, with tests of their own."""
ALONE = [
    name
    for name in OPERATIONS.names()
    if WINDOWS in OPERATIONS.get(name).states_kinds and name not in ELSEWHERE
]
"""The operations that are one layer; stacks of them have tests of their own."""

CATALOGUE = {
    "dilation",
    *(
        name + transposed
        for transposed in ("", "_transposed")
        for name in (
            "no_padding_no_strides",
            "arbitrary_padding_no_strides",
            "same_padding_no_strides",
            "full_padding_no_strides",
            "no_padding_strides",
            "padding_strides",
            "padding_strides_odd",
        )
    ),
}


def tuples(value: Any) -> Any:
    """JSON's lists as the tuples that the API declares."""
    return tuple(map(tuples, value)) if isinstance(value, list) else value


def figure(operation: str, parameters: dict[str, Any]) -> svgconv.Figure:
    made: svgconv.Figure = getattr(svgconv, operation)(
        **{name: tuples(value) for name, value in parameters.items()}
    )
    return made


def written(case: Case) -> str:
    """A case in a message: the catalogue's name, or the operation and every parameter."""
    return str(case.get("name") or f"{case['operation']} {json.dumps(case['parameters'])}")


def of(cases: list[Case], operation: str) -> list[Case]:
    found = [case for case in cases if case["operation"] == operation]
    assert found
    return found


def row_major(size: list[int]) -> list[list[int]]:
    return [list(index) for index in product(*map(range, size))]


def by_cell(case: Case) -> list[list[list[int]]]:
    """The golden reads as the input's own indices, for each output cell."""
    units = row_major(case["parameters"]["input_size"])
    return [[units[flat] for flat in reads] for reads in case["reads"]]


def numbered(size: list[int], seed: int) -> NDArray[np.int64]:
    """The whole numbers that `golden/make_pytorch.py` gives to PyTorch."""
    flat = [(7 * n * n + 3 * n + seed) % 23 - 11 for n in range(prod(size))]
    return np.array(flat, np.int64).reshape(size)


@pytest.mark.parametrize("operation", ALONE)
def test_every_frame_reads_what_pytorch_reads(operation: str) -> None:
    for case in of(CASES, operation):
        document = figure(operation, case["parameters"]).states.to_dict()
        assert document["operation"] == operation
        assert document["input"]["shape"] == case["parameters"]["input_size"]
        assert document["output"]["shape"] == case["output"], written(case)
        assert [frame["output"] for frame in document["frames"]] == row_major(case["output"])
        assert [frame["reads"] for frame in document["frames"]] == by_cell(case), written(case)


@pytest.mark.parametrize("operation", ALONE)
def test_values_are_pytorchs(operation: str) -> None:
    """Exactly; but PyTorch divides an adaptive average by rows, then by columns, save at 1×1."""
    for case in of(CASES, operation):
        parameters = case["parameters"]
        made = figure(operation, parameters).operation
        weight = numbered(parameters["kernel_size"], 5) if made.has_weight else None
        values = made.forward(numbered(parameters["input_size"], 1), weight)
        assert list(values.shape) == case["output"]
        assert values.flatten().tolist() == pytest.approx(case["values"], rel=1e-15), written(case)
        if not operation.startswith("adaptive_avg"):
            assert values.flatten().tolist() == case["values"], written(case)


@pytest.mark.parametrize("operation", ALONE)
def test_the_drawn_grid_and_the_window_show_what_is_read(operation: str) -> None:
    for case in of(CASES, operation):
        states = figure(operation, case["parameters"]).states
        document = states.to_dict()
        wanted = reference(operation, case["parameters"])
        assert document["input"]["cells"] == wanted.rows, written(case)
        assert document["input"]["drawn"] == [len(line.cells) for line in wanted.lines]
        assert [frame["window"] for frame in document["frames"]] == wanted.windows, written(case)
        for frame, windows, units in zip(
            document["frames"], states.windows.tolist(), states.units.tolist(), strict=True
        ):
            assert [cell for cell in windows if min(cell) >= 0] == frame["window"]
            held = {tuple(unit) for unit in units if min(unit) >= 0}
            assert sorted(map(list, held)) == frame["reads"]


@pytest.mark.parametrize("operation", ALONE)
def test_what_pytorch_rejects_is_rejected(operation: str) -> None:
    for refusal in of(REFUSALS, operation):
        with pytest.raises(svgconv.SvgconvError) as caught:
            pytest.fail(f"{figure(operation, refusal['parameters'])}: {refusal['message']}")
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("operation", ALONE)
def test_the_pytorch_call_reads_back(operation: str) -> None:
    for case in of(CASES, operation):
        made = figure(operation, case["parameters"]).operation
        again = svgconv.load(made.torch_call(), input_size=made.input_size).operation
        assert again == made, (written(case), made.torch_call())


@pytest.mark.parametrize("case", [case for case in CASES if case["name"]], ids=written)
def test_the_catalogue_has_these_parameters(case: Case) -> None:
    named = svgconv.load(case["name"])
    spelled = figure(case["operation"], case["parameters"])
    assert named.states.to_dict() == spelled.states.to_dict()


@pytest.mark.parametrize("operation", ALONE)
def test_the_reference_reads_what_pytorch_reads(operation: str) -> None:
    for case in of(CASES, operation):
        found = reference(operation, case["parameters"])
        assert found.output_size == case["output"], written(case)
        assert found.reads == by_cell(case), written(case)


@pytest.mark.parametrize("operation", ALONE)
def test_the_reference_refuses_what_pytorch_refuses(operation: str) -> None:
    for refusal in of(REFUSALS, operation):
        with pytest.raises(ValueError):  # noqa: PT011
            pytest.fail(f"{reference(operation, refusal['parameters'])}: {written(refusal)}")


def test_the_golden_data_is_made_by_the_scripts_beside_it() -> None:
    scripts = b"".join((ROOT / script).read_bytes() for script in GOLDEN["scripts"])
    digest = hashlib.sha256(scripts).hexdigest()
    assert GOLDEN["scripts_sha256"] == digest, "run: python -m tests.golden.make_pytorch"


def test_the_golden_data_holds_the_catalogue_and_many_random_cases() -> None:
    names = [case["name"] for case in CASES if case["name"]]
    assert sorted(names) == sorted(CATALOGUE)
    random = [case["operation"] for case in CASES if not case["name"]]
    assert len(random) >= 2000
    assert all(random.count(operation) >= 40 for operation in ALONE)
    assert all(len(of(REFUSALS, operation)) >= 8 for operation in ALONE)
    assert len(REFUSALS) >= 400


def _pairs(case: Case, *names: str) -> list[tuple[int, ...]]:
    """These parameters' numbers together, for each axis."""
    return list(zip(*(case["parameters"][name] for name in names), strict=True))


def _unequal(case: Case) -> bool:
    return case["output"][0] != case["output"][1] and len(set(_pairs(case, "kernel_size"))) == 2


def _sides_differ(case: Case) -> bool:
    padding = case["parameters"]["padding"]
    return not isinstance(padding, str) and any(before != after for before, after in padding)


def _same(kernel_odd: int) -> Trait:
    def trait(case: Case) -> bool:
        return case["parameters"]["padding"] == "same" and any(
            k > 1 and d > 1 and k % 2 == kernel_odd
            for k, d in _pairs(case, "kernel_size", "dilation")
        )

    return trait


def _units(case: Case) -> int:
    return prod(case["parameters"]["input_size"])


def _units_unread(case: Case) -> bool:
    return len({unit for reads in case["reads"] for unit in reads}) < _units(case)


def _units_cropped(case: Case) -> bool:
    drawn = sum(row.count("#") for row in reference(case["operation"], case["parameters"]).rows)
    return bool(drawn < _units(case))


def _together(case: Case) -> bool:
    """Kernel, stride and dilation all above 1, padding and output padding all above 0."""
    parameters = case["parameters"]
    if isinstance(parameters["padding"], str):
        return False
    above_one = [*parameters["kernel_size"], *parameters["stride"], *parameters["dilation"]]
    above_zero = [*map(min, parameters["padding"]), *parameters.get("output_padding", [])]
    return all(number > 1 for number in above_one) and all(number > 0 for number in above_zero)


def _mode(mode: str) -> Trait:
    def trait(case: Case) -> bool:
        return case["parameters"]["padding_mode"] == mode and bool(_copies(case))

    return trait


def _copies(case: Case) -> int:
    """In how many frames an output reads a unit through the padding alone."""
    found = reference(case["operation"], case["parameters"])
    count = 0
    for window, reads in zip(found.windows, found.reads, strict=True):
        under = [
            [line.cells[at] for line, at in zip(found.lines, cell, strict=True)] for cell in window
        ]
        real = [[unit for unit, _ in cell] for cell in under if all(own for _, own in cell)]
        count += any(unit not in real for unit in reads)
    return count


def _dropped(case: Case) -> bool:
    """Whether ceil mode does without a last window that would start behind the input."""
    parameters = case["parameters"]
    if not parameters["ceil_mode"] or parameters["stride"] is None:
        return False
    return any(
        o * s < i + 2 * p - d * (k - 1) - 1 + s and o * s >= i + p
        for o, i, k, s, p, d in zip(
            case["output"],
            parameters["input_size"],
            parameters["kernel_size"],
            parameters["stride"],
            parameters["padding"],
            parameters.get("dilation", [1, 1]),
            strict=False,
        )
    )


def _beyond(case: Case) -> bool:
    """Whether the last window reaches beyond the padded input."""
    lengths = [
        {len(taps) for taps in line.places}
        for line in reference(case["operation"], case["parameters"]).lines
    ]
    return any(len(found) > 1 for found in lengths)


def _parameter(name: str, value: object) -> Trait:
    return lambda case: bool(case["parameters"][name] == value)


POOLING: dict[str, Trait] = {
    "ceil mode": _parameter("ceil_mode", True),
    "windows beyond the edge": _beyond,
    "last windows dropped": _dropped,
    "padding": lambda case: any(case["parameters"]["padding"]),
    "units never read": _units_unread,
}
UNCOUNTED = {"padding not counted": _parameter("count_include_pad", False)}
ADAPTIVE: dict[str, Trait] = {
    "windows of two sizes": _beyond,
    "more outputs than units": lambda case: any(
        o > i for i, o in _pairs(case, "input_size", "output_size")
    ),
    "global pooling along an axis": lambda case: 1 in case["parameters"]["output_size"],
}
MODES = {f"{mode} read": _mode(mode) for mode in ("reflect", "replicate", "circular")}

TRAITS: dict[str, dict[str, Trait]] = {
    "conv": {
        "unequal axes": _unequal,
        "sides that differ": _sides_differ,
        "same, even kernel, dilated": _same(kernel_odd=0),
        "same, odd kernel, dilated": _same(kernel_odd=1),
        "valid": lambda case: bool(case["parameters"]["padding"] == "valid"),
        "a stride beyond the kernel": lambda case: any(
            s > k for s, k in _pairs(case, "stride", "kernel_size")
        ),
        "units never read": _units_unread,
        "windows on padding alone": lambda case: [] in case["reads"],
        "all parameters together": _together,
        **MODES,
    },
    "conv1d": {"sides that differ": _sides_differ, "units never read": _units_unread, **MODES},
    "conv_transpose1d": {"sides that differ": _sides_differ, "units cropped": _units_cropped},
    "max_pool": POOLING,
    "max_pool1d": POOLING,
    "avg_pool": POOLING | UNCOUNTED,
    "avg_pool1d": POOLING | UNCOUNTED,
    "adaptive_max_pool": ADAPTIVE,
    "adaptive_max_pool1d": ADAPTIVE,
    "adaptive_avg_pool": ADAPTIVE,
    "adaptive_avg_pool1d": ADAPTIVE,
    "conv_transpose": {
        "unequal axes": _unequal,
        "sides that differ": _sides_differ,
        "output padding not below the stride": lambda case: any(
            extra >= s for extra, s in _pairs(case, "output_padding", "stride")
        ),
        "output padding not below the dilation": lambda case: any(
            extra >= d for extra, d in _pairs(case, "output_padding", "dilation")
        ),
        "units never read": _units_unread,
        "units cropped": _units_cropped,
        "outputs that read nothing": lambda case: [] in case["reads"],
        "all parameters together": _together,
    },
}


@pytest.mark.parametrize(
    ("operation", "trait"),
    [(operation, trait) for operation, traits in TRAITS.items() for trait in traits],
)
def test_the_golden_data_has_every_trait_many_times(operation: str, trait: str) -> None:
    assert sum(map(TRAITS[operation][trait], of(CASES, operation))) >= 10
