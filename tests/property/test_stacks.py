"""What the SVG of a stack shades in each layer is what the states have, in every frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given

import svgconv
from svgconv.figure.figure import Figure
from svgconv.operations._network import Placed
from svgconv.operations.stack import Stack
from svgconv.scene.marks import FixedText
from svgconv.scene.plane import Plane
from svgconv.specification.sizes import times
from svgconv.states.stack import StackStates
from svgconv.views._levels import levels
from svgconv.views.tree import GAP
from tests.examples import examples
from tests.smil import Point, Shape, Text, shapes, texts
from tests.specifications import stack_figures

CELL = 20
Cell = tuple[int, int]


def parts(figure: Figure) -> Iterator[list[Shape]]:
    """The shapes of each frame."""
    svg = figure.svg()
    for frame in range(figure.frame_count):
        seconds = (frame + Fraction(1, 2)) * Fraction(str(figure.frame_seconds))
        yield shapes(svg, seconds)


def plain(figure: Figure) -> Figure:
    return replace(
        figure, frames=None, crop=((0, 0), (0, 0)), hold=Decimal(0), plays=None, outputs="all"
    )


def row_and_column(plane: Plane, point: Point) -> tuple[float, float]:
    """The inverse of `Plane.point`."""
    x, y = point[0] - plane.origin[0], point[1] - plane.origin[1]
    (a, b), (c, d) = plane.row, plane.column
    size = a * d - b * c
    return (x * d - y * c) / size, (y * a - x * b) / size


def covered(plane: Plane, shape: Shape) -> set[Cell]:
    """Return the cells inside a shape's polygons; its lines are the grid's."""
    cells: set[Cell] = set()
    for line in shape.polylines:
        if len(line) != 5 or line[0] != line[-1]:
            continue
        corners = [row_and_column(plane, point) for point in line]
        rows, columns = ([round(at, 3) for at in numbers] for numbers in zip(*corners, strict=True))
        assert all(at == round(at) for at in (*rows, *columns))
        cells |= {
            (row, column)
            for row in range(int(min(rows)), int(max(rows)))
            for column in range(int(min(columns)), int(max(columns)))
        }
    return cells


def moved(plane: Plane, by: Point) -> Plane:
    return replace(plane, origin=(plane.origin[0] + by[0], plane.origin[1] + by[1]))


def read_cells(
    states: StackStates, frame: dict[str, list[dict[str, list[list[int]]]]]
) -> list[set[Cell]]:
    """Return the cells of each map that a frame reads; one axis is a single row.

    The states have them as the layers' inputs, of which each layer has the cells of its own.
    """
    read: list[set[Cell]] = [set() for _ in states.maps[:-1]]
    for layer, cells in zip(states.layers, frame["layers"], strict=True):
        read[layer.below] |= {(([0, *cell])[-2], cell[-1]) for cell in cells["window"]}
    return read


@given(stack_figures())
@examples(80)
def test_the_shaded_cells_of_every_plane_are_those_of_the_states(figure: Figure) -> None:
    shaded_as_in_the_states(replace(plain(figure), view="planes"))


PATHS: dict[str, tuple[str, int | tuple[int, int]]] = {
    "residual": ("Conv2d(k=3, p=1) > add(Conv2d(k=3, p=1) > ReLU(), Identity()) > MaxPool2d(2)", 5),
    "dilated": ("add(Conv1d(k=3, d=2, p=2), Conv1d(k=1)) > add(Conv1d(k=3), MaxPool1d(3, 1))", 9),
    "directions": (
        "Conv2d(k=2) > add(Conv2d(k=(3, 1), p=(1, 0)), Conv2d(k=(1, 3), p=(0, 1))) > Conv2d(k=2)",
        (4, 5),
    ),
    "cropped": ("concat(MaxPool2d(2) > Upsample(scale_factor=2), ZeroPad2d((-1, 0, 0, -1)))", 5),
    "cropped and padded": ("Conv1d(k=1) > ZeroPad1d((-1, -2)) > add(Conv1d(k=3, p=1), ReLU())", 9),
    "zeros between": ("add(ConvTranspose2d(k=4, s=2, p=1), Upsample(scale_factor=2))", 2),
    "other paddings": (
        "concat(MaxPool2d(3, 1, 1), Conv2d(k=3, p=1), Conv2d(k=3, p=1, padding_mode='reflect'))", 3,
    ),
    "nested": (
        "concat(Identity(), MaxPool1d(2) > concat(Identity(), MaxPool1d(2)"
        " > ConvTranspose1d(k=2, s=2)) > Conv1d(k=3, p=1) > ConvTranspose1d(k=2, s=2))", 8,
    ),
    "a fork at a fork": (
        "add(add(Conv1d(k=3, p=1), Conv1d(k=5, p=2)) > ReLU(), Conv1d(k=3, p=1) > Conv1d(k=1))", 6,
    ),
}  # fmt: skip


def depends_on(network: Sequence[Placed], at: tuple[int, ...]) -> set[tuple[int, ...]]:
    """The units of the input that an output depends on: each layer's own, one after the other."""
    units = {at}
    for one in reversed(network):
        if one.paths:
            units = {each for at in units for path in one.paths for each in depends_on(path, at)}
        elif one.operation:
            reads = {
                tuple(frame["output"]): [tuple(unit) for unit in frame["reads"]]
                for frame in one.operation.layer_states().to_dict()["frames"]
            }
            units = {unit for at in units for unit in reads[at]}
    return units


