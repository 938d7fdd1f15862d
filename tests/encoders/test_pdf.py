"""PDF: vectors, a page a frame, the same bytes each time."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

import svgconv
from svgconv.raster.compositor import pictures
from tests.command import run
from tests.stills import rgba

MEAN = 1.5
"""poppler draws edges otherwise than cairo; on the mean of all pixels it is so much of 255."""


@pytest.mark.parametrize("name", ["padding_strides", "no_padding_strides_transposed"])
def test_every_page_is_its_frame(name: str, tmp_path: Path) -> None:
    figure = svgconv.load(name)
    figure.save(tmp_path / "a.pdf")
    subprocess.run(["pdftoppm", "-r", "96", "-png", tmp_path / "a.pdf", tmp_path / "p"], check=True)
    pages = [np.array(Image.open(path)) for path in sorted(tmp_path.glob("p-*.png"))]
    frames = [rgba(pixels)[..., :3].astype(int) for pixels in pictures(figure.drawing())]
    assert len(pages) == len(frames)
    for index, (page, frame) in enumerate(zip(pages, frames, strict=True)):
        assert page.shape == frame.shape
        assert np.abs(page - frame).mean() < MEAN
        assert np.abs(page - frames[index - 1]).mean() > 2 * MEAN


def test_pages_are_vectors_of_the_figures_size_in_points(tmp_path: Path) -> None:
    figure = svgconv.load("dilation")
    reader = PdfReader(figure.save(tmp_path / "a.pdf"))
    width, height = figure.scene.natural_size
    for page in reader.pages:
        assert float(page.mediabox.width) == pytest.approx(width * 0.75)
        assert float(page.mediabox.height) == pytest.approx(height * 0.75)
        assert not page.images
    assert reader.metadata
    assert reader.metadata.title == figure.operation.title()


def test_the_same_figure_gives_the_same_bytes() -> None:
    assert svgconv.load("dilation").encode(".pdf") == svgconv.load("dilation").encode(".pdf")


def test_chosen_frames_and_a_still(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert run("render", "dilation", "--frames", "0,4,8", "-o", str(path)).status == 0
    assert len(PdfReader(path).pages) == 3
    assert run("frame", "dilation", "--at", "3", "-o", str(path)).status == 0
    assert len(PdfReader(path).pages) == 1
    path.write_bytes(b"%PDF-1.4 not ours")
    assert run("render", "dilation", "-o", str(path)).status == 2
