"""Colours that must be told apart are, to eyes with each deficiency and in grey copies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest

from svgconv.scene.theme import KERNELS, Theme
from svgconv.themes import THEMES
from tests.colors import SEEN, cells, contrast, full, lab, linear, over
from tests.docs import ROOT

LEAST_APART = {"colorblind": 12, "dark": 8, "clear": 8, "guide": 6, "print": 2.8}
"""CIE76 distance; about 2.3 is the least that an eye notices. Print adds hatching to its greys."""

OTHERS_APART = {"print": 4}
"""The least distance of the other pairs, to all eyes; 8 in other themes."""
GREYS_APART = {"clear": 6, "colorblind": 6, "dark": 6, "print": 2.8}
"""The least difference of lightness; 100 is that of black and white. Panels have headings, too, so
a kernel may have the grey of the input or the output."""
PUBLISHED = {
    ("guide", "no L cones", False): {("kernel", "fourth_kernel"): 4.2},
    ("guide", "no L cones", True): {("kernel", "fourth_kernel"): 4.2},
    ("guide", "no M cones", True): {("input", "second_kernel"): 2.6},
}
"""The pairs of the published colours that are nearer, in each case."""
GREY = "grey"
PANELS = (*KERNELS, "product")
Pair = tuple[str, str]


def others(theme: Theme) -> dict[Pair, tuple[str, str]]:
    """The colours of pairs that meet in stacks and next to panels, by the names of both."""
    found = cells(theme)
    hidden, window = full(theme.paint("hidden").fill), theme.paint("window")
    found |= {one: full(theme.paint(one).fill) for one in PANELS}
    found["hidden"] = hidden
    found["hidden in the window"] = over(full(window.fill), window.fill_opacity, hidden)
    plain = ("zeros", "copied_padding", "input", "output", "hidden in the window")
    pairs = [
        *(("hidden", one) for one in plain),
        *combinations(KERNELS, 2),
        *((one, kernel) for one in ("input", "output", "product") for kernel in KERNELS),
    ]
    return {(one, other): (found[one], found[other]) for one, other in pairs}


def distance(one: str, other: str, eyes: str) -> float:
    """How far two colours are apart (CIE76), or their lightness in a grey copy."""
    if eyes == GREY:
        return abs(float(lab(linear(one))[0] - lab(linear(other))[0]))
    first, second = (lab(SEEN[eyes] @ linear(colour)) for colour in (one, other))
    return float(np.linalg.norm(first - second))


def themed(name: str, *, numbered: bool) -> Theme:
    theme = THEMES.get(name)
    return theme.for_numbers() if numbered else theme


def pairs_of(theme: Theme) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield each two cells with their colours."""
    return combinations(cells(theme).items(), 2)


@pytest.mark.parametrize("numbered", [False, True], ids=["plain", "numbered"])
@pytest.mark.parametrize("eyes", SEEN)
@pytest.mark.parametrize("name", LEAST_APART)
def test_cells_stay_apart_to_all_eyes(name: str, eyes: str, numbered: bool) -> None:
    for (one, first), (other, second) in pairs_of(themed(name, numbered=numbered)):
        apart = distance(first, second, eyes)
        assert apart > LEAST_APART[name], f"{one} and {other} are {apart:.1f} apart"


@pytest.mark.parametrize("numbered", [False, True], ids=["plain", "numbered"])
@pytest.mark.parametrize("eyes", SEEN)
@pytest.mark.parametrize("name", LEAST_APART)
def test_layers_and_kernels_stay_apart_to_all_eyes(name: str, eyes: str, numbered: bool) -> None:
    pairs = others(themed(name, numbered=numbered))
    near = {
        pair: round(found, 1)
        for pair, colours in pairs.items()
        if (found := distance(*colours, eyes)) <= OTHERS_APART.get(name, 8)
    }
    assert near == PUBLISHED.get((name, eyes, numbered), {})


@pytest.mark.parametrize("numbered", [False, True], ids=["plain", "numbered"])
@pytest.mark.parametrize("name", GREYS_APART)
def test_all_stay_apart_in_grey(name: str, numbered: bool) -> None:
    theme, kernels = themed(name, numbered=numbered), {*KERNELS}
    pairs = {
        pair: colours for pair, colours in others(theme).items() if len({*pair} & kernels) != 1
    }
    pairs |= {(one, other): (first, second) for (one, first), (other, second) in pairs_of(theme)}
    for pair, colours in pairs.items():
        assert distance(*colours, GREY) > GREYS_APART[name], pair


@pytest.mark.parametrize("numbered", [False, True], ids=["plain", "numbered"])
def test_the_clear_input_and_output_are_far_apart_in_grey(numbered: bool) -> None:
    shown = cells(themed("clear", numbered=numbered))
    assert distance(shown["input"], shown["output"], GREY) > 35


def digit_contrasts(theme: Theme) -> dict[str, float]:
    """The contrast of the numbers on every cell, on badges, and in panels."""
    roles = {"input": "input_value", "output": "output_value", "active": "output_value"}
    found = {}
    for kind, below in cells(theme).items():
        role = roles.get(kind.removesuffix(" in the window"), "padding_value")
        found[kind] = contrast(full(theme.paint(role).fill), below)
    for digit, ground in {"weight": "badge", **{f"{k}_value": k for k in PANELS}}.items():
        found[digit] = contrast(full(theme.paint(digit).fill), full(theme.paint(ground).fill))
    return found


@pytest.mark.parametrize("name", THEMES.names())
def test_digits_are_legible_on_every_cell(name: str) -> None:
    theme = THEMES.get(name).for_numbers()
    for one in filter(None, (theme, theme.dark)):
        for kind, found in digit_contrasts(one).items():
            assert found >= 4.5, f"{kind} of {one.name}"


def test_the_published_colours_would_not_pass_as_greys() -> None:
    """The test of greys can fail: the guide's input and output are nearly one grey."""
    shown = cells(THEMES.get("guide"))
    assert distance(shown["input"], shown["output"], GREY) < 8


@pytest.mark.parametrize("name", LEAST_APART)
def test_the_page_says_how_far_colours_are_apart(name: str) -> None:
    """The measured values of a theme: all cells, and those that share a row of the page's table."""
    text = (ROOT / "docs/themes/index.md").read_text("utf-8")
    found = re.search(rf"^\| `{name}` \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", text, re.M)
    assert found
    measured = dict.fromkeys(("eyes", GREY, "digits"), 100.0)
    for numbered in (False, True):
        for (_, one), (_, other) in pairs_of(themed(name, numbered=numbered)):
            measured["eyes"] = min(measured["eyes"], *(distance(one, other, e) for e in SEEN))
            measured[GREY] = min(measured[GREY], distance(one, other, GREY))
    measured["digits"] = min(digit_contrasts(themed(name, numbered=True)).values())
    assert found.groups() == tuple(f"{value:.1f}" for value in measured.values())
