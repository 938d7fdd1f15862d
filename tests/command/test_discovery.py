"""What exists is listed, the help shows what applies, and wrong guesses lead to right words."""

from __future__ import annotations

import json
from importlib.resources import files as resources
from itertools import product
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import svgconv
from svgconv.encoders import ENCODERS
from svgconv.operations import OPERATIONS
from svgconv.registry import Family
from svgconv.serve.form import initial_values
from svgconv.sources.catalogue import catalogue, catalogue_text
from svgconv.sources.toml import parse_toml
from svgconv.themes import THEMES
from svgconv.views import VIEWS, views_of
from tests.command import run
from tests.docs import PAGES, blocks
from tests.explorer.test_explorer import SMALL

KINDS = ("figure", "gallery", "states")
FAMILIES: dict[str, tuple[Family[Any], str]] = {
    "operations": (OPERATIONS, "name"),
    "views": (VIEWS, "name"),
    "themes": (THEMES, "name"),
    "formats": (ENCODERS, "suffix"),
}


@pytest.mark.parametrize("command", FAMILIES)
def test_every_member_is_on_one_line(command: str) -> None:
    family, key = FAMILIES[command]
    lines = run(command).out.splitlines()
    assert [line.split()[0].removeprefix(".") for line in lines] == family.names()
    assert all(len(line.split()) > 2 for line in lines)
    rows = json.loads(run(command, "--json").out)
    assert [row[key].removeprefix(".") for row in rows] == family.names()


def test_the_lists_say_what_draws_what() -> None:
    operations = {row["name"]: row["views"] for row in json.loads(run("operations", "--json").out)}
    views = {row["name"]: row["operations"] for row in json.loads(run("views", "--json").out)}
    for name, drawn in operations.items():
        assert drawn == list(views_of(OPERATIONS.get(name)))
        assert all(name in views[view] for view in drawn)


def test_the_catalogue_leads_to_the_other_lists() -> None:
    text = " ".join(run("list", "--help").out.split())
    assert all(f"svgconv {command}" in text for command in FAMILIES)


def sections(text: str) -> dict[str, str]:
    """The panels of a command's help by their titles."""
    found: dict[str, str] = {}
    title = ""
    for line in text.splitlines():
        if line.endswith(":") and not line.startswith(" "):
            title = line[:-1]
        found[title] = found.get(title, "") + line + "\n"
    return found


@pytest.mark.parametrize("command", ["render", "frame", "strip", "states", "explain"])
def test_the_help_is_in_panels(command: str) -> None:
    panels = sections(run(command, "--help").out)
    assert "--stride" in panels["Parameters"]
    assert "--seed" in panels["Numbers"]
    assert ("--theme" in panels.get("Appearance", "")) == (command not in ("states", "explain"))
    assert ("Playback" in panels) == (command == "render")
    drawn = ("render", "frame", "strip")
    assert ("--width" in panels.get("Size and file", "")) == (command in drawn)
    assert ("--columns" in panels.get("Layout", "")) == (command == "strip")


@pytest.mark.parametrize("figure", ["upsample", "conv_transpose", "nn.MaxPool2d(2)", "dilation"])
def test_the_help_of_a_figure_shows_its_own_parameters_and_views(figure: str) -> None:
    panels = sections(run("render", figure, "--help").out)
    operation = type(svgconv.load(figure, **({} if figure in catalogue() else LEAST)).operation)
    title = f"Parameters of {operation.name}"
    flags = {f"--{name.replace('_', '-')}" for name in operation.flags()}
    shown = {word.rstrip(",") for word in panels[title].split() if word.startswith("--")}
    assert {flag for flag in shown if not flag.startswith("--no-")} == flags
    views = " ".join(panels["Appearance"].split())
    assert f"One of: {', '.join(views_of(operation))}." in views


TRIALS: dict[str, list[dict[str, Any]]] = {
    "small": [{"small": True}],
    "outputs": [{"outputs": "computed"}],
    "beams": [{"beams": "body"}],
    "shade": [{"shade": "grey"}],
    "digits": [{"digits": False, "values": True}],
    "winners": [{"winners": True, "values": True}],
    "panels": [{"panels": "kernel"}],
    "tint": [
        {"tint": "windows", **apart}
        for apart in (
            {"stride": 3},
            {"output_size": 1},
            {"size": 1, "scale_factor": None, "mode": "nearest"},
        )
    ],
    "ghost": [{"ghost": True}],
    "lens": [{"lens": True}],
    "symbols": [{"symbols": True}],
    "values": [{"values": True}],
    "seed": [{"values": {"seed": 3}}],
    "input_values": [{"values": {"input": [1]}}, {"values": {"input": [[1] * 9] * 4}}],
    "weight_values": [{"values": {"weight": "box"}}],
    "bias_values": [{"values": {"bias": 1}}],
    "sum": [{"sum": True}],
    "worksheet": [{"worksheet": True}],
}
"""Options that use each flag."""


