"""Slides: a page of reveal.js, or a PowerPoint file, with a slide for each figure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files as resources
from itertools import accumulate
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from svgconv.errors import Name, SvgconvError, Words
from svgconv.ext.powerpoint import powerpoint, written_as_powerpoint
from svgconv.figure.figure import Figure
from svgconv.files.writer import check, write
from svgconv.svg.recipe import KEY

MARK = f'<meta name="generator" content="{KEY}'
"""The text that identifies a page of slides as svgconv's own."""

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
    SvgconvError: another suffix, no figure, or a target that cannot be written.
    MissingLibraryError: python-pptx is not installed.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    formats = {".html": (page, _written_as_page), ".pptx": (powerpoint, written_as_powerpoint)}
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
    """Return a page of slides that contains all it needs, reveal.js too."""
    environment = Environment(
        loader=PackageLoader("svgconv.ext", "reveal"), autoescape=True, undefined=StrictUndefined
    )
    text = environment.get_template("deck.html.jinja").render(
        mark=Markup(MARK),
        slides=[Slide.of(figure, steps) for figure in figures],
        style=_asset("reveal.css") + _asset("deck.css"),
        script=_asset("reveal.js"),
        start=_asset("deck.js"),
    )
    return text.encode()


def _asset(name: str) -> Markup:
    text = resources("svgconv.ext").joinpath("reveal", name).read_text("utf-8")
    return Markup(text)


def _written_as_page(path: Path) -> bool:
    return path.is_file() and MARK in path.read_text("utf-8", errors="replace")[:1000]