@pytest.mark.parametrize("name", PATHS)
def test_a_frame_reads_what_the_layers_of_all_paths_read(name: str) -> None:
    made = svgconv.stack(*PATHS[name]).operation
    assert isinstance(made, Stack)
    for frame in made.states().to_dict()["frames"]:
        wanted = depends_on(made.network, tuple(frame["output"]))
        assert frame["reads"] == [list(unit) for unit in sorted(wanted)]


@pytest.mark.parametrize("name", PATHS)
def test_paths_are_shaded_as_in_their_states(name: str) -> None:
    shaded_as_in_the_states(svgconv.stack(*PATHS[name], view="planes", outputs="all"))


def shaded_as_in_the_states(figure: Figure) -> None:
    states = figure.states
    assert isinstance(states, StackStates)
    planes, sizes = levels(states.maps), [one.drawn for one in states.maps]
    for frame, found in zip(states.to_dict()["frames"], parts(figure), strict=True):
        (output,) = (n for n, s in enumerate(found[-2:]) if s.role == "svgconv-output")
        corner = found[-2 + output].polylines[0][0]
        by = corner[0] - planes[-1].origin[0], corner[1] - planes[-1].origin[1]
        windows = [shape for shape in found if shape.role == "svgconv-window"]
        shaded: list[set[Cell]] = [set() for _ in planes[:-1]]
        for shape in windows:
            middle = shape.polylines[0][0]
            index_below = next(
                n
                for n, (plane, (rows, columns)) in enumerate(zip(planes, sizes, strict=True))
                if all(
                    -1e-6 <= at <= most + 1e-6
                    for at, most in zip(
                        row_and_column(moved(plane, by), middle), (rows, columns), strict=True
                    )
                )
            )
            shaded[index_below] |= covered(moved(planes[index_below], by), shape)
        assert shaded == read_cells(states, frame)
        (active,) = (shape for shape in found if shape.role == "svgconv-active")
        cell = tuple([0, *frame["output"]][-2:])
        assert covered(moved(planes[-1], by), active) == {cell}


@given(stack_figures())
@examples(120)
def test_the_tree_is_that_of_the_states(figure: Figure) -> None:
    if figure.operation.axes != 1:
        return
    figure = replace(plain(figure), view="tree")
    states = figure.states
    assert isinstance(states, StackStates)
    last = len(states.layers)
    for frame, found in zip(states.to_dict()["frames"], parts(figure), strict=True):
        roles = [shape.role for shape in found]
        after = len(roles) - roles[::-1].index("svgconv-active")
        (output,) = (shape for shape in found[after - 2 : after] if "output" in shape.role)
        top = output.polylines[0][0]
        left = left_ends(found, last, top)
        edges = {
            (row_of(line, top, last), *(ends(line)))
            for shape in found[after:]
            for line in shape.polylines
        }
        wanted = set()
        units = [frame["output"], *(layer["reads"] for layer in frame["layers"][:0:-1])]
        for layer, reads in zip(reversed(range(last)), units, strict=True):
            own = states.layers[layer].own[0]
            cells = states.layers[layer + 1].own[0].cell_of if layer + 1 < last else {}
            for unit in (at for one in reads for at in ([one] if isinstance(one, int) else one)):
                for cell in own.cells[unit]:
                    above = left[layer + 1] + CELL * (cells.get(unit, unit) + 0.5)
                    wanted.add((layer, left[layer] + CELL * (cell + 0.5), above))
        assert edges == wanted


def left_ends(found: list[Shape], last: int, top: Point) -> dict[int, float]:
    """Return the left end of each row of cells, as drawn."""
    left: dict[int, float] = {}
    for shape in found:
        if shape.role in ("svgconv-beam", "svgconv-window", "svgconv-active"):
            continue
        for line in shape.polylines:
            for x, y in line:
                row = last + (top[1] - y) / (CELL + GAP)
                if row == round(row):
                    left[round(row)] = min(x, left.get(round(row), x))
    assert sorted(left) == list(range(last + 1))
    return left


def ends(line: tuple[Point, ...]) -> tuple[float, float]:
    ((start, end),) = pairwise(line)
    low, high = (start, end) if start[1] > end[1] else (end, start)
    return low[0], high[0]


