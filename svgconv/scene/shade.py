"""Shades: a cell's colour by the number that is written in it, and a legible colour for digits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

from svgconv.numbers.numerals import MINUS

NONE, GREY, DIVERGING, RGB = "none", "grey", "diverging", "rgb"
KINDS = (NONE, GREY, DIVERGING, RGB)

Color = tuple[int, int, int]
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
PRIMARIES = ((255, 0, 0), (0, 255, 0), (0, 0, 255))
"""Red, green and blue, to which the planes of a picture in colours reach from black."""
NEGATIVE, ZERO, POSITIVE = (27, 63, 139), WHITE, (232, 113, 10)
"""The ends and the middle of the diverging scale: blue and orange, which colour-blind eyes tell
apart, and of which the blue is darker in greys."""
MIDDLE = 0.179
"""The luminance at which black and white have the same contrast, 4.58:1 (WCAG 2.2, 1.4.3)."""

Area = tuple[float, float, float, float]
"""Top, left, bottom and right, in cells."""


@dataclass(frozen=True)
class Shade:
    """The colours of cells by their numbers.

    Attributes
    ----------
    kind: `DIVERGING` around 0; `GREY` or `RGB`, from black for the least number to `light` for the
        largest.
    low, high: the least and the largest number.
    area: the part of a cell that is coloured.
    has_digits: whether the number is written, too.
    light: the colour of the largest number.
    """

    kind: str
    low: float
    high: float
    area: Area
    has_digits: bool = True
    light: Color = WHITE

    def fill(self, text: str) -> str:
        """Return the colour of a cell with this number, as ``#rrggbb``."""
        return self.color(number_of(text))

    def color(self, number: float) -> str:
        """Return the colour of a number, as ``#rrggbb``."""
        return _hex(self._color(number))

    def ink(self, text: str) -> str:
        """Return black or white, the one with the higher contrast on that colour."""
        return _hex(BLACK if luminance(self._color(number_of(text))) > MIDDLE else WHITE)

    def _color(self, number: float) -> Color:
        number = min(max(number, self.low), self.high)
        if self.kind == DIVERGING:
            reach = max(abs(self.low), abs(self.high))
            end = NEGATIVE if number < 0 else POSITIVE
            return _between(ZERO, end, abs(number) / reach if reach else 0)
        span = self.high - self.low
        return _between(BLACK, self.light, (number - self.low) / span if span else 0.5)


def number_of(text: str) -> float:
    """Return the number that a numeral says."""
    return float(text.replace(MINUS, "-"))


def limits(texts: Iterable[str]) -> tuple[float, float]:
    """Return the least and the largest finite number of numerals; zeros if there are none."""
    numbers = [number for number in map(number_of, texts) if isfinite(number)] or [0.0]
    return min(numbers), max(numbers)


def luminance(color: Color) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _between(one: Color, other: Color, part: float) -> Color:
    red, green, blue = (round(a + part * (b - a)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _hex(color: Color) -> str:
    return "#" + "".join(f"{value:02x}" for value in color)
