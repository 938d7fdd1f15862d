"""What a run of a module notes, without PyTorch: the effects of functions, masks and layers."""

from __future__ import annotations

from typing import Any

import pytest

from svgconv.errors import SvgconvError
from svgconv.models._torch_functions import convolution, effect
from svgconv.models._torch_masks import masked
from svgconv.models.base import WHOLE_PLANE, Regrouped, Same, Shift, Turn, Unknown, Whole, does_of
from svgconv.operations._layer import Layer
from svgconv.specification.masks import mask_rows

FROM = (1, 8, 10, 12)
X = object()
ALL = slice(None)

EFFECTS: list[tuple[str, tuple[Any, ...], dict[str, Any], tuple[int, ...], Any]] = [
    ("relu", (X,), {}, FROM, Same("relu")),
    ("softmax", (X, 1), {}, FROM, Same("softmax")),
    ("softmax", (X,), {"dim": -1}, FROM, Whole()),
    ("flip", (X, [2]), {}, FROM, Unknown("what flip does is not known")),
    ("cat", ([X, X], 1), {}, (1, 16, 10, 12), Same("concat")),
    ("cat", ([X, X],), {"dim": -3}, (1, 16, 10, 12), Same("concat")),
    ("cat", ([X, X], 2), {}, (1, 8, 20, 12), Unknown("cat along an axis")),
    ("chunk", (X, 2), {"dim": 1}, (1, 4, 10, 12), Same("chunk")),
    ("view", (X, 1, 2, 4, 10, 12), {}, (1, 2, 4, 10, 12), Same("view")),
    ("view", (X, 1, -1), {}, (1, 960), Whole()),
    ("reshape", (X, 1, 8, 12, 10), {}, (1, 8, 12, 10), Regrouped(0, "reshape")),
    ("flatten", (X, 2), {}, (1, 8, 120), Regrouped(0, "flatten")),
    ("glu", (X, 1), {}, (1, 4, 10, 12), Same("glu")),
    ("group_norm", (X, 2), {}, FROM, Same("group_norm", WHOLE_PLANE)),
    ("layer_norm", (X, (10, 12)), {}, FROM, Same("layer_norm", 2)),
    ("scaled_dot_product_attention", (X, X, X), {}, FROM, Whole(in_any_order=True)),
    ("transpose", (X, 0, 1), {}, (8, 1, 10, 12), Same("transpose")),
    ("transpose", (X, 1, -1), {}, (1, 12, 10, 8), Turn((2, 1, 0))),
    ("permute", (X, (0, 2, 3, 1)), {}, (1, 10, 12, 8), Turn((1, 2, 0))),
    ("permute", (X, (1, 2, 3, 0)), {}, (8, 10, 12, 1), Unknown("it exchanges axes")),
    ("mean", (X, [2, 3]), {}, (1, 8), Whole()),
    ("mean", (X, [2, 3]), {"keepdim": True}, (1, 8, 1, 1), Whole()),
    ("mean", (X, 1), {"keepdim": True}, (1, 1, 10, 12), Same("mean")),
    ("pad", (X, (1, 2)), {}, (1, 8, 10, 15), Shift(((0, 0), (1, 2)), (1, 1), "zeros")),
    ("pad", (X, (1, 2, 3, 0), "reflect"), {}, (1, 8, 13, 15),
     Shift(((3, 0), (1, 2)), (1, 1), "reflect")),
    ("pad", (X, (0, 0, 0, 0, 1, 1)), {}, (1, 10, 10, 12), Unknown("it pads the channels")),
    ("pad", (X, (1, 1)), {"value": 5.0}, (1, 8, 10, 14), Shift(((0, 0), (1, 1)), (1, 1))),
    ("getitem", (X, (ALL, ALL, slice(1, -1))), {}, (1, 8, 8, 12),
     Shift(((-1, -1), (0, 0)), (1, 1))),
    ("getitem", (X, (Ellipsis, slice(1, None, 2))), {}, (1, 8, 10, 6),
     Shift(((0, 0), (-1, 1)), (1, 2))),
    ("getitem", (X, (ALL, slice(0, 4))), {}, (1, 4, 10, 12), Same("slice")),
    ("getitem", (X, (ALL, ALL, 0)), {}, (1, 8, 12), Unknown("it takes single units")),
    ("narrow", (X, 2, 3, 5), {}, (1, 8, 5, 12), Shift(((-3, -2), (0, 0)), (1, 1))),
]  # fmt: skip


