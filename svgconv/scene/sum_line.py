"""The sum of each frame, written below a figure.

Each number that changes is as wide as its widest text, so that nothing else moves. Unlike
everything else in a scene, a sum costs with the frames, because every frame has its own.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from svgconv.numbers.sums import LINE, SIZE, Slot, Sum, extent
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene
from svgconv.scene.text import Numbers, Reel, Setting
from svgconv.scene.theme import Theme

GAP = 4
"""User units around the text."""


def with_sum(scene: Scene, summed: Sum, theme: Theme) -> Scene:
    """The scene with the sum beneath, on a canvas that is higher, and wider where it must be."""
    lines = summed.lines((scene.width - 2 * GAP) / CELL)
    broad = max(map(extent, lines)) * CELL
    wider = max(0, ceil(broad + 2 * GAP) - scene.width)
    width = scene.width + wider
    left = round((width - broad) / 2, 1)
    paint = theme.paint("sum")
    setting = Setting((left, scene.height), (0, CELL), (CELL, 0), SIZE, (LINE / 2, 0), 0)
    constant: list[tuple[float, float, str]] = []
    reels: list[Reel] = []
    for number, line in enumerate(lines):
        row, pen = round(LINE * number, 3), 0.0
        for slot in line:
            column = round(pen + slot.align * slot.room, 3)
            pen += slot.room
            if slot.texts == ("",):
                continue
            if len(slot.texts) == 1 and not slot.align:
                constant.append((row, column, slot.texts[0]))
            else:
                aligned = replace(setting, align=slot.align)
                reels.append(Reel("sum", paint, aligned, row, column, _each(slot, scene)))
    reels.sort(key=lambda reel: reel.setting.align)
    still = [Numbers("sum", paint, setting, tuple(constant))] if constant else []
    return replace(
        scene,
        marks=(*(mark.moved((wider // 2, 0)) for mark in scene.marks), *still, *reels),
        width=width,
        height=scene.height + ceil(LINE * CELL * len(lines)) + GAP,
    )


def _each(slot: Slot, scene: Scene) -> tuple[str, ...]:
    """What it says, one for each frame."""
    return tuple(slot.text(frame) for frame in range(scene.odometer.frame_count))
