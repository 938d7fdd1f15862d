"""The rows of a model's table: what is united, what is not known, and what does not agree."""

from __future__ import annotations

from typing import Any

from svgconv.gallery.networks import Network
from svgconv.models._calls import does_of_text
from svgconv.models._figures import drawn_of
from svgconv.models._row import Row
from svgconv.models._rows import rows_of
from svgconv.models.base import (
    WHOLE_PLANE,
    Input,
    Like,
    Model,
    Node,
    Regrouped,
    Same,
    Shift,
    Turn,
    Unknown,
    Whole,
    does_of,
)
from svgconv.operations._layer import Layer
from svgconv.operations._receptive_field import Field
from svgconv.operations._spans import sizes_in_words

START = Node("x", "input", Input(), shape=(2, 12, 12))


def rows(*nodes: Any) -> tuple[Row, ...]:
    """The rows of nodes: what each does, the places that it reads, and its shape if it is known."""
    made = [
        Node(f"n{place}", "", does_of(does) if isinstance(does, str) else does, inputs, *shape)
        for place, (does, inputs, *shape) in enumerate(nodes, 1)
    ]
    return rows_of(Model("m", (START, *made)))


def test_a_shape_that_differs_is_said_and_not_drawn() -> None:
    found = rows(("Conv2d(2, 3, 3)", (0,), (3, 11, 11)), ("ReLU()", (1,)))
    assert found[1].reason == "its output is 3×11×11, but svgconv computes 3×10×10"
    assert found[1].output_shape == found[2].output_shape == (3, 11, 11)
    assert (found[1].field, found[1].is_known, found[2].is_known) == (None, False, False)
    assert drawn_of(found).figures == ()
    squeezed = rows(("AdaptiveAvgPool2d(1)", (0,), (2,)))
    assert not squeezed[1].reason


def test_a_path_without_a_field_leaves_none() -> None:
    up = ("ConvTranspose2d(2, 2, 3, padding=1)", (0,))
    varying = rows(("Conv2d(2, 2, 3, padding=1)", (0,)), up, (Same("add"), (1, 2)))
    assert varying[1].field is not None
    assert varying[3].field is None
    assert varying[3].is_known
    both = rows(("Conv2d(2, 2, 3, padding=1)", (0,)), (Same("add"), (1, 0)))
    assert both[2].field == both[1].field


def test_strides_that_differ_have_no_union() -> None:
    found = rows(("MaxPool2d(1, 2)", (0,)), ("Conv2d(2, 2, 1)", (0,)), (Same("add"), (1, 2)))
    assert found[3].field is None


def test_what_is_not_known_stays_so_until_all_is_read() -> None:
    found = rows((Unknown("odd"), (0,), (2, 12, 12)), ("Conv2d(2, 2, 3)", (1,)),
                 (Whole(), (2,), (2,)), ("Linear(2, 3)", (3,)))  # fmt: skip
    assert [row.is_known for row in found] == [True, False, False, True, True]
    assert [row.reads_all for row in found] == [False, False, False, True, True]
    assert found[4].multiplications == 6


def test_a_layer_that_rejects_its_input_multiplies_nothing_known() -> None:
    found = rows(("Flatten()", (0,)), ("Linear(10, 4)", (1,)), ("ReLU()", (2,)))
    assert found[2].reason == "in_features: 10 differs from the output of the layer before, 288"
    assert (found[2].weights, found[2].multiplications, found[2].is_known) == (44, None, False)
    assert (found[3].multiplications, found[3].is_known) == (0, False)


def test_another_number_of_axes_has_a_reason() -> None:
    conv, pad = rows(("Conv1d(2, 3, 3)", (0,)), (Shift(((1, 1),), (1,)), (0,)))[1:]
    reason = "its input is 2×12×12, but it takes channels and length"
    assert (conv.reason, conv.weights, conv.multiplications) == (reason, 2 * 3 * 3 + 3, None)
    assert (pad.reason, pad.weights, pad.multiplications) == (reason, 0, 0)
    deep = rows(("MaxPool3d(2)", (0,)))[1]
    assert deep.reason.endswith("but it takes channels, depth, height and width")
    assert deep.multiplications == 0


def test_paths_in_one_call_are_not_read() -> None:
    found = rows(("add(Conv2d(2, 2, 1), Identity())", (0,)), ("ReLU()", (1,)))
    assert found[1].reason == "the paths in add(...) are not read"
    assert [row.is_known for row in found] == [True, False, False]


