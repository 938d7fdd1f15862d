"""The sum of each frame, written below a figure or below its products.

It has a text for each frame, so its bytes grow with the frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from svgconv.glyphs.decimals import rounded_up
from svgconv.numbers.slots import LINE, SIZE, Slot, extent
from svgconv.numbers.sums import Sum
from svgconv.scene.marks import ChangingText, FixedText, Mark
from svgconv.scene.motion import Point
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene
from svgconv.scene.text_setting import TextSetting
from svgconv.scene.theme import Theme

GAP = 4
"""The space around a sum, in user units."""


def with_sum(scene: Scene, summed: Sum, theme: Theme, least: float = 0) -> Scene:
    """Return the scene with each frame's sum below it, on a canvas that is large enough for it.

    A number that changes has the room of its widest text, so that nothing else moves.

    Parameters
    ----------
    least: the least size of the text, in user units.
    """
    scale = max(1, rounded_up(least / (SIZE * CELL)))
    lines = summed.lines((scene.width - 2 * GAP) / CELL / scale)
    length = scale * length_of(lines)
    wider = max(0, ceil(length + 2 * GAP) - scene.width)
    left = round((scene.width + wider - length) / 2, 1)
    marks = written(lines, (left, scene.height), scene.odometer.frame_count, theme, scale)
    moved = scene.moved((wider // 2, 0))
    return replace(
        moved,
        marks=(*moved.marks, *marks),
        width=scene.width + wider,
        height=scene.height + ceil(scale * LINE * CELL * len(lines)) + GAP,
    )


def length_of(lines: Sequence[Sequence[Slot]]) -> float:
    """Return the length of the longest line, in user units."""
    return max(map(extent, lines)) * CELL


def written(
    lines: Sequence[Sequence[Slot]], corner: Point, frames: int, theme: Theme, scale: float = 1
) -> list[Mark]:
    """Return the lines of a sum, whose upper left corner is at a point.

    Parameters
    ----------
    frames: the number of frames.
    scale: how many times larger than `with_sum` writes it.
    """
    paint = theme.paint("sum")
    cell = scale * CELL
    setting = TextSetting(corner, (0, cell), (cell, 0), SIZE, (LINE / 2, 0.0), 0)
    fixed: list[tuple[float, float, str]] = []
    changing: list[ChangingText] = []
    for number, line in enumerate(lines):
        row, pen = round(LINE * number, 3), 0.0
        for slot in line:
            column = round(pen + slot.align * slot.room, 3)
            pen += slot.room
            if slot.texts == ("",):
                continue
            if len(slot.texts) == 1 and not slot.align:
                fixed.append((row, column, slot.texts[0]))
            else:
                aligned = replace(setting, align=slot.align)
                texts = tuple(map(slot.text, range(frames)))
                changing.append(ChangingText("sum", paint, aligned, row, column, texts))
    changing.sort(key=lambda text: text.setting.align)
    still = [FixedText("sum", paint, setting, tuple(fixed))] if fixed else []
    return [*still, *changing]
