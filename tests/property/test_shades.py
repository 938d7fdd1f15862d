"""Shades in finished files: the colour of each cell, and the contrast of its digits."""

from __future__ import annotations

import io
import re
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.scene.marks import Path as Area
from svgconv.scene.shade import KINDS, PRIMARIES, WHITE, Shade
from tests.moments import middle
from tests.numbers import value
from tests.smil import Text, texts

WHOLE = (0.0, 0.0, 1.0, 1.0)
SHADED = [kind for kind in KINDS if kind != "none"]


def channels(color: str) -> tuple[int, int, int]:
    assert re.fullmatch("#[0-9a-f]{6}", color)
    red, green, blue = bytes.fromhex(color[1:])
    return red, green, blue


def luminance(color: str) -> float:
    """As WCAG 2.2 defines it."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (one / 255 for one in channels(color))
    ]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@given(
    kind=st.sampled_from(SHADED),
    light=st.sampled_from([WHITE, *PRIMARIES]),
    ends=st.tuples(st.integers(-300, 300), st.integers(-300, 300)),
    part=st.integers(0, 1000),
)
def test_digits_have_contrast_on_every_colour(
    kind: str, light: tuple[int, int, int], ends: tuple[int, int], part: int
) -> None:
    low, high = sorted(ends)
    shade = Shade(kind, low, high, WHOLE, light=light)
    text = str(round(low + part / 1000 * (high - low), 2))
    assert contrast(shade.fill(text), shade.ink(text)) >= 4.5


def expected(number: float, every: list[float], kind: str) -> tuple[float, ...]:
    """The colour of a number, from the definition of its scale."""
    if kind == "grey":
        span = max(every) - min(every)
        return (255 * (number - min(every)) / span if span else 127.5,) * 3
    reach = max(map(abs, every)) or 1
    end = (27, 63, 139) if number < 0 else (232, 113, 10)
    return tuple(255 + abs(number) / reach * (one - 255) for one in end)


def check(found: list[Text], every: list[float], kind: str, *, has_digits: bool) -> None:
    for text in found:
        wanted = expected(value(text.said), every, kind)
        assert channels(text.ground) == pytest.approx(wanted, abs=0.51)
        assert bool(text.glyphs) == has_digits
        if has_digits:
            assert contrast(text.ground, text.color) >= 4.5


def role_of(found: list[Text], *roles: str) -> list[Text]:
    return [one for one in found if one.role in {f"svgconv-{role}" for role in roles}]


NUMBERS = {"seed": 5, "weight": [[1, 0, -1], [2, 0, -2], [1, 0, -1]]}


@pytest.mark.parametrize("kind", ["grey", "diverging"])
@pytest.mark.parametrize("view", ["flat", "oblique"])
@pytest.mark.parametrize("has_digits", [True, False])
def test_every_cell_has_the_colour_of_its_number(kind: str, view: str, has_digits: bool) -> None:
    made = svgconv.conv(
        4, 3, padding=1, view=view, values=NUMBERS, shade=kind, digits=has_digits, panels="none"
    )
    assert made.values is not None
    read = [0.0, *map(float, made.values.input.ravel())]
    written = [float(number) for number in made.values.output.ravel()]
    for frame in (0, 5, made.frame_count - 1):
        for svg, at in ((made.svg(), frame), (made.frame(frame).svg(), 0)):
            found = texts(svg, middle(svg, at))
            cells = role_of(found, "input_value", "padding_value")
            assert len(cells) == 36
            check(cells, read, kind, has_digits=has_digits)
            outputs = role_of(found, "output_value")
            assert [value(one.said) for one in sorted(outputs, key=lambda one: one.pen[1])] != []
            assert len(outputs) == frame + 1
            check(outputs, written, kind, has_digits=has_digits)
            weights = role_of(found, "weight")
            assert len(weights) == (9 if has_digits else 0)
            check(weights, [-2, 2], kind, has_digits=has_digits)


@pytest.mark.parametrize("kind", ["grey", "diverging"])
def test_panels_have_the_colours_of_their_numbers(kind: str) -> None:
    made = svgconv.conv(4, 3, view="flat", values=NUMBERS, shade=kind, digits=False)
    assert made.panels == "kernel,products"
    products = [n for frame in made.document()["frames"] for n in np.ravel(frame["products"])]
    for frame in range(made.frame_count):
        found = texts(made.svg(), middle(made.svg(), frame))
        kernel, own = role_of(found, "kernel_value"), role_of(found, "product_value")
        assert len(kernel) == len(own) == 9
        check(kernel, [-2, 2], kind, has_digits=False)
        check(own, products, kind, has_digits=False)


OTHERS: list[tuple[str, dict[str, Any]]] = [
    ("conv_transpose", {"input_size": 3, "kernel_size": 3, "stride": 2, "view": "scatter"}),
    ("conv", {"input_size": 3, "kernel_size": 2, "view": "matrix"}),
    ("unfold", {"input_size": 3, "kernel_size": 2}),
    ("fold", {"output_size": 3, "kernel_size": 2}),
    ("pixel_shuffle", {"input_size": 2, "upscale_factor": 2}),
    ("max_pool", {"input_size": 5, "kernel_size": 2, "padding": 1}),
    ("conv", {"input_size": 3, "kernel_size": 2, "in_channels": 2, "out_channels": 2}),
]


@pytest.mark.parametrize(("operation", "given"), OTHERS, ids=lambda one: str(one)[:40])
def test_all_views_with_numbers_have_shades(operation: str, given: dict[str, Any]) -> None:
    made = svgconv.load(operation, shade="grey", **given)
    plain = svgconv.load(operation, values=True, **given)
    for frame in range(made.frame_count):
        seconds = middle(made.svg(), frame)
        found, same = texts(made.svg(), seconds), texts(plain.svg(), seconds)
        assert sorted((a.role, a.said, a.pen) for a in found) == sorted(
            (a.role, a.said, a.pen) for a in same
        )
        for text in (one for one in found if one.role != "svgconv-label"):
            assert contrast(text.ground, text.color) >= 4.5


def test_nothing_is_painted_over_shades() -> None:
    for operation, options in OTHERS:
        made = svgconv.load(operation, shade="grey", **options)
        roles = [mark.role for mark in made.scene.marks]
        for mark in made.scene.marks:
            if mark.role in ("window", "active", "beam_body", "overlap", "active_row"):
                assert mark.paint.fill is None
        if "window" in roles and "input_value" in roles:
            assert roles.index("window") > roles.index("input_value")
        assert any(mark.role == "edge" and isinstance(mark, Area) for mark in made.scene.marks)


def test_pictures_have_the_same_colours() -> None:
    made = svgconv.conv(4, 2, values=3, shade="grey", digits=False, view="flat", panels="none")
    still = made.frame(8)
    picture = Image.open(io.BytesIO(still.encode(".png", scale=1))).convert("RGB")
    for text in texts(still.svg(), Fraction(0)):
        x, y = text.pen
        assert picture.getpixel((int(x + 10), int(y + 10))) == channels(text.ground)


def test_three_channels_have_their_colours() -> None:
    made = svgconv.conv(3, 2, in_channels=3, values=1, shade="rgb", view="flat", padding=1)
    grounds: dict[int, set[str]] = {}
    for text in role_of(texts(made.svg(), Fraction(0)), "input_value", "padding_value"):
        grounds.setdefault(int(text.pen[1] // 120), set()).add(text.ground)
    lit = [
        {at for color in colors for at, one in enumerate(channels(color)) if one}
        for _, colors in sorted(grounds.items())
    ]
    assert lit == [{0}, {1}, {2}]
    with pytest.raises(SvgconvError, match=r"^shade: rgb colours three input channels, not 1;"):
        svgconv.conv(3, 2, shade="rgb")


def test_without_digits_only_shades_are_left() -> None:
    plain = svgconv.conv(3, 2, values=1, digits=False)
    assert not texts(plain.svg(), Fraction(0))
    assert Figure.from_recipe(plain.recipe) == plain


def test_shades_need_numbers() -> None:
    assert svgconv.conv(3, 2, shade="grey").values is not None
    with pytest.raises(SvgconvError) as caught:
        svgconv.conv(3, 2, shade="grey", values=False)
    problem = "shade: needs numbers, which are turned off; leave out no_values or shade"
    assert str(caught.value) == problem
    with pytest.raises(SvgconvError) as caught:
        svgconv.conv(3, 2, shade="gray")
    assert str(caught.value) == "shade: 'gray' is not known; use none, grey, diverging or rgb"
