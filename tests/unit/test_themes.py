"""Themes: every role has a paint, and cells that must be distinct are."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import ImageColor

import svgconv
from svgconv.errors import SvgconvError
from svgconv.scene.theme import CELLS_AND_LINES, EDGES, FALLBACKS, KERNELS, ROLES, Theme
from svgconv.sources.catalogue import catalogue
from svgconv.themes import THEMES, theme_for

Colour = NDArray[np.float64]

SEEN = {
    "every cone": np.eye(3),
    "no L cones": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no M cones": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "no S cones": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
"""Machado, Oliveira, Fernandes (2009), severity 1, over linear RGB."""

LEAST_APART = {"colorblind": 12, "dark": 8, "clear": 8, "guide": 6, "print": 2.8}
"""CIE76 distance; about 2.3 is the least that an eye notices. Print adds hatching to its greys."""

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def linear(colour: str) -> Colour:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = np.array([int(digits[at : at + 2], 16) for at in (0, 2, 4)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(colour: Colour) -> Colour:
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    white = to_xyz @ np.ones(3)
    parts = to_xyz @ np.clip(colour, 0, 1) / white
    x, y, z = np.where(parts > 216 / 24389, np.cbrt(parts), (24389 / 27 * parts + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def over(paint: str, opacity: float, below: str) -> str:
    mixed = [
        round(opacity * int(paint[at : at + 2], 16) + (1 - opacity) * int(below[at : at + 2], 16))
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def full(colour: str | None) -> str:
    assert colour is not None
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])


def cells(theme: Theme) -> dict[str, str]:
    """The colour of every kind of cell that can be next to another."""
    shown = {
        role: full(theme.paint(role).fill)
        for role in ("zeros", "copied_padding", "input", "output")
    }
    window, active = theme.paint("window"), theme.paint("active")
    for role in ("zeros", "copied_padding", "input"):
        shown[f"{role} in the window"] = over(full(window.fill), window.fill_opacity, shown[role])
    shown["active"] = over(full(active.fill), active.fill_opacity, shown["output"])
    return shown


@pytest.mark.parametrize("name", THEMES.names())
def test_every_theme_paints_every_role(name: str) -> None:
    theme = THEMES.get(name)
    assert theme.name == name
    assert 20 < len(theme.summary) < 90
    assert not theme.summary.endswith(".")
    assert (
        {role for role in CELLS_AND_LINES if role not in FALLBACKS}
        <= set(theme.paints)
        <= set(ROLES)
    )
    for role in ROLES:
        paint = theme.paint(role)
        assert paint.fill or paint.stroke


def contrast(one: str, other: str) -> float:
    """Contrast of WCAG 2.2, from 1 to 21."""
    lower, upper = sorted(float(LUMINANCE @ linear(colour)) for colour in (one, other))
    return (upper + 0.05) / (lower + 0.05)


@pytest.mark.parametrize("numbered", [False, True], ids=["plain", "numbered"])
@pytest.mark.parametrize("eyes", SEEN)
@pytest.mark.parametrize("name", LEAST_APART)
def test_cells_stay_apart_to_all_eyes(name: str, eyes: str, numbered: bool) -> None:
    theme = THEMES.get(name)
    shown = {
        kind: lab(SEEN[eyes] @ linear(colour))
        for kind, colour in cells(theme.for_numbers() if numbered else theme).items()
    }
    for one, other in combinations(shown, 2):
        distance = float(np.linalg.norm(shown[one] - shown[other]))
        assert distance > LEAST_APART[name], f"{one} and {other} are {distance:.1f} apart"


@pytest.mark.parametrize("numbered", [False, True], ids=["plain", "numbered"])
def test_the_clear_colours_stay_apart_as_greys(numbered: bool) -> None:
    theme = THEMES.get("clear")
    greys = {
        kind: lab(linear(colour))[0]
        for kind, colour in cells(theme.for_numbers() if numbered else theme).items()
    }
    for one, other in combinations(greys, 2):
        apart = abs(greys[one] - greys[other])
        assert apart > 6, f"{one} and {other} are {apart:.1f} apart"
    assert abs(greys["input"] - greys["output"]) > 35


@pytest.mark.parametrize("name", THEMES.names())
def test_digits_are_legible_on_every_cell(name: str) -> None:
    theme = THEMES.get(name).for_numbers()
    for one in filter(None, (theme, theme.dark)):
        shown = cells(one)
        for kind, below in shown.items():
            at = kind.removesuffix(" in the window")
            role = {"input": "input_value", "output": "output_value", "active": "output_value"}
            digit = full(one.paint(role.get(at, "padding_value")).fill)
            assert contrast(digit, below) >= 4.5, f"{digit} on {kind} of {one.name}"
        weight, badge = full(one.paint("weight").fill), full(one.paint("badge").fill)
        assert contrast(weight, badge) >= 4.5
        for kernel in (*KERNELS, "product"):
            digit = full(one.paint(f"{kernel}_value").fill)
            assert contrast(digit, full(one.paint(kernel).fill)) >= 4.5, (kernel, one.name)


@pytest.mark.parametrize("name", THEMES.names())
def test_a_kernels_edges_have_its_colour_and_are_wide(name: str) -> None:
    for theme in filter(None, (THEMES.get(name), THEMES.get(name).dark)):
        fills = [theme.paint(kernel).fill for kernel in KERNELS]
        edges = [theme.paint(edge) for edge in EDGES]
        assert [edge.stroke for edge in edges] == fills
        assert len({*fills, theme.paint("input").fill, theme.paint("output").fill}) == 6
        assert all(edge.stroke_width >= 2 * theme.shared.stroke_width for edge in edges)
        own = theme_for({"base": theme.name, "kernel": {"fill": "#fff"}})
        assert own.paint("kernel_edge").stroke == "#fff"
        assert own.paint("kernel_value").fill == "#000"


def test_the_published_colours_would_not_pass_as_greys() -> None:
    """The test of greys can fail: the guide's input and output are nearly one grey."""
    greys = {kind: lab(linear(colour))[0] for kind, colour in cells(THEMES.get("guide")).items()}
    assert abs(greys["input"] - greys["output"]) < 8