def accepts(name: str, flag: str) -> bool:
    """Whether some figure of an operation, in some view, takes a flag of the figure."""
    for view, trial in product(views_of(OPERATIONS.get(name)), TRIALS[flag]):
        given = {**initial_values(name), **trial, "view": view}
        try:
            svgconv.load(name, **{key: one for key, one in given.items() if one is not None})
        except svgconv.SvgconvError as error:
            if "not fit the input" in str(error):  # the flag is read, with too few numbers
                return True
        else:
            return True
    return False


@pytest.mark.parametrize("name", OPERATIONS.own_names())
def test_the_help_of_an_operation_shows_what_it_takes(name: str) -> None:
    panels = sections(run("render", name, "--help").out)
    text = " ".join(panels.get(title, "") for title in ("Appearance", "Numbers", "Size and file"))
    shown = {word.rstrip(",") for word in text.split() if word.startswith("--")}
    for flag in TRIALS:
        assert (f"--{flag.replace('_', '-')}" in shown) == accepts(name, flag), flag
    assert ("--key" in shown) == ("--worksheet" in shown)
    assert {"--view", "--theme", "--width", "--crop"} <= shown


LEAST = {"input_size": 6}
LEAST_OF = {"upsample": {"scale_factor": 2}, "conv_transpose": {"kernel_size": 3}}


@pytest.fixture(autouse=True)
def _least(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    figure = getattr(request.node, "callspec", None)
    name = figure.params.get("figure") if figure else None
    monkeypatch.setitem(globals(), "LEAST", {"input_size": 6, **LEAST_OF.get(str(name), {})})


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ("render conv --fps 3 -o a.svg", "--fps: unknown option of svgconv render; "
         "use --frame-duration"),
        ("render conv --speed 2 -o a.svg", "--speed: unknown option of svgconv render; "
         "use --frame-duration"),
        ("render conv -i 5 -k 3 --at 3 -o a.svg", "--at: unknown option of svgconv render; "
         "use it with svgconv frame"),
        ("render conv --strid 2 -o a.svg", "--strid: unknown option of svgconv render; "
         "did you mean --stride?"),
        ("explain conv4d -i 5", "FIGURE: 'conv4d' does not exist; did you mean 'conv3d'?"),
        ("explain maxpool2d -i 5", "FIGURE: 'maxpool2d' does not exist; "
         "did you mean 'max_pool2d'?"),
        ("explain nn.Conv1D -i 5", "FIGURE: 'nn.Conv1D' does not exist; did you mean 'Conv1d'?"),
        ("render padding_strides --plays -o x.svg", "--plays: needs a value; "
         "write it before -o"),
        ("frame padding_strides --plays 2 --at 1 -o x.svg", "--plays: unknown option of svgconv "
         "frame; use it with svgconv render"),
        ("frame padding_strides --at x -o x.svg", "--at: 'x' is not a whole number; "
         "use -9 to 8"),
        ("render padding_strides --output=", "--output: is empty; give the name of a file"),
        ("frames padding_strides --output=", "--output: is empty; give the name of a folder"),
        ("strip padding_strides --output=", "--output: is empty; give the name of a file"),
        ("render padding_strides -o no/", "no/: is a folder; give a file in it"),
        ("render padding_strides -o .svg", ".svg: has no name; "
         "give one before the suffix, as in figure.svg"),
        ("explain padding_strides --json", "--json: unknown option of svgconv explain; "
         "see svgconv explain --help"),
        ("explain padding_strides --panels kernel", "--panels: unknown option of svgconv explain; "
         "use it with svgconv render"),
        ("model vgg16.txt -k 3", "-k: unknown option of svgconv model; see svgconv model --help"),
        ("explain pool", "FIGURE: 'pool' does not exist; use max_pool or avg_pool"),
        ("explain Convolution2d", "FIGURE: 'Convolution2d' does not exist; use conv"),
        ("explain deconv", "FIGURE: 'deconv' does not exist; use conv_transpose"),
        ("make . --watch --formats svg,foo", "--formats: 'foo' is unknown; use one of: apng, avif, "
         "gif, json, mp4, pdf, png, still, strip, svg, svgz, tikz, webm, webp"),
        ("frames padding_strides -o no --format foo", "--format: 'foo' is unknown; use one of: "
         "apng, avif, gif, json, mp4, pdf, png, svg, svgz, tikz, webm, webp"),
        ("rendr padding_strides", "rendr: unknown command; did you mean 'render'?"),
        ("list extra", "extra: unexpected argument; see svgconv list --help"),
        ("serve --port 99999", "--port: '99999' is not a port; use 0 to 65535"),
        ("states conv -i 4 -k 3 -o a.json",
         "-o: unknown option of svgconv states; see svgconv states --help"),
        ("schema figures", "DOCUMENT: 'figures' does not exist; did you mean 'figure'?"),
    ],
)  # fmt: skip
def test_a_wrong_guess_leads_to_the_right_word(arguments: str, answer: str) -> None:
    result = run(*arguments.split())
    assert (result.status, result.out, result.err) == (2, "", f"{answer}\n")


