"""Slides: a page of reveal.js, or a PowerPoint file, with a slide for each figure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from markupsafe import Markup

from svgconv.errors import Name, SvgconvError, Words, in_place
from svgconv.ext.powerpoint import powerpoint, written_as_powerpoint
from svgconv.figure.figure import Figure
from svgconv.files.writer import check, write
from svgconv.gallery.page_parts import asset, rendered, written_by_svgconv

PACKAGE = "svgconv.ext"

MOST_SLIDES = 1000


@dataclass(frozen=True)
class Slide:
    """A slide of reveal.js.

    Attributes
    ----------
    title, notes: the heading, and what the speaker sees.
    svg: the animation as markup.
    steps: how often the speaker goes on before the next slide comes.
    times: the second of the animation at which each step shows its frame, as JSON.
    """

    title: str
    notes: str
    svg: Markup
    steps: int
    times: str

    @classmethod
    def of(cls, figure: Figure, steps: bool) -> Slide:
        """Return the slide of a figure, with its frames as steps or as an animation."""
        count = len(figure.chosen_frames)
        ends = accumulate(figure.seconds)
        times = [
            float(end - seconds / 2) for end, seconds in zip(ends, figure.seconds, strict=True)
        ]
        return cls(
            title=figure.title,
            notes=figure.description,
            svg=Markup(figure.svg()),
            steps=count - 1 if steps else 0,
            times=json.dumps(times),
        )


def save_slides(
    figures: Sequence[Figure], path: str | Path, *, steps: bool = False, overwrite: bool = False
) -> Path:
    """Write slides in the format of the path's suffix: ``.html`` or ``.pptx``.

    Parameters
    ----------
    steps: let the speaker step through the frames; a PowerPoint file has a slide for each.
    overwrite: replace a file that svgconv did not write.

    Raises
    ------
    SvgconvError: another suffix, no figure, one that cannot be drawn, or a target that cannot be
        written.
    MissingLibraryError: python-pptx is not installed.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    formats = {".html": (page, written_by_svgconv), ".pptx": (powerpoint, written_as_powerpoint)}
    if suffix not in formats:
        problem = f"slides cannot be written as {suffix or 'a file without a suffix'}"
        raise SvgconvError(Words(path.name), problem, "use .html or .pptx")
    made, wrote = formats[suffix]
    if not figures:
        raise SvgconvError("figures", "there are none", "give one or more")
    check(path, wrote=wrote, overwrite=overwrite)
    moving = [replace(one, at=None) for one in figures]
    count = sum(len(one.chosen_frames) for one in moving)
    if steps and count > MOST_SLIDES:
        problem = f"{count:,} frames are more than {MOST_SLIDES:,}"
        raise SvgconvError("steps", problem, Words("choose some with ", Name("frames")))
    write(path, made(moving, steps), wrote=wrote, overwrite=overwrite)
    return path


def page(figures: Sequence[Figure], steps: bool) -> bytes:
    """Return a page of slides that contains all it needs, reveal.js too.

    Raises
    ------
    SvgconvError: a figure cannot be drawn; it names the figure by its number.
    """
    slides = []
    for number, figure in enumerate(figures, 1):
        with in_place(f"figure {number}"):
            slides.append(Slide.of(figure, steps))
    text = rendered(
        PACKAGE,
        "deck.html.jinja",
        slides=slides,
        style=_asset("reveal.css") + _asset("deck.css"),
        scripts=[_asset("reveal.js"), _asset("deck.js")],
    )
    return text.encode()


def _asset(name: str) -> Markup:
    return Markup(asset(PACKAGE, name))
