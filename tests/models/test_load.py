"""`svgconv.load` of layers of PyTorch: it reads their attributes, and runs nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest

import svgconv
from svgconv.errors import SvgconvError
from tests.models.fakes import Module, conv, layer

POOL = layer(
    "MaxPool2d", kernel_size=2, stride=1, padding=0, dilation=1, ceil_mode=True,
    return_indices=False,
)  # fmt: skip
INFINITE = layer("ConstantPad2d", padding=(0, 1, 0, 1), value=float("-inf"))

SAME = [
    (conv(padding=(1, 1)), 5, "nn.Conv2d(1, 1, 3, padding=1)"),
    (conv(4, 8, stride=(2, 2), groups=2), 7, "nn.Conv2d(4, 8, 3, stride=2, groups=2)"),
    (conv(padding="same", kernel=(3, 5)), 7, 'nn.Conv2d(1, 1, (3, 5), padding="same")'),
    (conv(padding=(2, 0), padding_mode="circular"), 7,
     'nn.Conv2d(1, 1, 3, padding=(2, 0), padding_mode="circular")'),
    (POOL, 5, "nn.MaxPool2d(2, 1, ceil_mode=True)"),
    (layer("AvgPool2d", kernel_size=3, stride=2, padding=1, ceil_mode=False,
           count_include_pad=False, divisor_override=None), 7,
     "nn.AvgPool2d(3, 2, 1, count_include_pad=False)"),
    (layer("LPPool2d", norm_type=1.5, kernel_size=3, stride=None, ceil_mode=True), 7,
     "nn.LPPool2d(1.5, 3, ceil_mode=True)"),
    (layer("LPPool1d", norm_type=float("inf"), kernel_size=3, stride=1, ceil_mode=False), 7,
     'nn.LPPool1d(float("inf"), 3, 1)'),
    (layer("AdaptiveAvgPool2d", output_size=(3, None)), 7, "nn.AdaptiveAvgPool2d((3, None))"),
    (layer("Upsample", size=None, scale_factor=2.0, mode="nearest", align_corners=None,
           recompute_scale_factor=None), 3, "nn.Upsample(scale_factor=2)"),
    (layer("Sequential", layer("ZeroPad2d", padding=(1, 0, 1, 0)), conv()), 5,
     "nn.Sequential(nn.ZeroPad2d((1, 0, 1, 0)), nn.Conv2d(1, 1, 3))"),
    (layer("Sequential", INFINITE, POOL), 5,
     'nn.Sequential(nn.ConstantPad2d((0, 1, 0, 1), float("-inf")),'
     " nn.MaxPool2d(2, 1, ceil_mode=True))"),
    (layer("Sequential", conv(3, 8, bias=None),
           layer("BatchNorm2d", num_features=8, eps=1e-05, momentum=0.1, affine=True,
                 track_running_stats=True),
           layer("ReLU", inplace=True), layer("Sequential", conv(8, 4)),
           layer("Flatten", start_dim=1, end_dim=-1),
           layer("Linear", in_features=64, out_features=2, bias=object())), 8,
     "nn.Sequential(nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8), nn.ReLU(),"
     " nn.Conv2d(8, 4, 3), nn.Flatten(), nn.Linear(64, 2))"),
]  # fmt: skip


@pytest.mark.parametrize(("module", "size", "call"), SAME)
def test_a_layer_is_the_figure_of_its_call(module: Any, size: int, call: str) -> None:
    assert svgconv.load(module, input_size=size) == svgconv.load(call, input_size=size)


def test_a_class_of_ones_own_that_computes_the_same_is_read() -> None:
    module = conv()
    own = type("Mine", (type(module),), {"__module__": "mine"})
    module.__class__ = own
    assert svgconv.load(module, input_size=4) == svgconv.load("nn.Conv2d(1, 1, 3)", input_size=4)
    own.forward = lambda self, x: x  # type: ignore[attr-defined]
    with pytest.raises(SvgconvError, match=r"Mine: is not a layer of torch\.nn that is drawn"):
        svgconv.load(module, input_size=4)


def test_a_numpy_number_is_a_number() -> None:
    import numpy as np

    module = conv(kernel=(np.int64(2), np.int64(3)))
    assert svgconv.load(module, input_size=4).operation.output_size == (3, 2)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (layer("LSTM"), "LSTM: is not a layer of torch.nn that is drawn; give one of its layers"),
        (layer("Sequential", conv(), layer("LSTM")), "layer 1, LSTM: is not a layer"),
        (layer("Sequential"), "layers: a stack needs at least one layer"),
        (Module(), "Module: is not a layer of torch.nn"),
        (conv(kernel=object()), "kernel_size: <object object at"),
        (conv(stride=(0, 1)), "stride: 0 is"),
        (object(), "figure: <object object at"),
        (3, "figure: 3 is not text; give a name, a call or a file"),
    ],
)
def test_what_is_no_layer_is_one_line(value: Any, message: str) -> None:
    with pytest.raises(SvgconvError, match=re.escape(message)) as error:
        svgconv.load(value, input_size=4)
    assert "\n" not in str(error.value)


def test_a_name_imports_no_reader_of_models() -> None:
    code = (
        "import sys, svgconv; svgconv.load('dilation');"
        " print([one for one in sys.modules if one.startswith('svgconv.models')])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
