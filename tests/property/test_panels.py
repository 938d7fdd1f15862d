"""Panels: when they are drawn, that nothing in them overlaps, and what they cost."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.figure.snippets import command_line, python_code
from svgconv.files.output import Output
from svgconv.scene.marks import FixedText
from svgconv.sources.figure_argument import recipe_of
from tests.command import run
from tests.examples import examples
from tests.moments import middle
from tests.numbers import KERNELS, shown
from tests.smil import Point, shapes, texts

Box = tuple[float, float, float, float]
TRIED: dict[str, Any] = {"values": {"seed": 1}, "view": "flat"}
BIASED = {"seed": 1, "bias": [-2, 1]}
USE = "use none, or kernel, or kernel,products"


@st.composite
def panelled(draw: st.DrawFn) -> Figure:
    groups, each, more = (draw(st.integers(1, 2)) for _ in range(3))
    name = draw(st.sampled_from(["conv", "conv_transpose", "conv1d"]))
    kernel, stride, dilation = (draw(st.integers(1, most)) for most in (3, 2, 2))
    biased = draw(st.booleans())
    figure: Figure = getattr(svgconv, name)(
        draw(st.integers(1, 3)) + 2 * kernel,
        kernel,
        stride,
        padding=draw(st.integers(0, 1)),
        dilation=dilation,
        in_channels=groups * each,
        out_channels=groups * more,
        groups=groups,
        values={"seed": 2, **({"bias": [-12.5] * groups * more} if biased else {})},
        view="flat",
        panels=draw(st.sampled_from(["kernel", "kernel,products"])),
        worksheet=draw(st.booleans()),
        annotate=draw(st.sampled_from(["", "indices", "indices,axes"])),
    )
    return figure


def box(points: list[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: Box, other: Box, slack: float = 0.01) -> bool:
    return all(
        one[axis] < other[axis + 2] - slack and other[axis] < one[axis + 2] - slack
        for axis in (0, 1)
    )


@given(panelled())
@example(svgconv.conv(4, 3, **TRIED, annotate="indices,axes"))
@example(svgconv.conv1d(4, 3, values={"seed": 1, "bias": [-2]}))
@example(svgconv.conv1d(3, 1, in_channels=2, out_channels=2, groups=2, view="flat", values=BIASED))
@example(svgconv.conv(3, 3, in_channels=2, out_channels=2, groups=2, view="flat", values=BIASED))
@example(
    svgconv.conv_transpose(
        9, 3, 2, in_channels=4, out_channels=2, groups=2,
        values={"seed": 2}, view="flat", panels="kernel", annotate="indices",
    )
)  # fmt: skip
@example(
    svgconv.conv_transpose(
        9, 3, 2, in_channels=4, out_channels=2, groups=2,
        values={"seed": 2}, view="flat", panels="kernel", annotate="axes,indices",
    )
)  # fmt: skip
@examples(60)
def test_no_panel_and_no_text_is_on_another(figure: Figure) -> None:
    svg = figure.svg()
    paper = figure.scene_in(Output())  # with the room that larger texts take
    for frame in {0, figure.frame_count // 2, figure.frame_count - 1}:
        at = middle(svg, frame)
        roles = (
            "input",
            "zeros",
            "product",
            "not_computed",
            *(k[: -len("_value")] for k in KERNELS),
        )
        planes = {
            box(list(line))
            for shape in shapes(svg, at)
            if shape.role.removeprefix("svgconv-") in roles and shape.fill
            for line in shape.polylines
            if len(line) > 3
        }
        whole = [
            one for one in planes if not any(one != two and inside(one, two) for two in planes)
        ]
        for one, two in combinations(whole, 2):
            assert not overlap(one, two), (one, two)
        written = texts(svg, at)
        free = [
            box(list(text.ink)) for text in written if text.role in ("svgconv-label", "svgconv-sum")
        ]
        for one, two in combinations(free, 2):
            assert not overlap(one, two), "two texts are on each other"
        for text in free:
            assert not any(overlap(text, plane) for plane in whole), "a text is on a panel"
            assert text[0] >= 0
            assert text[1] >= 0
            assert text[2] <= paper.width
            assert text[3] <= paper.height


def inside(one: Box, other: Box) -> bool:
    low = all(other[axis] - 0.01 <= one[axis] for axis in (0, 1))
    return low and all(one[axis] <= other[axis] + 0.01 for axis in (2, 3))


@pytest.mark.parametrize(
    ("figure", "panels"),
    [
        (lambda **o: svgconv.conv(5, 3, view="flat", **o), "kernel,products"),
        (lambda **o: svgconv.conv1d(5, 3, **o), "kernel,products"),
        (lambda **o: svgconv.conv_transpose(3, 3, 2, view="flat", **o), "kernel,products"),
        (lambda **o: svgconv.masked_conv(5, 3, view="flat", **o), "kernel,products"),
        (lambda **o: svgconv.conv(12, 3, view="flat", **o), "kernel,products"),
        (lambda **o: svgconv.conv(13, 3, view="flat", **o), "none"),
        (lambda **o: svgconv.conv(11, 3, padding=1, view="flat", **o), "none"),
        (lambda **o: svgconv.conv(6, 4, out_channels=3, view="flat", **o), "kernel,products"),
        (lambda **o: svgconv.conv(6, 4, out_channels=4, view="flat", **o), "none"),
        (lambda **o: svgconv.conv(5, 3, **o), "none"),
        (lambda **o: svgconv.conv3d(3, 2, view="flat", **o), "none"),
        (lambda **o: svgconv.max_pool(4, 2, view="flat", **o), "none"),
        (lambda **o: svgconv.avg_pool(4, 2, view="flat", **o), "none"),
        (lambda **o: svgconv.upsample(2, 2, view="flat", mode="bilinear", **o), "none"),
    ],
)  # fmt: skip
def test_the_default(figure: Any, panels: str) -> None:
    assert figure(values=1).panels == panels
    assert figure().panels == "none"
    assert figure(values=1, panels="none").panels == "none"


@pytest.mark.parametrize(
    ("operation", "parameters", "heading"),
    [
        ("conv", {"kernel_size": 2}, "kernel"),
        ("conv_transpose", {"kernel_size": 2}, "flipped kernel"),
        ("conv_transpose", {"kernel_size": (1, 2), "stride": 2}, "flipped kernel"),
        ("conv_transpose", {"kernel_size": 1}, "kernel"),
        ("conv1d", {"kernel_size": 3}, "kernel"),
        ("conv_transpose1d", {"kernel_size": 3}, "flipped kernel"),
        ("conv_transpose1d", {"kernel_size": 3, "out_channels": 2}, "flipped kernel 0"),
    ],
)
@pytest.mark.parametrize("panels", ["kernel", "kernel,products"])
def test_the_heading_says_whether_the_kernel_is_flipped(
    operation: str, parameters: dict[str, Any], heading: str, panels: str
) -> None:
    made = svgconv.load(operation, input_size=3, view="flat", panels=panels, values=4, **parameters)
    assert made.values is not None
    assert made.values.weight is not None
    weight = np.arange(made.values.weight.size).reshape(made.values.weight.shape)
    made = Figure.from_recipe({**made.recipe, "values": {"seed": 4, "weight": weight}})
    marks = [mark for mark in made.scene.marks if isinstance(mark, FixedText)]
    words = {text for mark in marks if mark.role == "label" for *_, text in mark.cells}
    (drawn, *_) = [mark for mark in marks if mark.role == "kernel_value"]
    numbers = [int(text) for *_, text in sorted(drawn.cells)]
    stored = weight.reshape(-1, *weight.shape[-made.operation.axes :])[0].ravel().tolist()
    assert heading in words
    assert numbers == (stored[::-1] if "flipped" in heading else stored)
    assert ("flipped kernel" in made.description) == ("flipped" in heading)


@pytest.mark.parametrize("panels", ["products,kernel", "products, kernel", ["products", "kernel"]])
def test_panels_have_one_order(panels: Any) -> None:
    made = svgconv.conv(14, 3, view="flat", panels=panels)
    assert made == svgconv.conv(14, 3, view="flat", panels="kernel,products")
    assert made.values is not None


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"panels": "kernel,kernel"}, f"'kernel,kernel' is not known; {USE}"),
        ({"panels": "kernels"}, f"'kernels' is not known; {USE}"),
        ({"panels": 3}, f"3 is not known; {USE}"),
        ({"panels": "products"}, f"'products' is not known; {USE}"),
        ({"view": "oblique", "panels": "kernel"}, "the view oblique draws none; use the view flat"),
        ({"operation": "max_pool", "panels": "kernel"}, "max_pool has no kernel; leave it out"),
        (
            {"operation": "conv3d", "panels": "kernel"},
            "three axes are drawn without panels; leave it out",
        ),
        (
            {"values": False, "panels": "kernel"},
            "they need numbers, which are turned off; leave it out",
        ),
        (
            {"input_size": 300, "panels": "kernel,products"},
            "799,236 products are more than 200,000; use kernel or none",
        ),
    ],
)
def test_what_cannot_be_drawn_is_rejected(options: dict[str, Any], problem: str) -> None:
    name = options.get("operation", "conv")
    given = {"input_size": 4, "kernel_size": 3, "view": "flat", **options}
    given.pop("operation", None)
    with pytest.raises(SvgconvError) as caught:
        svgconv.load(name, **given).svg()
    assert str(caught.value) == f"panels: {problem}"


def test_asking_for_panels_asks_for_numbers() -> None:
    asked: list[Any] = ["kernel", ("kernel", "products"), ["kernel"]]
    for panels in asked:
        made = svgconv.conv(4, 3, view="flat", panels=panels)
        assert made.values is not None
        assert made.panels == (panels if isinstance(panels, str) else ",".join(panels))


def test_an_old_file_keeps_its_weights_in_corners() -> None:
    drawn = svgconv.conv(4, 3, **TRIED)
    assert drawn.recipe["panels"] == "kernel,products"
    old = {key: value for key, value in drawn.recipe.items() if key != "panels"}
    assert Figure.from_recipe(old).panels == "none"
    assert Figure.from_recipe(old).recipe == old
    assert Figure.from_recipe(drawn.recipe) == drawn


def test_a_file_can_get_another_view_or_no_numbers(tmp_path: Any) -> None:
    """What the file has by default does not stand in the way."""
    file = svgconv.conv(4, 3, **TRIED).save(tmp_path / "a.svg")
    assert svgconv.load(str(file), view="oblique").panels == "none"
    assert svgconv.load(str(file), values=False).values is None
    assert run("render", str(file), "--no-values", "-o", str(tmp_path / "b.svg")).status == 0
    filling = svgconv.conv_transpose(3, 2).save(tmp_path / "c.svg")
    assert svgconv.load(str(filling), view="matrix").beams == "lines"
    assert recipe_of(str(file), {"view": "flat"})["panels"] == "kernel,products"


@pytest.mark.parametrize("options", [{}, {"panels": "none"}, {"panels": "kernel"}])
def test_the_snippets_say_what_is_not_the_default(options: dict[str, Any]) -> None:
    figure = svgconv.conv(6, 3, **TRIED, **options)
    line = command_line(figure, "a.svg", ("conv", {}))
    assert ("--panels" in line) == bool(options)
    assert all(f"--panels {value}" in line for value in options.values())
    code = python_code(figure, "a.svg", ("conv", {}))
    assert eval(code.splitlines()[1].rpartition(".save(")[0], {"svgconv": svgconv}) == figure


def test_compared_figures_have_panels_if_they_can() -> None:
    first = svgconv.conv(5, 3, **TRIED)
    several = [{"operation": "max_pool", "parameters": {"kernel_size": 2}},
               {"operation": "conv", "parameters": {"kernel_size": 2}, "view": "oblique"},
               {"operation": "conv", "parameters": {"kernel_size": 2}, "values": False},
               {"operation": "conv", "parameters": {"kernel_size": 2}}]  # fmt: skip
    made = Figure.from_recipe({**first.recipe, "beside": several})
    assert [one.panels for one in made.beside] == ["none", "none", "none", "kernel,products"]
    assert Figure.from_recipe(made.recipe) == made


def test_a_worksheet_shows_every_kernel_and_no_answer() -> None:
    sheet = svgconv.conv(3, 2, in_channels=2, out_channels=2, view="flat", values=3, worksheet=True)
    for frame in range(sheet.frame_count):
        now = shown(sheet.frame(frame).svg(), 0)
        assert [len(now[role]) for role in KERNELS] == [8, 8, 0, 0]
        assert not now["product_value"]
        assert not now["sum"]
        assert not now["output_value"]


def test_the_kernel_costs_the_same_for_all_frames() -> None:
    """Only numbers that change cost more with more frames."""
    more = []
    for size in (6, 12, 40):
        plain = svgconv.conv(size, 3, **TRIED, panels="none")
        both = (one.encode(".svg", scale=1) for one in (replace(plain, panels="kernel"), plain))
        more.append(len(next(both)) - len(next(both)))
    assert max(more) - min(more) < 100


def test_a_product_costs_few_bytes() -> None:
    """It has a text for each frame, and a reference to a text is short."""
    sizes, products = [], []
    for size in (6, 12):
        kernel = svgconv.conv(size, 3, **TRIED, panels="kernel")
        sizes.append(len(replace(kernel, panels="kernel,products").svg()) - len(kernel.svg()))
        products.append(9 * kernel.frame_count)
    assert (sizes[1] - sizes[0]) / (products[1] - products[0]) < 14


def test_words_say_what_is_drawn() -> None:
    figure = svgconv.conv(3, 2, **TRIED)
    panels = "From left to right: the input, the kernel, the products and the output."
    assert panels in figure.description
    assert "the products" not in replace(figure, panels="none").description
    line = svgconv.conv1d(5, 3, values=1)
    assert panels.replace("left to right", "top to bottom") in line.description
    assert "above" not in line.description
    two = svgconv.conv1d(5, 3, values=1, in_channels=2)
    assert panels in two.description
    frames = figure.document()["frames"]
    assert all(sum(frame["products"]) == frame["value"] for frame in frames)
    assert "products" not in replace(figure, panels="kernel").document()["frames"][0]
    lines = figure.explain().splitlines()
    sums = lines[lines.index("  Sums of products:") + 1 :]
    assert [int(one.split(" = ")[1]) for one in sums] == [frame["value"] for frame in frames]


def test_pages_can_recolour_a_kernel_and_its_edges() -> None:
    made = svgconv.conv(3, 2, out_channels=2, **TRIED)
    custom = made.encode(".svg", custom_properties=True).decode()
    assert custom.count("var(--svgconv-kernel,#cb4b16)") == 2
    assert custom.count("var(--svgconv-second_kernel,#5f64bd)") == 2
    auto = replace(made, theme="auto").svg()
    dark = replace(made, theme="dark").drawn_theme
    for role in ("kernel", "second_kernel"):
        assert f".svgconv-{role}_edge:not([stroke=none]) {{ stroke: {dark.paint(role).fill}" in auto


@pytest.mark.parametrize("width", [150, 300])
@pytest.mark.parametrize(
    "figure",
    [
        svgconv.conv(9, 3, padding=1, view="flat", annotate="indices,axes"),
        svgconv.conv(14, 3, in_channels=3, out_channels=2, view="flat", annotate="indices"),
        svgconv.conv_transpose(6, 3, 2, view="flat", annotate="indices"),
        svgconv.conv3d((3, 9, 9), 2, view="flat", annotate="indices"),
    ],
    ids=lambda figure: figure.operation.name,
)
def test_indices_are_on_no_plane(figure: Figure, width: int) -> None:
    svg = figure.encode(".svg", width=width).decode()
    at = middle(svg, 0)
    roles = {f"svgconv-{role}" for role in ("input", "zeros", "not_computed")}
    planes = [
        box(list(line))
        for shape in shapes(svg, at)
        if shape.role in roles and shape.fill
        for line in shape.polylines
        if len(line) > 3
    ]
    labels = [box(list(text.ink)) for text in texts(svg, at) if text.role == "svgconv-label"]
    assert len(labels) > 8
    assert len(planes) > 1
    assert not any(overlap(label, plane) for label in labels for plane in planes)


def test_signs_are_on_no_index() -> None:
    figure = svgconv.conv(4, 2, **TRIED | {"panels": "kernel,products"}, annotate="indices")
    svg = figure.encode(".svg", width=200).decode()
    labels = [
        box(list(text.ink)) for text in texts(svg, middle(svg, 0)) if text.role == "svgconv-label"
    ]
    assert len(labels) > 8
    assert not any(overlap(one, two) for one, two in combinations(labels, 2))
