"""A notebook shows figures, keeps them, and becomes LaTeX without Inkscape."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from html import unescape
from typing import Any

import pytest
from pypdf import PdfReader

import svgconv
from svgconv.encoders import _pdf_pages
from svgconv.errors import MissingLibraryError
from tests.ext import library

nbformat, nbconvert = library("nbformat"), library("nbconvert")

SVG, PDF = "image/svg+xml", "application/pdf"
FIGURE = svgconv.conv(5, 3, stride=2)


def notebook(*shown: Any) -> Any:
    """A notebook that was run: each cell has displayed an object."""
    cells = [
        nbformat.v4.new_code_cell(
            "figure", outputs=[nbformat.v4.new_output("display_data", one._repr_mimebundle_())]
        )
        for one in shown
    ]
    made = nbformat.v4.new_notebook(cells=cells)
    nbformat.validate(made)
    return nbformat.reads(nbformat.writes(made), as_version=4)


def test_latex_has_the_pdf_and_asks_no_other_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def inkscape(*_: object) -> None:
        pytest.fail("nbconvert wants to convert the SVG")

    monkeypatch.setattr(nbconvert.preprocessors.SVG2PDFPreprocessor, "convert_figure", inkscape)
    text, resources = nbconvert.LatexExporter().from_notebook_node(
        notebook(FIGURE, FIGURE.strip(count=2))
    )
    names = [name for name in resources["outputs"] if name.endswith(".pdf")]
    assert len(names) == 2
    for name in names:
        assert f"{{{name}}}" in text
        assert len(PdfReader(io.BytesIO(resources["outputs"][name])).pages) == 1


def test_html_has_the_animation() -> None:
    page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook(FIGURE))
    (image,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert b64decode(image).decode() == FIGURE.svg()


def test_the_pdf_is_the_first_shown_frame() -> None:
    def page(figure: svgconv.Figure) -> bytes:
        content = b64decode(figure._repr_mimebundle_()[PDF])
        stream = PdfReader(io.BytesIO(content)).pages[0].get_contents()
        assert stream is not None
        return stream.get_data()

    still = PdfReader(io.BytesIO(FIGURE.frame(2).encode(".pdf"))).pages[0].get_contents()
    assert still is not None
    assert page(svgconv.conv(5, 3, stride=2, frames="2,3")) == still.get_data() != page(FIGURE)


def test_only_what_is_asked_for_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(FIGURE._repr_mimebundle_(include={SVG})) == [SVG]
    assert list(FIGURE.strip()._repr_mimebundle_(exclude=[SVG])) == [PDF, "text/plain"]

    def missing(*_: object) -> None:
        raise MissingLibraryError("pdf", "needs the cairo library, which is not installed")

    monkeypatch.setattr(_pdf_pages, "cairosvg_or_say", missing)
    assert list(FIGURE._repr_mimebundle_()) == [SVG, "text/plain"]


def test_a_figure_is_one_line_of_text() -> None:
    line = "<svgconv.Figure: Convolution: input 5×5, kernel 3×3, stride 2, output 2×2, 4 frames>"
    assert repr(FIGURE) == FIGURE._repr_mimebundle_()["text/plain"] == line
    strip = FIGURE.strip(frames="1")
    assert repr(strip) == f"<svgconv.Strip: {FIGURE.title}: 1 frame>"
    assert strip.pages() == svgconv.Strip(FIGURE, frames="1").pages()


def test_the_arithmetic_is_shown_as_it_is_printed() -> None:
    words = svgconv.max_pool(5, 2).explain()
    assert repr(words) == str(words)
    assert words.startswith("Max pooling: ")
    html = words._repr_html_()
    assert html.startswith("<pre><strong>Max pooling: ")
    assert html.count("<strong>") == 1
    text = unescape(html.replace("<strong>", "").replace("</strong>", ""))
    assert text == f"<pre>{words}</pre>"
    assert "input&#x27;s last row" in html
