"""In a pixel shuffle a channel has one colour on both sides, and in grey one lightness."""

from __future__ import annotations

import io
from itertools import product

import numpy as np
import pytest
from PIL import Image

import svgconv
from svgconv.figure.figure import Figure

CELL = 20


def pixels(figure: Figure, mode: str) -> dict[tuple[int, int], object]:
    """The colour of a point in each cell of a grid from the canvas's left upper corner."""
    image = Image.open(io.BytesIO(figure.encode(".png", scale=1, background="white")))
    shown = np.asarray(image.convert(mode))
    return {
        (y, x): tuple(np.atleast_1d(shown[y, x]).tolist())
        for y, x in product(range(shown.shape[0]), range(shown.shape[1]))
    }


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("theme", ["guide", "clear", "colorblind", "dark", "print"])
@pytest.mark.parametrize("factor", [2, 3])
def test_a_channel_looks_the_same_on_both_sides(factor: int, theme: str, mode: str) -> None:
    figure = svgconv.pixel_shuffle(2, factor, theme=theme, outputs="all").frame(0)
    shown = pixels(figure, mode)
    large = 2 * factor
    height, width = figure.scene.height, figure.scene.width
    left = width - 4 - CELL * large
    tall = 3 * factor - 1
    top_small, top_large = (round((height - CELL * rows) / 2) for rows in (tall, large))
    seen = {}
    for i, j in product(range(factor), repeat=2):
        # The frame shades the first cell of the first channel, so the last cell is compared.
        small = (top_small + CELL * (3 * i + 1) + 10, 4 + CELL * (3 * j + 1) + 10)
        own = (top_large + CELL * (factor + i) + 10, left + CELL * (factor + j) + 10)
        if theme == "print":  # the input and the output have a grey each
            seen[i, j] = shown[own]
        else:
            assert shown[small] == shown[own]
            seen[i, j] = shown[small]
    assert len(set(seen.values())) == factor**2
