"""Compile the documents of `svgconv tex`, and compare each page: `make test-tex`.

Both engines include every frame and the strip as they are, pixel by pixel.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops
from pypdf import PdfReader

import svgconv
from svgconv.ext.tex import save_tex

ENGINES = ("pdflatex", "lualatex")
FIGURES = ("padding_strides", "dilation")
"""Figures in the oblique view: poppler snaps lines along the axes to pixels, but not everywhere."""
PAGES = r"""\RequirePackage{luatex85}
\documentclass{minimal}
\pdfpagewidth=WIDTHbp \pdfpageheight=HEIGHTbp \pdfhorigin=0pt \pdfvorigin=0pt
\newcount\n
\begin{document}
\loop
  \advance\n1
  \pdfximage page \n {NAME.pdf}
  \setbox0\hbox{\pdfrefximage\pdflastximage}
  \shipout\box0
\ifnum\n<COUNT \repeat
\end{document}
"""
"""Pages of their own size: a shift by 0.001 pt would change pixels."""

OTHER_PAGES = 3
"""The pages before the overlays: one frame, the strip, the animation."""


def compiled(engine: str, document: Path) -> Path:
    """Compile a document twice, for its number of pages, and return the PDF."""
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", document.name]
    for _ in "12":
        done = subprocess.run(command, cwd=document.parent, capture_output=True, check=False)
        if done.returncode:
            sys.exit(f"{engine} {document.name} fails:\n{done.stdout.decode(errors='replace')}")
    log = document.with_suffix(".log").read_text("latin-1")
    if wrong := [line for line in log.splitlines() if line.startswith(("Overfull", "! "))]:
        sys.exit(f"{engine} {document.name}: {wrong[0]}")
    return document.with_suffix(".pdf")


def pixels(pdf: Path) -> list[Image.Image]:
    """Return a PDF's pages as pixels."""
    folder = pdf.with_suffix(".pages")
    folder.mkdir()
    subprocess.run(["pdftoppm", "-r", "96", "-png", str(pdf), str(folder / "page")], check=True)
    return [Image.open(path) for path in sorted(folder.iterdir())]


def check(name: str, engine: str, folder: Path) -> None:
    """Check a figure with one engine."""
    frames, strip, document = save_tex(svgconv.load(name), folder)
    own = {source: pixels(source) for source in (frames, strip)}
    count = len(own[frames])
    shown = len(pixels(compiled(engine, document)))
    if shown != OTHER_PAGES + count:
        sys.exit(f"{name}, {engine}: {shown} pages instead of {OTHER_PAGES + count}")
    for source, pages in own.items():
        copy = folder / f"all_{source.stem}.tex"
        box = PdfReader(source).pages[0].mediabox
        text = PAGES.replace("NAME", source.stem).replace("COUNT", f"{len(pages)}")
        text = text.replace("WIDTH", f"{box.width}").replace("HEIGHT", f"{box.height}")
        copy.write_text(text, "utf-8")
        for number, (page, included) in enumerate(
            zip(pages, pixels(compiled(engine, copy)), strict=True), 1
        ):
            if page.size != included.size or ImageChops.difference(page, included).getbbox():
                sys.exit(f"{name}, {engine}: page {number} of {source.name} differs")
    print(f"{name}, {engine}: {shown} slides, {count} frames and the strip, pixel by pixel")


if __name__ == "__main__":
    for name in FIGURES:
        for engine in ENGINES:
            with TemporaryDirectory() as folder:
                check(name, engine, Path(folder))
