"""The ways to write a figure: names, classes, functions, and what PyTorch prints."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import svgconv
from svgconv.operations import OPERATIONS
from tests.command import run

STRIDED = {"kernel_size": 3, "stride": 2, "padding": 1}

SAME_FIGURES: dict[str, tuple[dict[str, Any], Any]] = {
    # names and classes with flags
    "conv2d": ({"kernel_size": 3}, "nn.Conv2d(1, 1, 3)"),
    "conv_transpose2d": ({"kernel_size": 3}, "nn.ConvTranspose2d(1, 1, 3)"),
    "max_pool2d": ({"kernel_size": 2}, "nn.MaxPool2d(2)"),
    "avg_pool2d": ({"kernel_size": 2}, "nn.AvgPool2d(2)"),
    "adaptive_avg_pool2d": ({"output_size": 2}, "nn.AdaptiveAvgPool2d(2)"),
    "adaptive_max_pool2d": ({"output_size": 2}, "nn.AdaptiveMaxPool2d(2)"),
    "deform_conv2d": ({"kernel_size": 3, "offset": 1}, ""),
    "Conv2d": ({"kernel_size": 3}, "nn.Conv2d(1, 1, 3)"),
    "nn.MaxPool2d": ({"kernel_size": 2}, "nn.MaxPool2d(2)"),
    "torch.nn.Conv1d": ({"kernel_size": 3}, "nn.Conv1d(1, 1, 3)"),
    # the short form
    "Conv2d(k=3, p=1)": ({}, "nn.Conv2d(1, 1, 3, padding=1)"),
    "MaxPool2d(k=3, s=2)": ({}, "nn.MaxPool2d(3, stride=2)"),
    # code around a call
    "self.conv1 = nn.Conv2d(1, 1, 3, stride=2, padding=1)": ({}, STRIDED),
    "conv1 = nn.Conv2d(1, 1, 3, 2, 1)": ({}, STRIDED),
    "conv1: nn.Module = nn.Conv2d(1, 1, 3, 2, 1)": ({}, STRIDED),
    "return F.max_pool2d(x, 2)": ({}, "nn.MaxPool2d(2)"),
    "nn.Conv2d(1, 1, 3, 2, 1),": ({}, STRIDED),
    "nn.Conv2d(1, 1, 3, 2, 1),  # the first": ({}, STRIDED),
    "nn.Conv2d(1, 1, 3, 2, 1)(x)": ({}, STRIDED),
    # arithmetic
    "nn.Conv2d(1, 1, 3, padding=3 // 2)": ({}, "nn.Conv2d(1, 1, 3, padding=1)"),
    "nn.Conv2d(1, 1, 3, padding=(3 - 1) // 2)": ({}, "nn.Conv2d(1, 1, 3, padding=1)"),
    "nn.Conv2d(2**2, 2 * 4, (1 + 2, +3))": ({}, "nn.Conv2d(4, 8, 3)"),
    "nn.Upsample(scale_factor=3 / 2)": ({}, "nn.Upsample(scale_factor=1.5)"),
    # what PyTorch prints
    "Conv2d(4, 4, kernel_size=(3, 3), stride=(1, 1), padding=same, groups=4)": (
        {}, 'nn.Conv2d(4, 4, 3, padding="same", groups=4)',
    ),
    "  (conv1): Conv2d(1, 1, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))": ({}, STRIDED),
    "(0-3): 4 x Conv2d(1, 1, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))": ({}, STRIDED),
    "Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), padding_mode=reflect)": (
        {}, 'nn.Conv2d(1, 1, 3, padding=1, padding_mode="reflect")',
    ),
    "MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)": (
        {}, "nn.MaxPool2d(2, 2)",
    ),
    "LazyConv2d(0, 8, kernel_size=(3, 3), stride=(1, 1))": ({}, "nn.Conv2d(1, 1, 3)"),
    # functions
    "F.conv2d(x, w, stride=2)": ({"kernel_size": 3}, "nn.Conv2d(1, 1, 3, 2)"),
    "F.conv1d(x, w, None, 2, 1)": ({"kernel_size": 3}, "nn.Conv1d(1, 1, 3, 2, 1)"),
    "F.conv_transpose2d(x, w, b, 2, 1, 1)": (
        {"kernel_size": 3}, "nn.ConvTranspose2d(1, 1, 3, 2, 1, 1)",
    ),
    "F.max_pool2d(x, 2)": ({}, "nn.MaxPool2d(2)"),
    "F.max_pool2d(F.relu(self.conv1(x)), 3, 2, 1, 1, True)": (
        {}, "nn.MaxPool2d(3, 2, 1, ceil_mode=True)",
    ),
    "torch.nn.functional.avg_pool2d(x, 3, 1, 1)": ({}, "nn.AvgPool2d(3, 1, 1)"),
    "F.avg_pool1d(x, 2)": ({}, "nn.AvgPool1d(2)"),
    "F.max_pool1d(input=x, kernel_size=2)": ({}, "nn.MaxPool1d(2)"),
    "F.lp_pool2d(x, 2, 3, 1)": ({}, "nn.LPPool2d(2, 3, 1)"),
    "F.lp_pool1d(x, norm_type=1.5, kernel_size=2, ceil_mode=True)": (
        {}, "nn.LPPool1d(1.5, 2, ceil_mode=True)",
    ),
    "LPPool2d(norm_type=2.0, kernel_size=3, stride=2, ceil_mode=False)": (
        {}, "nn.LPPool2d(2, 3, stride=2)",
    ),
    "LPPool2d(norm_type=inf, kernel_size=3, stride=None, ceil_mode=False)": (
        {}, 'nn.LPPool2d(float("inf"), 3)',
    ),
    "nn.LPPool2d(math.inf, 3)": ({}, 'nn.LPPool2d(float("inf"), 3)'),
    "F.adaptive_avg_pool2d(x, 1)": ({}, "nn.AdaptiveAvgPool2d(1)"),
    "F.adaptive_max_pool1d(x, 2)": ({}, "nn.AdaptiveMaxPool1d(2)"),
    'F.interpolate(x, scale_factor=2, mode="bilinear")': (
        {}, 'nn.Upsample(scale_factor=2, mode="bilinear")',
    ),
    "nn.functional.unfold(x, 3)": ({}, "nn.Unfold(3)"),
    "F.fold(x, (4, 4), 2)": ({"input_size": None}, "nn.Fold(4, 2)"),
    "F.pixel_shuffle(x, 2)": ({}, "nn.PixelShuffle(2)"),
    "F.pixel_unshuffle(x, 2)": ({}, "nn.PixelUnshuffle(2)"),
    "nn.UpsamplingNearest2d(scale_factor=2)": ({}, "nn.Upsample(scale_factor=2)"),
    "nn.UpsamplingBilinear2d(scale_factor=2)": (
        {}, 'nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)',
    ),
    # lazy layers, with and without the channels of the input
    "nn.LazyConv2d(8, 3)": ({}, "nn.Conv2d(1, 1, 3)"),
    "nn.LazyConv2d(8, 3, groups=2)": ({"in_channels": 4}, "nn.Conv2d(4, 8, 3, groups=2)"),
    "nn.LazyConvTranspose1d(8, 3, 2)": ({}, "nn.ConvTranspose1d(1, 1, 3, 2)"),
    # the output's size of a transposed convolution
    "nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1)(x, output_size=(12, 12))": (
        {}, "nn.ConvTranspose2d(1, 1, 3, 2, 1, 1)",
    ),
    "nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1)(x, [11, 12])": (
        {}, "nn.ConvTranspose2d(1, 1, 3, 2, 1, (0, 1))",
    ),
    # Keras; tests/oracle/test_keras.py compares more with Keras itself
    "tf.keras.layers.Conv2D(32, 3, activation=tf.nn.relu, name='first')": (
        {}, "nn.Conv2d(1, 1, 3)",
    ),
    "layers.Conv2D(32, 3, input_shape=(6, 6, 3))": ({"input_size": None}, "nn.Conv2d(3, 32, 3)"),
    "Conv2D(32, 3, data_format='channels_first', input_shape=(3, 6, 6))": (
        {"input_size": None}, "nn.Conv2d(3, 32, 3)",
    ),
    "keras.layers.Conv2D(6, 3, groups=3)": ({"in_channels": 3}, "nn.Conv2d(3, 6, 3, groups=3)"),
    "keras.layers.DepthwiseConv2D(3, depth_multiplier=2, input_shape=(6, 6, 4))": (
        {"input_size": None}, "nn.Conv2d(4, 8, 3, groups=4)",
    ),
    "keras.layers.MaxPooling2D()": ({}, "nn.MaxPool2d(2)"),
    "keras.layers.MaxPooling2D": ({"kernel_size": 2}, "nn.MaxPool2d(2)"),
    "keras.models.Sequential([keras.Input((6, 6, 1)), layers.Conv2D(8, 3), layers.MaxPooling2D()])":
        ({}, "Conv2d(out_channels=8, k=3) > MaxPool2d(2)"),
    "keras.Sequential(layers=[SeparableConv2D(8, 3, 2), MaxPool2D(2)])": (
        {}, "Conv2d(k=3, s=2) > Conv2d(k=1) > MaxPool2d(2)",
    ),
    "keras.Sequential([layers.Conv2DTranspose(8, 3), layers.Cropping2D(((1, 0), (0, 2)))])": (
        {}, "nn.ConvTranspose2d(1, 1, 3)(x)[..., 1:, :-2]",
    ),
    "keras.layers.Conv2D(6, 4, strides=2, padding='same')": (
        {}, "nn.Conv2d(1, 1, 4, stride=2, padding='same_upper')",
    ),
    "keras.Sequential([layers.ZeroPadding2D((1, 2)), layers.Conv2D(8, 3)])": (
        {}, "nn.Conv2d(1, 1, 3, padding=(1, 2))",
    ),
    # Flax
    "nn.Conv(features=32, kernel_size=(3, 3))": ({}, "layers.Conv2D(1, 3, padding='same')"),
    'flax.linen.Conv(8, (3, 3), strides=2, padding="SAME")': (
        {}, "layers.Conv2D(1, 3, strides=2, padding='same')",
    ),
    'nn.Conv(8, (3, 2), strides=(2, 1), padding="VALID", use_bias=False)': (
        {}, "nn.Conv2d(1, 1, (3, 2), (2, 1))",
    ),
    'nn.Conv(8, (3,), padding="CAUSAL", kernel_dilation=2)': (
        {}, "layers.Conv1D(1, 3, padding='causal', dilation_rate=2)",
    ),
    "nn.Conv(8, kernel_size=(2, 2, 2), padding=1)": ({}, "nn.Conv3d(1, 1, 2, padding=1)"),
    "nn.Conv(8, (3, 3), padding=((1, 0), (2, 1)), strides=None)": (
        {}, "nn.Sequential(nn.ZeroPad2d((2, 1, 1, 0)), nn.Conv2d(1, 1, 3))",
    ),
    "nn.max_pool(x, (2, 2), strides=(2, 2))": ({}, "nn.MaxPool2d(2, 2)"),
    "nn.max_pool(x, window_shape=(3, 3), strides=(2, 2), padding='SAME')": (
        {}, "layers.MaxPooling2D(3, strides=2, padding='same')",
    ),
    "nn.avg_pool(x, (3,))": ({}, "nn.AvgPool1d(3, 1)"),
    "nn.Conv(8, (3, 3)) > nn.max_pool(x, (2, 2), (2, 2))": (
        {}, "Conv2d(out_channels=8, k=3, p='same') > MaxPool2d(2, s=2)",
    ),
    # sequences
    "nn.Conv2d(1, 1, 3), nn.MaxPool2d(2)": ({}, "Conv2d(k=3) > MaxPool2d(2)"),
    "nn.Sequential(OrderedDict([('a', nn.Conv2d(1, 1, 3)), ('b', nn.MaxPool2d(2))]))": (
        {}, "Conv2d(k=3) > MaxPool2d(2)",
    ),
    "nn.Sequential(collections.OrderedDict({'a': nn.MaxPool2d(2), 'b': nn.MaxPool2d(2)}))": (
        {}, "MaxPool2d(2) > MaxPool2d(2)",
    ),
}  # fmt: skip
"""A FIGURE and its options, and a call that means the same, or its parameters."""


@pytest.mark.parametrize("figure", SAME_FIGURES)
def test_a_spelling_means_a_layer(figure: str) -> None:
    options, meant = SAME_FIGURES[figure]
    own = {"input_size": 6, **options}
    own = {key: value for key, value in own.items() if value is not None}
    operation = svgconv.load(figure, **own).operation
    if isinstance(meant, dict):
        assert operation == svgconv.conv(6, **meant).operation
    elif meant:
        size = {} if "Fold" in meant else {"input_size": 6}
        assert operation == svgconv.load(meant, **size).operation
    else:
        assert operation.alias == figure


PRINTED = """Sequential(
  (0): Sequential(
    (conv): Conv2d(3, 8, kernel_size=(5, 5), stride=(1, 1))
    (pool): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
  )
  (1): ZeroPad2d((1, 1, 1, 1))
  (2): Conv2d(8, 16, kernel_size=(3, 3), stride=(1, 1), bias=False)
)
"""
SHORT = "Conv2d(3, 8, 5) > MaxPool2d(2, s=2) > Conv2d(8, 16, 3, p=1, bias=False)"

MODEL = """LeNet(
  (features): Sequential(
    (0): Conv2d(1, 6, kernel_size=(5, 5), stride=(1, 1))
  )
  (fc-1): Linear(in_features=256, out_features=120, bias=True)
)
"""


def test_a_printed_sequence_is_a_stack(tmp_path: Path) -> None:
    path = tmp_path / "printed.txt"
    path.write_text(PRINTED)
    figure = svgconv.load(path, input_size=32)
    assert figure.name == "printed"
    for text in (PRINTED, PRINTED.replace("\n", "\r\n"), "\n".join(PRINTED.splitlines()[1:-1])):
        assert svgconv.load(text, input_size=32).operation == figure.operation
    assert figure.operation == svgconv.stack(SHORT, 32).operation


def test_a_printed_model_comes_from_a_file_or_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "printed.txt"
    path.write_text(PRINTED)
    monkeypatch.setattr(sys, "stdin", StringIO(PRINTED))
    from_stdin = run("render", "-", "-i", "32", "-o", str(tmp_path / "a.svg"))
    from_file = run("render", str(path), "-i", "32", "-o", str(tmp_path / "b.svg"))
    assert [(from_stdin.status, from_stdin.err), (from_file.status, from_file.err)] == [(0, "")] * 2
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


NEAR_MISSES = {
    "nn.Conv2d(1, 1, 3 // 0)": "kernel_size: '3 // 0' divides by 0; write the number itself",
    "nn.Conv2d(1, 1, 2**65)": "kernel_size: the exponent of '2 ** 65' is more than 64; ",
    "nn.Conv2d(1, 1, (2**60)**60)": "kernel_size: '2 ** 60' is not a number up to ",
    "nn.Conv2d(1, 1, 10**11 * 10**11)": "kernel_size: '10 ** 11 * 10 ** 11' is not a number up to ",
    "nn.Conv2d(1, 1, 'a' * 3)": "kernel_size: \"'a'\" is not a number; ",
    "nn.Conv2d(1, 1, k // 2)": "kernel_size: 'k' is a variable; ",
    "nn.Conv2d(1, 1, 3, padding=other)": "padding: 'other' is a variable; ",
    "a = nn.Conv2d(1, 1, 3); b = nn.MaxPool2d(2)": "figure: 2 statements are more than one call; "
    "give one of them, or write the layers with > between them",
    "F.max_pool2d(2)": "max_pool2d: kernel_size is missing; add it after the input, as in F.max",
    "F.conv2d(x, w)": "F.conv2d: does not say the kernel's size; give kernel_size",
    "F.interpolate(x, size=4, antialias=True)": "antialias: True is not drawn; leave it out",
    "F.interpolate(x, scale_factor=2, mode='lanczos')": "mode: unknown value 'lanczos'; ",
    "nn.LPPool2d(kernel_size=3)": "LPPool2d: norm_type is missing; add it, as in nn.LPPool2d(",
    "F.lp_pool2d(x, 2)": "lp_pool2d: kernel_size is missing; add it after the input, as in F.lp",
    "nn.LPPool2d(2, 3, padding=1)": "LPPool2d: unknown argument 'padding'; ",
    "nn.LPPool2d(0, 3)": "norm_type: 0 is out of range; use 0.1 to 100, or inf",
    "nn.LPPool2d(n, 3)": "norm_type: 'n' is a variable; ",
    "nn.LazyConv2d(8)": "LazyConv2d: kernel_size is missing; add it, as in ",
    "nn.Conv2d(3, kernel_size=3)": "Conv2d: out_channels is missing; add it, as in ",
    "nn.ReLU()": "figure: 'nn.ReLU' is not drawn; it has no window; put it next to a layer ",
    "nn.LSTM(3, 4)": "figure: 'nn.LSTM' is not drawn; svgconv operations lists ",
    "nn.ZeroPad2d(1)": "figure: 'nn.ZeroPad2d' is not drawn alone; write it before a layer, as in "
    "nn.Sequential(nn.ZeroPad2d(1), nn.Conv2d(1, 1, 3))",
    "ReflectionPad1d((1, 0))": "figure: 'ReflectionPad1d' is not drawn alone; write it before a "
    "layer, as in nn.Sequential(ReflectionPad1d((1, 0)), Conv1d(1, 1, 3))",
    "layers.ZeroPadding3D()": "figure: 'layers.ZeroPadding3D' is not drawn alone; write it before "
    "a layer, as in keras.Sequential([layers.ZeroPadding3D(), layers.Conv3D(1, 3)])",
    "keras.layers.Cropping2D(1)": "figure: 'keras.layers.Cropping2D' is not drawn alone; write it "
    "behind a layer, as in keras.Sequential([keras.layers.Conv2DTranspose(1, 3), "
    "keras.layers.Cropping2D(1)])",
    "tf.nn.conv2d(x, w, 2)": "figure: 'tf.nn.conv2d' is not drawn; write it as in ",
    "nn.ConvTranspose2d(1, 1, 3, stride=2)(x, output_size=15)": "output_size: 15×15 is not between "
    "13×13 and 14×14; use 13×13 to 14×14",
    "nn.ConvTranspose2d(1, 1, 3)(x, output_size=9)": "output_size: 9×9 is not between 8×8 and 8×8; "
    "use 8×8",
    "nn.Conv2d(1, 1, 3)(x, output_size=9)": "figure: 'nn.Conv2d(1, 1, 3)(x, output_size=9)' is not "
    "drawn; ",
    "keras.layers.Conv2d(1, 3)": "figure: 'keras.layers.Conv2d' is not drawn; did you mean "
    "'Conv2D'?",
    "layers.Conv2D(8)": "Conv2D: kernel_size is missing; add it, as in ",
    "layers.MaxPooling2D(0)": "pool_size: 0 is below 1; use 1 or more",
    "layers.Conv2D(8, 3, strides='a')": "strides: 'a' is not a whole number; ",
    "layers.UpSampling2D(size=0)": "size: 0 is below 1; use 1 or more",
    "layers.Conv2DTranspose(8, 3, 2, output_padding=2)": "output_padding: 2 is not smaller than "
    "strides 2; use at most 1",
    "layers.Conv2D(8, 3, padding=1)": "padding: 1 is not Keras's word for a padding; "
    'use "valid" or "same"',
    "layers.Conv2D(8, 3, padding='causal')": "padding: 'causal' is not Keras's word for a padding",
    "layers.Conv2D(8, 3, strides=2, dilation_rate=2)": "dilation_rate: 2 cannot be combined with "
    "strides 2 in Keras; use 1 for one of them",
    "layers.UpSampling2D(2, interpolation='bicubic')": "interpolation: 'bicubic' is not drawn; ",
    "layers.UpSampling4D(2)": "figure: 'layers.UpSampling4D' is not drawn; did you mean "
    "'UpSampling3D'?",
    "layers.UpSampling1D(2, interpolation='linear')": "UpSampling1D: unknown argument "
    "'interpolation'; use one of: data_format, input_shape, size",
    "layers.Cropping2D(1)": "figure: 'layers.Cropping2D' is not drawn alone; write it behind a ",
    "keras.Sequential([layers.Conv2D(8, 3), layers.Cropping2D(9)])": "layer 2: crop: nothing is "
    "left of 4×4; cut off less",
    "layers.Dense(10)": "figure: 'layers.Dense' is not drawn; svgconv operations ",
    "layers.ZeroPadding2D(1)": "figure: 'layers.ZeroPadding2D' is not drawn alone; write it ",
    "nn.Conv(8)": "Conv: kernel_size is missing; add it, as in ",
    "nn.Conv(8, (3, 3), padding='same')": "padding: 'same' is not drawn; use \"SAME\" or \"VALID\"",
    "nn.Conv(8, (3, 3), input_dilation=2)": "input_dilation: is not drawn here; write a ",
    "nn.Conv(8, (3, 3), strides='a')": "strides: 'a' is not a whole number; ",
    "nn.ConvTranspose(8, (3, 3))": "figure: 'nn.ConvTranspose' is not drawn; did you mean ",
    MODEL: "figure: what is printed of LeNet does not say the order of its layers; give the lines "
    "of one of its parts: (features), (fc-1)",
    PRINTED.replace("ZeroPad2d((1, 1, 1, 1))", "Flatten(start_dim=1)"): "layer 4: Conv2d: no plane "
    "is left after Flatten; leave it out",
    "nn.Conv2d(1, 1, 3": "figure: 'nn.Conv2d(1, 1, 3' is not a PyTorch call, a ')' is missing; ",
    "Conv2d(k=3 > MaxPool2d(2)": "figure: 'Conv2d(k=3 > MaxPool2d(2)' is not a PyTorch call, a ')' "
    "is missing; write it as in",
    "layers.Conv2D(1, 3, strides=[2, 2)": "figure: 'layers.Conv2D(1, 3, strides=[2, 2)' is not a "
    "PyTorch call, a ']' is missing; ",
    "nn.Conv2d(1, 1, 3))": "figure: 'nn.Conv2d(1, 1, 3))' is not a PyTorch call, a '(' is missing, "
    "or one ')' is too many; ",
    "nn.Conv2d 1, 1, 3)": "figure: 'nn.Conv2d 1, 1, 3)' is not a PyTorch call, a '(' is missing, ",
    "nn.Conv2d(1, 1, 3, padding='same)": "figure: \"nn.Conv2d(1, 1, 3, padding='same)\" is not a "
    "PyTorch call, a quote is missing; ",
    "class Net(nn.Module): pass": "figure: 'class Net(nn.Module): pass' is not a PyTorch call; ",
}  # fmt: skip


@pytest.mark.parametrize("figure", NEAR_MISSES, ids=lambda text: text[:40])
def test_a_near_miss_gets_one_line_that_says_what_to_write(figure: str) -> None:
    with pytest.raises(svgconv.SvgconvError) as rejection:
        svgconv.load(figure, input_size=6)
    assert str(rejection.value).startswith(NEAR_MISSES[figure])


def test_other_texts_are_no_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text, line in {
        "": "-: standard input is empty; write",
        "Conv2d": "-: 'Conv2d' is not a call; ",
    }.items():
        monkeypatch.setattr(sys, "stdin", StringIO(text))
        result = run("explain", "-", "-i", "5")
        assert (result.status, result.out) == (2, "")
        assert result.err.startswith(line)
    path = tmp_path / "model.log"
    path.write_text(PRINTED)
    message = r"is a file of an unknown kind; name it \*\.txt if"
    with pytest.raises(svgconv.SvgconvError, match=message):
        svgconv.load(path)


@pytest.mark.parametrize("text", ["9x6", "9×6", "9,6"])
def test_sizes_may_be_written_as_people_do(text: str) -> None:
    assert svgconv.conv(text, "2x3").operation == svgconv.conv((9, 6), (2, 3)).operation
    result = run("explain", "Conv2d", "-i", text, "-k", "2x3")
    assert "input 9×6, kernel 2×3, output 8×4\n" in result.out


def test_an_output_size_chooses_the_output_padding(tmp_path: Path) -> None:
    wanted = svgconv.conv_transpose(3, 3, 2, 1, 1)
    assert svgconv.conv_transpose(3, 3, 2, 1, output_size=6) == wanted
    path = tmp_path / "up.toml"
    path.write_text('operation = "conv_transpose2d"\ninput_size = 3\nkernel_size = 3\nstride = 2\n'
                    "padding = 1\noutput_size = [6, 6]\n")  # fmt: skip
    assert svgconv.load(path) == wanted
    flags = ("-i", "3", "-k", "3", "-s", "2", "-p", "1", "--output-size", "6")
    assert run("explain", "ConvTranspose2d", *flags).out == f"{wanted.explain()}\n"
    assert "output_size" not in wanted.recipe["parameters"]
    assert svgconv.load(wanted.save(tmp_path / "up.svg")) == wanted


def test_every_function_and_class_of_pytorch_names_its_operation() -> None:
    for name in OPERATIONS.own_names():
        operation = OPERATIONS.get(name)
        assert OPERATIONS.canonical(operation.alias or name) == name
        assert not operation.alias or operation.alias in OPERATIONS


def test_an_alias_is_completed_and_has_help() -> None:
    from svgconv.commands.figure_argument import _figures

    assert {"conv", "conv1d", "conv2d"} <= {*_figures("conv")}
    assert "Parameters of conv\n" in run("render", "conv2d", "--help").out.replace(":\n", "\n")
    assert "Parameters of max_pool" in run("render", "nn.MaxPool2d", "--help").out


QUESTIONS = {
    'tf.keras.layers.Conv2D(6, 4, strides=2, padding="same")': (64, (32, 32), ((1, 1), (1, 1))),
    'layers.Conv2D(64, 7, strides=2, padding="same")': (224, (112, 112), ((2, 3), (2, 3))),
    'layers.Conv2D(8, 3, 2, padding="SAME")': (6, (3, 3), ((0, 1), (0, 1))),
    'layers.Conv2DTranspose(1, 3, strides=2, padding="same")': (3, (6, 6), ((0, 1), (0, 1))),
    'layers.MaxPooling2D(2, strides=1, padding="same")': (13, (13, 13), ((0, 1), (0, 1))),
    "nn.Upsample(scale_factor=120/88)": (88, (119, 119), None),
    "F.interpolate(x, scale_factor=0.9999)": (32, (31, 31), None),
    "nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1)(x, output_size=(6, 6))": (
        3, (6, 6), ((1, 1), (1, 1)),
    ),
}  # fmt: skip
"""Calls that people ask about: the input, the output's size, and the padding at each side."""


@pytest.mark.parametrize("figure", QUESTIONS)
def test_a_question_has_its_answer(figure: str) -> None:
    size, output, sides = QUESTIONS[figure]
    operation = svgconv.load(figure, input_size=size).operation
    assert operation.output_size == output
    assert getattr(operation, "sides", None) == sides