@pytest.mark.parametrize(
    ("flags", "file", "named"),
    [
        ("--colors 8 --full-frames", "a.svg", "--colors, --full-frames"),
        ("--plays 2 --hold 1", "a.png", "--hold, --plays"),
        ("--custom-properties", "a.gif", "--custom-properties"),
        ("--width 80 --plays 2", "a.gif", ""),
        ("--no-full-frames", "a.svg", ""),
        ("--width 80mm --dpi 300", "a.svg", "--dpi"),
        ("--width 80mm --dpi 300", "a.png", ""),
        ("--dpi 300", "a.svg", ""),
    ],
)
def test_an_option_without_effect_is_named(
    flags: str, file: str, named: str, tmp_path: Path
) -> None:
    result = run("render", "padding_strides", *flags.split(), "-o", str(tmp_path / file))
    line = f"{named}: no effect on {Path(file).suffix} files\n" if named else ""
    assert result.status == 0
    assert ", ".join(sorted(result.err.split(":")[0].split(", "))) == named
    assert result.err.partition(":")[2] == line.partition(":")[2]


def test_the_schemas_hold_for_what_exists() -> None:
    schemas = {}
    for kind in ("figure", "gallery", "explore", "states"):
        schema = json.loads(run("schema", kind).out)
        jsonschema.Draft202012Validator.check_schema(schema)
        schemas[kind] = jsonschema.Draft202012Validator(schema)
    tables = parse_toml(catalogue_text())
    schemas["gallery"].validate(tables)
    for section in tables["sections"]:
        for entry in section["figures"]:
            own = {key: value for key, value in entry.items() if key not in ("name", "caption")}
            schemas["figure"].validate(own)
    built_in = resources("svgconv.explorer").joinpath("default.toml").read_text("utf-8")
    for text in (built_in, SMALL, *blocks(PAGES["docs/explore.md"].read_text("utf-8"), "toml")):
        schemas["explore"].validate(parse_toml(text))
    for name in catalogue():
        document = json.loads(json.dumps(svgconv.load(name).document()))
        schemas["states"].validate(document)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("figure", {"operation": "conv", "strid": 2}),
        ("figure", {"operation": "convolution"}),
        ("figure", {"stride": 2}),
        ("figure", {"operation": "conv", "sum": "yes"}),
        ("gallery", {"titel": "x"}),
        ("states", {"operation": "conv", "parameters": {}}),
        ("explore", {}),
        ("explore", {"operations": []}),
        ("explore", {"operations": [{"input_size": 3}]}),
        ("explore", {"operations": [{"operation": "convolution"}]}),
        ("explore", {"operations": [{"operation": "conv", "strid": 2}]}),
        ("explore", {"operations": [{"operation": "conv", "stride": {}}]}),
        ("explore", {"operations": [{"operation": "conv"}], "titel": "x"}),
    ],
)
def test_the_schemas_reject_what_is_wrong(kind: str, wrong: dict[str, object]) -> None:
    schema = json.loads(run("schema", kind).out)
    assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)


@pytest.mark.parametrize(
    ("flags", "file", "said"),
    [
        ("--margin 3", "a.svg", "--margin: no effect without --page\n"),
        ("--margin 3 --page a4", "a.svg", ""),
        ("--dpi 100 --page a4", "a.svg", "--dpi: no effect on .svg files\n"),
        ("--dpi 100", "a.svg", ""),
        ("--dpi 100", "a.png", ""),
        ("--count 10", "a.svg", "--count: no effect above 9, the number of frames\n"),
        ("--count 9", "a.svg", ""),
    ],
)
def test_an_option_of_a_strip_without_effect_is_named(
    flags: str, file: str, said: str, tmp_path: Path
) -> None:
    result = run("strip", "padding_strides", *flags.split(), "-o", str(tmp_path / file))
    assert (result.status, result.err) == (0, said)
    assert (tmp_path / file).exists()
