"""The help says what each option is without a value, in whole sentences."""

from __future__ import annotations

import re
from typing import Any

import pytest

from svgconv.__main__ import _app
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.schema import figure_keys
from svgconv.files.output import Output
from svgconv.gallery.targets import DEFAULT_FORMATS
from svgconv.operations import OPERATIONS
from svgconv.options import defaults, options_of, plain_default, required
from svgconv.strip.declaration import StripOptions
from tests.command import run

OWN = {
    command: cls
    for cls, commands in ((Output, ("render", "frame", "frames")), (StripOptions, ("strip",)))
    for command in commands
}
"""The class of the options that a command has besides those of a figure."""
OF_FIGURES = ("render", "frame", "frames", "strip", "states", "explain")
MODES = {
    "upsample1d": "nearest, nearest-exact, linear, area",
    "upsample": "nearest, nearest-exact, bilinear, bicubic, area",
    "upsample3d": "nearest, nearest-exact, trilinear, area",
}


def rows(*words: str) -> dict[str, str]:
    """What the help says of each option, by its long flag."""
    text = run(*words, "--help").out
    found = re.findall(r"^  (?:-\w, )?--([\w-]+)(.*(?:\n {4,}.*)*)", text, re.M)
    return {name: " ".join(rest.split()).replace("- ", "-") for name, rest in found}


def written(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def declared(owner: type) -> dict[str, str]:
    """The defaults of a class's options that are not empty, as the help writes them."""
    plain = {
        name: plain_default(owner, name)
        for name, one in options_of(owner).items()
        if name in defaults(owner) and not one.parts
    }
    return {name: written(value) for name, value in plain.items() if value not in (None, "", [])}


@pytest.mark.parametrize("command", OF_FIGURES)
def test_every_option_shows_its_default(command: str) -> None:
    shown = rows(command)
    owners = [FigureOptions, *([OWN[command]] if command in OWN else [])]
    for owner in owners:
        for name, default in declared(owner).items():
            if (text := shown.get(name.replace("_", "-"))) is not None:
                assert f"[default: {default}]" in text, (name, text)


@pytest.mark.parametrize("name", OPERATIONS.own_names())
def test_an_operations_help_shows_what_is_required_and_the_defaults(name: str) -> None:
    operation, shown = OPERATIONS.get(name), rows("explain", name)
    expected = dict.fromkeys(required(operation), "[required]")
    expected |= {key: f"[default: {text}]" for key, text in declared(operation).items()}
    for key, note in expected.items():
        assert note in shown[key.replace("_", "-")], key
    assert f"[default: {operation.default_view}]" in rows("states", name)["view"]


def test_the_default_of_a_figure_is_what_it_has() -> None:
    shown = rows("render", "padding_strides_odd")
    assert "[default: 2]" in shown["stride"]
    assert "[default: 6]" in shown["input-size"]
    shown = rows("render", "nn.MaxPool2d(3)")
    assert "[required]" in shown["input-size"]
    assert "[default: 3]" in shown["kernel-size"]
    assert "[default: the kernel's size]" in shown["stride"]


def test_all_operations_together_show_each_default() -> None:
    assert "[default: 1 or the kernel's size]" in rows("render")["stride"]


def test_the_options_of_a_command_itself_show_their_defaults() -> None:
    group = _app()
    for name in group.places:
        command = group.get_command(group.make_context("svgconv", ["list"]), name)
        context = command.make_context(name, [], resilient_parsing=True)
        for item in command.get_params(context):
            if isinstance(item.default, str) and item.default:
                record = item.get_help_record(context)
                assert f"[default: {item.default}]" in " ".join(record[1].split()), (name, item)


def test_a_default_is_written_in_one_way() -> None:
    for command in (*OF_FIGURES, "make", "serve", "model", "solve"):
        for text in rows(command).values():
            assert "(default" not in text
            assert text.count("default: ") <= 1
    words = [
        flag.help for one in options_of(FigureOptions).values() for flag in one.flags("x").values()
    ]
    assert not [text for text in words if "default:" in text]


def test_the_formats_of_a_gallery_are_those_that_it_has_by_default() -> None:
    assert f"[default: {','.join(DEFAULT_FORMATS)}]" in rows("make")["formats"]


def test_a_choice_is_listed_once() -> None:
    for command in ("render", "strip"):
        for name, text in rows(command).items():
            if "One of: " in text:
                forms = {*text.split(" ", 1)[0].split("|")}
                choices = text.split("One of: ")[1].split(".")[0].split(", ")
                assert forms != {*choices}, name


@pytest.mark.parametrize("name", MODES)
def test_an_operations_help_lists_only_its_own_modes(name: str) -> None:
    assert f"One of: {MODES[name]}." in rows("render", name)["mode"]


def test_the_help_of_all_operations_lists_every_mode() -> None:
    text = rows("render")["mode"].split("One of: ")[1].split(".")[0]
    assert {*text.split(", ")} == {mode for modes in MODES.values() for mode in modes.split(", ")}


def test_no_summary_of_a_command_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("--help").out.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in lines][:3] == ["render", "frame", "frames"]
    assert len(lines) == len(_app().places)
    assert [line for line in lines if not line.endswith(".") or line.endswith("...")] == []


@pytest.mark.parametrize("command", ["render", "solve", "make", "list"])
def test_a_commands_own_options_come_last(command: str) -> None:
    titles = re.findall(r"^([A-Z][\w ]*):$", run(command, "--help").out, re.M)
    assert titles[-1] == "Options"


def test_the_order_of_the_numbers() -> None:
    names = [
        "values", "seed", "input-values", "weight-values", "bias-values",
        "shade", "digits", "sum", "worksheet",
    ]  # fmt: skip
    assert [name for name in rows("render") if name in names] == names


def test_stills_have_no_options_of_the_playback() -> None:
    shown = rows("frames")
    assert "frames" in shown
    assert {"hold", "pace", "plays", "motion", "duration", "frame-duration"} & {*shown} == set()
    assert "max-frames" not in rows("frame")
    assert "max-frames" in shown


def test_solve_shows_no_defaults_of_parameters() -> None:
    shown = rows("solve", "conv")
    assert "[required]" in shown["input-size"]
    assert "default" not in shown["stride"]
    assert "required" not in shown["kernel-size"]


def test_a_schema_has_the_declared_defaults() -> None:
    keys = figure_keys()
    assert (keys["theme"]["default"], keys["digits"]["default"]) == ("guide", True)
    assert "default" not in keys["values"]
    assert "default" not in keys["outputs"]


def test_arguments_have_no_types_of_python() -> None:
    for command in ("render", "frames", "strip", "make", "model", "explain", "solve", "schema"):
        text = run(command, "--help").out
        assert "{" not in text.partition("\n")[0], command
        assert not re.search("<[a-z]+>", text), command
