"""svgconv's states against PyTorch's gradients and refusals, as `golden/make_pytorch.py` has them.

The golden data says what each output cell reads. That the drawn grid and its window say the same,
and that they lie where the guide draws them, is checked against `tests.oracle.reference`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

import svgconv
from tests.oracle.reference import reference

Case: TypeAlias = dict[str, Any]
Trait: TypeAlias = Callable[[Case], bool]

ROOT = Path(__file__).parents[2]
GOLDEN: dict[str, Any] = json.loads(
    gzip.decompress((ROOT / "tests" / "golden" / "pytorch.json.gz").read_bytes())
)
CASES: list[Case] = GOLDEN["cases"]
REFUSALS: list[Case] = GOLDEN["refusals"]

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
    named = {name: tuples(value) for name, value in parameters.items()}
    return svgconv.conv(**named) if operation == "conv" else svgconv.conv_transpose(**named)


def written(case: Case) -> str:
    """A test's name: the catalogue's, or every parameter in short."""
    if case.get("name"):
        return str(case["name"])
    parameters = case["parameters"]
    parts = [case["operation"]]
    for name in ("input_size", "kernel_size", "stride", "padding", "output_padding", "dilation"):
        if name in parameters:
            flat = json.dumps(parameters[name], separators=(",", ":")).strip('"')
            parts.append(f"{name[0]}{flat[1:-1] if flat[0] == '[' else flat}")
    return " ".join(parts)


def by_cell(case: Case) -> list[list[list[int]]]:
    """The golden reads as ``[row, column]``, for each output cell."""
    width = case["parameters"]["input_size"][1]
    return [[list(divmod(flat, width)) for flat in reads] for reads in case["reads"]]


def row_major(size: list[int]) -> list[list[int]]:
    return [[row, column] for row in range(size[0]) for column in range(size[1])]


@pytest.mark.parametrize("case", CASES, ids=written)
def test_every_frame_reads_what_pytorch_reads(case: Case) -> None:
    document = figure(case["operation"], case["parameters"]).states.to_dict()
    assert document["operation"] == case["operation"]
    assert document["input"]["shape"] == case["parameters"]["input_size"]
    assert document["output"]["shape"] == case["output"]
    assert [frame["output"] for frame in document["frames"]] == row_major(case["output"])
    assert [frame["reads"] for frame in document["frames"]] == by_cell(case)


@pytest.mark.parametrize("case", CASES, ids=written)
def test_the_drawn_grid_and_the_window_show_what_is_read(case: Case) -> None:
    document = figure(case["operation"], case["parameters"]).states.to_dict()
    wanted = reference(case["operation"], case["parameters"])
    cells = document["input"]["cells"]
    assert cells == wanted.cells
    assert document["input"]["drawn"] == [len(cells), len(cells[0])]
    assert [frame["window"] for frame in document["frames"]] == wanted.windows
    for frame in document["frames"]:
        units = [cell for cell in frame["window"] if cells[cell[0]][cell[1]] == "#"]
        assert [[wanted.rows[row], wanted.columns[column]] for row, column in units] == (
            frame["reads"]
        )


@pytest.mark.parametrize("refusal", REFUSALS, ids=written)
def test_what_pytorch_refuses_is_refused(refusal: Case) -> None:
    with pytest.raises(svgconv.SvgconvError) as caught:
        figure(refusal["operation"], refusal["parameters"])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("case", [case for case in CASES if case["name"]], ids=written)
def test_the_catalogue_has_these_parameters(case: Case) -> None:
    named = svgconv.load(case["name"])
    spelled = figure(case["operation"], case["parameters"])
    assert named.states.to_dict() == spelled.states.to_dict()


@pytest.mark.parametrize("case", CASES, ids=written)
def test_the_reference_reads_what_pytorch_reads(case: Case) -> None:
    found = reference(case["operation"], case["parameters"])
    assert found.output_size == case["output"]
    assert found.reads == by_cell(case)
    drawn = {
        (row, column)
        for row in found.rows
        for column in found.columns
        if row is not None and column is not None
    }
    read = {tuple(unit) for reads in found.reads for unit in reads}
    assert read <= drawn <= {tuple(unit) for unit in row_major(case["parameters"]["input_size"])}
    if case["operation"] == "conv":
        assert len(drawn) == len(row_major(case["parameters"]["input_size"]))


@pytest.mark.parametrize("refusal", REFUSALS, ids=written)
def test_the_reference_refuses_what_pytorch_refuses(refusal: Case) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        reference(refusal["operation"], refusal["parameters"])


def test_the_golden_data_is_made_by_the_script_beside_it() -> None:
    script = ROOT / GOLDEN["script"]
    digest = hashlib.sha256(script.read_bytes()).hexdigest()
    assert GOLDEN["script_sha256"] == digest, f"run: python {GOLDEN['script']}"


def test_the_golden_data_holds_the_catalogue_and_many_random_cases() -> None:
    names = [case["name"] for case in CASES if case["name"]]
    assert sorted(names) == sorted(CATALOGUE)
    random = [case["operation"] for case in CASES if not case["name"]]
    assert len(random) >= 500
    assert min(random.count("conv"), random.count("conv_transpose")) >= 200
    assert len(REFUSALS) >= 80


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
    height, width = case["parameters"]["input_size"]
    return int(height * width)


def _units_unread(case: Case) -> bool:
    return len({unit for reads in case["reads"] for unit in reads}) < _units(case)


def _units_cropped(case: Case) -> bool:
    drawn = sum(row.count("#") for row in reference(case["operation"], case["parameters"]).cells)
    return drawn < _units(case)


def _together(case: Case) -> bool:
    """Kernel, stride and dilation all above 1, padding and output padding all above 0."""
    parameters = case["parameters"]
    if isinstance(parameters["padding"], str):
        return False
    above_one = [*parameters["kernel_size"], *parameters["stride"], *parameters["dilation"]]
    above_zero = [*map(min, parameters["padding"]), *parameters.get("output_padding", [])]
    return all(number > 1 for number in above_one) and all(number > 0 for number in above_zero)


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
    },
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
    cases = [case for case in CASES if case["operation"] == operation]
    assert sum(TRAITS[operation][trait](case) for case in cases) >= 10
