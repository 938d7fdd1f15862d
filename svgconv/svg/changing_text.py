"""Texts in the animation: those that change, and those that are present in some frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from svgconv.scene.marks import ChangingText, TextMark
from svgconv.scene.motion import Presence
from svgconv.scene.scene import Scene
from svgconv.svg.clock import Clock, Loop, timed
from svgconv.svg.elements import Element
from svgconv.svg.glyph_definitions import GlyphDefinitions
from svgconv.svg.visibility import VISIBILITY, VisibilityAttribute, fill_opacity, while_present


def text_group(
    run: tuple[TextMark, ...], scene: Scene, clock: Clock, definitions: GlyphDefinitions
) -> Element:
    """Return one group of texts; those that are present in the same frames have a group in it."""
    group = definitions.group(run[0].at(clock.odometer, clock.frames[0]), scene.paint)
    around = fill_opacity(run[0].paint.fill_opacity)
    for slowest, marks in groupby(run, key=lambda mark: mark.presence[:1]):
        same = list(marks)
        if len(same) == 1 or all(map(all, slowest)):
            for mark in same:
                for element in _uses(mark, mark.presence, clock, definitions, around):
                    group.add(element)
            continue
        inner = Element("g")
        for mark in same:
            for element in _uses(mark, ((), *mark.presence[1:]), clock, definitions):
                inner.add(element)
        group.add(while_present(inner, slowest, clock, around))
    return group


def _uses(
    mark: TextMark,
    presence: Presence,
    clock: Clock,
    definitions: GlyphDefinitions,
    around: VisibilityAttribute | None = None,
) -> Iterator[Element]:
    """Yield the uses of a mark's texts; a changing text uses one definition after the other."""
    cells = mark.at(clock.odometer, clock.frames[0]).cells
    uses = [definitions.use(mark.setting, *cell) for cell in cells]
    if isinstance(mark, ChangingText):
        (element,) = uses
        for loop in _text_loop(mark, clock):
            names = replace(
                loop,
                values=tuple(f"#{definitions.id_of(mark.setting, text)}" for text in loop.values),
            )
            shown = timed(names, clock, str)
            element.add(Element("animate", attributeName="xlink:href", **shown))
        yield while_present(element, presence, clock, VISIBILITY, around)
    elif any(presence):
        group = Element("g")
        for element in uses:
            group.add(element)
        yield while_present(group, presence, clock)
    else:
        yield from uses


def _text_loop(mark: ChangingText, clock: Clock) -> list[Loop[str]]:
    """Return the loop of a changing text; none if its text is always the same."""
    if mark.axis is not None and clock.is_even:
        length = clock.odometer.held(mark.axis) * clock.durations[0]
        loop = Loop(mark.texts, (length,) * len(mark.texts))
    else:
        texts = tuple(mark.text(clock.odometer, frame) for frame in clock.frames)
        loop = Loop(texts, clock.durations)
    return [loop] if len(set(loop.values)) > 1 else []
