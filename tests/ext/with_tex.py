"""Compile the documents of `svgconv tex`, and compare each page: `make test-tex`.

Both engines include every frame and the strip as they are, pixel by pixel. TikZ pictures are
compared with the PDF of the still, without texts, whose font is another one.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

import svgconv
from svgconv.encoders import ENCODERS
from svgconv.ext.tex import save_tex
from svgconv.files.drawing import Drawing
from svgconv.scene.marks import TextMark
from svgconv.sources.catalogue import catalogue

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

OTHER_PAGES = 4
"""The pages before the overlays: one frame, TikZ, the strip, the animation."""

TIKZ = r"""\documentclass[tikz,border=0pt]{standalone}
\usepackage{lmodern}
\begin{document}
PICTURES
\end{document}
"""
MOST = 2
"""The largest mean difference of a TikZ picture: poppler snaps some of the lines to pixels."""


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
    frames, strip, _, document = save_tex(svgconv.load(name), folder, tikz=True)
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


def check_tikz(engine: str, folder: Path) -> None:
    """Compare a TikZ picture of every figure of the catalogue with its still."""
    pdf, tikz = map(ENCODERS.get, ("pdf", "tikz"))
    drawings = {name: _middle(name) for name in catalogue()}
    for index, drawing in enumerate(drawings.values()):
        shapes = [mark for mark in drawing.scene.marks if not isinstance(mark, TextMark)]
        bare = replace(drawing, scene=replace(drawing.scene, marks=tuple(shapes)))
        first = replace(bare, frames=(0,))
        (folder / f"bare{index}.tikz").write_bytes(tikz.file(bare))
        (folder / f"whole{index}.tikz").write_bytes(tikz.file(drawing))
        (folder / f"bare{index}.pdf").write_bytes(pdf.file(bare))
        (folder / f"first{index}.pdf").write_bytes(pdf.file(first))
    for kind in ("whole", "bare"):
        lines = "\n".join(f"\\input{{{kind}{index}.tikz}}" for index in range(len(drawings)))
        document = folder / f"{kind}.tex"
        document.write_text(TIKZ.replace("PICTURES", lines), "utf-8")
        pages = pixels(compiled(engine, document))
    for index, (name, page) in enumerate(zip(drawings, pages, strict=True)):
        (own,) = pixels(folder / f"bare{index}.pdf")
        (first_frame,) = pixels(folder / f"first{index}.pdf")
        far, other = _difference(own, page), _difference(own, first_frame)
        if far > min(MOST, other / 2):
            sys.exit(
                f"{name}, {engine}: the TikZ picture differs by {far:.3f} of 255 from its still, "
                f"which differs by {other:.3f} from the first frame"
            )
    print(f"TikZ, {engine}: {len(drawings)} pictures are those of the stills")


def _middle(name: str) -> Drawing:
    """Return the drawing of a frame in the middle of a figure."""
    figure = svgconv.load(name)
    return figure.frame(figure.frame_count // 2).drawing()


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of a pixel, of 255; pictures of other sizes differ by 255."""
    if one.size != other.size:
        return 255
    channels = ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean
    return sum(channels) / len(channels)


if __name__ == "__main__":
    for engine in ENGINES:
        with TemporaryDirectory() as folder:
            check_tikz(engine, Path(folder))
    for name in FIGURES:
        for engine in ENGINES:
            with TemporaryDirectory() as folder:
                check(name, engine, Path(folder))
