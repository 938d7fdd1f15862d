"""A PowerPoint file: a slide for each figure with a GIF that plays, or one for each frame."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from svgconv.errors import MissingLibraryError, in_place
from svgconv.figure.figure import Figure
from svgconv.svg.recipe import KEY

WIDE, HIGH = 12_192_000, 6_858_000
"""The size of a slide: 16 to 9, in the format's units, of which an inch has 914,400."""

TITLE_ONLY = 5
"""The layout of python-pptx's own template that has a title and room below it."""

TOP = 1_400_000
"""The height that the title takes."""

PIXELS = 900
"""The width of the pictures."""

NO_DATE = (2000, 1, 1, 0, 0, 0)
"""A zip file has dates, and the same figures must have the same bytes."""


def powerpoint(figures: Sequence[Figure], steps: bool) -> bytes:
    """Return the file's bytes.

    Raises
    ------
    MissingLibraryError: python-pptx is not installed.
    SvgconvError: a figure cannot be drawn; it names the figure by its number.
    """
    try:
        from pptx import Presentation
        from pptx.util import Emu
    except ImportError:
        raise MissingLibraryError(
            "pptx", "needs python-pptx, which is not installed", "run pip install 'svgconv[slides]'"
        ) from None
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDE), Emu(HIGH)
    deck.core_properties.author = deck.core_properties.last_modified_by = KEY
    deck.core_properties.title = figures[0].title
    for number, figure in enumerate(figures, 1):
        with in_place(f"figure {number}"):
            for picture in _pictures(figure, steps):
                _add_slide(deck, figure, picture)
    file = io.BytesIO()
    deck.save(file)
    return _without_dates(file)


def _pictures(figure: Figure, steps: bool) -> Iterator[bytes]:
    """Yield the picture of each slide of a figure: a GIF, or the frames one by one."""
    if steps:
        for frame in figure.chosen_frames:
            yield figure.frame(frame).encode(".png", width=PIXELS)
    else:
        yield figure.encode(".gif", width=PIXELS, full_frames=True)


def _add_slide(deck: Any, figure: Figure, picture: bytes) -> None:
    """Add a slide with a picture as large as it can be, and the description in its notes."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    slide.shapes.title.text = figure.title
    slide.shapes.title.text_frame.paragraphs[0].font.size = 300_000
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = 0, 0, WIDE, TOP
    shown = slide.shapes.add_picture(io.BytesIO(picture), 0, TOP)
    scale = min(WIDE * 0.9 / shown.width, (HIGH - TOP) * 0.95 / shown.height)
    shown.width, shown.height = int(shown.width * scale), int(shown.height * scale)
    shown.left = (WIDE - shown.width) // 2
    shown._element.nvPicPr.cNvPr.set("descr", figure.description)
    slide.notes_slide.notes_text_frame.text = figure.description


def _without_dates(file: io.BytesIO) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, NO_DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def written_as_powerpoint(path: Path) -> bool:
    """Whether svgconv wrote this PowerPoint file."""
    try:
        with zipfile.ZipFile(path) as file:
            return f">{KEY}</dc:creator>".encode() in file.read("docProps/core.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False
