"""Stacks of layers: how they are written, what they explain, and how their files grow."""

from __future__ import annotations

from math import prod
from pathlib import Path

import pytest

import svgconv
from svgconv.figure.figure import Figure
from svgconv.operations.masked_conv import MaskedConv
from svgconv.operations.stack import Stack
from svgconv.states.stack import StackStates
from svgconv.themes import THEMES
from svgconv.views import views_of

SHORT = "Conv2d(k=3) > Conv2d(k=3, s=2) > MaxPool2d(2)"

FORMS = {
    "short": SHORT,
    "full": "nn.Conv2d(1, 1, 3) > torch.nn.Conv2d(1, 1, 3, stride=2) > nn.MaxPool2d(2)",
    "sequence": "nn.Sequential(nn.Conv2d(1, 1, 3), nn.Conv2d(1, 1, 3, 2), nn.MaxPool2d((2, 2)))",
    "nested": "nn.Sequential(nn.Sequential(nn.Conv2d(1, 1, 3), nn.Conv2d(1, 1, 3, 2)),"
    " nn.MaxPool2d(kernel_size=2))",
    "defaults": "Conv2d(k=3, s=1, p=0, d=1) > Conv2d(k=(3, 3), s=2, p='valid') > MaxPool2d(k=2)",
}  # fmt: skip


def stack_of(figure: Figure) -> Stack:
    assert isinstance(figure.operation, Stack)
    return figure.operation


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_the_same_stack(form: str) -> None:
    made = svgconv.load(FORMS[form], input_size=16)
    assert stack_of(made).layers == SHORT
    assert made == svgconv.stack(FORMS[form], 16) == svgconv.stack([FORMS[form]], 16)


def test_toml_has_tables_and_calls(tmp_path: Path) -> None:
    file = tmp_path / "stack.toml"
    file.write_text(
        'operation = "stack"\ninput_size = 16\n'
        'layers = [{ operation = "conv", kernel_size = 3 }, "Conv2d(k=3, s=2)",'
        ' { operation = "max_pool", k = 2 }]\n'
    )
    assert svgconv.load(str(file)).svg() == svgconv.stack(SHORT, 16).svg()


def test_a_causal_layer_pads_what_it_reaches_before_its_input() -> None:
    causal = svgconv.stack("Conv1d(k=3, d=4, p='causal') > AvgPool1d(2)", 9)
    assert causal == svgconv.stack("Conv1d(k=3, d=4, p=(8, 0)) > AvgPool1d(2)", 9)
    call = "nn.Sequential(nn.ZeroPad1d((8, 0)), nn.Conv1d(1, 1, 3, dilation=4), nn.AvgPool1d(2))"
    assert causal == svgconv.load(call, input_size=9)
    assert svgconv.load(
        "nn.Sequential(nn.ZeroPad1d((8, 0)), nn.Conv1d(1, 1, 3))", input_size=9
    ) == (svgconv.conv1d(9, 3, padding=(8, 0)))


def test_no_output_of_causal_layers_reads_what_comes_after_it() -> None:
    frames = svgconv.load("wavenet").states.to_dict()["frames"]
    for frame in frames:
        (now,) = frame["output"]
        assert frame["reads"] == [[at] for at in range(max(0, now - 15), now + 1)]


def test_dilation_leaves_holes() -> None:
    frames = svgconv.stack("Conv1d(k=2, d=4) > Conv1d(k=2, d=8)", 13).states.to_dict()["frames"]
    assert [frame["reads"] for frame in frames] == [[[0], [4], [8], [12]]]


def test_the_explanation_has_the_arithmetic_of_each_layer() -> None:
    lines = stack_of(svgconv.load("receptive_field")).explanation()
    text = "\n".join(lines)
    assert "layer 2, relationship 6: o = floor((i + 2p - k) / s) + 1" in text
    assert "= (3 - 1)·1 + (3 - 1)·1 + (2 - 1)·2 + 1\n" in text
    assert "the receptive field's stride = s_1···s_L = 1·2·2 = 4" in text
    assert "-(1·1 + 1·1 + 0·2) = -2" in text
    assert [line.split()[-6:] for line in lines if "MaxPool2d(2)  " in line] == [
        ["3×3", "7×7", "4", "-2", "0", "0"]
    ]


def test_the_explanation_has_each_axis_if_they_differ() -> None:
    text = "\n".join(stack_of(svgconv.stack("Conv2d(k=(3, 2), d=(1, 3))", 9)).explanation())
    assert "height, receptive field: r = sum of (k_l - 1)" in text
    assert "width, receptive field: r = sum of d_l(k_l - 1)" in text
    assert "= 3·(2 - 1)·1 + 1" in text


