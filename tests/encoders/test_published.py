"""The fifteen published GIFs, in the same size: ours take about half of their bytes."""

from __future__ import annotations

import io

import pytest
from PIL import Image

import svgconv
from tests.tools.published import BYTES, SIZES, TOTAL_BYTES

LIMITS = {255: 55, 64: 48}
"""The most bytes, in percent of the published ones, for each number of colours."""


def test_the_published_bytes_are_those_of_all_files() -> None:
    assert list(BYTES) == list(SIZES)
    assert TOTAL_BYTES == 3_398_746


@pytest.mark.slow
@pytest.mark.parametrize("colors", LIMITS)
@pytest.mark.parametrize("both", [False, True], ids=["width", "width and height"])
def test_fifteen_gifs_are_about_half_of_the_published_bytes(both: bool, colors: int) -> None:
    total = 0
    for name, (width, height) in SIZES.items():
        output = {"width": width, "colors": colors} | ({"height": height} if both else {})
        content = svgconv.load(name).encode(".gif", **output)
        with Image.open(io.BytesIO(content)) as image:
            assert image.width == width
            assert image.height == height if both else abs(image.height - height) < 0.2 * height
        total += len(content)
    assert 100 * total / TOTAL_BYTES <= LIMITS[colors]
