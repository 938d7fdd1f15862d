"""The options of a file's size: its width and height, its resolution, and its least texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from svgconv.errors import Name, SvgconvError, Words, quoted
from svgconv.options import FILE, Flag, Stage, option, parse_all
from svgconv.specification.measures import CSS_DPI, LEAST_TEXT, inches, length

TEXT_SIZE = re.compile(r"(\d+(?:\.\d*)?)\s*(px|pt)?")

LEAST = 0.001
"""The smallest scale and resolution; a much smaller one makes lengths that no float holds."""

PAPER_TEXT = 8
"""The least size of texts on paper, in CSS pixels: 6 points."""
LARGEST_TEXT = 100

SIZE_SCHEMA = {"type": ["integer", "string", "null"]}
NUMBER_SCHEMA = {"type": ["number", "string", "null"]}


def _length(name: str, value: Any, size: object) -> int | str | None:
    return None if value is None else length(name, value)


def _text_size(name: str, value: Any, size: object) -> str | None:
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

    def parse(name: str, value: Any, size: object) -> float | None:
        return None if value is None else _positive(name, value, most)

    return parse


def _positive(name: str, value: object, most: float) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise SvgconvError(name, f"{quoted(value)} is not a number", "give one number") from None
    if not LEAST <= number <= most:
        raise SvgconvError(name, f"{number:g} is out of range", f"use {LEAST} to {most:,}")
    return number


def _declared(parse: Any, help: str, metavar: str, words: str, schema: Any) -> Any:
    flag = Flag(help, metavar, default=words)
    return option(parse, flag, default=None, panel=FILE, stage=Stage.PLAYBACK, schema=schema)


def resolution(words: str) -> Any:
    """Declare ``dpi``, whose default in words is ``words``."""
    parse = _up_to(10_000)
    return _declared(parse, "Pixels per inch, 0.001 to 10,000.", "N", words, NUMBER_SCHEMA)


@dataclass(frozen=True, kw_only=True)
class Size:
    """Options of the size of a file.

    Parameters
    ----------
    width, height: pixels of the file, or lengths on paper such as ``"80mm"``; one alone keeps the
        proportions; with both, what is drawn is centred on a canvas of that size.
    scale: pixels per user unit (a cell has 20), instead of a size; 0.001 to 100.
    dpi: pixels per inch, for a size on paper, or for the natural size, which is at 96;
        0.001 to 10,000.
    text_size: the least size of texts (an em) in the file, such as ``"7pt"`` or ``"12px"``; None
        for 6 points with a width or height on paper, and 10 pixels otherwise. Numbers that do not
        fit their cells in this size, and labels without room, are left out.

    Raises
    ------
    SvgconvError: an option that is malformed or contradicts another one.
    """

    width: int | str | None = _declared(
        _length, "The file's width, 1 to 20,000 pixels, or in mm, cm, in or pt.", "PX|80mm",
        "", SIZE_SCHEMA,
    )  # fmt: skip
    height: int | str | None = _declared(
        _length, "The height, in the same units; with --width, the figure is centred on a canvas.",
        "PX|60mm", "", SIZE_SCHEMA,
    )  # fmt: skip
    scale: float | None = _declared(
        _up_to(100), "Pixels per unit (a cell has 20), 0.001 to 100.", "X",
        "as in the natural size", NUMBER_SCHEMA,
    )  # fmt: skip
    dpi: float | None = resolution("96")
    text_size: str | None = _declared(
        _text_size, "The least size of texts, 1 to 100 px, or 1 to 100 pt.", "7pt|12px",
        "6pt on paper, 10px otherwise", SIZE_SCHEMA,
    )  # fmt: skip

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
            raise one_way_only(*ways)

    @property
    def is_on_paper(self) -> bool:
        """Whether the file has a length on paper."""
        return any(isinstance(size, str) for size in (self.width, self.height))

    @property
    def least_text(self) -> float:
        """The least size of texts, in CSS pixels."""
        if self.text_size is not None:
            return inches(self.text_size) * CSS_DPI
        return PAPER_TEXT if self.is_on_paper else LEAST_TEXT

    @property
    def least_text_words(self) -> str:
        """The same with its unit, such as ``"6pt"``."""
        own = f"{PAPER_TEXT * 72 / CSS_DPI:g}pt" if self.is_on_paper else f"{LEAST_TEXT}px"
        return self.text_size or own

    def pixels(self, name: str) -> int | None:
        """Return the ``width`` or ``height`` in whole pixels; None if it is not given."""
        size: int | str | None = getattr(self, name)
        if not isinstance(size, str):
            return size
        return max(1, round(inches(size) * (self.dpi or CSS_DPI)))


def one_way_only(name: str, *others: str) -> SvgconvError:
    """Return the error of two options that both give a size."""
    return SvgconvError(
        name, Words("cannot be combined with ", Name(others[-1])), "give the size in one way only"
    )