def row_of(line: tuple[Point, ...], top: Point, last: int) -> int:
    return round(last - (max(y for _, y in line) - top[1]) / (CELL + GAP))


@given(stack_figures())
@examples(80)
def test_every_plane_has_its_label(figure: Figure) -> None:
    """Labels are to the right of the planes, inside the canvas, and do not overlap."""
    figure = replace(plain(figure), annotate=(), heading="", beside=())
    operation = figure.operation
    assert isinstance(operation, Stack)
    svg = figure.svg()
    found = [text for text in texts(svg, Fraction(0)) if text.role == "svgconv-label"]
    reach = max(
        x for shape in shapes(svg, Fraction(0)) for line in shape.polylines for x, _ in line
    )
    boxes = [box(text) for text in found]
    for left, top, right, bottom in boxes:
        assert reach < left < right < figure.scene.width
        assert 0 < top < bottom < figure.scene.height
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    lines: dict[float, list[str]] = {}
    for text in sorted(found, key=lambda text: text.pen[0]):
        lines.setdefault(round(text.pen[1], 2), []).append(text.said)
    labels = [" ".join(lines[height]) for height in sorted(lines)]
    wanted = ["input", times(operation.input_size)]
    names = [one.name for one in operation.feature_maps.maps[1:]]
    words = [one.words for one in operation.feature_maps.maps[1:]]
    for number, layer in enumerate(operation.chain, 1):
        field = Stack(operation.input_size, " > ".join(names[:number])).receptive_field
        note = times(layer.output_size)
        if field is not None:
            note += f", sees {times(tuple(one.size for one in field))}"
        wanted = [words[number - 1], note, *wanted]
    assert " ".join(labels) == " ".join(wanted)


@pytest.mark.parametrize(
    ("layers", "size"),
    [
        ("Conv2d(k=3) > MaxPool2d(2)", 8),
        ("Conv2d(k=3, p=1) > Conv2d(k=3, s=2, p=1) > MaxPool2d(2)", 12),
        ("Conv2d(k=3) > Conv2d(k=3) > Conv2d(k=3) > AdaptiveAvgPool2d(1) > Conv2d(k=1)", 12),
        ("ConvTranspose2d(k=3, s=2, d=2) > Conv2d(k=3, s=2)", 4),
        ("Conv1d(k=3) > Conv1d(k=3, d=2) > MaxPool1d(2)", 14),
        ("Conv1d(k=2) > Conv1d(k=2) > Conv1d(k=2)", 6),
    ],
)
@pytest.mark.parametrize("annotate", ["", "indices"])
def test_labels_are_legible_in_a_narrow_figure(layers: str, size: int, annotate: str) -> None:
    """At 300 pixels an em has 7.5, and a half of it is between the labels and the edge."""
    scene = svgconv.stack(layers, size, annotate=annotate).scene
    words = next(one for one in scene.marks if isinstance(one, FixedText))
    em = words.setting.size * CELL
    assert 300 * em / scene.width >= 7.5
    left = words.setting.origin[0]
    ends = [left + CELL * (at + words.setting.reach(text)[1]) for _, at, text in words.cells]
    assert scene.width / 2 < max(ends) <= scene.width - em / 2
    assert closest(words) > 1.3


@pytest.mark.parametrize("name", ["residual_block", "unet_skip"])
def test_labels_next_to_paths_are_legible_in_a_narrow_figure(name: str) -> None:
    scene = svgconv.load(name).scene
    columns = [one for one in scene.marks if isinstance(one, FixedText)]
    assert len(columns) == 3, "the stack's, and one for each path"
    for words in columns:
        assert 300 * words.setting.size * CELL / scene.width >= 7.5
        assert len(words.cells) == 1 or closest(words) > 1.3
        for _, at, text in words.cells:
            start, end = (CELL * (at + place) for place in words.setting.reach(text))
            left = words.setting.origin[0]
            assert 0 < left + start < left + end < scene.width


def closest(words: FixedText) -> float:
    """The least distance between two lines, in ems."""
    rows = sorted({row for row, *_ in words.cells})
    return min(below - above for above, below in pairwise(rows)) / words.setting.size


@pytest.mark.parametrize("size", [1, 3, 5, 14])
@pytest.mark.parametrize("last", ["ConvTranspose2d(k=2, d=3, p=1)", "Conv2d(k=1, s=2)"])
def test_lines_of_small_maps_do_not_overlap(last: str, size: int) -> None:
    layers = f"AdaptiveAvgPool2d(1) > ConvTranspose2d(k=1, s=2, d=2) > Conv2d(k=1, s=2) > {last}"
    scene = svgconv.stack(layers, size).scene
    assert closest(next(one for one in scene.marks if isinstance(one, FixedText))) > 1.3


def box(text: Text) -> tuple[float, float, float, float]:
    xs, ys = zip(*text.ink, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(one[n] < other[n + 2] and other[n] < one[n + 2] for n in (0, 1))