@pytest.mark.parametrize(("name", "args", "given", "after", "does"), EFFECTS)
def test_the_effect_of_a_function(
    name: str, args: Any, given: Any, after: tuple[int, ...], does: Any
) -> None:
    assert effect(name, args, given, [FROM], after) == does


def test_a_function_with_a_window_is_a_layer() -> None:
    pool = effect("max_pool2d", (X, 3), {"stride": 2, "padding": 1}, [FROM], (1, 8, 5, 6))
    assert isinstance(pool, Layer)
    assert pool.text == "MaxPool2d(3, s=2, p=1)"
    norm = effect("lp_pool2d", (X, 3.0, 2), {"ceil_mode": True}, [FROM], (1, 8, 5, 6))
    assert isinstance(norm, Layer)
    assert norm.text == "LPPool2d(3, 2, ceil_mode=True)"
    up = effect("interpolate", (X,), {"scale_factor": 2.0, "mode": "nearest", "antialias": False},
                [FROM], (1, 8, 20, 24))  # fmt: skip
    assert isinstance(up, Layer)
    assert up.text.startswith("Upsample(")


def test_what_is_repeated_has_no_field_at_its_place() -> None:
    assert effect("mul", (X, X), {}, [FROM, (1, 8, 1, 1)], FROM) == Same("mul")  # see its row
    line = effect("mul", (X, X), {}, [FROM, (1, 8, 1, 12)], FROM)
    assert line == Unknown("mul repeats units")
    assert effect("add", (X, X), {}, [FROM, FROM], FROM) == Same("add")


def test_a_convolutions_function_is_the_call_of_its_layer() -> None:
    given = {"stride": (2, 1), "padding": [1, 0], "dilation": 1, "groups": 2}
    assert convolution("conv2d", given, (8, 3, 5, 3), True) == (
        "Conv2d(6, 8, (5, 3), stride=(2, 1), padding=(1, 0), dilation=1, groups=2)"
    )
    assert convolution("conv_transpose1d", {}, (4, 6, 3), False) == (
        "ConvTranspose1d(4, 6, (3,), bias=False)"
    )


def test_a_mask_is_one_for_all_channels() -> None:
    rows = [[1.0, 1.0], [1.0, 0.0]]
    call = "Conv2d(1, 2, (2, 2), bias=False)"
    assert masked(call, [[[rows]]]) == (
        "MaskedConv2d(1, 2, (2, 2), bias=False, mask=[[1, 1], [1, 0]])"
    )


def test_a_mask_of_colors_is_pixelcnns() -> None:
    call = "Conv2d(6, 3, (3, 3), padding=(1, 1))"
    before, centre = mask_rows("mask", "A", (3, 3)), mask_rows("mask", "B", (3, 3))
    kernels = [[before if output < input else centre for input in range(3)] for output in range(3)]
    assert masked(call, [kernels]) == f"Masked{call[:-1]}, mask='B', color_groups=3)"
    does = does_of(masked(call, [kernels]))
    assert isinstance(does, Layer)
    assert does.text == 'MaskedConv2d(6, 3, 3, p=1, mask="B", color_groups=3)'


@pytest.mark.parametrize(
    ("call", "masks", "message"),
    [
        ("Conv2d(2, 2, (1, 2))", [[[[[1, 0]], [[0, 1]]], [[[1, 0]], [[1, 0]]]]],
         "mask: it differs between channels in another way than PixelCNN's"),
        ("Conv2d(5, 5, (1, 2))", [[]],
         "mask: it differs between channels in another way than PixelCNN's"),
        ("Conv1d(1, 1, (2,))", [[[[1, 0]]]], "mask: only a Conv2d with one mask is read"),
        ("Conv2d(1, 1, (1, 1))", [[[[[1]]]]] * 2,
         "mask: only a Conv2d with one mask is read"),
    ],
)  # fmt: skip
def test_other_masks_are_not_read(call: str, masks: Any, message: str) -> None:
    with pytest.raises(SvgconvError, match=f"^{message}"):
        masked(call, masks)
