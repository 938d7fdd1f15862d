"""What an encoder is: a function from a drawing to the bytes of a file, and facts of the format."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from svgconv.errors import MissingLibraryError
from svgconv.files.drawing import Drawing
from svgconv.files.output import Output
from svgconv.specification.measures import INCHES

TIMING = frozenset({"frame_duration", "duration", "pace", "plays", "hold", "frames"})
"""The options of a figure that say which frames follow each other, and when."""
MOTION = frozenset({"motion", "poster"})
"""The options of a figure that only an animation of marks has: how they get from frame to frame,
and the frame where it does not play."""
SIZE = frozenset({"width", "height", "scale", "dpi", "text_size", "background"})
"""The options of the output that every picture uses."""
OUTPUT_OPTIONS = frozenset(option.name for option in fields(Output))


@dataclass(frozen=True)
class Encoder:
    """One output format.

    Attributes
    ----------
    summary: one line for people.
    encode: returns the file's bytes; the same drawing gives the same bytes.
    recipe: reads back the recipe that svgconv wrote into a file; None if the file holds none. A
        damaged file may raise any error (see `found_recipe`).
    media_type: the format's media type, such as ``"image/gif"``.
    content: ``"text"``, ``"vectors"``, or ``"pixels"``, whose cost grows with the file's size in
        pixels.
    options: the names of all options that change the file: of those of `Output`, `TIMING` and
        `MOTION`.
    animated: whether a file holds an animation or pages; if not, it holds one frame.
    draws: whether a file holds a drawing.
    cheap: whether a file is made in no time, and has the same bytes on every machine, so that it is
        compared with an existing one byte by byte rather than by its recipe.
    """

    summary: str
    encode: Callable[[Drawing], bytes]
    recipe: Callable[[Path], Mapping[str, Any] | None]
    media_type: str
    content: Literal["text", "vectors", "pixels"]
    options: frozenset[str]
    animated: bool = True
    draws: bool = True
    cheap: bool = False

    def file(self, drawing: Drawing) -> bytes:
        """Return the bytes of a drawing's file, without the options that the format does not use.

        Raises
        ------
        SvgconvError: the format cannot hold the drawing.
        MissingLibraryError: a library that the format needs is missing.
        """
        unused: dict[str, Any] = {
            option.name: option.default
            for option in fields(Output)
            if option.name not in self.options
        }
        return self.encode(replace(drawing, output=replace(drawing.output, **unused)))

    def found_recipe(self, path: Path) -> Mapping[str, Any] | None:
        """Return the recipe in the file at ``path``; None if there is none that can be read.

        A file of others can be damaged, or made to break its reader: no error of a library and no
        warning is ever shown.

        Raises
        ------
        MissingLibraryError: a library that the format needs is missing.
        OSError: the file exists but cannot be read.
        """
        try:
            with open(path, "rb"):
                pass
        except FileNotFoundError:
            return None
        with warnings.catch_warnings(), _without_log():
            warnings.simplefilter("ignore")
            try:
                return self.recipe(path)
            except MissingLibraryError:
                raise
            except Exception:
                return None

    def wrote(self, path: Path) -> bool:
        """Return whether svgconv wrote the file at ``path``, which may then be replaced."""
        return self.found_recipe(path) is not None


@contextmanager
def _without_log() -> Iterator[None]:
    """Drop what libraries log meanwhile, which Python would print on standard error."""
    import logging

    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def unused_options(encoder: Encoder, given: Mapping[str, object]) -> tuple[str, ...]:
    """Return the options that have no effect on a format's files, in the order in which they came.

    Parameters
    ----------
    given: options by name. Those that are None, and those of the figure alone, are left out.
    """
    without_effect = (OUTPUT_OPTIONS | TIMING | MOTION) - encoder.options
    on_paper = any(str(given.get(side) or "")[-2:] in INCHES for side in ("width", "height"))
    if on_paper and encoder.content != "pixels":
        without_effect |= {"dpi"}  # a page of vectors has no pixels
    return tuple(
        name for name, value in given.items() if value is not None and name in without_effect
    )