def test_a_layer_like_another_has_its_numbers_and_no_figure() -> None:
    pool = does_of("AvgPool2d(2)")
    assert isinstance(pool, Layer)
    found = rows((Like(pool, "it is another"), (0,)))
    assert found[1].output_shape == (2, 6, 6)
    assert found[1].field is not None
    assert drawn_of(found).reasons[1] == "it is another"


def test_a_shift_that_cuts_all_off_has_a_reason() -> None:
    found = rows((Shift(((-6, -6), (0, 0)), (1, 1)), (0,)))
    assert found[1].reason == "it cuts off the whole input"
    assert rows((Shift(((0, 0),), (1,)), (0,)))[1].is_known is False


def test_weights_of_the_source_are_right() -> None:
    found = rows(("Conv2d(2, 3, 3)", (0,), (3, 10, 10), 7))
    assert found[1].weights == 7


def test_concatenated_planes_have_one_size() -> None:
    found = rows(("MaxPool2d(2)", (0,)), (Same("concat"), (0, 1)))
    assert found[2].reason == "its inputs are 2×12×12 and 2×6×6"


def test_fields_that_differ_have_their_sizes() -> None:
    found = rows(("Conv2d(2, 2, 3)", (0,)), ("ConvTranspose2d(2, 2, 3, 2)", (1,)),
                 (Shift(((1, 1), (-1, 0)), (1, 2)), (2,)), (Same("add"), (2, 2)),
                 ("Linear(21, 4)", (4,)))  # fmt: skip
    assert [sizes_in_words(row.spans) for row in found] == [
        "1×1", "3×3", "3×3 to 4×4", "3×3 to 4×3", "3×3 to 4×4", ""
    ]  # fmt: skip
    assert [row.field is None for row in found] == [False, False, True, True, True, True]


def test_channels_can_be_last_and_return() -> None:
    last, back = Turn((1, 2, 0)), Turn((2, 0, 1))
    found = rows(
        ("Conv2d(2, 4, 3)", (0,)), (last, (1,), (10, 10, 4)), ("LayerNorm(4)", (2,), (10, 10, 4)),
        ("Linear(4, 8)", (3,), (10, 10, 8)), ("GELU()", (4,), (10, 10, 8)),
        ("Linear(8, 4)", (5,), (10, 10, 4)), (back, (6,), (4, 10, 10)), (Same("add"), (1, 7)),
        ("Conv2d(4, 2, 3)", (8,)),
    )  # fmt: skip
    assert [row.reason for row in found] == [""] * 10
    assert {row.field for row in found[1:9]} == {(Field(3, 1, 0),) * 2}
    assert [row.weights for row in found[3:7]] == [8, 40, 0, 36]
    assert [row.multiplications for row in found[3:7]] == [0, 3200, 0, 3200]
    assert found[9].output_shape == (2, 8, 8)
    assert found[9].field == (Field(5, 1, 0),) * 2


def test_what_moves_units_of_exchanged_axes_is_not_known() -> None:
    for does, shape in (
        ("Conv2d(10, 2, 3)", (2, 8, 2)), (Same("concat"), (20, 10, 4)), (Same("softmax"), ()),
        ("Softmax(1)", ()), (Shift(((1, 1), (0, 0)), (1, 1)), (10, 12, 4)), (Same("mean"), (10, 4)),
        (Whole(), (4,)), ("Linear(10, 3)", (10, 4, 3)),
    ):  # fmt: skip
        order = Turn((1, 2, 0)) if does != "Linear(10, 3)" else Turn((0, 2, 1))
        found = rows((order, (0,), (12, 12, 2)), (does, (1,), shape or (12, 12, 2)))
        assert (found[2].is_known, found[2].reason) == (False, "its axes are in another order")
    other = rows((Turn((1, 2, 0)), (0,), (12, 12, 2)), (Same("add"), (0, 1), (2, 12, 12)))
    assert not other[2].is_known


def test_a_gate_that_reads_all_makes_all_outputs_depend_on_all() -> None:
    pooled = ("AdaptiveAvgPool2d(1)", (0,)), ("Conv2d(2, 2, 1)", (1,))
    found = rows(*pooled, (Same("mul"), (0, 2)), ("Conv2d(2, 2, 3)", (3,)))
    assert found[1].field == (Field(12, 12, 0),) * 2
    assert [row.reads_all for row in found] == [False, True, True, True, True]
    assert [row.is_known for row in found] == [True] * 5
    assert [row.field for row in found[3:]] == [None, None]
    assert found[3].output_shape == (2, 12, 12)
    reversed_ = rows(*pooled, (Same("mul"), (2, 0)))
    assert reversed_[3].output_shape == (2, 12, 12)
    whole = rows(("Conv2d(2, 2, 12)", (0,)), (Same("mul"), (0, 1)))
    assert (whole[2].reads_all, whole[2].is_known) == (True, True)
    partly = rows(("AvgPool2d(11)", (0,)), (Same("mul"), (0, 1)))
    assert (partly[2].reads_all, partly[2].is_known) == (False, False)
    assert partly[2].reason == "it repeats units"


