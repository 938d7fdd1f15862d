"""Numbers in motion: reels, and those that come and go."""

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
from svgconv.svg.visibility import FILL_OPACITY, VISIBILITY, VisibilityAttribute, while_present


def text_group(
    run: tuple[TextMark, ...], scene: Scene, clock: Clock, lettering: GlyphDefinitions
) -> Element:
    """Numbers that share a group, of which those that are there together share one in it."""
    group = lettering.group(run[0].at(clock.odometer, clock.frames[0]), scene.paint)
    for slowest, marks in groupby(run, key=lambda mark: mark.presence[:1]):
        together = list(marks)
        if len(together) == 1 or all(map(all, slowest)):
            for mark in together:
                for element in _uses(mark, mark.presence, clock, lettering, FILL_OPACITY):
                    group.add(element)
            continue
        inner = Element("g")
        for mark in together:
            for element in _uses(mark, ((), *mark.presence[1:]), clock, lettering):
                inner.add(element)
        group.add(while_present(inner, slowest, clock, FILL_OPACITY))
    return group


def _uses(
    mark: TextMark,
    presence: Presence,
    clock: Clock,
    lettering: GlyphDefinitions,
    around: VisibilityAttribute | None = None,
) -> Iterator[Element]:
    """A mark's numbers; a reel's is another definition with every digit."""
    cells = mark.at(clock.odometer, clock.frames[0]).cells
    uses = [lettering.use(mark.setting, *cell) for cell in cells]
    if isinstance(mark, ChangingText):
        (element,) = uses
        for loop in _turns(mark, clock):
            names = replace(
                loop,
                values=tuple(f"#{lettering.name(mark.setting, text)}" for text in loop.values),
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


def _turns(reel: ChangingText, clock: Clock) -> list[Loop[str]]:
    """The loop of what a reel says; none where it says one thing only."""
    if reel.axis is not None and clock.turns_evenly:
        length = clock.odometer.held(reel.axis) * clock.durations[0]
        loop = Loop(reel.texts, (length,) * len(reel.texts))
    else:
        texts = tuple(reel.text(clock.odometer, frame) for frame in clock.frames)
        loop = Loop(texts, clock.durations)
    return [loop] if len(set(loop.values)) > 1 else []
