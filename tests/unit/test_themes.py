"""Themes: every role has a paint, and cells that must be distinct are."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PIL import ImageColor

import svgconv
from svgconv.errors import SvgconvError
from svgconv.scene.theme import CELLS_AND_LINES, EDGES, FALLBACKS, KERNELS, ROLES
from svgconv.sources.catalogue import catalogue
from svgconv.themes import THEMES, theme_for
from tests.colors import cells, lab, linear


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
