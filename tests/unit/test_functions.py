"""The package's functions: their signatures, their help, and the stub for type checkers."""

from __future__ import annotations

import inspect
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import svgconv
from svgconv.figure.figure import Figure
from svgconv.figure.operation_options import without_meaning
from svgconv.operations import OPERATIONS
from svgconv.options import options_of, required
from svgconv.sources.functions import function_of
from svgconv.sources.stub import STUB, stub

CONV = "input_size kernel_size stride padding dilation padding_mode"
CHANNELS = "in_channels out_channels groups"
UP = "input_size kernel_size stride padding output_padding dilation"
MAX = "input_size kernel_size stride padding dilation ceil_mode padding_mode"
AVERAGE = "input_size kernel_size stride padding ceil_mode count_include_pad"

SIGNATURES = {
    **dict.fromkeys(("conv", "conv1d", "conv3d"), f"{CONV} {CHANNELS}"),
    "masked_conv": "input_size kernel_size mask stride padding dilation padding_mode"
    " color_groups in_channels out_channels",
    "deform_conv": "input_size kernel_size offset stride padding dilation",
    **dict.fromkeys(
        ("conv_transpose", "conv_transpose1d", "conv_transpose3d"), f"{UP} {CHANNELS} output_size"
    ),
    **dict.fromkeys(("max_pool", "max_pool1d", "max_pool3d"), MAX),
    "avg_pool1d": f"{AVERAGE} padding_mode",
    **dict.fromkeys(("avg_pool", "avg_pool3d"), f"{AVERAGE} divisor_override padding_mode"),
    **dict.fromkeys(
        ("lp_pool", "lp_pool1d", "lp_pool3d"),
        "input_size kernel_size stride padding ceil_mode norm_type padding_mode",
    ),
    **{
        f"adaptive_{kind}_pool{axes}": "input_size output_size"
        for kind in ("avg", "max")
        for axes in ("", "1d", "3d")
    },
    "pixel_shuffle": "input_size upscale_factor",
    "pixel_unshuffle": "input_size downscale_factor",
    "unfold": "input_size kernel_size stride padding dilation in_channels",
    "fold": "output_size kernel_size stride padding dilation input_size out_channels",
    "upsample": "input_size scale_factor size mode align_corners recompute_scale_factor",
    "upsample3d": "input_size scale_factor size mode align_corners recompute_scale_factor",
    "upsample1d": "input_size scale_factor size mode align_corners recompute_scale_factor",
    "stack": "layers input_size",
}
"""The parameters of each function, in their positional order: users rely on it."""

ALIASES = {
    f"{name}2d": name
    for name in (
        "adaptive_avg_pool", "adaptive_max_pool", "avg_pool", "conv", "conv_transpose",
        "deform_conv", "lp_pool", "max_pool",
    )
}  # fmt: skip
"""The operation of each name that PyTorch's function has."""

OPTIONS = list(options_of(Figure))


def function(name: str) -> inspect.Signature:
    return inspect.signature(getattr(svgconv, name))


def test_every_operation_is_in_the_table() -> None:
    assert sorted(SIGNATURES) == OPERATIONS.own_names()


@pytest.mark.parametrize("name", SIGNATURES)
def test_parameters_come_first_in_their_order_and_options_are_keywords(name: str) -> None:
    parameters = function(name).parameters.values()
    own = SIGNATURES[name].split()
    assert [one.name for one in parameters] == [*own, *OPTIONS]
    kinds = [one.kind for one in parameters]
    positional, keyword = inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY
    assert kinds == [positional] * len(own) + [keyword] * len(OPTIONS)
    assert function(name).return_annotation is Figure
    needed = [one.name for one in parameters if one.default is inspect.Parameter.empty]
    assert sorted(needed) == sorted(required(OPERATIONS.get(name)))


@pytest.mark.parametrize("name", SIGNATURES)
def test_annotations_say_what_is_taken(name: str) -> None:
    for one in function(name).parameters.values():
        assert one.annotation is not inspect.Parameter.empty
        assert one.annotation is not Any or one.name == "offset", one


@pytest.mark.parametrize("name", SIGNATURES)
def test_the_help_describes_every_parameter_and_option(name: str) -> None:
    text = inspect.getdoc(getattr(svgconv, name))
    assert text is not None
    summary, *_ = text.splitlines()
    assert re.fullmatch(r"Draw an? .{10,85}\.", summary)
    rejected = without_meaning(OPERATIONS.get(name), options_of(Figure))
    for key in [*SIGNATURES[name].split(), *OPTIONS, "Figure", "SvgconvError"]:
        if key in rejected:
            assert f"\n{key}: " not in text
            continue
        (line,) = (line for line in text.splitlines() if line.startswith(f"{key}: "))
        assert len(line) > len(key) + 12, line
    assert f"/generated/{OPERATIONS.get(name).torch_name()}.html" in text