def test_the_greys_of_print_are_greys_and_stay_apart() -> None:
    theme = THEMES.get("print")
    plain = {kind: cells(theme)[kind] for kind in ("zeros", "input", "output")}
    assert all(colour[1:3] == colour[3:5] == colour[5:] for colour in cells(theme).values())
    for one, other in combinations(plain.values(), 2):
        assert abs(lab(linear(one))[0] - lab(linear(other))[0]) > 12
    assert {"window", "active"} <= set(theme.hatches)


def test_a_custom_theme_changes_only_its_own_paints() -> None:
    theme = theme_for(
        {
            "base": "dark",
            "line": {"stroke": "#123456", "stroke_width": 0.11},
            "input": {"fill": "#f80"},
            "output": {"hatch": "/"},
        }
    )
    dark = THEMES.get("dark")
    assert theme.paint("input").fill == "#f80"
    assert theme.paint("window").fill == dark.paint("window").fill
    assert theme.paint("input").stroke == theme.paint("beam").stroke == "#123456"
    assert theme.paint("input").stroke_width == 2.2
    assert theme.paint("beam").stroke_width == pytest.approx(1.2)
    assert set(theme.hatches) == {"output"}


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"inputs": {}}, r"theme.inputs: is an unknown role; did you mean 'input'"),
        ({"input": {"color": "#fff"}}, r"theme.input.color: is an unknown key"),
        ({"input": {"fill": "red"}}, r"theme.input.fill: 'red' is not a colour; use #rgb"),
        ({"input": {"fill": 'x" onload="alert(1)'}}, r"theme.input.fill: .* is not a colour"),
        ({"window": {"fill_opacity": 2}}, r"theme.window.fill_opacity: '?2'? is out of range"),
        ({"window": {"hatch": "x"}}, r"theme.window.hatch: 'x' is not a hatch"),
        ({"line": "#fff"}, r"theme.line: '#fff' is not a table"),
        ({"base": "nope"}, r"theme: 'nope' is not known"),
    ],
)
def test_a_malformed_theme_is_refused_where_it_is_wrong(
    table: dict[str, object], complaint: str
) -> None:
    with pytest.raises(SvgconvError, match=complaint):
        svgconv.conv(4, 3, theme=table)


def test_a_theme_in_a_file_is_in_the_recipe(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('base = "dark"\ninput = { fill = "#f80" }\n', "utf-8")
    figure = svgconv.conv(4, 3, theme=str(file))
    assert figure.recipe["theme"] == {"base": "dark", "input": {"fill": "#f80"}}
    assert 'fill="#f80"' in figure.svg()
    again = svgconv.load(str(figure.save(tmp_path / "mine.svg")))
    assert again.svg() == figure.svg()


def test_a_theme_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SvgconvError, match=r"none\.toml: cannot be read"):
        svgconv.conv(4, 3, theme=str(tmp_path / "none.toml"))
    with pytest.raises(SvgconvError, match=r"theme: is not JSON"):
        svgconv.conv(4, 3, theme="{")


@pytest.mark.parametrize("name", catalogue())
def test_in_print_everything_is_grey(name: str) -> None:
    svg = svgconv.load(name, theme="print").svg()
    colours = set(re.findall(r'(?:fill|stroke)="#([0-9a-f]+)"', svg))
    assert colours
    assert all(len({*ImageColor.getrgb(f"#{colour}")}) == 1 for colour in colours), colours


@pytest.mark.parametrize("view", ["flat", "oblique", "gather", "scatter", "stacked", "columns"])
def test_hatched_outputs_are_coloured_in_all_frames(view: str) -> None:
    """Hatching does not grow with the output."""
    figure = {
        "flat": svgconv.conv(4, 2, view="flat"),
        "oblique": svgconv.conv(4, 2),
        "gather": svgconv.conv_transpose(3, 2, view="gather"),
        "scatter": svgconv.conv_transpose(3, 2, view="scatter"),
        "stacked": svgconv.conv(4, 2, in_channels=2, view="flat", planes="stacked"),
        "columns": svgconv.unfold(4, 2),
    }[view]
    for theme, grows in (({"output": {"hatch": "/"}}, False), ("guide", True)):
        roles = {mark.role for mark in replace(figure, theme=theme).scene.marks}
        assert ("not_computed" in roles) == grows