def test_fields_that_differ_are_counted() -> None:
    made = stack_of(svgconv.stack("Conv1d(k=3) > ConvTranspose1d(k=3, s=2)", 8))
    assert made.receptive_field is None
    assert "  receptive field: 3 to 4, padding included" in made.explanation()
    assert "  each output reads 3 to 4 cells of the input itself" in made.explanation()
    assert made.table[-1].cells()[2] == "3 to 4"
    edges = stack_of(svgconv.stack("Conv2d(k=3, p=1) > ConvTranspose2d(k=3)", 8))
    assert "  receptive field: 5×5, padding included" in edges.explanation()
    assert "  each output reads 2 to 5 rows and 2 to 5 columns of the input itself" in (
        edges.explanation()
    )
    assert edges.table[-1].cells()[2] == "5×5"
    uneven = stack_of(svgconv.stack("Conv2d(k=3) > ConvTranspose2d(k=(3, 2), s=2)", 8))
    assert uneven.table[-1].cells()[2] == "3×3 to 4×3"
    large = stack_of(svgconv.stack("Conv1d(k=3) > ConvTranspose1d(k=3, s=2)", 8000))
    assert large.table[-1].cells()[2] == "varies"
    assert ": its" not in made.description()


def test_stacks_of_one_axis_have_two_views() -> None:
    assert views_of(svgconv.stack("Conv1d(k=3) > Conv1d(k=3)", 9).operation) == ("tree", "planes")
    assert views_of(svgconv.stack(SHORT, 16).operation) == ("planes",)


def test_every_layers_input_is_in_the_states() -> None:
    states = svgconv.stack(SHORT, 16).states
    assert isinstance(states, StackStates)
    assert [layer.size for layer in states.layers] == [(16, 16), (14, 14), (6, 6)]
    document = states.to_dict()
    assert [layer["layer"] for layer in document["layers"]] == SHORT.split(" > ")
    assert document["frames"][0]["window"] == document["frames"][0]["layers"][0]["window"]
    assert [len(layer["reads"]) for layer in document["frames"][0]["layers"]] == [49, 25, 4]


@pytest.mark.parametrize(
    ("layers", "sizes"),
    [
        ("Conv2d(k=3, p=1) > Conv2d(k=3, p=1) > MaxPool2d(2)", (40, 80)),
        ("Conv2d(k=3, s=2, p=1) > ConvTranspose2d(k=4, s=2, p=1)", (40, 80)),
        ("Conv1d(k=2, p='causal') > Conv1d(k=2, d=2, p='causal')", (100, 200)),
        ("Conv1d(k=3, s=2, p=1) > ConvTranspose1d(k=4, s=2, p=1)", (100, 200)),
        ("add(Conv2d(k=3, p=1) > Conv2d(k=3, p=1), Identity())", (40, 80)),
        ("concat(MaxPool2d(2) > Upsample(scale_factor=2), ZeroPad2d(0)) > Conv2d(k=3)", (40, 80)),
    ],
)
def test_a_stack_grows_with_its_axes_only(layers: str, sizes: tuple[int, int]) -> None:
    small, large = (len(svgconv.stack(layers, size).svg()) for size in sizes)
    assert large < 2.2 * small


def test_a_masked_layer_has_the_rectangle_around_the_taps_that_count() -> None:
    made = stack_of(
        svgconv.stack(
            "MaskedConv2d(k=3, p=1, mask=[[0, 0, 0], [0, 1, 0], [0, 1, 1]]) > AvgPool2d(2)", 8
        )
    )
    assert made.layers.startswith("MaskedConv2d(k=3, p=1, mask=[[0, 0, 0], [0, 1, 0], [0, 1, 1]])")
    table = {"operation": "masked_conv", "k": 3, "p": 1, "mask": "000,010,011"}
    assert svgconv.stack([table, "AvgPool2d(2)"], 8).operation == made
    assert made.receptive_field is not None
    assert [(field.size, field.start) for field in made.receptive_field] == [(3, 0), (3, 0)]


MASKED_LAYERS = (
    ("MaskedConv2d(3, 6, 3, p=1, color_groups=3)",
     'MaskedConv2d(6, 3, 3, p=1, mask="B", color_groups=3)'),
    ("MaskedConv2d(2, 4, (2, 4), color_groups=2)", "MaskedConv2d(4, 4, (3, 2), d=2)"),
    ('MaskedConv2d(4, 4, (1, 3), mask="B", color_groups=4)', 'MaskedConv2d(4, 2, 1, mask="B")',
     'MaskedConv2d(2, 6, (5, 1), s=2, mask="B", color_groups=2)'),
)  # fmt: skip