def test_the_help_gives_forms_ranges_and_the_guides_relationships() -> None:
    text = " ".join((svgconv.conv.__doc__ or "").split())
    for part in (
        "kernel_size: The size of the kernel, in cells: one whole number for both axes, or"
        " (height, width); at least 1.",
        'or "same", "valid", "same_upper" or "same_lower".',
        'padding_mode: What the padding holds: "zeros", "reflect", "replicate" or "circular".',
        "groups: The number of groups of channels; in a depthwise layer, one per input channel: "
        "one whole number from 1 to 1,000,000.",
        'its default view, which is listed first. Names: "oblique", "flat", "im2col", "matrix".',
        "relationships 1 to 6 and 15",
    ):
        assert part in text
    assert "one whole number; at least 1" in (svgconv.conv1d.__doc__ or "")


@pytest.mark.parametrize("name", SIGNATURES)
def test_the_example_in_the_help_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = inspect.getdoc(getattr(svgconv, name)) or ""
    exec(text.split("Examples\n--------\n")[1].split("\n\n")[0], {"svgconv": svgconv})
    assert (tmp_path / f"{name}.svg").is_file()


def test_defaults_are_the_operations_own() -> None:
    assert function("conv").parameters["values"].default is None
    assert svgconv.conv(5, 3, values=None, sum=True).values is not None
    assert function("conv").parameters["stride"].default == 1
    assert function("conv").parameters["frame_duration"].default is None
    assert function("max_pool").parameters["stride"].default is None
    assert svgconv.conv(5, 3, 2, 1) == svgconv.conv(
        input_size=5, kernel_size=3, stride=2, padding=1, view="oblique", crop=0, annotate=()
    )


def test_arguments_that_do_not_fit_are_rejected() -> None:
    with pytest.raises(svgconv.SvgconvError, match="strid: unknown option of conv; did you mean"):
        svgconv.conv(5, 3, strid=2)  # type: ignore[call-arg]
    with pytest.raises(svgconv.SvgconvError, match="kernel_size: missing, but required by conv"):
        svgconv.conv(5)  # type: ignore[call-arg]
    with pytest.raises(svgconv.SvgconvError, match="input_size: missing, but required by conv"):
        svgconv.conv(kernel_size=3, values={"weight": "box"})  # type: ignore[call-arg]
    many = "adaptive_avg_pool: takes at most 2 values by position, not 3; give options by name"
    with pytest.raises(svgconv.SvgconvError, match=many):
        svgconv.adaptive_avg_pool(5, 3, 1)  # type: ignore[call-arg, arg-type]
    with pytest.raises(svgconv.SvgconvError, match="conv: input_size is given twice; give it once"):
        svgconv.conv(5, 3, input_size=4)  # type: ignore[misc]


def test_the_package_lists_its_functions() -> None:
    public = {
        *SIGNATURES,
        *ALIASES,
        "Figure",
        "Strip",
        "SvgconvError",
        "compare",
        "explore",
        "load",
        "model",
        "solve",
        "widget",
        "__version__",
    }
    assert public <= {*dir(svgconv)}
    assert {*svgconv.__all__} == public
    with pytest.raises(AttributeError, match="no attribute 'con'"):
        svgconv.con  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("alias", ALIASES)
def test_an_alias_is_the_same_function(alias: str) -> None:
    assert getattr(svgconv, alias) is getattr(svgconv, ALIASES[alias])


def test_a_function_is_one_object_that_can_be_pickled() -> None:
    assert svgconv.conv is svgconv.conv is function_of("conv")
    assert pickle.loads(pickle.dumps(svgconv.conv)) is svgconv.conv
    assert (svgconv.conv.__module__, svgconv.conv.__qualname__) == ("svgconv", "conv")


def test_the_stub_is_up_to_date() -> None:
    assert STUB.read_text("utf-8") == stub(), "run python -m svgconv.sources.stub"


def test_listing_names_imports_no_library() -> None:
    code = (
        "import sys, svgconv; dir(svgconv);"
        "print({'numpy', 'svgwrite', 'cairosvg', 'typer'} & {*sys.modules})"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"
