"""Texts in the animation: those that change, and those that are present in some frames."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import cast

from svgconv.scene.marks import ChangingText, FixedText, TextMark
from svgconv.scene.presence import Presence, is_always
from svgconv.scene.scene import Scene
from svgconv.states.runs import first_of_runs
from svgconv.svg.clock import Clock, Runs
from svgconv.svg.elements import Element
from svgconv.svg.glyph_definitions import GlyphDefinitions
from svgconv.svg.timing import shortest
from svgconv.svg.visibility import VISIBILITY, VisibilityAttribute, fill_opacity, while_present


def text_group(
    run: tuple[TextMark, ...], scene: Scene, clock: Clock, definitions: GlyphDefinitions
) -> Element:
    """Return one group of texts; those that are present in the same frames have a group in it."""
    group = definitions.group(run[0].at(clock.odometer, clock.base), scene.paint)
    around = fill_opacity(run[0].paint.fill_opacity)
    for slowest, marks in groupby(run, key=lambda mark: mark.presence[:1]):
        same = list(marks)
        if len(same) == 1 or all(map(is_always, slowest)):
            for mark in same:
                for element in _uses(mark, mark.presence, clock, definitions, around):
                    group.add(element)
            continue
        inner = Element("g")
        for mark in same:
            for element in _uses(mark, ((), *mark.presence[1:]), clock, definitions):
                inner.add(element)
        group.add(while_present(inner, slowest, clock, around, late=clock.late))
    return group


def _uses(
    mark: TextMark,
    presence: Presence,
    clock: Clock,
    definitions: GlyphDefinitions,
    around: VisibilityAttribute | None = None,
) -> Iterator[Element]:
    """Yield the uses of a mark's texts; a changing text uses one definition after the other."""
    base = mark
    if isinstance(mark, ChangingText):
        base = mark.at_first(clock.odometer, clock.base)
    uses = [definitions.use(mark.setting, *cell) for cell in cast("FixedText", base).cells]
    if isinstance(mark, ChangingText):
        (element,) = uses
        setting = mark.setting
        for loop in _text_loop(mark, clock):
            for shown in shortest(
                loop, clock, lambda text: f"#{definitions.id_of(setting, text)}", clock.late
            ):
                element.add(Element("animate", attributeName="xlink:href", **shown))
        yield while_present(element, presence, clock, VISIBILITY, around, clock.late)
    elif any(presence):
        group = Element("g")
        for element in uses:
            group.add(element)
        yield while_present(group, presence, clock, late=clock.late)
    else:
        yield from uses


def _text_loop(mark: ChangingText, clock: Clock) -> list[Runs[str]]:
    """Return the loop of a changing text; none if its text is always the same."""
    runs = first_of_runs(mark.texts)
    axis, count = mark.axis, len(mark.texts)
    if axis is not None and clock.is_even:
        loop = Runs(runs, clock.axis_durations(axis, count))
    else:
        axis = len(clock.odometer.shape) - 1 if axis is None else axis
        changes = [(axis, [index for index, _ in runs], count)]
        loop = clock.frame_runs(changes, lambda frame: mark.text(clock.odometer, frame))
    return [loop] if len(loop.values) > 1 else []