@pytest.mark.parametrize("layers", MASKED_LAYERS)
def test_color_groups_read_in_a_stack_what_their_layers_read(layers: tuple[str, ...]) -> None:
    made = stack_of(svgconv.stack(" > ".join(layers), 24))
    assert made.layers == " > ".join(layers)
    reads = {(channel, 0, 0) for channel in range(made.output_shape[0])}
    weights = 0
    for one in reversed(made.network):
        assert one.operation
        call = svgconv.load(one.torch_call(), input_size=one.operation.input_size).operation
        assert isinstance(call, MaskedConv)
        groups, (outputs, inputs) = call.color_groups, call.weight_size[:2]
        (down, across), (row_step, column_step) = call.stride, call.dilation
        above, before = (sides[0] for sides in call.sides)
        reads = {
            (input, row * down + i * row_step - above, column * across + j * column_step - before)
            for output, row, column in reads
            for input in range(inputs)
            for i, taps in enumerate(
                call.group_rows[output * groups // outputs][input * groups // inputs]
            )
            for j, counts in enumerate(taps)
            if counts
        }
        weights += prod(call.weight_size) + outputs
    assert made.receptive_field is not None
    for axis, field in enumerate(made.receptive_field):
        at = [place[1 + axis] for place in reads]
        assert (field.start, field.size) == (min(at), max(at) - min(at) + 1)
    assert weights == sum(row.weights for row in made.table)
    assert "the receptive field is the smallest rectangle around what is read" in made.remarks()


def test_a_layer_of_color_groups_reads_what_any_group_reads() -> None:
    remarks = stack_of(svgconv.stack(f"{MASKED_LAYERS[0][0]} > ReLU()", 9)).remarks()
    assert "layer 1: 12 of the padded input's 121 cells are never read" in remarks
    assert not any("weight" in remark for remark in remarks if remark.startswith("layer 1"))


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        ("MaskedConv2d(3, 3, (1, 3), color_groups=3)", "color_groups: with mask A, what a kernel"
         " of 1×3 reads depends on the colour; use a kernel_size of at least 2×2"),
        ("MaskedConv2d(4, 4, 3, color_groups=3)",
         "color_groups: 3 does not divide in_channels, 4; use one that divides 4"),
        ("MaskedConv2d(k=3, color_groups=2)",
         "color_groups: 2 does not divide in_channels, 1; use 1"),
        ("MaskedConv2d(4, 4, 3, groups=2)", "groups: a masked convolution has one, not 2; use 1"),
    ],
)  # fmt: skip
def test_masked_layers_that_are_rejected(layer: str, message: str) -> None:
    with pytest.raises(svgconv.SvgconvError, match=f"^layer 1: {message}$"):
        svgconv.stack(f"{layer} > ReLU()", 9)


def test_the_description_and_the_states_have_channels_and_every_layer() -> None:
    figure = svgconv.stack("Conv2d(3, 8, 3) > ReLU() > MaxPool2d(2) > Flatten()", 8)
    assert "The input has 3 channels and the output 8; one of each layer is drawn." in (
        figure.description
    )
    assert "Not drawn: ReLU, Flatten." in figure.description
    assert figure.recipe["parameters"]["layers"] == (
        "Conv2d(3, 8, 3) > ReLU() > MaxPool2d(2) > Flatten()"
    )
    rows = figure.document()["table"]
    assert [row["output"] for row in rows] == [[3, 8, 8], [8, 6, 6], [8, 6, 6], [8, 3, 3], [72]]
    assert rows[3]["receptive_field"] == {"size": [4, 4], "stride": [2, 2], "start": [0, 0]}
    assert rows[4]["receptive_field"] is None
    assert [layer["layer"] for layer in figure.document()["layers"]] == [
        "Conv2d(3, 8, 3) > ReLU()", "MaxPool2d(2)",
    ]  # fmt: skip


def test_a_layer_without_channels_keeps_those_of_its_input() -> None:
    table = stack_of(svgconv.stack("PixelShuffle(2) > Conv2d(k=3) > Conv2d(4, 6, 1)", 8)).table
    assert [row.shape[0] for row in table] == [16, 4, 4, 6]
    assert stack_of(svgconv.stack("PixelShuffle(2) > Conv2d(k=3)", 8)).table[0].shape == (4, 8, 8)


def test_what_sees_the_whole_plane_is_named() -> None:
    text = "\n".join(stack_of(svgconv.stack("Conv2d(1, 4, 3) > GroupNorm(2, 4)", 8)).remarks())
    assert "layer 2: GroupNorm sees the whole plane; the receptive field leaves that out" in text


