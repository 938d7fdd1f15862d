"""What operations say: the forms in their help, their titles, and their explanations."""

from __future__ import annotations

import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.operations import OPERATIONS
from svgconv.specification.flags import forms_of_axes

PADDED = [name for name in OPERATIONS.names() if "padding" in OPERATIONS.get(name).flags()]
VALUES = {"L,R": "1,0", "T,B,L,R": "1,0,0,1", "F,B,T,B,L,R": "1,0,0,1,0,0", "same": "same"}


@pytest.mark.parametrize("name", PADDED)
def test_the_help_of_padding_lists_exactly_the_forms_that_are_accepted(name: str) -> None:
    operation = OPERATIONS.get(name)
    forms = forms_of_axes(operation.flags()["padding"].metavar, operation.axes).split("|")
    sides = {1: "L,R", 2: "T,B,L,R", 3: "F,B,T,B,L,R"}[operation.axes]
    size = "output_size" if name == "fold" else "input_size"
    for form in (sides, "same", "valid"):
        given = {size: 6, "kernel_size": 3, "padding": VALUES.get(form, form)}
        if form in forms:
            operation.from_parameters(given)
        else:
            with pytest.raises(SvgconvError, match=r"^padding: "):
                operation.from_parameters(given)


@pytest.mark.parametrize(
    ("figure", "title"),
    [
        (svgconv.conv1d(7, 3, padding=(4, 0), dilation=2),
         "1D convolution: input 7, kernel 3, padding: left 4, right 0, dilation 2, output 7"),
        (svgconv.conv(5, 3, stride=(1, 2), padding=(0, 1)),
         "Convolution: input 5×5, kernel 3×3, stride (1, 2), padding (0, 1), output 3×3"),
        (svgconv.conv(3, 1, in_channels=2, out_channels=1),
         "Pointwise convolution: input 2 channels of 3×3, kernel 1×1, output 1 channel of 3×3"),
        (svgconv.max_pool3d(4, 2),
         "3D max pooling: input 4×4×4, kernel 2×2×2, stride 2, output 2×2×2"),
        (svgconv.deform_conv(3, 3),
         "Deformable convolution: input 3×3, kernel 3×3, random offsets (seed 0), output 1×1"),
        (svgconv.pixel_shuffle(3, 2),
         "Pixel shuffle: input 4 channels of 3×3, upscale factor 2, output 6×6"),
    ],
)  # fmt: skip
def test_titles(figure: svgconv.Figure, title: str) -> None:
    assert figure.operation.title() == title


@pytest.mark.parametrize(
    ("padding", "line"),
    [
        (1, "zeros on each side: d(k - 1) - p = 1"),
        ((0, 1, 0, 1), "zeros on each side: d(k - 1) - p: top 2, bottom 1, left 2, right 1"),
        ((3, 0), "zeros on each side: max(0, d(k - 1) - p) = (0, 2)"),
    ],
)
def test_the_zeros_around_a_transposed_convolution(padding: object, line: str) -> None:
    operation = OPERATIONS.get("conv_transpose").from_parameters(
        {"input_size": 4, "kernel_size": 3, "stride": 2, "padding": padding}
    )
    assert line in operation.remarks()
    assert "zeros between neighbouring units: s - 1 = 1" in operation.remarks()


def test_the_arithmetic_is_the_same_everywhere() -> None:
    operation = svgconv.conv((5, 6), 3, stride=(1, 2)).operation
    first, *_, last = operation.all_steps()
    assert (first.source, last.source) == ("height, relationship 1", "width, relationship 5")
    lines = operation.explanation()[1:4]
    assert [line.rindex("= ") for line in lines] == [lines[0].index("= (")] * 3
    assert len(svgconv.conv(5, 3).operation.all_steps()) == 1
