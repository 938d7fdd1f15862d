"""Padding in words and on each side, from the command line to the drawn cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.operations.conv import Conv
from svgconv.operations.max_pool import MaxPool
from tests.command import run


def test_same_with_a_stride_names_the_other_paddings_for_any_axes() -> None:
    for make, size, upper, lower in (
        (svgconv.conv1d, 6, "0,1", "1,0"),
        (svgconv.conv, (224, 6), "2,3,2,3", "3,2,3,2"),
        (svgconv.conv3d, (6, 7, 6), "0,1,1,1,0,1", "1,0,1,1,1,0"),
    ):
        kernel = 7 if size == (224, 6) else 3
        with pytest.raises(svgconv.SvgconvError) as caught:
            make(size, kernel, stride=2, padding="same")
        assert f"same_upper, which is {upper} here" in str(caught.value)
        assert str(caught.value).endswith(f"or same_lower, {lower}")


@pytest.mark.parametrize("padding", ["same_upper", "same_lower", ((0, 1), (1, 0))])
@pytest.mark.parametrize("suffix", ["svg", "toml"])
def test_figures_read_back(padding: Any, suffix: str, tmp_path: Path) -> None:
    for name in ("conv", "conv_transpose", "max_pool", "avg_pool", "masked_conv"):
        figure = getattr(svgconv, name)(6, 3, stride=2, padding=padding)
        path = tmp_path / f"figure.{suffix}"
        if suffix == "svg":
            figure.save(path)
        else:
            sides = f'"{padding}"' if isinstance(padding, str) else "[[0, 1], [1, 0]]"
            path.write_text(
                f'operation = "{name}"\ninput_size = 6\nkernel_size = 3\nstride = 2\n'
                f"padding = {sides}\n"
            )
        assert svgconv.load(path) == figure


def test_the_arithmetic_of_a_word_is_written_out() -> None:
    said = run("explain", "conv", "-i", "6,64", "-k", "3,4", "-s", "2", "-p", "same_lower").out
    assert "height, same_lower: o = ceil(i / s)\n" in said
    assert "  width, same_lower: before + after = max(0, (o - 1)s + k - i)\n" in said
    assert " = max(0, 31·2 + 4 - 64)\n" + 36 * " " + "= 2\n" in said
    assert "padding 'same_lower': top 1, bottom 0, left 1, right 1\n" in said
    assert "padding: top 1, bottom 0, left 1, right 1, output 3×32\n" in said


def test_a_dilated_same_pooling_needs_a_padding_layer() -> None:
    """PyTorch's layer pads by at most half of the kernel's size, whatever the dilation."""
    pool = MaxPool(6, 3, stride=1, dilation=2, padding="same_upper")  # type: ignore[arg-type]
    assert pool.torch_call() == (
        'nn.Sequential(nn.ConstantPad2d((2, 2, 2, 2), float("-inf")),'
        " nn.MaxPool2d(3, stride=1, dilation=2))"
    )


def test_what_a_padding_layer_holds_is_drawn() -> None:
    assert svgconv.max_pool(4, 3, padding=1).states.outside == "ignored_padding"
    for mode, outside in (("zeros", "zeros"), ("reflect", "copied_padding")):
        figure = svgconv.max_pool(4, 3, stride=1, padding=1, padding_mode=mode)
        assert figure.states.outside == outside
        assert f"padding 1 ({mode})" in figure.title
    numbers = {"input": [[-1, -2], [-1, -2]]}
    zeros = svgconv.max_pool(
        2, 2, stride=1, padding=(0, 1, 0, 1), padding_mode="zeros", values=numbers, sum=True
    )
    assert "max(−2, 0, −2, 0) = 0" in zeros.frame(1).explain()


def test_a_stack_crops_a_transposed_layer_and_reads_back() -> None:
    layers = "ConvTranspose2d(k=3, s=2, p='same_upper') > MaxPool2d(2, p='same_lower')"
    stack = svgconv.stack(layers, 5).operation
    call = stack.torch_call()
    assert "nn.ConvTranspose2d(1, 1, 3, stride=2), nn.ZeroPad2d((0, -1, 0, -1))" in call
    again = svgconv.load(call, input_size=5).operation
    assert again.torch_call() == call
    assert again.output_size == stack.output_size == (5, 5)


def test_words_are_for_any_number_of_axes() -> None:
    padded = Conv(input_size=(6, 7), kernel_size=3, stride=2, padding="same_upper")  # type: ignore[arg-type]
    assert padded.sides == ((0, 1), (1, 1))
    assert padded.output_size == (3, 4)
    line = svgconv.avg_pool1d(5, 2, padding="same_lower").operation
    assert line.torch_call() == "nn.AvgPool1d(2, padding=1, count_include_pad=False)"


def test_a_padding_layer_makes_room_for_a_kernel_along_three_axes() -> None:
    """PyTorch limits the kernel of an average along three axes to what it is given."""
    call = "nn.Sequential(nn.ZeroPad3d((1, 1, 1, 1, 1, 1)), nn.AvgPool3d(3, stride=1))"
    assert svgconv.load(call, input_size=2).operation.torch_call() == call
    alone = svgconv.load(call, input_size=3).operation
    assert alone.torch_call() == "nn.AvgPool3d(3, stride=1, padding=1)"
    norm = "nn.Sequential(nn.ZeroPad3d((1, 1, 1, 1, 1, 1)), nn.LPPool3d(2, 3, stride=1))"
    assert svgconv.load(norm, input_size=2).operation.torch_call() == norm
    for name, ending in (("avg_pool3d", ", without its padding"), ("lp_pool3d", "")):
        padding = "1" if ending else "0"
        result = run("explain", name, "-i", "2", "-k", "3", "-p", padding, "--ceil-mode")
        assert (
            result.err == f"--kernel-size: 3 is larger than the input, 2{ending}; use at most 2\n"
        )


def test_arrays_are_numbers() -> None:
    """A word is compared with text only."""
    sides: Any = np.array([1, 2])
    assert svgconv.conv(5, 3, padding=sides) == svgconv.conv(5, 3, padding=(1, 2))
    sides = np.array([1, 1])
    assert svgconv.max_pool(5, 3, padding=sides) == svgconv.max_pool(5, 3, padding=1)