def test_paths_that_never_match_get_no_size_of_the_input() -> None:
    with pytest.raises(svgconv.SvgconvError) as caught:
        svgconv.load("add(Conv2d(k=3), Identity(), Conv2d(k=(2, 1)))", input_size=5)
    assert str(caught.value) == (
        "layer 1: add: its paths give 3×3, 5×5 and 4×5; crop path 2 with"
        " ZeroPad2d((-1, -1, -1, -1)) and path 3 with ZeroPad2d((-1, -1, 0, -1))"
    )
    cropped = "add(Conv2d(k=3), ZeroPad2d(-1), Conv2d(k=(2, 1)) > ZeroPad2d((-1, -1, 0, -1)))"
    assert svgconv.load(cropped, input_size=5).operation.output_size == (3, 3)


def test_paths_have_one_view_and_are_described() -> None:
    figure = svgconv.stack("add(Conv1d(k=3, p=1) > Conv1d(k=3, p=1), Identity())", 8)
    assert views_of(figure.operation) == ("planes",)
    assert figure.description.startswith(
        "2 layers, one above the other, paths next to each other, with the input at the bottom."
    )
    states = figure.states
    assert isinstance(states, StackStates)
    assert [layer.name for layer in states.layers] == [
        "path 1: Conv1d(k=3, p=1)", "path 1: Conv1d(k=3, p=1)", "path 2: Identity()",
        "path 1: add", "path 2: add",
    ]  # fmt: skip
    assert [(one.level, one.path) for one in states.maps] == [
        (0, ()), (1, (1, 1)), (2, (1, 1)), (2, (1, 2)), (3, ())
    ]  # fmt: skip
    assert [one.label for one in states.maps[2:]] == [
        ("convolution, kernel 3", "8, sees 5"), ("Identity", "8, sees 1"),
        ("sum of the paths", "8, sees 5"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("layers", "size", "labels"),
    [
        ("Conv1d(k=2, p=(8, 0), d=8)", 20, [("convolution, kernel 2, dilation 8", "20, sees 9")]),
        (
            "Conv2d(3, 8, (3, 2), s=(2, 1)) > BatchNorm2d(8) > ReLU() > MaxPool2d(2)",
            (9, 9),
            [
                ("convolution, kernel 3×2, stride 2×1, BatchNorm2d, ReLU", "8×4×8, sees 3×2"),
                ("max pooling, kernel 2×2", "8×2×4, sees 5×3"),
            ],
        ),
        ("AdaptiveAvgPool2d(2)", 4, [("adaptive average pooling", "2×2, sees 2×2")]),
        ("Upsample(scale_factor=2) > AvgPool2d(3)", 4,
         [("upsampling, scale factor 2", "8×8"), ("average pooling, kernel 3×3", "2×2")]),
    ],
)  # fmt: skip
def test_labels_say_in_words_what_a_layer_is_and_sees(
    layers: str, size: int | tuple[int, ...], labels: list[tuple[str, ...]]
) -> None:
    states = svgconv.stack(layers, size).states
    assert isinstance(states, StackStates)
    assert [one.label for one in states.maps[1:]] == labels


def test_a_map_is_drawn_with_the_padding_of_all_its_readers() -> None:
    def drawn(layers: str) -> list[tuple[str, int, str]]:
        states = svgconv.stack(layers, 4).states
        assert isinstance(states, StackStates)
        return [(one.label[0], one.axes[0].drawn, one.outside) for one in states.maps]

    both = "add(Conv1d(k=3, p=1), Conv1d(k=5, p=2), Identity())"
    assert drawn(both)[0] == ("input", 8, "zeros")
    other = "add(Conv1d(k=3, p=1), Conv1d(k=3, p=1, padding_mode='replicate'))"
    assert drawn(other)[:3] == [
        ("input", 6, "zeros"), ("convolution, kernel 3", 4, "zeros"), ("copy", 6, "copied_padding")
    ]  # fmt: skip
    between = "add(ConvTranspose1d(k=2, s=2), Upsample(scale_factor=2))"
    assert drawn(between)[:2] == [("input", 4, "zeros"), ("copy", 9, "zeros")]
    cropped = drawn("Conv1d(k=1) > ZeroPad1d((-1, 0)) > Conv1d(k=3, p=1)")
    assert cropped[2:4] == [("crop", 4, "cropped"), ("copy", 5, "zeros")]


def test_cropped_cells_are_painted_as_such() -> None:
    figure = svgconv.load("unet_skip", annotate="legend", theme={"cropped": {"fill": "#f0f"}})
    svg = figure.svg()
    assert ">cropped<" in svg or "svgconv-cropped" in svg
    assert "#f0f" in svg
    assert THEMES.get("print").paint("cropped") == THEMES.get("print").paint("zeros")
