"""How a file comes out: its size, its background, and what only some formats know."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from math import isfinite

from svgconv.errors import SvgconvError, quoted
from svgconv.specification.lengths import CSS_DPI, inches, length
from svgconv.specification.sizes import whole_number

COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
NAMED = {"white": "#ffffff", "black": "#000000", "transparent": None}


@dataclass(frozen=True)
class Output:
    """Options of the file, not of the figure.

    Parameters
    ----------
    width, height: pixels of the file, or lengths on paper such as ``"80mm"``; one alone keeps the
        figure's proportions, both together are a canvas in which the figure is centred.
    scale: pixels to a user unit (a cell has 20), instead of a size.
    dpi: pixels to an inch, of a size on paper, or of the figure's natural size, which is at 96.
    background: ``"white"``, ``"transparent"``, ``"black"`` or ``"#rrggbb"``; None is white where
        there are pixels, and nothing where there are none (SVG, PDF).
    colors: the most colours of a GIF's palette, 8 to 255; fewer are fewer bytes.
    full_frames: whole frames in a GIF, for programs that want them (PowerPoint).
    max_frames: the most frames that are drawn as pixels or pages.
    custom_properties: colours of an SVG that a page can change by the CSS custom properties
        ``--svgconv-input`` and so on.

    Raises
    ------
    SvgconvError: a malformed or contradictory option.
    """

    width: int | str | None = None
    height: int | str | None = None
    scale: float | None = None
    dpi: float | None = None
    background: str | None = None
    colors: int = 255
    full_frames: bool = False
    max_frames: int = 10_000
    custom_properties: bool = False

    def __post_init__(self) -> None:
        for name in ("width", "height"):
            if (value := getattr(self, name)) is not None:
                object.__setattr__(self, name, length(name, value))
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
        sizes = [said for said in (self.width, self.height) if said is not None]
        on_paper = {isinstance(said, str) for said in sizes}
        if len(on_paper) > 1 or len({said[-2:] for said in sizes if isinstance(said, str)}) > 1:
            raise SvgconvError("width", "and height have unlike units", "use one for both")
        given = [name for name in ("scale", "dpi") if getattr(self, name) is not None]
        if sizes and not (True in on_paper and given == ["dpi"]):
            given.append("width and height")
        if len(given) > 1:
            raise SvgconvError(
                given[0], f"stands beside {given[-1]}", "give the size in one way only"
            )

    def pixels(self, name: str) -> int | None:
        """The ``width`` or ``height`` in whole pixels; None where it is not given."""
        said: int | str | None = getattr(self, name)
        if not isinstance(said, str):
            return said
        return max(1, round(inches(said) * (self.dpi or CSS_DPI)))

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
