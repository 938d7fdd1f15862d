"""What `svgconv explain` prints where PyTorch differs from the plain formula."""

from __future__ import annotations

from typing import Any

import pytest

import svgconv


def remarks(figure: Any) -> str:
    return "\n".join(figure.operation.explanation())


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ({"input_size": 2, "scale_factor": (1.3, 2), "mode": "bilinear"},
         ["rows: output cell n lies at n",
          "columns: output cell n lies at (n + 0.5)·scale - 0.5, at least 0; scale = 1 /"]),
        ({"input_size": 3, "scale_factor": 1.3, "mode": "nearest"},
         ["output cell n reads input cell n\n"]),
        ({"input_size": 3, "scale_factor": 2.3, "mode": "nearest"},
         ["output cell n reads input cell floor(n / 2)\n"]),
        ({"input_size": 3, "size": 1, "mode": "bilinear", "align_corners": True},
         ["output cell n lies at 0\n"]),
        ({"input_size": 3, "scale_factor": 1.3, "mode": "nearest-exact"},
         ["floor((n + 0.5)·scale), scale = 1 / scale_factor"]),
    ],
)  # fmt: skip
def test_the_place_of_an_upsampled_cell(options: dict[str, Any], lines: list[str]) -> None:
    text = remarks(svgconv.upsample(**options))
    assert all(line in text for line in lines), text


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_the_formula_of_a_transposed_convolution_names_its_own_layer(axes: int) -> None:
    make: Any = [svgconv.conv_transpose1d, svgconv.conv_transpose, svgconv.conv_transpose3d][
        axes - 1
    ]
    assert f"torch.nn.ConvTranspose{axes}d: o =" in remarks(make(2, 2, dilation=2))


def test_the_zeros_around_a_transposed_convolution_are_those_of_each_side() -> None:
    text = remarks(svgconv.conv_transpose(3, 3, 2, (0, 1, 0, 1)))
    assert "zeros on each side: d(k - 1) - p: top 2, bottom 1, left 2, right 1" in text


def test_a_crop_and_output_padding_add_up() -> None:
    """Two units, a crop of one at each side, and one more: 2 - 1 - 1 + 1 is 1."""
    made = svgconv.conv_transpose1d(2, 1, padding=1, output_padding=1, dilation=2)
    text = remarks(made)
    assert "over a grid of 1" in text
    assert "output_padding: 1 more" in text
    assert "the grid is cropped by 1 at the left, 1 at the right" in text


@pytest.mark.parametrize("kind", ["Avg", "Max"])
def test_one_axis_of_an_adaptive_pooling_has_a_size(kind: str) -> None:
    with pytest.raises(svgconv.SvgconvError, match=r"output_size: .* does not take None"):
        svgconv.load(f"nn.Adaptive{kind}Pool1d((None,))", input_size=4)
    made = svgconv.load(f"nn.Adaptive{kind}Pool2d((None, 2))", input_size=4).operation
    assert made.output_size == (4, 2)
