"""The options of a file: its size, its background, and what only some formats have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from svgconv.errors import Name, SvgconvError, Words, nearest, quoted
from svgconv.options import FILE, Flag, Stage, given, option, options_of, parse_all
from svgconv.specification.measures import CSS_DPI, LEAST_TEXT, inches, length
from svgconv.specification.scalars import yes_or_no
from svgconv.specification.sizes import whole_number

TEXT_SIZE = re.compile(r"(\d+(?:\.\d*)?)\s*(px|pt)?")
COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
NAMED = {"white": "#ffffff", "black": "#000000", "transparent": None}


def _length(name: str, value: Any, output: object) -> int | str | None:
    return None if value is None else length(name, value)


LEAST = 0.001
"""The smallest scale and resolution; a much smaller one makes lengths that no float holds."""


PAPER_TEXT = 8
"""The least size of texts on paper, in CSS pixels: 6 points."""
LARGEST_TEXT = 100


def _text_size(name: str, value: Any, output: object) -> str | None:
    """Return the least size of texts with its unit, such as ``"7pt"``; None for the default."""
    if value is None:
        return None
    found = TEXT_SIZE.fullmatch(str(value).strip())
    if not found or not 1 <= float(found.group(1)) <= LARGEST_TEXT:
        raise SvgconvError(
            name,
            f"{quoted(value)} is not a size of texts",
            "use 1 to 100, as px or pt: 12px or 7pt",
        )
    return f"{float(found.group(1)):g}{found.group(2) or 'px'}"


def _up_to(most: float) -> Any:
    """Return a parser of positive numbers and None."""

    def parse(name: str, value: Any, output: object) -> float | None:
        return None if value is None else _positive(name, value, most)

    return parse


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


SIZE_SCHEMA = {"type": ["integer", "string", "null"]}
NUMBER_SCHEMA = {"type": ["number", "string", "null"]}


@dataclass(frozen=True)
class Output:
    """Options of the file, not of the figure.

    Parameters
    ----------
    width, height: pixels of the file, or lengths on paper such as ``"80mm"``; one alone keeps the
        figure's proportions; with both, the figure is centred on a canvas of that size.
    scale: pixels per user unit (a cell has 20), instead of a size; 0.001 to 100.
    dpi: pixels per inch, for a size on paper, or for the natural size, which is at 96;
        0.001 to 10,000.
    text_size: the least size of texts (an em) in the file, such as ``"7pt"`` or ``"12px"``; None
        for 6 points with a width or height on paper, and 10 pixels otherwise. Numbers that do not
        fit their cells in this size, and labels without room, are left out.
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

    width: int | str | None = _declared(
        _length, "The file's width, 1 to 20,000 pixels, or in mm, cm, in or pt.", "PX|80mm",
        schema=SIZE_SCHEMA,
    )  # fmt: skip
    height: int | str | None = _declared(
        _length, "The height, in the same units; with --width, the figure is centred on a canvas.",
        "PX|60mm", schema=SIZE_SCHEMA,
    )  # fmt: skip
    scale: float | None = _declared(
        _up_to(100),
        "Pixels per unit (a cell has 20), 0.001 to 100.",
        "X",
        words="as in the natural size",
        schema=NUMBER_SCHEMA,
    )
    dpi: float | None = _declared(
        _up_to(10_000), "Pixels per inch, 0.001 to 10,000.", "N", words="96",
        schema=NUMBER_SCHEMA,
    )  # fmt: skip
    text_size: str | None = _declared(
        _text_size, "The least size of texts, 1 to 100 px, or 1 to 100 pt.", "7pt|12px",
        words="6pt on paper, 10px otherwise", schema={"type": ["integer", "string", "null"]},
    )  # fmt: skip
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

    def __post_init__(self) -> None:
        parse_all(self, self)
        sizes = [size for size in (self.width, self.height) if size is not None]
        on_paper = {isinstance(size, str) for size in sizes}
        if len(on_paper) > 1 or len({size[-2:] for size in sizes if isinstance(size, str)}) > 1:
            problem = Words("has a different unit than ", Name("height"))
            raise SvgconvError("width", problem, "use one unit for both")
        ways = [name for name in ("scale", "dpi") if getattr(self, name) is not None]
        if sizes and not (True in on_paper and ways == ["dpi"]):
            ways.append("width" if self.width is not None else "height")
        if len(ways) > 1:
            raise SvgconvError(
                ways[0],
                Words("cannot be combined with ", Name(ways[-1])),
                "give the size in one way only",
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
    def least_text(self) -> float:
        """The least size of texts, in CSS pixels."""
        if self.text_size is not None:
            return inches(self.text_size) * CSS_DPI
        return PAPER_TEXT if self._is_on_paper else LEAST_TEXT

    @property
    def least_text_words(self) -> str:
        """The same with its unit, such as ``"6pt"``."""
        own = f"{PAPER_TEXT * 72 / CSS_DPI:g}pt" if self._is_on_paper else f"{LEAST_TEXT}px"
        return self.text_size or own

    @property
    def _is_on_paper(self) -> bool:
        return any(isinstance(size, str) for size in (self.width, self.height))

    def pixels(self, name: str) -> int | None:
        """Return the ``width`` or ``height`` in whole pixels; None if it is not given."""
        size: int | str | None = getattr(self, name)
        if not isinstance(size, str):
            return size
        return max(1, round(inches(size) * (self.dpi or CSS_DPI)))

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


def _positive(name: str, value: object, most: float) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise SvgconvError(name, f"{quoted(value)} is not a number", "give one number") from None
    if not LEAST <= number <= most:
        raise SvgconvError(name, f"{number:g} is out of range", f"use {LEAST} to {most:,}")
    return number
