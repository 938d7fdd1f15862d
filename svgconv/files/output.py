"""The options of a file: its size, its background, and what only some formats have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from svgconv.errors import Name, SvgconvError, Words, nearest, quoted
from svgconv.files.size import Size
from svgconv.options import FILE, Flag, Stage, given, option, options_of
from svgconv.specification.docstrings import with_parameters_of
from svgconv.specification.scalars import yes_or_no
from svgconv.specification.sizes import whole_number

COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
NAMED = {"white": "#ffffff", "black": "#000000", "transparent": None}


def _from_to(least: int, most: int) -> Any:
    """Return a parser of whole numbers in a range."""
    return lambda name, value, output: _between(name, value, least, most)


def _background(name: str, value: Any, output: object) -> str | None:
    if value not in (None, *NAMED) and not COLOR.fullmatch(str(value)):
        raise SvgconvError(
            name, f"{quoted(value)} is not a colour", "use white, black, transparent or #rrggbb"
        )
    return None if value is None else str(value)


def _yes_or_no(name: str, value: Any, output: object) -> bool:
    return yes_or_no(name, value, 0)


def _declared(
    parse: Any, help: str, metavar: str, default: Any = None, words: str = "", **more: Any
) -> Any:
    flag = Flag(help, metavar, default=words)
    return option(parse, flag, default=default, panel=FILE, stage=Stage.PLAYBACK, **more)


@with_parameters_of(Size)
@dataclass(frozen=True)
class Output(Size):
    """Options of the file, not of the figure.

    Parameters
    ----------
    background: ``"white"``, ``"transparent"``, ``"black"`` or ``"#rrggbb"``; None is white in
        formats of pixels, and no background in SVG and PDF.
    colors: the most colours in a GIF's palette, 8 to 255; up to 64 make a smaller file.
    max_frames: the most frames to draw as pixels or pages, 1 to 1,000,000.
    custom_properties: let a page change an SVG's colours by the CSS custom properties
        ``--svgconv-input`` and so on.
    full_frames: store whole frames in a GIF, for programs that need them (PowerPoint).
    key: add the answer key of a worksheet to its PDF: the same pages with products and outputs; for
        one frame, that frame and the last one.

    Raises
    ------
    SvgconvError: an option that is malformed or contradicts another one.
    """

    background: str | None = _declared(
        _background, "The background: white, black, transparent or #rrggbb.", "COLOR",
        schema={"type": ["string", "null"]},
    )  # fmt: skip
    colors: int = _declared(
        _from_to(8, 255), "Colours in a GIF, 8 to 255.", "N", 255,
        schema={"type": ["integer", "string"]},
    )  # fmt: skip
    max_frames: int = _declared(
        _from_to(1, 1_000_000), "Reject more frames than this, 1 to 1,000,000.", "N", 10_000,
        served=False, schema={"type": ["integer", "string"]},
    )  # fmt: skip
    custom_properties: bool = _declared(
        _yes_or_no, "Let CSS change an SVG's colours (custom properties).", "", False
    )
    full_frames: bool = _declared(
        _yes_or_no, "Store whole frames in a GIF, as PowerPoint needs.", "", False
    )
    key: bool = _declared(
        _yes_or_no, "Add the answer key to a worksheet's PDF.", "", False, served=False
    )

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Output:
        """Return the output with these options.

        Raises
        ------
        SvgconvError: an unknown option, or one that is malformed.
        """
        known = options_of(cls)
        for name in options:
            if name not in known:
                raise SvgconvError(name, "unknown option of a file", nearest(name, known))
        return cls(**options)

    @property
    def chosen(self) -> dict[str, object]:
        """The options that are not defaults, for a file's recipe."""
        return given(self)

    def check_frames(self, count: int) -> None:
        """Raise `SvgconvError` if there are too many frames to draw as pixels or pages."""
        if count > self.max_frames:
            raise SvgconvError(
                "frames",
                f"{count:,} frames are more than {self.max_frames:,}",
                Words(
                    "choose some with ",
                    Name("frames"),
                    ", or raise ",
                    Name("max_frames"),
                    f" to {count}",
                ),
            )

    @property
    def paint(self) -> str | None:
        """The background of pixels as ``#rrggbb``; None if it is transparent."""
        if self.background is None:
            return NAMED["white"]
        if self.background in NAMED:
            return NAMED[self.background]
        digits = self.background[1:].lower()
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))

    @property
    def vector_paint(self) -> str | None:
        """The background of shapes as ``#rrggbb``; None without one."""
        return None if self.background is None else self.paint


def _between(name: str, value: object, least: int, most: int) -> int:
    number = whole_number(name, value, "give one number")
    if not least <= number <= most:
        raise SvgconvError(name, f"{number:,} is out of range", f"use {least:,} to {most:,}")
    return number
