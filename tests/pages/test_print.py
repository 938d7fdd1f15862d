"""In print, each figure is its strip with its caption, on one sheet."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from pypdf import PdfReader

from tests.browsers import Browser
from tests.pages.page import Page
from tests.pages.site import Site

SHEET = (595, 842)
"""A4 in points, which are pixels at 72 dpi."""
MARGIN = 42
"""15 mm, as in the style sheet."""


@pytest.fixture(scope="module", autouse=True)
def _prints(browser: Browser) -> None:
    if reason := browser.lacks.get("printed"):
        pytest.skip(reason)


@pytest.fixture(scope="module")
def page(browser: Browser, catalogue_site: Site) -> Page:
    """The committed gallery."""
    browser.emulate()
    browser.size(1000, 800)
    page = Page(browser, catalogue_site.address)
    page.open()
    return page


@pytest.fixture(scope="module")
def pdf(page: Page, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The printed page."""
    path = tmp_path_factory.mktemp("print") / "page.pdf"
    path.write_bytes(page.browser.printed())
    return path


def letters(text: str) -> str:
    """Return a text without spaces and ligatures, which PDF does not keep reliably."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def sheets(pdf: Path) -> list[str]:
    """The text of each sheet in the order of the file, without spaces."""
    found = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True)
    *texts, after = found.stdout.decode().split("\f")
    assert after == ""
    return [letters(text) for text in texts]


@pytest.fixture(scope="module")
def painted(pdf: Path) -> list[npt.NDArray[np.uint8]]:
    """The pixels of each sheet."""
    subprocess.run(["pdftoppm", "-r", "72", pdf, pdf.parent / "sheet"], check=True)
    return [np.array(Image.open(path)) for path in sorted(pdf.parent.glob("sheet*.ppm"))]


def test_captions_are_printed_and_controls_are_not(
    page: Page, pdf: Path, sheets: list[str]
) -> None:
    assert len(sheets) == len(PdfReader(pdf).pages)
    assert all(
        abs(side - wanted) < 2
        for sheet in PdfReader(pdf).pages
        for side, wanted in zip(sheet.mediabox[2:], SHEET, strict=True)
    )
    text = "".join(sheets)
    captions = "[...document.querySelectorAll('figcaption p')].map(p => p.textContent)"
    for words in page(captions):
        assert letters(words) in text
    for words in "Permanent link", "Use this figure", "Show all", "¼×", "Operation", "Close":
        assert letters(words) not in text
    assert not re.search(r"frame\d+,output", text), "the label of a player"


def test_no_figure_is_cut(
    page: Page, sheets: list[str], painted: list[npt.NDArray[np.uint8]]
) -> None:
    """A figure's text is on one sheet, and no paint comes near an edge of a sheet."""
    cards = page("[...document.querySelectorAll('figcaption')].map(c => c.innerText)")
    for words in cards:
        lines = [letters(line) for line in words.splitlines() if letters(line)]
        kept = [line for line in lines if not line.startswith(("frame", "¼×", "Arithmetic"))]
        assert any(all(line in sheet for line in kept) for sheet in sheets), words
    for pixels in painted:
        height, width, _ = pixels.shape
        assert (pixels[: MARGIN - 2] == 255).all()
        assert (pixels[height - MARGIN + 2 :] == 255).all()
        assert (pixels[:, : MARGIN - 2] == 255).all()
        assert (pixels[:, width - MARGIN + 2 :] == 255).all()


def test_every_heading_is_on_the_sheet_of_its_first_figure(page: Page, sheets: list[str]) -> None:
    pairs = page(
        "[...document.querySelectorAll('section')].map(s => ["
        "s.querySelector('h2').textContent, s.querySelector('.caption').textContent])"
    )
    for title, caption in pairs:
        assert any(letters(title) in s and letters(caption) in s for s in sheets), title


def test_every_figure_is_its_strip(page: Page, painted: list[npt.NDArray[np.uint8]]) -> None:
    """Each figure is a band of several maps side by side; an animation would be one map."""
    bands = 0
    for pixels in painted:
        colourful = pixels.max(axis=2).astype(int) - pixels.min(axis=2) > 60
        for top, bottom in _runs(colourful.sum(axis=1) > 8):
            bands += len(_runs(colourful[top:bottom].any(axis=0))) > 1
    cards = page("document.querySelectorAll('.card').length")
    grey = page("document.querySelectorAll('.figure.print').length")
    assert bands >= cards - grey


def _runs(marked: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the start and the end of each run of marked positions."""
    steps = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(int)))
    return [(int(begin), int(end)) for begin, end in steps.reshape(-1, 2)]
