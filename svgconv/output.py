"""How a file comes out: its size, its background, and what only some formats know."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from math import isfinite

from svgconv.errors import SvgconvError, quoted
from svgconv.scene.scene import Scene
from svgconv.specification.sizes import whole_number

MOST_PIXELS = 100_000_000
CSS_DPI = 96
COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
NAMED = {"white": "#ffffff", "black": "#000000", "transparent": None}


@dataclass(frozen=True)
class Output:
    """Options of the file, not of the figure.

    Parameters
    ----------
    width, height: pixels of the file; one alone keeps the figure's proportions, both together are
        a canvas in which the figure is centred.
    scale: pixels to a user unit (a cell has 20), instead of a size.
    dpi: pixels to an inch, the figure's natural size being at 96; instead of a size.
    background: ``"white"``, ``"transparent"``, ``"black"`` or ``"#rrggbb"``; None is white where
        there are pixels, and nothing where there are none (SVG, PDF).
    colors: the most colours of a GIF's palette, 8 to 255; fewer are fewer bytes.
    full_frames: whole frames in a GIF, for programs that want them (PowerPoint).
    max_frames: the most frames that are drawn as pixels or pages.

    Raises
    ------
    SvgconvError: a malformed or contradictory option.
    """

    width: int | None = None
    height: int | None = None
    scale: float | None = None
    dpi: float | None = None
    background: str | None = None
    colors: int = 255
    full_frames: bool = False
    max_frames: int = 10_000

    def __post_init__(self) -> None:
        for name in ("width", "height"):
            if (value := getattr(self, name)) is not None:
                object.__setattr__(self, name, _between(name, value, 1, 20_000))
        for name, most in (("scale", 100), ("dpi", 10_000)):
            if (value := getattr(self, name)) is not None:
                object.__setattr__(self, name, _positive(name, value, most))
        object.__setattr__(self, "colors", _between("colors", self.colors, 8, 255))
        most = _between("max_frames", self.max_frames, 1, 1_000_000)
        object.__setattr__(self, "max_frames", most)
        if self.background not in (None, *NAMED) and not COLOR.fullmatch(str(self.background)):
            raise SvgconvError(
                "background",
                f"{quoted(self.background)} is not a colour",
                "use white, black, transparent or #rrggbb",
            )
        given = [name for name in ("scale", "dpi") if getattr(self, name) is not None]
        if self.width is not None or self.height is not None:
            given.append("width and height")
        if len(given) > 1:
            raise SvgconvError(
                given[0], f"stands beside {given[-1]}", "give the size in one way only"
            )

    @property
    def chosen(self) -> dict[str, object]:
        """The options that are not the usual ones, for a file's recipe."""
        return {
            item.name: getattr(self, item.name)
            for item in fields(self)
            if getattr(self, item.name) != item.default
        }

    def check_frames(self, count: int) -> None:
        """Raise `SvgconvError` where so many frames are too many to draw as pixels or pages."""
        if count > self.max_frames:
            raise SvgconvError(
                "frames",
                f"{count:,} frames are more than {self.max_frames:,}",
                f"choose some with --frames, or allow them with --max-frames {count}",
            )

    @property
    def paint(self) -> str | None:
        """What lies behind pixels, as ``#rrggbb``; None where they are transparent."""
        if self.background is None:
            return NAMED["white"]
        if self.background in NAMED:
            return NAMED[self.background]
        digits = self.background[1:].lower()
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))

    @property
    def vector_paint(self) -> str | None:
        """What lies behind shapes: nothing, unless a background is asked for."""
        return None if self.background is None else self.paint


@dataclass(frozen=True)
class Canvas:
    """A file's whole pixels, and where the scene lies in them.

    A point (x, y) of the scene is at pixel (left + scale * x, top + scale * y).
    """

    width: int
    height: int
    scale: float
    left: int = 0
    top: int = 0

    @property
    def view(self) -> tuple[float, float, float, float]:
        """What of the user space the pixels show: x, y, width and height."""
        return (
            -self.left / self.scale,
            -self.top / self.scale,
            self.width / self.scale,
            self.height / self.scale,
        )


def canvas(scene: Scene, output: Output) -> Canvas:
    """The pixels that a drawing takes: as asked for, else as the figure asks for by itself.

    Raises
    ------
    SvgconvError: more than `MOST_PIXELS` pixels.
    """
    made = _canvas(scene, output)
    if made.width * made.height > MOST_PIXELS:
        raise SvgconvError(
            "size",
            f"{made.width}×{made.height} pixels are more than {MOST_PIXELS:,}",
            "use a smaller --width or --scale",
        )
    return made


def _canvas(scene: Scene, output: Output) -> Canvas:
    if output.width and output.height:
        scale = _whole_steps(min(output.width / scene.width, output.height / scene.height))
        left = (output.width - scale * scene.width) // 2
        top = (output.height - scale * scene.height) // 2
        return Canvas(output.width, output.height, scale, int(left), int(top))
    if output.width:
        scale = output.width / scene.width
    elif output.height:
        scale = output.height / scene.height
    elif output.scale:
        scale = output.scale
    else:
        width, _ = scene.natural_size
        scale = width / scene.width * (output.dpi or CSS_DPI) / CSS_DPI
    width = output.width or max(1, round(scale * scene.width))
    height = output.height or max(1, round(scale * scene.height))
    return Canvas(width, height, scale)


def _whole_steps(scale: float) -> float:
    """The next scale below at which cells step by whole pixels, or half ones, if that is near.

    Steps of whole pixels draw the same edges in every frame, and so make small files.
    """
    whole = int(2 * scale) / 2
    return whole if whole >= 0.9 * scale else scale


def _between(name: str, value: object, least: int, most: int) -> int:
    number = whole_number(name, value, "give one number")
    if not least <= number <= most:
        raise SvgconvError(name, f"{number} is out of range", f"use {least} to {most}")
    return number


def _positive(name: str, value: object, most: float) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise SvgconvError(name, f"{quoted(value)} is not a number") from None
    if not isfinite(number) or not 0 < number <= most:
        raise SvgconvError(name, f"{quoted(value)} is out of range", f"use up to {most}")
    return number
