"""The areas of channels in a pixel shuffle, in their colours and tints.

A channel has the same colour in its own plane and in the large one, and a tint of its own, which
distinguishes it in grey.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from svgconv.scene.marks import Mark, Paint, Path, Subpath
from svgconv.scene.plane import CELL
from svgconv.scene.theme import CHANNELS, Theme, legible

TINT = "tint"
DARK, LIGHT = "#000000", "#ffffff"
Tints = tuple[tuple[str, float], tuple[str, float]]
"""The colours and strengths of the tints of the last row and of the last column of channels."""
TINTS: Tints = ((DARK, 0.4), (LIGHT, 0.5))
STRENGTHS, ON_HUES = (0.25, 0.45), (0.12, 0.3)
"""The strengths under numbers. Numbers have one colour, and both tints contrast with it."""


@dataclass(frozen=True)
class ChannelAreas:
    """Filled blocks and their grid lines, and what belongs to each row and column of channels.

    Attributes
    ----------
    channels: for each channel, the middle lines of its cells.
    width: the width of these lines, in cells.
    dashes: the length of its cells along them, and of the others between these, in cells.
    """

    filled: tuple[Subpath, ...]
    channels: tuple[tuple[Subpath, ...], ...]
    width: int
    dashes: tuple[int, ...]
    lines: tuple[Subpath, ...]
    rows: tuple[tuple[Subpath, ...], ...]
    columns: tuple[tuple[Subpath, ...], ...]


def colored_areas(role: str, areas: ChannelAreas, theme: Theme, *, numbered: bool) -> list[Mark]:
    """Return the areas of cells: their fill, then the colours and the tints of the channels.

    Parameters
    ----------
    role: ``"input"`` or ``"output"``.
    numbered: whether the cells have numbers.
    """
    paint, tints = theme.paint(role), _under_numbers(role, theme) if numbered else TINTS
    return [
        Path(role, replace(paint, stroke=None), areas.filled),
        *(_hues(areas, theme) if _has_hues(theme, numbered=numbered) else ()),
        *(
            Path(
                TINT,
                Paint(fill=colour, fill_opacity=round(most * step / (len(tinted) - 1), 3)),
                blocks,
            )
            for (colour, most), tinted in zip(tints, (areas.rows, areas.columns), strict=True)
            for step, blocks in enumerate(tinted)
            if step
        ),
    ]


def _has_hues(theme: Theme, *, numbered: bool) -> bool:
    """Return whether channels have colours of their own; otherwise they have tints only.

    A theme in grey has none, nor has one whose numbers are not legible on them.
    """
    inks = {theme.paint(f"{role}_value").fill for role in ("input", "output", "kernel")}
    return not theme.hatches and (not numbered or len(inks) == 1)


def _hues(areas: ChannelAreas, theme: Theme) -> Iterator[Path]:
    """Yield the colour of each channel, as wide lines over its cells."""
    dashes = tuple(CELL * dash for dash in areas.dashes)
    for number, lines in enumerate(areas.channels):
        role = CHANNELS[number % len(CHANNELS)]
        hue = theme.paint(role)
        yield Path(role, replace(hue, stroke_width=CELL * areas.width, dashes=dashes), lines)


def _under_numbers(role: str, theme: Theme) -> Tints:
    """Return tints that contrast with the numbers: light under dark ones, dark under light ones."""
    ink = str(theme.paint(f"{role}_value").fill)
    by_row, by_column = ON_HUES if _has_hues(theme, numbered=True) else STRENGTHS
    tint = DARK if legible(ink) == "#000" else LIGHT
    return (tint, by_row), (tint, by_column)