def test_an_upsampling_has_the_axes_of_its_input() -> None:
    for axes in (1, 2, 3):
        start = Node("x", "input", Input(), shape=(2, *(3,) * axes))
        up = Node("up", "", does_of("Upsample(scale_factor=2)"), (0,))
        found = rows_of(Model("m", (start, up)))
        assert found[1].output_shape == (2, *(6,) * axes)
        assert found[1].operation is not None
        assert found[1].operation.axes == axes
        assert len(drawn_of(found).figures) == 1


def test_a_channel_shuffle_keeps_the_field() -> None:
    found = rows(("Conv2d(2, 4, 3)", (0,)), (Regrouped(2, "view"), (1,), (2, 2, 10, 10)),
                 (Turn((1, 0, 2, 3)), (2,), (2, 2, 10, 10)),
                 (Regrouped(2, "view"), (3,), (4, 10, 10)), ("Conv2d(4, 4, 3)", (4,)))  # fmt: skip
    assert found[5].field is not None
    assert [one.size for one in found[5].field] == [5, 5]
    mixed = rows(("Conv2d(2, 4, 3)", (0,)), (Regrouped(1, "view"), (1,), (4, 20, 5)))
    assert mixed[2].reason == "view moves units to other places"


def test_attention_reads_all_in_whatever_order() -> None:
    tokens = [(Regrouped(0, "flatten"), (0,), (2, 144)), (Turn((1, 0)), (1,), (144, 2))]
    found = rows(*tokens, (Whole(in_any_order=True), (2,), (144, 2)), (Same("add"), (2, 3)))
    assert [row.is_known for row in found] == [True, False, False, True, True]
    assert found[4].reads_all
    averaged = rows((Turn((1, 2, 0)), (0,)), (Whole(), (1,), (12, 12)))
    assert not averaged[2].is_known


def test_an_lp_pooling_is_drawn_with_its_own_windows() -> None:
    node = does_of_text("nn.LPPool2d(norm_type=2, kernel_size=3, stride=2, ceil_mode=False)")
    found = rows((node, (0,)))
    assert found[1].output_shape == (2, 5, 5)
    assert found[1].field is not None
    assert (found[1].field[0].size, found[1].field[0].stride) == (3, 2)
    assert found[1].reason == ""
    assert found[1].operation is not None
    assert found[1].operation.torch_call() == "nn.LPPool2d(2, 3, stride=2)"
    assert does_of_text("LPPool2d(2, 3, 4, 5, 6)") == Unknown(
        "LPPool2d: takes 4 arguments, but 5 are given"
    )


def test_a_gated_linear_unit_halves_the_channels() -> None:
    found = rows(("Conv2d(2, 6, 3)", (0,)), ("GLU(dim=1)", (1,)), ("Conv2d(3, 2, 3)", (2,)))
    assert [row.output_shape for row in found[2:]] == [(3, 10, 10), (2, 8, 8)]
    assert rows(("GLU()", (0,)))[1].reason == "GLU: dim=-1 is not the axis of the channels"
    assert rows(("Conv2d(2, 5, 3)", (0,)), ("GLU(1)", (1,)))[2].reason == (
        "GLU: an odd number of channels, 5, cannot be halved"
    )


def test_a_normalization_of_the_plane_is_noted() -> None:
    last = Turn((1, 2, 0))
    made = [
        ("InstanceNorm2d(2)", (0,)), ("LayerNorm((2, 12, 12))", (1,)),
        (Same("", WHOLE_PLANE), (2,)), (last, (3,), (12, 12, 2)), ("LayerNorm(2)", (4,)),
        (Same("layer_norm", 2), (5,)),
        (Turn((2, 0, 1)), (6,), (2, 12, 12)), ("BatchNorm2d(2)", (7,)), (Same("relu"), (8,)),
    ]  # fmt: skip
    found = rows(*made)
    assert [row.node.name for row in found if row.sees_plane] == ["n1", "n2", "n3", "n6"]
    model = Model("m", tuple(row.node for row in found))
    assert str(Network(model)).splitlines()[-1] == (
        "n1, n2, n3, n6: a normalization sees the whole plane, which the receptive field leaves out"
    )
    assert not any(row.sees_plane for row in rows((Whole(), (0,), (2, 12, 12)), (made[0][0], (1,))))
